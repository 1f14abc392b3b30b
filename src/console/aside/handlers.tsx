import { stuckItems, unreadBodies } from '../../conversation/index.ts'
import { setAsideNotices } from '../../giving/index.ts'
import { document } from '../../web/html.ts'
import type { Handlers } from '../desk.tsx'
import type { Parts } from '../room.ts'
import { AsidePage } from './pages.tsx'

/** What the service could not settle by itself. */
export function asideRoom({ gate: { db } }: Parts): Pick<Handlers, 'GET /console/aside'> {
  const { hot } = db
  return {
    async 'GET /console/aside'(c, { frame, desk }) {
      const notices = await setAsideNotices(hot)
      const stuck = await stuckItems(hot)
      const unread = await unreadBodies(hot)
      return c.html(
        document(<AsidePage frame={frame} desk={desk} notices={notices} stuck={stuck} unread={unread} />),
      )
    },
  }
}
