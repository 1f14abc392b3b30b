import type { Context, Hono } from 'hono'
import {
  answerHandover,
  closeHandover,
  countUnread,
  type Handover,
  lastLines,
  openHandoverById,
  openHandovers,
  stuckItems,
  unreadBodies,
} from '../conversation/index.ts'
import { contactsOfUnits, countSetAside, setAsideNotices } from '../giving/index.ts'
import {
  activeOfficers,
  audit,
  auditBefore,
  checkTrail,
  endSession,
  endSessions,
  type Gate,
  lastSeal,
  reach,
  type Signer,
  sessionsOfOfficer,
  type Trail,
} from '../organisers/index.ts'
import { isUuid } from '../platform/ids.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import { clean } from '../platform/vietnamese/index.ts'
import { document } from '../web/html.ts'
import type { Frame } from '../web/layout.tsx'
import type { RateLimit } from '../web/rate.ts'
import { to } from '../web/show.ts'
import { desk, giveToken, notThere, type Signed } from './desk.tsx'
import { entrance, typed } from './entrance.tsx'
import { AuditPage, SessionsPage } from './pages/books.tsx'
import { AsidePage, type Counts, HomePage, TalkPage } from './pages/work.tsx'

interface Parts {
  readonly gate: Gate
  readonly people: PersonKeys
  readonly signer: Signer
  readonly site: string
  readonly frame: (c: Context) => Frame
  readonly remote: (c: Context) => string
  readonly perSource: RateLimit
}

const LINES = 30
const LONGEST = 1_500
const AT_ONCE = 50

/** `/console`: the desk of the fund's officers. */
export function consolePages({ gate, people, signer, site, frame, remote, perSource }: Parts): Hono {
  const { db, clock, ids, keys } = gate
  const { hot } = db

  return desk(
    { gate, frame, site },
    {
      ...entrance({ gate, site, remote, perSource }),

      async 'GET /console'(c, who) {
        const { can, officer } = who.desk
        const counts: Counts = {}
        const units = reach('talks.read', officer.posts, who.tree)
        const talks = can.talks ? await within(who, units, await openHandovers(hot, people)) : undefined
        if (talks) {
          counts.urgent = talks.filter((one) => one.urgent && !one.answeredAt).length
          counts.overdue = talks.filter((one) => one.overdue).length
          counts.waiting = talks.filter((one) => !one.answeredAt).length
        }
        if (can.aside) {
          counts.notices = await countSetAside(hot)
          counts.stuck = (await stuckItems(hot)).length
          counts.unread = await countUnread(hot)
        }
        return c.html(document(<HomePage frame={who.frame} desk={who.desk} counts={counts} talks={talks} />))
      },

      async 'GET /console/talks/:id'(c, who) {
        const talk = await talkOf(c, who)
        if (!talk) return notThere(c, who.frame)
        return showTalk(c, who, talk, { said: c.req.query('said') === 'sent' ? 'sent' : undefined })
      },

      async 'POST /console/talks/:id/answer'(c, who) {
        const talk = await talkOf(c, who)
        if (!talk) return notThere(c, who.frame)
        const { answer } = await typed(c, 'answer')
        const words = clean(answer.replaceAll('\r\n', '\n'), LONGEST + 1).trim()
        if (words === '' || words.length > LONGEST)
          return showTalk(c, who, talk, { said: 'empty', draft: answer })
        const done = await db.transaction(async (tx) => {
          if (!(await answerHandover({ tx, ids, keys: people }, talk.id, words))) return false
          await note(tx, who, 'talk.answered', `handover/${talk.id}`)
          return true
        })
        if (!done) return notThere(c, who.frame)
        return c.redirect(to(`/console/talks/${talk.id}?said=sent`, who.frame.lang), 303)
      },

      async 'POST /console/talks/:id/close'(c, who) {
        const talk = await talkOf(c, who)
        if (!talk) return notThere(c, who.frame)
        const done = await db.transaction(async (tx) => {
          if (!(await closeHandover({ tx, ids, keys: people }, talk.id))) return false
          await note(tx, who, 'talk.closed', `handover/${talk.id}`)
          return true
        })
        return done ? c.redirect(to('/console', who.frame.lang), 303) : notThere(c, who.frame)
      },

      async 'GET /console/aside'(c, who) {
        const [notices, stuck, unread] = [
          await setAsideNotices(hot),
          await stuckItems(hot),
          await unreadBodies(hot),
        ]
        return c.html(
          document(
            <AsidePage frame={who.frame} desk={who.desk} notices={notices} stuck={stuck} unread={unread} />,
          ),
        )
      },

      async 'GET /console/sessions'(c, who) {
        const sessions = await sessionsOfOfficer(db.prisma, who.session.officer)
        const { frame, desk, session } = who
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
          if (ended)
            await note(tx, who, 'session.ended', session ? `session/${session}` : `officer/${officer}`)
          return ended || session === ''
        })
        return done ? c.redirect(to('/console/sessions', who.frame.lang), 303) : notThere(c, who.frame)
      },

      async 'POST /console/sign-out'(c, who) {
        const { officer, id } = who.session
        await db.transaction(async (tx) => {
          if (await endSession(tx, officer, id))
            await note(tx, who, 'officer.signed_out', `officer/${officer}`)
        })
        giveToken(c, site, '')
        return c.redirect(to('/console/sign-in', who.frame.lang), 303)
      },

      'GET /console/audit': (c, who) => showAudit(c, who),

      async 'POST /console/audit/check'(c, who) {
        const trail = await checkTrail({ db, signer })
        await db.transaction((tx) => note(tx, who, 'audit.checked', 'audit', trail.kind))
        return showAudit(c, who, trail)
      },
    },
  )

  type Tx = Parameters<typeof audit>[0]
  function note(tx: Tx, { session }: Signed, act: string, object: string, detail?: string): Promise<void> {
    const more = detail === undefined ? {} : { detail }
    return audit(tx, { actor: session.officer, act, object, ...more }, clock.now())
  }

  /** Of these conversations those of the given units: of people who promised something to a campaign of theirs. Who has the
   * whole tree has all. */
  async function within({ tree }: Signed, units: ReadonlySet<string>, talks: readonly Handover[]) {
    if (units.size === tree.size || talks.length === 0) return talks
    const theirs = await contactsOfUnits(
      db.prisma,
      talks.map((one) => one.contact),
      [...units],
    )
    return talks.filter((one) => theirs.has(one.contact))
  }

  async function talkOf(c: Context, who: Signed): Promise<Handover | undefined> {
    const id = c.req.param('id') ?? ''
    const talk = isUuid(id) ? await openHandoverById(hot, people, id) : undefined
    return talk && (await within(who, who.units, [talk]))[0]
  }

  /** Nobody reads a conversation without its being written down first. */
  async function showTalk(
    c: Context,
    who: Signed,
    talk: Handover,
    more: { said: 'sent' | 'empty' | undefined; draft?: string },
  ) {
    await db.transaction((tx) => note(tx, who, 'talk.read', `handover/${talk.id}`))
    const key = await people.of(db.prisma, talk.contact)
    const lines = key ? await lastLines(hot, key, talk.contact, LINES) : []
    const page = <TalkPage frame={who.frame} desk={who.desk} talk={talk} lines={lines} {...more} />
    return c.html(document(page), more.said === 'empty' ? 422 : 200)
  }

  async function showAudit(c: Context, { frame, desk }: Signed, trail?: Trail) {
    const typed = c.req.query('before') ?? ''
    const rows = await auditBefore(db.prisma, /^\d{1,18}$/.test(typed) ? BigInt(typed) : undefined, AT_ONCE)
    const names = new Map((await activeOfficers(db.prisma, keys)).map(({ id, name }) => [id, name]))
    const seal = await lastSeal(db.prisma)
    const older = rows.length === AT_ONCE ? rows.at(-1)!.n : undefined
    const found = { rows, names, seal, older, ...(trail ? { trail } : {}) }
    return c.html(document(<AuditPage frame={frame} desk={desk} {...found} />))
  }
}
