import { changesOf } from '../../campaigns/index.ts'
import { countUnread, openHandovers, stuckItems } from '../../conversation/index.ts'
import { countUndecided, countUnowned, standingPromises } from '../../giving/index.ts'
import { type Act, auditSince, officerNames, officersNotKnown, reach } from '../../organisers/index.ts'
import { overdue, waitingRequests } from '../../people/index.ts'
import { document } from '../../web/html.ts'
import { countSecond } from '../approvals/counting.ts'
import type { DeskKinds } from '../approvals/kinds.ts'
import type { Handlers } from '../desk.tsx'
import { countNotices } from '../money/notices.ts'
import { nameBook } from '../officers/names.ts'
import type { Parts } from '../room.ts'
import { within } from '../talks/within.ts'
import { type Counts, HomePage, type StaffNews } from './pages.tsx'

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
      let asked = 0
      const units = reach('talks.read', desk.officer.posts, tree)
      const talks = desk.can('talks.read')
        ? await within(db.prisma, tree, units, await openHandovers(hot, people))
        : undefined
      if (talks) {
        counts.urgent = talks.filter((one) => one.urgent && !one.answeredAt).length
        counts.overdue = talks.filter((one) => one.overdue).length
        counts.soon = talks.filter((one) => one.soon && !one.overdue).length
        counts.waiting = talks.filter((one) => !one.answeredAt).length
      }
      if (desk.can('requests.read')) {
        const theirs = reach('requests.read', desk.officer.posts, tree)
        const open = await within(db.prisma, tree, theirs, await waitingRequests(db.prisma, MOST))
        counts.late = open.filter((one) => overdue(one, clock.now())).length
        counts.requests = open.length
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
        counts.notices = await countNotices(db, giving, { units: theirs, tree })
      }
      if (desk.can('approvals.see')) {
        const theirs = reach('approvals.see', desk.officer.posts, tree)
        const waiting = await countSecond(db.prisma, kinds, { session, units: theirs, tree }, clock.now())
        counts.second = waiting.second
        asked = waiting.asked
      }
      const known = desk.can('officers.confirm')
        ? await officersNotKnown(db.prisma, desk.officer.id, clock.now())
        : []
      const unknown = known.filter(({ mine }) => mine)
      counts.unknown = unknown.length
      const names = await officerNames(db.prisma, keys, talks?.flatMap(({ takenBy }) => takenBy ?? []) ?? [])
      const promised = await standingPromises(db.prisma, talks?.map(({ contact }) => contact) ?? [])
      const mine = (act: Act) => reach(act, desk.officer.posts, tree)
      const changes = await changesOf(db.prisma, mine('accounts.see'))
      const staff = mine('approvals.see').size === tree.size ? await staffNews() : []
      const page = (
        <HomePage
          frame={frame}
          desk={desk}
          counts={counts}
          asked={asked}
          talks={talks}
          names={names}
          promised={promised}
          unknown={unknown}
          book={await nameBook(db.prisma, gate)}
          changes={changes}
          mayStop={mine('accounts.stop')}
          staff={staff}
        />
      )
      return c.html(document(page))
    },
  }

  /** What has been changed about officers since yesterday: one who did it alone is seen by the others. */
  async function staffNews(): Promise<StaffNews[]> {
    const now = clock.now()
    const rows = await auditSince(db.prisma, STAFF_ACTS, new Date(now.getTime() - DAY_MS), 10)
    if (rows.length === 0) return []
    const { nameOf } = await nameBook(db.prisma, gate)
    return rows.map(({ at, actor, act, object }) => ({
      at,
      act,
      by: actor && nameOf(actor),
      about: object.startsWith('officer/') ? nameOf(object.slice('officer/'.length)) : undefined,
    }))
  }
}
