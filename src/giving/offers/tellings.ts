import { z } from 'zod'
import { nothing, type Tellings } from '../../conversation/index.ts'
import { langOf, refusedSince } from '../../people/index.ts'
import type { PersonKeys } from '../../platform/person-key.ts'
import type { Tx } from '../../platform/tx.ts'
import { AWAITED_OFFERS, isEve } from './offer.ts'
import type { Said } from './offering.ts'
import { offerRecordOf } from './record.ts'
import { offerById, openOffer } from './store.ts'

const news = z.object({
  offer: z.object({ id: z.uuid() }),
  turn: z.number(),
  about: z.enum(['handed', 'miscount', 'waits', 'late']).nullish(),
})
const reminder = z.object({ offer: z.object({ id: z.uuid() }), day: z.string() })

/** What is said of offers without being asked, read when it is said. */
export function offerTellings(keys: PersonKeys): Tellings {
  async function theirs(tx: Tx, contact: string, id: string): Promise<Said | undefined> {
    const offer = await offerById(tx, id)
    const key = await keys.of(tx, contact)
    if (offer?.contactId !== contact || !offer.body || !key) return undefined
    return { offer, words: openOffer(key, offer.body) }
  }
  return {
    'offer-news': async ({ tx, contact }, posted) => {
      const read = news.safeParse(posted)
      const said = read.success ? await theirs(tx, contact, read.data.offer.id) : undefined
      if (!said) return nothing('no offer of theirs is named')
      const { turn, about = null } = read.data!
      // What they have done with it meanwhile, they know.
      const spoken =
        about === 'late'
          ? said.offer.lateSince !== null && AWAITED_OFFERS.includes(said.offer.state)
          : said.offer.state !== 'withdrawn' && (about === 'handed' || said.offer.state !== 'offered')
      if (said.offer.turn !== turn || !spoken) return nothing('something else was said of it since')
      return { kind: 'say', with: { offer: await offerRecordOf(tx, said, await langOf(tx, contact)), about } }
    },
    'offer-reminder': async ({ tx, contact, now }, posted) => {
      const read = reminder.safeParse(posted)
      const said = read.success ? await theirs(tx, contact, read.data.offer.id) : undefined
      if (!said) return nothing('no offer of theirs is named')
      if (await refusedSince(tx, contact, 'reminders')) return nothing('they refuse reminders')
      if (said.offer.day !== read.data!.day || !isEve(said.offer, now)) return nothing('it is not its eve')
      return { kind: 'say', with: { offer: await offerRecordOf(tx, said, await langOf(tx, contact)) } }
    },
  }
}
