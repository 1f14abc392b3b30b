import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { textSigner } from '../../src/certificates/index.ts'
import { erased } from '../../src/commands/erased.ts'
import { readConfig } from '../../src/config.ts'
import { action } from '../../src/conversation/action.ts'
import { readFlows } from '../../src/conversation/index.ts'
import type { FlowSource } from '../../src/engine/index.ts'
import { checkTrail } from '../../src/organisers/index.ts'
import { dumpPostgres, restorePostgres } from '../../src/platform/dump.ts'
import { countingLog } from '../../src/platform/event-counts.ts'
import { diskFiles } from '../../src/platform/files.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { bullQueue } from '../../src/platform/queue-bullmq.ts'
import { nothing } from '../../src/platform/shapes.ts'
import { metrics } from '../../src/running/metrics.ts'
import type { Ground } from '../../src/running/start.ts'
import { bookOfLog } from '../channels/telegram/telegram.ts'
import { chance } from '../faults/random.ts'
import type { TemporaryDatabase } from '../support/postgres.ts'
import { BANK_SECRET, type World, world } from '../support/world.ts'
import { sightings } from './canary.ts'
import { inFiles, inRedis, keysNow, opened } from './places.ts'
import { beginnings, gives, leaves, promisesOtherwise, type Talker, talker, wanders } from './talking.ts'

interface Trial {
  readonly people: number
  /** How many of them ask to be forgotten. */
  readonly leaving: number
  readonly seed: number
  readonly database: TemporaryDatabase
  /** Where a backup from before is restored. */
  readonly restored: TemporaryDatabase
  readonly redis: string
}

export interface Outcome {
  /** What was found where it must not be; empty when all is well. */
  readonly wrong: readonly string[]
  readonly figures: Readonly<Record<string, number>>
}

/** Half of them give, a tenth has a turn that breaks; all wander through flows. Twenty at a time. */
export async function canaryTrial({
  people,
  leaving,
  seed,
  database,
  restored,
  redis,
}: Trial): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'ct-canaries-'))
  const book = bookOfLog()
  const { log, counts } = countingLog(book.log)
  const queue = await bullQueue(redis, log)
  const it = await world({
    // The database is looked into after the service has ended.
    db: { ...database.db, close: async () => {} },
    queue,
    log,
    env: { TRUSTED_PROXIES: '1' },
    files: diskFiles(join(folder, 'files')),
    flows: [...readFlows('flows'), BREAKS],
    moreActions: [breaks],
  })
  const wrong: string[] = []
  const figures: Record<string, number> = {}
  try {
    const all = Array.from({ length: people }, (_, n) => talker(it, n))
    await strangeRequests(it, all[0]!)
    const flows = [...beginnings.keys()]
    const met = new Set<string>()
    await twenty(all, async (one) => {
      const luck = chance(seed + one.n)
      // Each flow has its turn with somebody; a few together make a talk.
      const some = Array.from({ length: 4 }, (_, k) => flows[(one.n * 4 + k) % flows.length]!)
      for (const flow of some) met.add(flow)
      // There are not more gifts to give.
      if (one.n % 2 === 0 && one.n < 300) await gives(it, one)
      if (one.n % 10 === 0) await meetsAnError(one)
      if (one.n < 300) await promisesOtherwise(one)
      await wanders(one, some, luck)
    })
    figures.flows = met.size
    const unmet = flows.filter((flow) => !met.has(flow))
    if (unmet.length > 0) wrong.push(`nobody has been in ${unmet.join(', ')}`)

    const theirs = new Set(all.flatMap(({ word, phone, person }) => [word, phone, person.secret]))
    theirs.add(BANK_SECRET)
    const secrets = [BANK_SECRET, ...all.map(({ person }) => person.secret)]
    const look = async (when: string, places: Readonly<Record<string, string | Promise<string>>>) => {
      for (const [place, found] of Object.entries(places)) {
        const seen = [...sightings(await found, secrets)].filter((one) => theirs.has(one))
        if (seen.length > 0)
          wrong.push(`${when}, ${place}: ${seen.length}, such as ${seen.slice(0, 3).join(', ')}`)
      }
    }
    const everywhere = () => ({
      log: book.text(),
      Redis: inRedis(redis),
      metrics: metrics(it.db.hot, counts),
      dump: plainDump(database),
      files: inFiles(folder),
    })
    await look('with everybody there', everywhere())
    // The search finds what is there to be found: whoever has the keys reads all of them.
    const keys = await keysNow(it.db)
    const open = await opened(it.db, keys)
    const unused = HOLDING.filter((column) => sightings(open.get(column) ?? '').size === 0)
    if (unused.length > 0) wrong.push(`nobody has anything in ${unused.join(', ')}`)
    const readable = seenIn(open)
    const hidden = all.filter(({ word }) => !readable.has(word))
    if (hidden.length > 0) wrong.push(`the keys of ${hidden.length} people open nothing of theirs`)
    figures.lines = book.text().split('\n').length

    const backup = join(folder, 'before.dump')
    await dumpPostgres(database.url, backup, process.env.PATH!)
    rmSync(join(folder, 'kept'), { recursive: true, force: true })
    const before = await standing(it)

    const gone = all.filter(({ n }) => n % Math.floor(people / leaving) === 0).slice(0, leaving)
    // Whoever has raised an alarm is forgotten once an officer has closed it.
    await it.db.prisma.handover.updateMany({
      where: { urgent: true, closedAt: null },
      data: { closedAt: new Date() },
    })
    await twenty(gone, leaves)
    await allErased(it, leaving)
    figures.erased = leaving
    await look('after the erasure', everywhere())
    // Not even whoever has kept a copy of their keys reads them.
    const left = seenIn(await opened(it.db, keys))
    const stayed = gone.filter(({ word, phone }) => left.has(word) || left.has(phone))
    if (stayed.length > 0) wrong.push(`${stayed.length} of the erased can still be read`)
    if (all.some((one) => !gone.includes(one) && !left.has(one.word)))
      wrong.push('somebody else was erased too')
    if ((await keysNow(it.db)).size !== keys.size - leaving)
      wrong.push('the keys of the erased are not destroyed')
    for (const [what, was] of Object.entries(before)) {
      const is = (await standing(it))[what]
      if (is !== was) wrong.push(`${what} changed: ${was}, now ${is}`)
    }
    const signer = textSigner(it.secret)
    const trail = await checkTrail({ db: it.db, signer })
    if (trail.kind !== 'whole') wrong.push(`the trail is ${trail.kind}`)

    // A backup from before brings them back, until the list is played to it.
    const list = join(folder, 'erased.txt')
    writeFileSync(list, (await erased(groundOf(it), randomIds, [])).join('\n'))
    await restored.db.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    await restorePostgres(restored.url, backup, process.env.PATH!)
    const [one] = gone
    if (!seenIn(await opened(restored.db, keys)).has(one!.word))
      wrong.push('the backup did not hold the erased')
    await erased(groundOf({ ...it, db: restored.db }), randomIds, ['again', list])
    const back = seenIn(await opened(restored.db, keys))
    const again = gone.filter(({ word, phone }) => back.has(word) || back.has(phone))
    if (again.length > 0) wrong.push(`${again.length} of the erased are readable in the restored backup`)
    await look('in the restored backup', { dump: plainDump(restored) })
    return { wrong, figures }
  } finally {
    await it.close()
    await queue.close(1_000)
    rmSync(folder, { recursive: true, force: true })
  }
}

const seenIn = (open: ReadonlyMap<string, string>) => sightings([...open.values()].join('\n'))

/** Where somebody must have left words of their own, so that it is tried whether they go with them. */
const HOLDING = [
  ...['session.state', 'inbox.body', 'outbox.payload', 'contact.paper_name'],
  ...['pledge.behalf_body', 'offer.body', 'wish.body'],
]

/** Money, papers and what was promised, without names: erasing changes none of it. */
async function standing({ db }: World): Promise<Record<string, string>> {
  const one = async (name: string, sql: string) =>
    JSON.stringify(await db.hot.query<Record<string, unknown>>(`standing_${name}`, sql, []))
  return {
    sums: await one(
      'sums',
      'select account_id::text, sum(amount)::text from ledger_line group by 1 order by 1',
    ),
    receipts: await one('receipts', 'select series, number, state, public_id from receipt order by 1, 2'),
    donations: await one('donations', 'select id::text, amount::text, state from donation order by 1'),
    certificates: await one('certificates', 'select count(*)::text as n from certificate'),
  }
}

/** A turn whose action throws with the person's own words in the error, three times, until it is given up. */
async function meetsAnError({ person, word }: Talker): Promise<void> {
  await person.says(`/start ${BREAKS.flow}`)
  await person.says('hỏng mất rồi')
  await person.sends({ text: `tin của ${word}` })
  await person.hears(/đang trục trặc/, 60_000)
}

/** What nobody can read, and what is not there, answered by a page that repeats nothing. */
async function strangeRequests(it: World, { word, person }: Talker): Promise<void> {
  const hook = it.service.hooks.get('/hooks/sepay')!
  await hook({ headers: {}, body: Buffer.from(`{"content":"${word}"`) })
  for (const path of [`/pay/${word}`, `/${word}?name=${word}`, `/console/talks/${word}`, `/files/${word}`]) {
    const answer = await it.service.web.request(path)
    // The link to the same page in the other language is the asker's own address.
    const seen = sightings((await answer.text()).replaceAll(`href="${path.replace(/\?.*/, '')}?lang=`, ''))
    if (seen.size > 0) throw new Error(`the page of ${path} (${answer.status}) repeats ${[...seen]}`)
  }
  await it.service.web.request('/chat/api/messages', {
    method: 'POST',
    headers: { 'x-chat-contact': person.secret, 'content-type': 'application/json' },
    body: `{"id": "1", "text": ${word}`,
  })
}

async function allErased({ db }: World, many: number): Promise<void> {
  const until = Date.now() + 120_000
  while ((await db.prisma.contact.count({ where: { state: 'erased' } })) < many) {
    if (Date.now() > until) throw new Error('not everybody who asked was erased within two minutes')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  while ((await db.prisma.request.count({ where: { kind: 'erase', files: { not: null } } })) > 0)
    await new Promise((resolve) => setTimeout(resolve, 200))
}

async function twenty(all: readonly Talker[], what: (one: Talker) => Promise<void>): Promise<void> {
  const left = [...all]
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      for (let one = left.shift(); one; one = left.shift()) await what(one)
    }),
  )
}

const plainDump = async ({ url }: TemporaryDatabase): Promise<string> =>
  execFileSync('pg_dump', ['--format=plain', `--dbname=${url}`], { maxBuffer: 2 ** 30 }).toString('latin1')

const groundOf = (it: Pick<World, 'db' | 'secret' | 'files'>) =>
  ({ ...it, config: readConfig({}) }) as unknown as Ground

const BREAKS: FlowSource = {
  flow: 'breaks',
  steps: `flow: breaks
about: A step whose action cannot be done
start: ask
keeps: { words: text }
steps:
  ask:
    say: ask
    ask: { read: text, as: words }
    then: break
  break:
    do: test.break
    with: { words: words }
    on: { done: end }
`,
  words: {
    vi: 'hears:\n  whole: [hỏng mất rồi]\nask: Hỏng gì?\n',
    en: 'hears:\n  whole: [it is broken]\nask: What is broken?\n',
  },
}

const breaks = action({
  name: 'test.break',
  input: z.object({ words: z.string() }),
  outcomes: { done: nothing },
  run(_, { words }) {
    throw new Error(`cannot be done: ${words}`)
  },
})
