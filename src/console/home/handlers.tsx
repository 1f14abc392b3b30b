import { countUnread, openHandovers, stuckItems } from '../../conversation/index.ts'
import { countSetAside, countUndecided, countUnowned } from '../../giving/index.ts'
import { officerNames, openApprovals, reach } from '../../organisers/index.ts'
import { overdue, waitingRequests } from '../../people/index.ts'
import { document } from '../../web/html.ts'
import type { Handlers } from '../desk.tsx'
import type { Parts } from '../room.ts'
import { within } from '../talks/within.ts'
import { type Counts, HomePage } from './pages.tsx'

const MOST = 200

/** What needs this officer now. */
export function homeRoom({ gate: { db, clock, keys }, people }: Parts): Pick<Handlers, 'GET /console'> {
  const { hot } = db
  return {
    async 'GET /console'(c, { frame, desk, tree }) {
      const counts: Counts = {}
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
        counts.stuck = (await stuckItems(hot)).length
        counts.unread = await countUnread(hot)
      }
      if (desk.can('money.see')) {
        const theirs = reach('money.see', desk.officer.posts, tree)
        counts.unowned = await countUnowned(db.prisma, theirs)
        counts.undecided = await countUndecided(db.prisma, theirs)
        counts.notices = await countSetAside(hot)
      }
      if (desk.can('approvals.see')) {
        const theirs = reach('approvals.see', desk.officer.posts, tree)
        counts.second = (await openApprovals(db.prisma, theirs, clock.now())).length
      }
      const names = await officerNames(db.prisma, keys, talks?.flatMap(({ takenBy }) => takenBy ?? []) ?? [])
      return c.html(
        document(<HomePage frame={frame} desk={desk} counts={counts} talks={talks} names={names} />),
      )
    },
  }
}
