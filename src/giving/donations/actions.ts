import { z } from 'zod'
import { type Action, action } from '../../conversation/action.ts'
import { nothing, time } from '../../platform/shapes.ts'
import { answerBy } from '../../platform/vietnamese/index.ts'
import type { Giving } from '../deps.ts'
import { putIntoPot } from './receiving.ts'
import { donationRecord, donationRecords } from './record.ts'
import { donationsOf, lockDonation, updateDonation } from './store.ts'

const MOST_SHOWN = 5

export function donationActions(giving: Giving): readonly Action[] {
  return [
    action({
      name: 'donation.mine',
      input: z.object({}),
      outcomes: {
        none: nothing,
        some: z.object({ donations: z.array(donationRecord), latest: donationRecord }),
      },
      async run({ tx, clock, contact }) {
        const own = await donationsOf(tx, contact, MOST_SHOWN)
        const donations = await donationRecords(tx, giving, own, clock.now())
        return donations.length > 0
          ? { outcome: 'some' as const, donations, latest: donations[0]! }
          : { outcome: 'none' as const }
      },
    }),
    action({
      name: 'donation.decide',
      input: z.object({ donation: z.object({ id: z.uuid() }), choice: z.enum(['pot', 'refund', 'next']) }),
      outcomes: {
        noted: z.object({ answer_by: time }),
        returned: nothing,
        /** It was never theirs, as was found since. */
        mistaken: nothing,
      },
      async run({ tx, ids, clock, contact }, { donation, choice }) {
        const own = await lockDonation(tx, donation.id)
        if (own?.contactId !== contact)
          throw new Error(`donation ${donation.id} is not of contact ${contact}`)
        // An old button, after the money went back, or was found to be another's.
        if (own.state === 'mistaken') return { outcome: 'mistaken' as const }
        if (own.state === 'returned') return { outcome: 'returned' as const }
        const by = answerBy(clock.now())
        await updateDonation(tx, own.id, { wish: choice, answerBy: by, late: 0, lateSince: null })
        if (choice === 'pot') await putIntoPot(tx, ids, own, clock.now())
        return { outcome: 'noted' as const, answer_by: by }
      },
    }),
  ]
}
