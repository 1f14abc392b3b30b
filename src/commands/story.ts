import { issueCertificate } from '../certificates/index.ts'
import {
  bookNotice,
  confirmPledge,
  createPledge,
  type Giving,
  noticeRef,
  pretendTransfer,
} from '../giving/index.ts'
import { type officerKeys, seedFormerOfficer } from '../organisers/index.ts'
import { seedContact, thankByName } from '../people/index.ts'
import type { Tx } from '../platform/tx.ts'
import { type Day, instantAt } from '../platform/vietnamese/index.ts'
import { tellPurchase, type Words } from '../spending/index.ts'
import { importFile } from './seed.ts'
import { readSeedFile } from './seed-file.ts'
import type { Story } from './story-shape.ts'

interface Parts {
  readonly giving: Giving
  readonly officers: Awaited<ReturnType<typeof officerKeys>>
  readonly words: Words
  readonly now: Date
}

/**
 * Makes the demo world, with what people gave in it before today and what became of that: promises, transfers of the pretended
 * bank, receipts, vouchers, deliveries, by the same rules and the same books as all that comes later. Nobody is told of it; the
 * donors of the story are nobody who could be written to.
 *
 * For a database in which nobody has done anything yet; all of it or nothing.
 *
 * @throws SeedError, and Error where the story has somebody give or buy what the books refuse
 */
export async function tellDemo(tx: Tx, parts: Parts, demo: string, story: Story): Promise<void> {
  const file = readSeedFile(demo, (it) => ({
    ...it,
    accounts: [...it.accounts, ...story.accounts],
    campaigns: [...it.campaigns, ...story.campaigns],
    needs: [...it.needs, ...story.needs],
  }))
  const { ids } = parts.giving
  const made = await importFile(tx, { ids, now: parts.now }, file)
  const rung: string[] = []
  const giving: Giving = {
    ...parts.giving,
    tell: { toContact: async () => {}, takeBack: async () => 0 },
    bell: { bank: (notice) => void rung.push(notice), paper() {} },
  }
  const told: Told = { tx, parts: { ...parts, giving }, made, rung, story, donors: new Map() }
  for (const [n, gift] of story.gifts.entries()) await give(told, gift, n)
  await buy(told)
}

interface Told {
  readonly tx: Tx
  readonly parts: Parts
  readonly made: Awaited<ReturnType<typeof importFile>>
  /** Notices of the bank that are to be booked. */
  readonly rung: string[]
  readonly story: Story
  readonly donors: Map<string, { readonly contact: string; readonly address: string }>
}

/** Promised in the morning, and there at noon. */
async function give(told: Told, gift: Story['gifts'][number], n: number): Promise<void> {
  const { tx, made, rung } = told
  const { giving } = told.parts
  const [morning, noon] = [9, 12].map((hour) => at(made.calendar.day(gift.day), hour)) as [Date, Date]
  const donor = await donorOf(told, gift.by, morning)
  const doing = { tx, ids: giving.ids, now: morning, ...donor, key: `story:${n}` }
  const held = await createPledge(giving, doing, {
    campaign: made.campaigns.get(gift.campaign)!,
    need: gift.need === undefined ? null : made.needs.get(gift.need)!,
    units: gift.units,
    amount: gift.amount,
    pot: gift.need === undefined,
  })
  if (held.kind !== 'held') throw new Error(`gift ${n} of the story cannot be promised: ${held.kind}`)
  const ready = await confirmPledge(giving, doing, held.pledge.id)
  if (ready.kind !== 'ready') throw new Error(`gift ${n} of the story cannot be confirmed: ${ready.kind}`)
  await pretendTransfer(tx, giving, ready.pledge, undefined, { key: doing.key, now: noon })
  const booked = await bookNotice(tx, giving, noticeRef(rung.pop()!), noon)
  if (booked.kind !== 'matched') throw new Error(`gift ${n} of the story cannot be booked: ${booked.kind}`)
  if (gift.certificate === undefined) return
  const asked = { name: gift.certificate, lang: 'vi', now: noon } as const
  await issueCertificate(tx, giving, { ...asked, donation: booked.donation, contact: donor.contact })
}

async function donorOf({ tx, parts, story, donors }: Told, by: string, since: Date) {
  const known = donors.get(by)
  if (known) return known
  const { ids, keys } = parts.giving
  const donor = await seedContact(tx, { ids, keys }, since)
  donors.set(by, donor)
  const name = story.donors[by]?.thanked
  if (name !== undefined) {
    const said = { name, way: 'typed', at: since, address: donor.address } as const
    await thankByName(tx, ids, keys, donor.contact, said)
  }
  return donor
}

/** By two officers who have left since: whoever tries the demo is the first one at the desk. */
async function buy({ tx, parts, made, story }: Told): Promise<void> {
  const { giving, words, officers } = parts
  const { calendar } = made
  const hand = { ids: giving.ids, keys: officers }
  const first = await seedFormerOfficer(tx, hand, story.officers[0])
  const second = await seedFormerOfficer(tx, hand, story.officers[1])
  for (const { campaign, day, lines, brought, ...sheet } of story.purchases) {
    const bought = calendar.day(day)
    await tellPurchase(tx, { ids: giving.ids, words }, made.campaigns.get(campaign)!, {
      ...sheet,
      day: bought,
      lines: lines.map(({ need, quantity, unit_price }) => ({
        need: made.needs.get(need)!,
        quantity,
        unitPrice: unit_price,
      })),
      brought: brought.map(({ need, missing = null, confirmed, ...one }) => ({
        ...one,
        need: made.needs.get(need)!,
        missing,
        day: calendar.day(one.day),
        confirmedAt: at(calendar.day(confirmed), 16),
      })),
      officers: [first, second],
      at: at(bought, 15),
    })
  }
}

const at = (day: Day, hour: number): Date => instantAt(day, { hour, minute: 0 })
