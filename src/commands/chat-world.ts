import { randomBytes } from 'node:crypto'
import { parse } from 'yaml'
import { compose } from '../app.ts'
import { type Shown, SIMULATOR, type SimulatedPerson, simulator } from '../channels/simulator/index.ts'
import { readConfig } from '../config.ts'
import { addressBook, post, readFlows } from '../conversation/index.ts'
import type { Lang } from '../engine/index.ts'
import { STANDING } from '../giving/index.ts'
import { openEmbedded } from '../platform/db.ts'
import type { Files } from '../platform/files.ts'
import { randomIds } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { migrate } from '../platform/migrate.ts'
import { inProcessQueue } from '../platform/queue-in-process.ts'
import { secretFrom } from '../platform/secret.ts'
import { finding, HOME, MIGRATIONS, readText } from '../running/start.ts'
import { importSeed } from './seed.ts'

/** A whole service for one person at a terminal: the demo world in memory, of which nothing is left behind. */
export interface ChatWorld {
  /** Flows by name, with the records that each takes when the system starts it. */
  readonly flows: ReadonlyMap<string, readonly string[]>
  readonly person: SimulatedPerson
  now(): Date
  /** Starts a flow, as a deep link would. */
  open(flow: string): Promise<void>
  /** Lets time pass, and what falls due meanwhile happen. */
  pass(ms: number): Promise<void>
  /** Resolves when everything that was said has been answered. */
  settled(): Promise<void>
  /** Keeps a picture, for a person to send. */
  keep(bytes: Uint8Array, name: string): Promise<{ file: string; name: string; mime: string }>
  close(): Promise<void>
}

interface Asked {
  readonly lang: Lang
  readonly log: Log
  /** Told of every message that reaches the screen. */
  readonly heard: (message: Shown) => void
}

const SITE = 'https://chungtay.example'
const PERSON = 'Lan'
const LOOK_MS = 15
const GRACE_MS = 2_000
const LEAST_STEP_MS = 60_000

/** Everything that happens by itself when its time has come. */
const DUE = `select not_before as at from todo where stuck_at is null
  union all select due_at from session where due_at is not null
  union all select until from pledge where state = any('{${STANDING.join()}}'::text[])
  union all select next_at from bank_watch where next_at is not null`

/**
 * Makes the database of this one talk tell the time that the program tells: in its search path, before the now() of
 * PostgreSQL, stands this one. Columns that fill themselves keep the true time.
 */
export const nowAhead = (
  ms: number,
) => `create or replace function public.now() returns timestamptz stable language sql
  as $$ select pg_catalog.now() + interval '${ms} ms' $$`

/** @throws FlowsError when the flows of this folder cannot be spoken */
export async function chatWorld({ lang, log, heard }: Asked): Promise<ChatWorld> {
  const db = await openEmbedded('memory://')
  let ahead = 0
  const clock = { now: () => new Date(Date.now() + ahead) }
  const app = simulator({}, (_, message) => heard(message))
  const flows = readFlows(`${HOME}flows`)
  const queue = inProcessQueue(log)
  const files = memoryFiles()
  await migrate(db, MIGRATIONS)
  await db.script(`set search_path = public, pg_catalog; ${nowAhead(0)}`)
  const seed = readText(`${HOME}prisma/seed/demo.yaml`, 'the demo world')
  await db.transaction((tx) => importSeed(tx, { ids: randomIds, now: clock.now() }, seed))
  const base = {
    config: readConfig({}),
    db,
    log,
    queue,
    files,
    flows,
    clock,
    demo: true,
    fresh: true,
    secret: secretFrom({ configured: randomBytes(32).toString('hex') }),
    ids: randomIds,
    site: SITE,
    simulator: app,
    settle: () => {},
    close: () => db.close(),
  }
  const service = await compose(base, { web: false, worker: true })
  await service.start()

  async function restless(): Promise<boolean> {
    const [row] = await db.hot.query<{ restless: boolean }>(
      'restless',
      `select exists (select 1 from outbox where state = 'waiting')
         or exists (select 1 from bank_notice where state = 'new')
         or exists (select 1 from (${DUE}) d where at <= now()) as restless`,
      [],
    )
    return row!.restless
  }

  async function settled() {
    while (await restless()) {
      // At once, and not at the next sweep: of a month at the terminal there are many moments.
      const ripe =
        'select distinct contact_id as contact from todo where not_before <= now() and stuck_at is null'
      for (const { contact } of await db.hot.query<{ contact: string }>('ripe', ripe, []))
        await queue.add('todo', contact)
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    }
  }

  async function nextDue(end: number): Promise<number | undefined> {
    const [row] = await db.hot.query<{ at: Date | null }>(
      'next_due',
      `select min(at) as at from (${DUE}) d where at > now() and at <= $1::timestamptz`,
      [new Date(end)],
    )
    return row!.at?.getTime()
  }

  async function moveTo(moment: number) {
    // What is due at a moment has come when it is just over.
    ahead = Math.max(ahead, moment + 1 - Date.now())
    await db.script(nowAhead(ahead))
  }

  return {
    flows: new Map(
      flows.filter(({ flow }) => flow !== 'common').map(({ flow, steps }) => [flow, recordsTaken(steps)]),
    ),
    person: app.person(PERSON, lang),
    now: clock.now,
    settled,
    async open(flow) {
      const from = { channel: SIMULATOR, account: app.channel.account, key: PERSON, externalId: PERSON, lang }
      const [known] = await addressBook(db.hot, randomIds, await finding(db, base.secret)).resolve([from])
      // Without patience it is not the system that speaks when there is room, but a person who asks for it now.
      const patience = new Date(0)
      const key = `open:${flow}:${randomIds.uuid()}`
      await db.transaction((tx) => post(tx, known!.contact, { flow, with: {}, key, patience }))
      await queue.add('todo', known!.contact)
      await settled()
    },
    async pass(ms) {
      const end = clock.now().getTime() + ms
      // From one thing that falls due to the next, each at its own moment: what is only true on its day is said on it.
      for (let next: number | undefined; ; await settled()) {
        next = await nextDue(end)
        if (next === undefined) break
        // What waits for the person to be at rest would otherwise stop it every three seconds.
        await moveTo(Math.min(end, Math.max(next, clock.now().getTime() + LEAST_STEP_MS)))
      }
      await moveTo(end)
      await settled()
    },
    async keep(bytes, name) {
      return { file: await files.put(bytes, { name, mime: 'image/png' }), name, mime: 'image/png' }
    },
    async close() {
      await service.stop(GRACE_MS)
      await db.close()
    },
  }
}

function recordsTaken(steps: string): string[] {
  const { takes = {} } = parse(steps) as { takes?: Readonly<Record<string, unknown>> }
  return Object.keys(takes).filter((name) => takes[name] === 'record')
}

function memoryFiles(): Files {
  const kept = new Map<string, Buffer>()
  return {
    async put(bytes) {
      const key = randomIds.public()
      kept.set(key, Buffer.from(bytes))
      return key
    },
    async putLoose(bytes, about) {
      return this.put(bytes, about)
    },
    settle: async () => {},
    drop: async (key) => void kept.delete(key),
    loose: async () => [],
    get: async (key) => kept.get(key),
    remove: async (key) => void kept.delete(key),
    room: async () => Number.MAX_SAFE_INTEGER,
  }
}
