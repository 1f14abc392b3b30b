import { type Handover, notesOf, talkStanding } from '../../conversation/index.ts'
import { copyOfDonor, receiptsInstead, STANDING } from '../../giving/index.ts'
import { officerNames } from '../../organisers/index.ts'
import type { PersonKey } from '../../platform/person-key.ts'
import type { Parts } from '../room.ts'
import type { Known } from './beside.tsx'

/**
 * What stands beside a conversation. Personal.
 *
 * @param wrote officers who have written in it
 */
export async function knownOf(
  { gate: { db, keys }, people, site }: Parts,
  { contact, takenBy }: Pick<Handover, 'contact' | 'takenBy'>,
  key: PersonKey | undefined,
  wrote: readonly string[],
): Promise<Known> {
  const donor = await copyOfDonor(db.prisma, { keys: people, site }, contact)
  const notes = await notesOf(db.prisma, people, contact)
  const officers = [...wrote, ...notes.map(({ officer }) => officer), ...(takenBy ? [takenBy] : [])]
  return {
    standing: key && (await talkStanding(db.hot, key, contact)),
    promises: donor.promises.filter(({ state }) => (STANDING as readonly string[]).includes(state)),
    gifts: donor.gifts,
    instead: await receiptsInstead(db.prisma, contact),
    notes,
    names: await officerNames(db.prisma, keys, officers),
  }
}
