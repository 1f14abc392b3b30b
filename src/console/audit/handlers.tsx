import type { Context } from 'hono'
import {
  auditActors,
  auditBefore,
  checkTrail,
  lastSeal,
  officerNames,
  type Trail,
  topUnit,
} from '../../organisers/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { document } from '../../web/html.ts'
import type { Handlers, Signed } from '../desk.tsx'
import { noteBy, type Parts } from '../room.ts'
import { readDate } from '../typing.ts'
import { DEEDS, isDeedKind } from './deeds.ts'
import { bookOf } from './naming.ts'
import { AuditPage, type Filter, SERVER } from './pages.tsx'

const AT_ONCE = 30

/**
 * Who did what, and whether anybody has changed it since. A line says what it was about, not in which unit: whoever reads for the
 * whole reads it all, and others what they have done themselves.
 */
export function auditRoom(parts: Parts): Pick<Handlers, 'GET /console/audit' | 'POST /console/audit/check'> {
  const { db } = parts.gate
  const note = noteBy(parts)

  return {
    'GET /console/audit': (c, who) => showAudit(c, who),

    async 'POST /console/audit/check'(c, who) {
      const trail = await checkTrail({ db, signer: parts.signer })
      await db.transaction((tx) => note(tx, who, 'audit.checked', 'audit', trail.kind))
      return showAudit(c, who, trail)
    },
  }

  async function showAudit(c: Context, who: Signed, trail?: Trail) {
    const { frame, desk, units } = who
    const before = c.req.query('before') ?? ''
    const n = /^\d{1,18}$/.test(before) ? BigInt(before) : undefined
    const top = await topUnit(db.prisma)
    const whole = top !== undefined && units.has(top)
    const asked = (name: keyof Filter) => (c.req.query(name) ?? '').slice(0, 40)
    const filter: Filter = { day: asked('day'), by: asked('by'), deed: asked('deed') }
    const day = readDate(filter.day)
    const theirs = filter.by === SERVER ? null : isUuid(filter.by) ? filter.by : undefined
    const sought = {
      n,
      day,
      actor: whole ? theirs : desk.officer.id,
      acts: isDeedKind(filter.deed) ? DEEDS[filter.deed] : undefined,
    }
    const rows = await auditBefore(db.prisma, sought, AT_ONCE)
    const actors = whole
      ? await officerNames(db.prisma, parts.gate.keys, await auditActors(db.prisma))
      : new Map()
    const book = await bookOf(parts, who, rows)
    const seal = await lastSeal(db.prisma)
    const older = rows.length === AT_ONCE ? rows.at(-1)!.n : undefined
    const unread = filter.day !== '' && day === undefined
    const found = { rows, book, seal, older, whole, filter, unread, actors, ...(trail ? { trail } : {}) }
    return c.html(document(<AuditPage frame={frame} desk={desk} {...found} />))
  }
}
