import { revisionsOf } from '../engine/index.ts'
import { Prisma } from '../generated/prisma/client.ts'
import type { Database } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import { openSession } from './seals.ts'

const PAGE = 1_000

/**
 * Removes revisions that nobody is in any more: not in what goes on, nor in what was left at rest or lets time pass.
 *
 * Only those that went out of use a day ago: a process that has not looked for newer ones yet may begin sessions with the
 * one before for some seconds. A session that cannot be read may be in any of them, so then none is removed. What the
 * system has still to say in a flow that was taken away keeps its revisions. May be run by several processes at once.
 *
 * @returns a sweep, to be called now and then
 */
export function revisionSweep(db: Database, keys: PersonKeys, log: Log): () => Promise<void> {
  return async () => {
    const old = await db.prisma.$queryRaw<{ flow: string; revision: string }[]>`
      SELECT flow, revision FROM flow_revision WHERE ${RETIRED}`
    if (old.length === 0) return
    const used = await revisionsInUse(db, keys)
    if (used === undefined) {
      log.warn('revisions.kept', { count: old.length })
      return
    }
    const waiting = await flowsWaiting(db)
    for (const { flow, revision } of old) {
      if (used.has(nameOf(flow, revision)) || waiting.has(flow)) continue
      await db.prisma.$executeRaw`
        DELETE FROM flow_revision WHERE flow = ${flow} AND revision = ${revision} AND ${RETIRED}`
      log.info('revision.removed', { flow })
    }
  }
}

const RETIRED = Prisma.sql`NOT live AND retired_at < now() - interval '1 day'`

/** Flows that begin for nobody new and in which the system has still something to say. */
async function flowsWaiting(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.prisma.$queryRaw<{ flow: string | null }[]>`
    SELECT DISTINCT convert_from(i.body, 'UTF8')::json ->> 'flow' AS flow
    FROM todo t JOIN inbox i USING (source, external_id) WHERE t.source = 'system'`
  const live = await db.prisma.flowRevision.findMany({ where: { live: true }, select: { flow: true } })
  const begins = new Set(live.map((one) => one.flow))
  return new Set(rows.flatMap(({ flow }) => (flow !== null && !begins.has(flow) ? [flow] : [])))
}

const nameOf = (flow: string, revision: string): string => `${flow} ${revision}`

/** @returns undefined when a session cannot be read */
async function revisionsInUse(db: Database, keys: PersonKeys): Promise<ReadonlySet<string> | undefined> {
  const used = new Set<string>()
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await db.hot.query<Row>('sessions_page', SESSIONS, [after, PAGE])
    for (const { contact, wrapped, state } of page) {
      try {
        const session = openSession(keys.unwrap(contact, wrapped), state)
        if (session) for (const { flow, revision } of revisionsOf(session)) used.add(nameOf(flow, revision))
      } catch {
        return undefined
      }
    }
    const last = page.at(-1)
    if (!last || page.length < PAGE) return used
    after = last.contact
  }
}

interface Row {
  readonly contact: string
  readonly wrapped: Uint8Array
  readonly state: Uint8Array
}

const SESSIONS = `select s.contact_id::text as contact, k.wrapped, s.state from session s
join person_key k on k.contact_id = s.contact_id
where s.contact_id > $1::uuid and s.state <> '' order by s.contact_id limit $2::int4`
