import { giveRole, isRole, officerById, unitNames } from '../../organisers/index.ts'
import type { DeskKinds } from '../approvals/kinds.ts'
import type { Parts } from '../room.ts'
import { deskWords } from '../words.ts'
import { officers as words } from './words.ts'

/** What two people do to officers. */
export const officerKinds = ({ gate: { keys, clock } }: Pick<Parts, 'gate'>): DeskKinds => ({
  /** An officer gets a role by which one approves. Facts: `officer`, `unit`, `role`. */
  'officer.give': {
    act: 'officers.approve',
    async do(tx, { facts: { officer, unit, role } }, _by, now) {
      if (!isRole(String(role))) return 'stale'
      const post = { unit: String(unit), role: String(role) as never }
      return (await giveRole(tx, String(officer), post, now)) ? 'done' : 'stale'
    },
    async show(tx, { facts: { officer, unit, role } }, lang) {
      const { name } = await officerById(tx, keys, String(officer), clock.now())
      const where = (await unitNames(tx)).get(String(unit)) ?? ''
      const as = isRole(String(role)) ? deskWords[lang].roles[String(role) as 'auditor'] : ''
      return { what: words[lang].give(name), to: `${as}, ${where}` }
    },
  },
})
