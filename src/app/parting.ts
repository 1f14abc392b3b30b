import { moveCertificates } from '../certificates/index.ts'
import { lockSession, moveTalkBack, post } from '../conversation/index.ts'
import { type Giving, moveDonorBack } from '../giving/index.ts'
import { moveWishesBack } from '../needs/index.ts'
import { moveAlarmBack } from '../organisers/index.ts'
import {
  channelOf,
  forgetMoved,
  holderOf,
  type Link,
  type Move,
  movePersonBack,
  openName,
  remakePerson,
  returningOf,
  setLink,
  stayedOf,
} from '../people/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { HotSql } from '../platform/db.ts'
import type { Handing, Returning } from '../platform/handing.ts'
import type { Tx } from '../platform/tx.ts'

interface Parts {
  readonly giving: Giving
  readonly clock: Clock
}

/** What is said of a link that came to something. `left`: the other side is to be erased. */
type LinkNews = 'joined' | 'parted' | 'refused' | 'left'

/**
 * Undoes a link, which the caller has locked. What came from the one who is gone is theirs again, and so is what was said,
 * promised, allowed or asked for at their addresses since, with the money that came for it.
 *
 * @param erasing where an erasure was asked for that is the reason: there nothing is said of it, and the other side hears that all of theirs stays
 * @returns both people, who stays first; undefined when there is nobody left to part
 */
export async function part(
  { giving, clock }: Parts,
  tx: Tx,
  hot: HotSql,
  link: Link,
  erasing?: { readonly address: string | null },
): Promise<readonly [string, string] | undefined> {
  const from = await holderOf(tx, link.goneId!)
  await lockSession(hot, from)
  if ((await holderOf(tx, link.goneId!)) !== from || !(await giving.keys.of(tx, from))) {
    await setLink(tx, link.id, { state: 'void' })
    return undefined
  }
  const returning = await returningOf(tx, link.id, from)
  const name = await openName(tx, giving.keys, stayedOf(link), link.keptName)
  const to = await remakePerson(tx, giving.ids, giving.keys, link.goneId!, from)
  const handing = await handingOf(giving, tx, { from, to })
  const before = { name, salutation: link.keptSalutation, joinedAt: link.joinedAt }

  const donor = await moveDonorBack(tx, hot, handing, returning)
  const papers = await moveCertificates(tx, handing, donor.moved.donation)
  const requests = await movePersonBack(tx, giving.keys, handing, before, returning)
  await moveTalkBack(hot, handing, returning, [...Object.values(donor.moved).flat(), ...requests])
  await moveWishesBack(tx, hot, handing, returning)
  await moveAlarmBack(tx, from, to, returning.addresses)
  await forgetMoved(tx, link.id)
  const files = listed([...donor.files, ...papers])
  const over = { keptName: null, keptSalutation: null }
  await setLink(tx, link.id, { state: 'parted', joinedAt: clock.now(), files, ...over })
  const went = [link.addressId, link.otherAddressId!].map((at) => returning.addresses.includes(at))
  const sides = went.map((is) => (is ? to : from))
  if (!erasing) await tellBoth(tx, link, sides, 'parted')
  else await tellBoth(tx, link, sides, 'left', goesWith(returning, erasing.address) ? from : to)
  return [from, to]
}

const goesWith = ({ addresses }: Returning, address: string | null): boolean =>
  address !== null && addresses.includes(address)

/** @throws when one of them was erased */
export async function handingOf({ keys }: Giving, tx: Tx, { from, to }: Move): Promise<Handing> {
  const [mine, theirs] = [await keys.of(tx, from), await keys.of(tx, to)]
  if (!mine || !theirs) throw new Error(`contact ${from} or ${to} was erased`)
  return { from, to, keys: { from: mine, to: theirs } }
}

/** Keys of files as a link keeps them. */
export const listed = (files: readonly string[]): string | null => (files.length > 0 ? files.join(' ') : null)

/** They wait for it: it does not wait for the end of another question, which is asked again behind it. */
export const UNASKED = new Date(0)

/**
 * Each side hears it where it wrote.
 *
 * @param people whose address the asking one is now, and the entering one
 * @param only who hears it; undefined: both
 */
export async function tellBoth(
  tx: Tx,
  link: Link,
  people: readonly string[],
  what: LinkNews,
  only?: string,
): Promise<void> {
  const places = [link.addressId, link.otherAddressId!]
  for (const [n, at] of places.entries()) {
    const contact = people[n]!
    if (only !== undefined && contact !== only) continue
    const key = `link-news:${link.id}:${what}:${n}`
    // Nothing may be left of the other side by the time that this is said, but what it was.
    const via = (await channelOf(tx, places[1 - n]!)) ?? null
    const news = { link: link.id, what, at, via }
    await post(tx, contact, { flow: 'link-news', at, key, with: news, patience: UNASKED })
  }
}
