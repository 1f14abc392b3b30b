import { z } from 'zod'
import { byUrgency } from '../../campaigns/index.ts'
import { nothing, type Telling } from '../../conversation/index.ts'
import { langOf, NEXT } from '../../people/index.ts'
import { mayStillAsk } from '../../platform/vietnamese/index.ts'
import { unitsOfContacts } from '../pledges/store.ts'
import { nameOf } from './asking.ts'
import { isOccasion, type Open, openOccasions } from './open.ts'
import { askedBy, endAsked, gaveTo, noteTold } from './store.ts'

const posted = z.object({ purpose: z.enum(NEXT), year: z.number() })

/**
 * What is said when an occasion has come again, read when it is said, to who asked for it: once. Who has given to it, or promised,
 * knows. What could not be said in time is said another day.
 */
export const occasionOpened: Telling = async ({ tx, contact, now }, message) => {
  const read = posted.safeParse(message)
  if (!read.success) return nothing('no occasion is named')
  const { purpose, year } = read.data
  const asked = (await askedBy(tx, contact)).find((one) => one.purpose === purpose)
  if (!asked || asked.fromYear > year) return nothing('they wait for it no more')
  const open = (await openOccasions(tx, now)).filter(
    (one) => one.purpose === purpose && one.year >= asked.fromYear,
  )
  if (!mayStillAsk(now) || open.length === 0) {
    await noteTold(tx, [contact], purpose, null)
    return nothing(open.length === 0 ? 'no campaign of it is open' : 'it is night, or Tết')
  }
  await endAsked(tx, contact, purpose, now)
  const ids = open.map(({ campaign }) => campaign.id)
  if (await gaveTo(tx, contact, ids)) return nothing('they gave to it already')
  const units = (await unitsOfContacts(tx, [contact])).get(contact)
  const theirs = ({ campaign }: Open) => Number(!units?.has(campaign.unit.id))
  const urgent = byUrgency(now)
  // Where they gave before comes first.
  const [first] = open.sort((a, b) => theirs(a) - theirs(b) || urgent(a.campaign, b.campaign))
  const { eventKind, id } = first!.campaign
  const name = isOccasion(eventKind) ? nameOf(eventKind, first!.year, await langOf(tx, contact)) : ''
  return { kind: 'say', with: { appeal: id, occasion: eventKind, name } }
}
