import { z } from 'zod'
import { type Action, action } from '../conversation/action.ts'
import { nothing } from '../platform/shapes.ts'
import { fold, leadsOutside, nameInCapitals, namesPupil, schoolsIn } from '../platform/vietnamese/index.ts'
import { consentActions } from './consent-actions.ts'
import { sayName, saySalutation } from './link-share.ts'
import type { PeopleNeeds } from './needs.ts'
import { paperName } from './paper-name.ts'
import { complaintActions, dataActions } from './request-actions.ts'
import { SALUTATIONS } from './salutation.ts'
import { personOf } from './store.ts'

/** “đổi tên trên giấy thành Lan và Minh nhé”: the name, behind the first word that leads to one. */
function nameSaid(words: string): string {
  const pieces = words.trim().split(/\s+/)
  const bare = pieces.map((piece) => fold(piece).replace(/[^a-z0-9]/g, ''))
  const about = bare.findIndex((word) => word === 'ten' || word === 'name')
  const lead = bare.findIndex((word, n) => about >= 0 && n > about && LEADS.includes(word))
  if (lead < 0) return ''
  const end = bare.findLastIndex((word) => !POLITE.includes(word)) + 1
  return pieces
    .slice(lead + 1, end)
    .join(' ')
    .replace(/^["“:]+|["”.,!]+$/gu, '')
}

const LEADS = ['thanh', 'la', 'to']
const POLITE = ['nhe', 'nha', 'a', 'di', 'voi', 'giup', 'please']

/** “bé Na trường Tà Xùa” can be found; “Trường Tà Xùa” gives as a school, and “bé Na” alone is anybody. */
const isChildOfSchool = (name: string): boolean =>
  /(?<!\p{L})(?:bé|cháu|em|con)(?!\p{L})/iu.test(name.normalize('NFC')) && schoolsIn(name).length > 0

const saved = { saved: nothing }

/** Everything that flows may ask of this room. */
export const peopleActions = (needs: PeopleNeeds): readonly Action[] => [
  ...consentActions(needs),
  ...dataActions(needs),
  ...complaintActions(needs),
  action({
    name: 'contact.who',
    input: z.object({}),
    /** The name that they gave for their papers, if they gave one. */
    outcomes: { named: z.object({ name: z.string() }), unnamed: nothing },
    async run({ tx, keys, contact }) {
      const { paperName: name } = await personOf(tx, keys, contact)
      return name === null ? { outcome: 'unnamed' as const } : { outcome: 'named' as const, name }
    },
  }),
  action({
    name: 'name.spelling',
    input: z.object({ name: z.string() }),
    /** `of_child`: a pupil could be found by it. `leads_out`: everybody who reads it would be sent to a number or a link. */
    outcomes: {
      as_typed: nothing,
      could_be: z.object({ name: z.string() }),
      of_child: nothing,
      leads_out: nothing,
    },
    async run(_, { name }) {
      if (namesPupil(name) || isChildOfSchool(name)) return { outcome: 'of_child' as const }
      if (leadsOutside(name, [])) return { outcome: 'leads_out' as const }
      const proper = nameInCapitals(name)
      return proper === undefined
        ? { outcome: 'as_typed' as const }
        : { outcome: 'could_be' as const, name: proper }
    },
  }),
  action({
    name: 'name.said',
    input: z.object({ words: z.string().optional() }),
    outcomes: { named: z.object({ name: z.string() }), nothing },
    async run(_, { words = '' }) {
      const name = paperName(nameSaid(words))
      return name === null ? { outcome: 'nothing' as const } : { outcome: 'named' as const, name }
    },
  }),
  action({
    name: 'contact.name',
    input: z.object({ name: z.string().nullable() }),
    outcomes: saved,
    async run({ tx, keys, contact, address }, { name }) {
      await sayName(tx, keys, contact, paperName(name), address)
      return { outcome: 'saved' as const }
    },
  }),
  action({
    name: 'contact.call',
    input: z.object({ form: z.enum(SALUTATIONS) }),
    outcomes: saved,
    async run({ tx, contact, address }, { form }) {
      await saySalutation(tx, contact, form, address)
      return { outcome: 'saved' as const }
    },
  }),
]
