import { changesOf } from '../../campaigns/index.ts'
import { countUnread, openHandovers, stuckItems } from '../../conversation/index.ts'
import {
  countOverdue,
  countUndecided,
  countUnowned,
  countWaitingOffers,
  standingPromises,
} from '../../giving/index.ts'
import {
  type Act,
  auditSince,
  deputiesFrom,
  type NotKnown,
  type OnRoster,
  officerNames,
  officersNotKnown,
  reach,
  refusalsFor,
  restoredFrom,
  roster,
  standsIn,
  type UnitTree,
  unitNames,
} from '../../organisers/index.ts'
import { overdue, waitingRequests } from '../../people/index.ts'
import { dayOf } from '../../platform/vietnamese/index.ts'
import { deliveriesWaiting, lateGifts } from '../../spending/index.ts'
import { document } from '../../web/html.ts'
import type { Lang } from '../../web/words.ts'
import { countSecond } from '../approvals/counting.ts'
import type { DeskKinds } from '../approvals/kinds.ts'
import { detailIn } from '../audit/objects.tsx'
import type { Handlers } from '../desk.tsx'
import { countNotices } from '../money/notices.ts'
import { type NameBook, nameBook } from '../officers/names.ts'
import type { Parts } from '../room.ts'
import { within } from '../talks/within.ts'
import { approves, FIRST_STEPS, firstDay, isAwake } from './first-day.ts'
import { type Counts, HomePage } from './pages.tsx'
import type { Refused } from './refused.tsx'
import type { Staff, StaffNews } from './staff.tsx'

const DAY_MS = 86_400_000
const STAFF_ACTS = [
  'officer.invited',
  'officer.invite_withdrawn',
  'officer.made',
  'officer.reset_link',
  'officer.reset',
  'officer.ended',
  'officer.confirmed',
  'role.given',
  'role.taken',
  'deputy.named',
]

const MOST = 200

/** What needs this officer now. */
export function homeRoom({ gate, people, giving }: Parts, kinds: DeskKinds): Pick<Handlers, 'GET /console'> {
  const { db, clock, keys } = gate
  const { hot } = db
  return {
    async 'GET /console'(c, { frame, desk, session, tree }) {
      const counts: Counts = {}
      let [asked, recorded] = [0, 0]
      const units = reach('talks.read', desk.officer.posts, tree)
      const talks = desk.can('talks.read')
        ? await within(db.prisma, tree, units, await openHandovers(hot, people))
        : undefined
      if (talks) {
        const calls = talks.filter((one) => one.urgent && !one.answeredAt)
        counts.urgent = peopleIn(calls.filter(({ alarm }) => alarm !== 'despair'))
        counts.despair = peopleIn(calls.filter(({ alarm }) => alarm === 'despair'))
        counts.overdue = peopleIn(talks.filter((one) => one.overdue))
        counts.soon = peopleIn(talks.filter((one) => one.soon && !one.overdue))
        counts.waiting = peopleIn(talks.filter((one) => !one.answeredAt))
      }
      if (desk.can('requests.read')) {
        const theirs = reach('requests.read', desk.officer.posts, tree)
        const open = await within(db.prisma, tree, theirs, await waitingRequests(db.prisma, MOST))
        counts.late = open.filter((one) => overdue(one, clock.now())).length
        counts.requests = open.length
      }
      if (desk.can('offers.settle')) {
        const theirs = reach('offers.settle', desk.officer.posts, tree)
        const { waiting, late } = await countWaitingOffers(db.prisma, theirs, clock.now())
        counts.offersLate = late
        counts.offers = waiting
      }
      if (desk.can('aside.see')) {
        const theirs = reach('aside.see', desk.officer.posts, tree)
        counts.stuck = (await within(db.prisma, tree, theirs, await stuckItems(hot))).length
        // Nobody knows from whom they are, so they are of the whole fund.
        if (theirs.size === tree.size) counts.unread = await countUnread(hot)
      }
      if (desk.can('money.see')) {
        const theirs = reach('money.see', desk.officer.posts, tree)
        counts.unowned = await countUnowned(db.prisma, theirs)
        counts.undecided = await countUndecided(db.prisma, theirs)
        counts.promised = await countOverdue(db.prisma, reach('money.settle', desk.officer.posts, tree))
        counts.notices = await countNotices(db, giving, { units: theirs, tree })
      }
      if (desk.can('deliveries.confirm')) {
        const theirs = await deliveriesWaiting(
          db.prisma,
          reach('deliveries.confirm', desk.officer.posts, tree),
        )
        recorded = theirs.filter(({ by }) => by === session.officer).length
        counts.deliveries = theirs.length - recorded
      }
      const late = desk.can('late.see')
        ? await lateGifts(db.prisma, reach('late.see', desk.officer.posts, tree), clock.now())
        : []
      counts.lateGifts = late.length
      if (desk.can('approvals.see')) {
        const theirs = reach('approvals.see', desk.officer.posts, tree)
        const waiting = await countSecond(db.prisma, kinds, { session, units: theirs, tree }, clock.now())
        counts.second = waiting.second
        asked = waiting.asked
      }
      const now = clock.now()
      const known = desk.can('approvals.see') ? await officersNotKnown(db.prisma, desk.officer.id, now) : []
      const unknown = known.filter(({ mine }) => mine)
      counts.unknown = unknown.length
      const names = await officerNames(db.prisma, keys, talks?.flatMap(({ takenBy }) => takenBy ?? []) ?? [])
      const promised = await standingPromises(db.prisma, talks?.map(({ contact }) => contact) ?? [])
      const mine = (act: Act) => reach(act, desk.officer.posts, tree)
      const changes = await changesOf(db.prisma, mine('accounts.see'))
      const officers = await roster(db.prisma, keys, now)
      const book = await nameBook(db.prisma, gate)
      const about = { tree, officers, unknown: known }
      const overseen = mine('approvals.see')
      const managed = mine('officers.manage')
      const awake = await isAwake(db.prisma, { units: mine('alarms.own'), tree }, now)
      const from = await restoredFrom(db.prisma)
      const done =
        managed.size > 0 ? await firstDay(db.prisma, { ...about, units: managed, awake }, now) : undefined
      // Who came in, and is none of two people yet: the first step waits for somebody's word.
      const waiting = known.flatMap((one) => {
        const they = officers.find(({ id }) => id === one.officer)
        return they && approves(they) ? [{ ...one, email: they.email }] : []
      })
      const page = (
        <HomePage
          frame={frame}
          desk={desk}
          counts={counts}
          asked={asked}
          recorded={recorded}
          late={late}
          talks={talks}
          names={names}
          promised={promised}
          unknown={unknown}
          book={book}
          refused={await refusedFor(session.officer, frame.lang)}
          changes={changes}
          mayStop={mine('accounts.stop')}
          staff={overseen.size > 0 ? await staffOf(overseen, about, { book, lang: frame.lang }) : undefined}
          restored={
            from && mine('officers.see').size > 0 ? { from, mine: managed.size === tree.size } : undefined
          }
          asleep={desk.can('alarms.own') && !awake}
          first={done && done.size < FIRST_STEPS.length ? { done, waiting } : undefined}
        />
      )
      return c.html(document(page))
    },
  }

  /** What this officer asked for and somebody did not approve, until they have read that. */
  async function refusedFor(officer: string, lang: Lang): Promise<Refused[]> {
    const refused = await refusalsFor(db.prisma, officer)
    const by = await officerNames(
      db.prisma,
      keys,
      refused.flatMap(({ decidedBy }) => decidedBy ?? []),
    )
    const found: Refused[] = []
    for (const approval of refused) {
      const shown = await kinds[approval.kind]?.show(db.prisma, approval, lang)
      if (shown) found.push({ approval, shown, by: by.get(approval.decidedBy ?? '') ?? '…' })
    }
    return found
  }

  /** What whoever oversees officers of these units is told: of the whole tree also what was changed since yesterday. */
  async function staffOf(
    units: ReadonlySet<string>,
    { tree, officers, unknown }: Overseen,
    { book, lang }: { book: NameBook; lang: Lang },
  ): Promise<Staff> {
    const now = clock.now()
    const here = (one: OnRoster | undefined, absent: string) =>
      one?.posts.some(({ standsFor, unit }) => standsFor === absent && units.has(unit))
    const deputies = await deputiesFrom(db.prisma, dayOf(now))
    return {
      deputies: deputies.filter(
        (one) =>
          standsIn(one, now) &&
          here(
            officers.find(({ id }) => id === one.officer),
            one.absent,
          ),
      ),
      unknown: unknown
        .filter((one) => !one.mine && one.units.some((unit) => units.has(unit)))
        .map((one) => ({ ...one, email: officers.find(({ id }) => id === one.officer)?.email ?? '' })),
      news: units.size === tree.size ? await staffNews(officers, book, lang) : [],
    }
  }

  /** What has been changed about officers since yesterday: one who did it alone is seen by the others. */
  async function staffNews(officers: readonly OnRoster[], book: NameBook, lang: Lang): Promise<StaffNews[]> {
    const since = new Date(clock.now().getTime() - DAY_MS)
    const rows = await auditSince(db.prisma, STAFF_ACTS, since, 10)
    if (rows.length === 0) return []
    const { nameOf } = book
    const called = new Map([
      ...officers.map(({ id, name }) => [id, name] as const),
      ...(await unitNames(db.prisma)),
    ])
    return rows.map(({ at, actor, act, object, detail }) => {
      const about = object.startsWith('officer/') ? object.slice('officer/'.length) : undefined
      const came = CAME.includes(act) ? officers.find(({ id }) => id === about) : undefined
      return {
        at,
        act,
        by: actor && nameOf(actor),
        about: about && nameOf(about),
        detail: detail ? detailIn(detail, called, lang) : '',
        link: came && (came.letInBy === null ? null : nameOf(came.letInBy)),
      }
    })
  }
}

const CAME: readonly string[] = ['officer.made', 'officer.reset']

interface Overseen {
  readonly tree: UnitTree
  readonly officers: readonly OnRoster[]
  readonly unknown: readonly NotKnown[]
}

/** Each once, as in the list below the numbers. */
const peopleIn = (talks: readonly { readonly contact: string }[]): number =>
  new Set(talks.map(({ contact }) => contact)).size
