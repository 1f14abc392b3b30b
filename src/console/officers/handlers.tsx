import type { Context } from 'hono'
import {
  changeStaff,
  confirmOfficer,
  deputiesFrom,
  endDeputy,
  endSession,
  endSessions,
  isRole,
  isWithin,
  type OnRoster,
  type OpenInvite,
  officersCompared,
  officersNotKnown,
  openInvites,
  reach,
  roster,
  type StaffChange,
  sessionsOfOfficer,
  withdrawInvite,
} from '../../organisers/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { dayOf, isDay } from '../../platform/vietnamese/index.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { noteBy, type Parts, typed } from '../room.ts'
import { shownOf } from './kinds.ts'
import { LinkPage } from './link-page.tsx'
import { nameBook } from './names.ts'
import { OfficerPage } from './officer-page.tsx'
import { OfficersPage } from './pages.tsx'

type Officers =
  | 'GET /console/officers'
  | 'POST /console/officers/invite'
  | 'POST /console/officers/compared'
  | 'POST /console/invites/:id/withdraw'
  | 'GET /console/officers/:id'
  | 'POST /console/officers/:id/give'
  | 'POST /console/officers/:id/take'
  | 'POST /console/officers/:id/reset'
  | 'POST /console/officers/:id/end'
  | 'POST /console/officers/:id/confirm'
  | 'POST /console/officers/:id/deputy'
  | 'POST /console/officers/:id/deputy/end'
  | 'POST /console/officers/:id/sessions/end'

/** Who works here and what each may. An administrator acts on whose posts all lie at or below their own unit. */
export function officersRoom(parts: Parts): Pick<Handlers, Officers> {
  const { db, clock, ids, keys } = parts.gate
  const note = noteBy(parts)

  return {
    'GET /console/officers': (c, who) => listPage(c, who),

    async 'POST /console/officers/invite'(c, who) {
      const { role, unit } = await typed(c, 'role', 'unit')
      if (!isRole(role) || !who.units.has(unit)) return listPage(c, who, 'choose')
      return change(c, who, { what: 'invite', post: { unit, role } })
    },

    /** After a restore: for who manages officers of the whole tree. */
    async 'POST /console/officers/compared'(c, { frame, session, units, tree }) {
      const top = [...tree].find(([, above]) => above === null)![0]
      if (units.size === tree.size)
        await db.transaction((tx) => officersCompared(tx, session.officer, top, clock.now()))
      return c.redirect(to('/console', frame.lang), 303)
    },

    async 'POST /console/invites/:id/withdraw'(c, who) {
      const id = c.req.param('id') ?? ''
      const one = (await invitesFor(who)).find((invite) => invite.id === id)
      if (!one) return notThere(c, who.frame)
      const { purpose } = one
      const done = await db.transaction(async (tx) => {
        if (!(await withdrawInvite(tx, id))) return false
        const about = 'post' in purpose ? `unit/${purpose.post.unit}` : `officer/${purpose.officer}`
        const detail = 'post' in purpose ? purpose.post.role : undefined
        await note(tx, who, 'officer.invite_withdrawn', about, detail)
        return true
      })
      if (!done) return listPage(c, who, 'changed')
      return c.redirect(to('/console/officers?done=withdrawn', who.frame.lang), 303)
    },

    async 'GET /console/officers/:id'(c, who) {
      const one = await visible(c, who)
      return one ? onePage(c, who, one) : notThere(c, who.frame)
    },

    async 'POST /console/officers/:id/give'(c, who) {
      const one = await mine(c, who)
      if (!one) return notThere(c, who.frame)
      const { role, unit } = await typed(c, 'role', 'unit')
      if (!isRole(role) || !who.units.has(unit)) return onePage(c, who, one, 'choose')
      return change(c, who, { what: 'give', officer: one.id, post: { unit, role } }, one)
    },

    async 'POST /console/officers/:id/take'(c, who) {
      const one = await mine(c, who)
      if (!one) return notThere(c, who.frame)
      const { role, unit } = await typed(c, 'role', 'unit')
      if (!isRole(role) || !who.units.has(unit)) return onePage(c, who, one, 'choose')
      return change(c, who, { what: 'take', officer: one.id, post: { unit, role } }, one)
    },

    'POST /console/officers/:id/reset': (c, who) => changeOne(c, who, 'reset'),
    'POST /console/officers/:id/end': (c, who) => changeOne(c, who, 'end'),

    // Whoever approves is asked on their first page, also who sees no list of officers. Who is not asked changes nothing.
    async 'POST /console/officers/:id/confirm'(c, who) {
      const one = await visible(c, who)
      if (!one) return notThere(c, who.frame)
      await db.transaction((tx) => confirmOfficer(tx, one.id, who.session.officer, clock.now()))
      return c.redirect(to('/console', who.frame.lang), 303)
    },

    async 'POST /console/officers/:id/deputy'(c, who) {
      const one = await mine(c, who)
      if (!one) return notThere(c, who.frame)
      const { deputy, from, until } = await typed(c, 'deputy', 'from', 'until')
      const theirs = (await roster(db.prisma, keys, clock.now())).find(({ id }) => id === deputy)
      if (!theirs || !isWithin(heldOf(theirs), who.units, who.tree))
        return onePage(c, who, one, 'choose', { deputy, from, until })
      if (!isDay(from) || !isDay(until)) return onePage(c, who, one, 'days', { deputy, from, until })
      return change(c, who, { what: 'deputy', officer: deputy, absent: one.id, from, until }, one)
    },

    async 'POST /console/officers/:id/deputy/end'(c, who) {
      const one = await mine(c, who)
      const { deputy } = await typed(c, 'deputy')
      if (!one) return notThere(c, who.frame)
      if (!isUuid(deputy)) return onePage(c, who, one, 'changed')
      const done = await db.transaction(async (tx) => {
        if (!(await endDeputy(tx, one.id, deputy, clock.now()))) return false
        await note(tx, who, 'deputy.ended', `officer/${one.id}`, deputy)
        return true
      })
      return done ? back(c, who, one.id, 'done') : onePage(c, who, one, 'changed')
    },

    async 'POST /console/officers/:id/sessions/end'(c, who) {
      const one = await mine(c, who)
      const { session } = await typed(c, 'session')
      if (!one || (session !== '' && !isUuid(session))) return notThere(c, who.frame)
      await db.transaction(async (tx) => {
        const ended =
          session === '' ? (await endSessions(tx, one.id)) > 0 : await endSession(tx, one.id, session)
        if (ended) await note(tx, who, 'session.ended', session ? `session/${session}` : `officer/${one.id}`)
      })
      return back(c, who, one.id, 'done')
    },
  }

  async function changeOne(c: Context, who: Signed, what: 'reset' | 'end') {
    const one = await mine(c, who)
    return one ? change(c, who, { what, officer: one.id }, one) : notThere(c, who.frame)
  }

  async function change(c: Context, who: Signed, asked: StaffChange, one?: OnRoster) {
    const by = who.session.officer
    const done = await db.transaction((tx) => changeStaff(tx, ids, asked, by, clock.now()))
    switch (done.kind) {
      case 'link': {
        const link = new URL(`/console/invite/${done.token}`, parts.site).href
        const about = shownOf(asked, [], await nameBook(db.prisma, parts.gate), who.frame.lang)
        const shown = { frame: who.frame, desk: who.desk, link, about, back: '/console/officers' }
        return c.html(document(<LinkPage {...shown} />), 201)
      }
      case 'asked':
      case 'open':
        return c.redirect(to('/console/approvals?done=asked', who.frame.lang), 303)
      case 'done':
        return asked.what === 'end' || !one
          ? c.redirect(to('/console/officers?done=done', who.frame.lang), 303)
          : back(c, who, one.id, 'done')
      case 'changed':
      case 'refused': {
        const fault = done.kind === 'refused' ? done.why : 'changed'
        const kept =
          asked.what === 'deputy' ? { deputy: asked.officer, from: asked.from, until: asked.until } : {}
        return one ? onePage(c, who, one, fault, kept) : listPage(c, who, fault)
      }
      default:
        return done satisfies never
    }
  }

  function back(c: Context, who: Signed, id: string, done: string) {
    return c.redirect(to(`/console/officers/${id}?done=${done}`, who.frame.lang), 303)
  }

  /** Links into the units of this officer, and of people who are theirs to touch. */
  async function invitesFor({ desk: { officer }, tree }: Signed): Promise<OpenInvite[]> {
    const units = reach('officers.manage', officer.posts, tree)
    const all = await roster(db.prisma, keys, clock.now())
    const theirs = new Set(all.filter((one) => isWithin(heldOf(one), units, tree)).map(({ id }) => id))
    return (await openInvites(db.prisma)).filter(({ purpose }) =>
      'post' in purpose ? units.has(purpose.post.unit) : theirs.has(purpose.officer),
    )
  }

  /** Somebody of whom any post lies where this officer may look. */
  async function visible(c: Context, { units, tree }: Signed): Promise<OnRoster | undefined> {
    const id = c.req.param('id') ?? ''
    const found = (await roster(db.prisma, keys, clock.now())).find((one) => one.id === id)
    return found && isSeen(found, units, tree.size) ? found : undefined
  }

  /** Somebody of whom every post does. */
  async function mine(c: Context, who: Signed): Promise<OnRoster | undefined> {
    const found = await visible(c, who)
    return found && isWithin(heldOf(found), who.units, who.tree) ? found : undefined
  }

  async function listPage(c: Context, who: Signed, fault?: string) {
    const { frame, desk, tree } = who
    const now = clock.now()
    const units = reach('officers.see', desk.officer.posts, tree)
    const all = await roster(db.prisma, keys, now)
    const page = (
      <OfficersPage
        frame={frame}
        desk={desk}
        officers={all.filter((one) => isSeen(one, units, tree.size))}
        deputies={await deputiesFrom(db.prisma, dayOf(now))}
        unknown={
          new Set((await officersNotKnown(db.prisma, desk.officer.id, now)).map(({ officer }) => officer))
        }
        invites={await invitesFor(who)}
        units={[...reach('officers.manage', desk.officer.posts, tree)]}
        names={await nameBook(db.prisma, parts.gate)}
        fault={fault}
        done={c.req.query('done')}
      />
    )
    return c.html(document(page), fault ? 422 : 200)
  }

  async function onePage(
    c: Context,
    who: Signed,
    one: OnRoster,
    fault?: string,
    kept: { deputy?: string; from?: string; until?: string } = {},
  ) {
    const { frame, desk, tree } = who
    const now = clock.now()
    const units = reach('officers.manage', desk.officer.posts, tree)
    const all = await roster(db.prisma, keys, now)
    const today = dayOf(now)
    const page = (
      <OfficerPage
        frame={frame}
        desk={desk}
        officer={one}
        self={one.id === desk.officer.id}
        mayChange={isWithin(heldOf(one), units, tree) && desk.can('officers.manage')}
        notKnown={(await officersNotKnown(db.prisma, desk.officer.id, now)).find(
          ({ officer }) => officer === one.id,
        )}
        sessions={await sessionsOfOfficer(db.prisma, one.id)}
        deputies={(await deputiesFrom(db.prisma, today)).filter(({ absent }) => absent === one.id)}
        others={all.filter((other) => other.id !== one.id && isWithin(heldOf(other), units, tree))}
        units={[...units]}
        names={await nameBook(db.prisma, parts.gate)}
        today={today}
        kept={kept}
        fault={fault}
        done={c.req.query('done')}
      />
    )
    return c.html(document(page), fault ? 422 : 200)
  }
}

/** Who acts as a deputy, now or on days to come, is to be touched as who they act for is. */
const heldOf = ({ posts, coming }: OnRoster) => [...posts, ...coming]

const ownPosts = ({ posts }: OnRoster) => posts.filter(({ standsFor }) => standsFor === undefined)

const isSeen = (one: OnRoster, units: ReadonlySet<string>, all: number): boolean => {
  const posts = ownPosts(one)
  return posts.length === 0 ? units.size === all : posts.some(({ unit }) => units.has(unit))
}
