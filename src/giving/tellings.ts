import { z } from 'zod'
import { campaignById, takesPledges } from '../campaigns/index.ts'
import { nothing, type Tellings, type Told } from '../conversation/index.ts'
import { NEXT, type Purpose, refusedSince } from '../people/index.ts'
import type { Tx } from '../platform/tx.ts'
import { dayOf } from '../platform/vietnamese/index.ts'
import { occasionOpened } from './again/telling.ts'
import type { Giving } from './deps.ts'
import { donationRecordOf } from './donations/record.ts'
import { type DonationState, donationById, isGone } from './donations/store.ts'
import { isWished } from './donations/wishes.ts'
import { closeWatch, watchById } from './missing/watch-store.ts'
import { lookFor } from './missing/watching.ts'
import { offerTellings } from './offers/tellings.ts'
import { recordOf } from './pledges/record.ts'
import { isReminderTime } from './pledges/reminders.ts'
import { noteReminded, pledgeById } from './pledges/store.ts'
import { slotTellings } from './sponsorship/tellings.ts'

const named = z.object({ id: z.string() })
const reminder = z.object({ pledge: named, last: z.boolean() })
const money = z.object({ donation: named })
const unsorted = z.object({ donation: named, pledge: named, account: z.string(), several: z.boolean() })
const decided = z.object({ against: z.boolean().default(false) })
const checked = z.object({ watch: named, round: z.number() })

/** The flows in which giving writes without being asked, by what a person refuses. Money that moved is always told. */
export const REFUSABLE: Readonly<Partial<Record<Purpose, readonly string[]>>> = {
  reminders: ['pledge-reminder', 'slot-reminder', 'monthly-reminder', 'offer-reminder'],
  news: ['slot-offer'],
  my_gifts: ['money-checked'],
  ...Object.fromEntries(NEXT.map((purpose) => [purpose, ['occasion-opened']])),
}

const isHere = (state: DonationState): boolean => !isGone({ state })

/** What giving has to say, read when it is said. */
export function givingTellings(giving: Giving): Tellings {
  /** Of money that a person gave, as it stands: here, sent back, or not theirs. */
  const ofMoney =
    (fits: (state: DonationState) => boolean): Tellings[string] =>
    async ({ tx, contact, now }, posted) => {
      const read = money.safeParse(posted)
      const donation = read.success ? await donationById(tx, read.data.donation.id) : undefined
      if (donation?.contactId !== contact) return nothing('no donation of theirs is named')
      if (!fits(donation.state)) return nothing(`the donation is ${donation.state}`)
      return { kind: 'say', with: { donation: await donationRecordOf(tx, giving, donation, now) } }
    }
  return {
    'money-seen': ofMoney(isHere),
    'money-late': ofMoney(isHere),
    'money-decided': async (open, posted) => {
      const told = await ofMoney(isHere)(open, posted)
      const read = decided.safeParse(posted)
      return told.kind === 'say'
        ? { ...told, with: { ...told.with, against: read.data?.against ?? false } }
        : told
    },
    'money-waits': async (open, posted) => {
      const told = await ofMoney(isHere)(open, posted)
      const read = money.safeParse(posted)
      const donation = read.success ? await donationById(open.tx, read.data.donation.id) : undefined
      if (told.kind !== 'say' || !donation?.answerBy) return told
      if (!isWished(donation)) return nothing('it was decided meanwhile')
      return { ...told, with: { ...told.with, answer_by: donation.answerBy } }
    },
    'money-unsorted': async ({ tx, contact, now }, posted) => {
      const read = unsorted.safeParse(posted)
      const donation = read.success ? await donationById(tx, read.data.donation.id) : undefined
      const pledge = read.success ? await pledgeById(tx, read.data.pledge.id) : undefined
      if (!read.success || !donation || pledge?.contactId !== contact)
        return nothing('no promise of theirs is named')
      if (donation.state !== 'unmatched') return nothing(`the donation is ${donation.state}`)
      const { account, several } = read.data
      const { amount, receivedAt: at } = donation
      return { kind: 'say', with: { pledge: await recordOf(tx, pledge, now), amount, at, account, several } }
    },
    'money-returned': ofMoney((state) => state === 'returned'),
    'money-mistaken': ofMoney((state) => state === 'mistaken'),
    'pledge-reminder': async ({ tx, contact, now }, posted) => {
      const read = reminder.safeParse(posted)
      const pledge = read.success ? await pledgeById(tx, read.data.pledge.id) : undefined
      if (!read.success || pledge?.contactId !== contact) return nothing('no promise of theirs is named')
      if (pledge.state !== 'open') return nothing(`the promise is ${pledge.state}`)
      if (await refusedSince(tx, contact, 'reminders')) return nothing('they refuse reminders')
      const campaign = (await campaignById(tx, pledge.campaignId))!
      if (!takesPledges(campaign, now)) return nothing('its campaign takes no more')
      const { last } = read.data
      if (!isReminderTime(pledge, last, now)) return nothing('its time has passed')
      // Asked last, by a lock: money that is being booked at this moment is there first.
      if (!(await noteReminded(tx, pledge.id, dayOf(now))))
        return nothing('money has come, or it was said today')
      return { kind: 'say', with: { pledge: await recordOf(tx, pledge, now), last } }
    },
    'occasion-opened': occasionOpened,
    ...slotTellings,
    ...offerTellings(giving.keys),
    'money-checked': async ({ tx, contact, now }, posted) => {
      const read = checked.safeParse(posted)
      return read.success
        ? look(tx, giving, contact, read.data.watch.id, read.data.round, now)
        : nothing('no promise to look is named')
    },
  }
}

/** Looks once more for what somebody misses. What is hers by now ends the promise to look. */
async function look(
  tx: Tx,
  giving: Giving,
  contact: string,
  id: string,
  round: number,
  now: Date,
): Promise<Told> {
  const watch = await watchById(tx, id)
  if (watch?.contactId !== contact) return nothing('no promise to look is named')
  if (watch.round > round) return nothing('it was looked for again since')
  const refused = await refusedSince(tx, contact, 'my_gifts')
  if (refused && watch.createdAt <= refused) return nothing('they refuse news of their gifts')
  const found = await lookFor(tx, giving, watch, now)
  const about = { round, answer_by: watch.answerBy }
  if (found.kind === 'found') {
    await closeWatch(tx, id)
    const donation = await donationRecordOf(tx, giving, found.donation, now)
    return { kind: 'say', with: { found: false, ...about, donation } }
  }
  if (watch.nextAt === null && round === 1) return nothing('the promise to look is over')
  return { kind: 'say', with: { found: found.kind === 'candidates', ...about } }
}
