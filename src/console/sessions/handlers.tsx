import { endSession, endSessions, sessionsOfOfficer } from '../../organisers/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { giveToken, type Handlers, notThere } from '../desk.tsx'
import { noteBy, type Parts, typed } from '../room.ts'
import { SessionsPage } from './pages.tsx'

type Sessions = 'GET /console/sessions' | 'POST /console/sessions/end' | 'POST /console/sign-out'

/** Where an officer is signed in. */
export function sessionsRoom(parts: Parts): Pick<Handlers, Sessions> {
  const { db } = parts.gate
  const note = noteBy(parts)

  return {
    async 'GET /console/sessions'(c, { frame, desk, session }) {
      const sessions = await sessionsOfOfficer(db.prisma, session.officer)
      return c.html(
        document(<SessionsPage frame={frame} desk={desk} sessions={sessions} here={session.id} />),
      )
    },

    async 'POST /console/sessions/end'(c, who) {
      const { officer, id: here } = who.session
      const { session } = await typed(c, 'session')
      const done = await db.transaction(async (tx) => {
        const ended =
          session === ''
            ? (await endSessions(tx, officer, here)) > 0
            : isUuid(session) && (await endSession(tx, officer, session))
        if (ended) await note(tx, who, 'session.ended', session ? `session/${session}` : `officer/${officer}`)
        return ended || session === ''
      })
      return done ? c.redirect(to('/console/sessions', who.frame.lang), 303) : notThere(c, who.frame)
    },

    async 'POST /console/sign-out'(c, who) {
      const { officer, id } = who.session
      await db.transaction(async (tx) => {
        if (await endSession(tx, officer, id)) await note(tx, who, 'officer.signed_out', `officer/${officer}`)
      })
      giveToken(c, parts.site, '')
      return c.redirect(to('/console/sign-in', who.frame.lang), 303)
    },
  }
}
