import type { Context } from 'hono'
import {
  activeOfficers,
  approvalById,
  approvesFrom,
  type Decided,
  decide,
  openApprovals,
  REFUSALS,
  refusalSeen,
  standingOf,
  type Verdict,
  whyNot,
} from '../../organisers/index.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { LinkPage } from '../officers/link-page.tsx'
import { noteBy, type Parts, typed } from '../room.ts'
import type { DeskKinds } from './kinds.ts'
import { ApprovalsPage, type Waiting } from './pages.tsx'

type Approvals =
  | 'GET /console/approvals'
  | 'POST /console/approvals/:id/approve'
  | 'POST /console/approvals/:id/refuse'
  | 'POST /console/approvals/:id/withdraw'
  | 'POST /console/approvals/:id/seen'

/** What waits for a second person. */
export function approvalsRoom(parts: Parts, kinds: DeskKinds): Pick<Handlers, Approvals> {
  const { db, clock, keys } = parts.gate
  const note = noteBy(parts)

  return {
    'GET /console/approvals': (c, who) => showApprovals(c, who, {}),
    'POST /console/approvals/:id/approve': (c, who) => settle(c, who, 'approved'),
    'POST /console/approvals/:id/refuse': (c, who) => settle(c, who, 'refused'),
    'POST /console/approvals/:id/withdraw': (c, who) => settle(c, who, 'withdrawn'),

    async 'POST /console/approvals/:id/seen'(c, who) {
      const id = c.req.param('id') ?? ''
      const approval = isUuid(id) ? await approvalById(db.prisma, id) : undefined
      if (!approval || !who.units.has(approval.unit)) return notThere(c, who.frame)
      await db.transaction((tx) => refusalSeen(tx, id, who.session.officer, clock.now()))
      return c.redirect(to('/console', who.frame.lang), 303)
    },
  }

  async function settle(c: Context, who: Signed, verdict: Verdict) {
    const id = c.req.param('id') ?? ''
    if (!isUuid(id)) return notThere(c, who.frame)
    const by = who.session.officer
    const { why } = await typed(c, 'why')
    const refusal = REFUSALS.find((one) => one === why)
    const done = await db.transaction((tx) => decide(tx, kinds, { id, verdict, by, refusal }, clock.now()))
    if (done.kind === 'not_there' || done.kind === 'not_yours') return notThere(c, who.frame)
    if ('link' in done && done.link !== undefined) {
      const link = new URL(done.link, parts.site).href
      const about = await kinds[done.approval.kind]!.show(db.prisma, done.approval, who.frame.lang)
      const shown = { frame: who.frame, desk: who.desk, link, about, back: '/console/approvals' }
      return c.html(document(<LinkPage {...shown} />), 201)
    }
    if ('approval' in done) return c.redirect(to(`/console/approvals?done=${done.kind}`, who.frame.lang), 303)
    return showApprovals(c, who, { fault: done.kind })
  }

  async function showApprovals(c: Context, who: Signed, { fault }: { fault?: Decided['kind'] }) {
    const { frame, desk } = who
    const waiting = await db.transaction(async (tx) => {
      const found = await waitingFor(tx, who)
      for (const { approval } of found) await note(tx, who, 'approval.seen', `approval/${approval.id}`)
      return found
    })
    const done = c.req.query('done')
    const page = <ApprovalsPage frame={frame} desk={desk} waiting={waiting} fault={fault} done={done} />
    return c.html(document(page), fault === 'no_reason' ? 422 : fault ? 409 : 200)
  }

  async function waitingFor(tx: Tx, { frame, session, units, tree }: Signed): Promise<Waiting[]> {
    const now = clock.now()
    const by = await standingOf(tx, session.officer, now)
    const open = await openApprovals(tx, units, now)
    const names = new Map((await activeOfficers(tx, keys, now)).map(({ id, name }) => [id, name]))
    const found: Waiting[] = []
    for (const approval of open) {
      const kind = Object.hasOwn(kinds, approval.kind) ? kinds[approval.kind] : undefined
      if (!kind || !by) continue
      const asker = await standingOf(tx, approval.askedBy, now)
      const seen = { by, asker, act: kind.act, tree }
      found.push({
        approval,
        shown: await kind.show(tx, approval, frame.lang),
        asker: names.get(approval.askedBy),
        own: approval.askedBy === by.id,
        approve: whyNot(approval, 'approved', seen, now) ?? 'may',
        from: approvesFrom(approval, seen),
        refuse: whyNot(approval, 'refused', seen, now) === undefined,
      })
    }
    return found
  }
}
