import {
  changeFrom,
  type Deputy,
  deputiesFrom,
  doApproved,
  STAFF_CHANGES,
  type StaffChange,
} from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { asDay, dayOf } from '../../platform/vietnamese/index.ts'
import { day } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import type { DeskKind, DeskKinds, Shown } from '../approvals/kinds.ts'
import type { Parts } from '../room.ts'
import { deskWords } from '../words.ts'
import { type NameBook, nameBook } from './names.ts'
import { officers as words } from './words.ts'

/** What two people change about who may do what. Facts are those of organisers/staffing.ts. */
export function officerKinds({ gate }: Pick<Parts, 'gate'>): DeskKinds {
  const kindOf = (what: StaffChange['what']): DeskKind => ({
    act: 'officers.approve',
    async do(tx, approval, by, now) {
      const change = changeFrom(what, approval.facts)
      const done = change && (await doApproved(tx, gate.ids, change, approval, by, now))
      if (done?.kind === 'link') return { link: `/console/invite/${done.token}` }
      return done?.kind === 'done' ? 'done' : 'stale'
    },
    async show(tx: Tx, { facts }, lang) {
      const change = changeFrom(what, facts)
      if (!change) return { what }
      const deputies = await deputiesFrom(tx, dayOf(gate.clock.now()))
      return shownOf(change, deputies, await nameBook(tx, gate), lang)
    },
  })
  return Object.fromEntries(STAFF_CHANGES.map((what) => [`officer.${what}`, kindOf(what)]))
}

/**
 * What a change would do, for a reader.
 *
 * @param deputies of today and of days to come: what somebody is given, who stands in for them holds too
 */
export function shownOf(
  change: StaffChange,
  deputies: readonly Deputy[],
  { nameOf, unitOf }: NameBook,
  lang: Lang,
): Shown {
  const w = words[lang].asked
  const post =
    'post' in change ? `${deskWords[lang].roles[change.post.role]}, ${unitOf(change.post.unit)}` : ''
  switch (change.what) {
    case 'invite':
      return { what: w.invite, to: post }
    case 'give':
      return {
        what: w.give(nameOf(change.officer)),
        to: [
          post,
          ...deputies
            .filter(({ absent }) => absent === change.officer)
            .map((one) => w.alsoTo(nameOf(one.officer), daysOf(one, lang))),
        ].join('; '),
      }
    case 'take':
      return { what: w.take(nameOf(change.officer)), from: post, to: w.none }
    case 'reset':
      return { what: w.reset(nameOf(change.officer)) }
    case 'end':
      return { what: w.end(nameOf(change.officer)) }
    case 'deputy':
      return {
        what: w.deputy(nameOf(change.officer), nameOf(change.absent)),
        to: daysOf(change, lang),
      }
    default:
      return change satisfies never
  }
}

/** `từ 10/12/2026 đến hết 12/12/2026` */
export const daysOf = ({ from, until }: Pick<Deputy, 'from' | 'until'>, lang: Lang): string =>
  words[lang].days(shownDay(from, lang), shownDay(until, lang))

/** `05/01/2027` */
const shownDay = (text: string, lang: Lang): string => day(asDay(text), lang)
