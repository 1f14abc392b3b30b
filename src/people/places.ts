import type { Tx } from '../platform/tx.ts'
import { formatDayTime } from '../platform/vietnamese/index.ts'
import { channelName, OPENED, OPENED_AND_LAST, THIS_ONE } from './channel-names.ts'

/** Where somebody writes, as they can know it again. */
interface Place {
  readonly id: string
  readonly channel: string
  /** When they first wrote there. */
  readonly since: Date
  /** When something was last said to them there. */
  readonly last: Date | null
}

/** These addresses, the ones that are gone left out. */
async function placesOf(tx: Tx, addresses: readonly string[]): Promise<Place[]> {
  return tx.$queryRaw<Place[]>`
    SELECT a.id::text AS id, a.channel, a.created_at AS since,
      (SELECT o.created_at FROM outbox o WHERE o.address_id = a.id ORDER BY o.id DESC LIMIT 1) AS last
    FROM address a WHERE a.id = ANY(${[...addresses]}::uuid[]) ORDER BY a.created_at, a.id`
}

interface Naming {
  readonly lang: 'vi' | 'en'
  /** Where it is said. */
  readonly here: string
  /** Other places that are spoken of with it. */
  readonly beside?: readonly string[]
}

/**
 * What an address is called. Two of one channel, such as two web chats, are told apart by day and hour: when the talk was
 * opened, and when something was last said there.
 */
export async function placeName(
  tx: Tx,
  address: string | null,
  { lang, here, beside = [] }: Naming,
): Promise<string> {
  const places = await placesOf(tx, [...(address === null ? [] : [address]), here, ...beside])
  const place = places.find(({ id }) => id === address)
  if (!place) return channelName(undefined, lang)
  const alike = places.some(({ id, channel }) => id !== place.id && channel === place.channel)
  if (!alike) return channelName(place.channel, lang)
  return address === here ? THIS_ONE[lang] : dated(place, lang)
}

/** The same of several, with commas between; none twice. */
export async function placeNames(tx: Tx, addresses: readonly string[], naming: Naming): Promise<string> {
  const names: string[] = []
  for (const one of addresses) names.push(await placeName(tx, one, { ...naming, beside: addresses }))
  return [...new Set(names)].join(', ')
}

/** What the address is called at which somebody is, among their others. */
export async function hereName(
  tx: Tx,
  here: string,
  others: readonly string[],
  lang: 'vi' | 'en',
): Promise<string> {
  const places = await placesOf(tx, [here, ...others])
  const place = places.find(({ id }) => id === here)!
  const alike = places.some(({ id, channel }) => id !== here && channel === place.channel)
  return alike ? dated({ ...place, last: null }, lang) : channelName(place.channel, lang)
}

function dated({ channel, since, last }: Place, lang: 'vi' | 'en'): string {
  const [name, opened] = [channelName(channel, lang), formatDayTime(since, lang)]
  return last === null
    ? OPENED[lang](name, opened)
    : OPENED_AND_LAST[lang](name, opened, formatDayTime(last, lang))
}
