import { z } from 'zod'
import { type Action, action } from '../conversation/action.ts'
import { nothing } from '../platform/shapes.ts'
import { fold, nameInCapitals } from '../platform/vietnamese/index.ts'
import { consentActions } from './consent-actions.ts'
import { sayName, saySalutation } from './link-share.ts'
import type { PeopleNeeds } from './needs.ts'
import { isNoName, isOfficial, paperName, unfitName } from './paper-name.ts'
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
    /**
     * `of_child`: a pupil could be found by it. `leads_out`: everybody who reads it would be sent to a number or a link. `official`: of a
     * body of the state or a fund, which itself has said nothing. `no_name`: a question, or what is wanted.
     */
    outcomes: {
      as_typed: nothing,
      no_name: nothing,
      could_be: z.object({ name: z.string() }),
      of_child: nothing,
      leads_out: nothing,
      official: nothing,
    },
    async run({ tx }, { name }) {
      if (isNoName(name)) return { outcome: 'no_name' as const }
      const unfit = unfitName(name)
      if (unfit) return { outcome: unfit }
      if (isOfficial(name) || (await needs.isOurs(tx, name))) return { outcome: 'official' as const }
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
