import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Actions, Book, FieldShape, FlowSource, Problem } from '../engine/index.ts'
import { compile, joinSteps, makeBook, revisionOf, revive } from '../engine/index.ts'
import { StartError } from '../platform/data-dir.ts'
import type { Database } from '../platform/db.ts'
import type { Tx } from '../platform/tx.ts'

/**
 * Reads flows/: one folder a flow, its steps and its words.
 *
 * @throws StartError when they are not there, or are no files
 */
export function readFlows(folder: string): FlowSource[] {
  const readable = <T>(path: string, next: string, read: () => T): T => {
    try {
      return read()
    } catch (error) {
      throw new StartError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}). ${next}`)
    }
  }
  const names = readable(folder, 'Put back the folder of flows of this version.', () =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort(),
  )
  return names.map((flow) => {
    const text = (file: string) => {
      const path = join(folder, flow, file)
      if (!existsSync(path)) return ''
      return readable(path, 'It must be a file that this user may read.', () => readFileSync(path, 'utf8'))
    }
    const steps = joinSteps(text('flow.yaml'), text)
    return { flow, steps, words: { vi: text('vi.yaml'), en: text('en.yaml') } }
  })
}

interface Imported {
  /** Flows whose steps or words are new or changed, and live from now on; and those that were taken away. */
  readonly changed: readonly string[]
  /** Why the files did not go live. The revisions that were live stay so. */
  readonly problems: readonly Problem[]
}

// Any number that nobody else uses.
const FLOWS_LOCK = 4_200_590

/**
 * Brings the files into the database as immutable revisions, by the hash of their steps. All of them go live together,
 * or none: a bad file never replaces a good revision. A flow whose files were taken away begins for nobody any more;
 * whoever is in it goes on to its end. May be repeated and run by several processes.
 *
 * @param facts what flows see besides their own values; without it they may name anything
 *
 * @throws FlowsError when the files are bad and nothing is live that could be spoken instead
 */
export async function importFlows(
  db: Database,
  sources: readonly FlowSource[],
  actions: Actions,
  facts?: Readonly<Record<string, FieldShape>>,
): Promise<Imported> {
  const { book, problems } = compiled(sources, actions, facts)
  if (!book) {
    if ((await db.prisma.flowRevision.count({ where: { live: true } })) === 0) throw new FlowsError(problems)
    return { changed: [], problems }
  }
  const changed = await db.transaction(async (tx) => {
    // Processes that start together would both bring the same flow live.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FLOWS_LOCK}::bigint)`
    const names = await retireOthers(
      tx,
      sources.map((source) => source.flow),
    )
    for (const source of sources) {
      if (await makeLive(tx, source, revisionOf(source.steps))) names.push(source.flow)
    }
    return names
  })
  return { changed, problems: [] }
}

/** @returns the flows that were live and have no files any more */
async function retireOthers(tx: Tx, kept: readonly string[]): Promise<string[]> {
  const gone = await tx.flowRevision.findMany({
    where: { live: true, flow: { notIn: [...kept] } },
    select: { flow: true },
  })
  await tx.$executeRaw`
    UPDATE flow_revision SET live = false, retired_at = now() WHERE live AND flow <> ALL(${[...kept]}::text[])`
  return gone.map((one) => one.flow)
}

/** @returns whether anything changed */
async function makeLive(tx: Tx, source: FlowSource, revision: string): Promise<boolean> {
  const wordsHash = wordsHashOf(source)
  const known = await tx.flowRevision.findUnique({
    where: { flow_revision: { flow: source.flow, revision } },
  })
  if (known?.live && known.wordsHash === wordsHash) return false
  await tx.$executeRaw`
    UPDATE flow_revision SET live = false, retired_at = now() WHERE flow = ${source.flow} AND live`
  const now = { words: { ...source.words }, wordsHash, live: true, retiredAt: null }
  await tx.flowRevision.upsert({
    where: { flow_revision: { flow: source.flow, revision } },
    create: { flow: source.flow, revision, steps: source.steps, ...now },
    update: now,
  })
  return true
}

const wordsHashOf = ({ words }: FlowSource): string =>
  createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16)

/** The flows that are live, or should become so for the first time, cannot be spoken. */
export class FlowsError extends Error {
  constructor(problems: readonly Problem[]) {
    const told = problems.map(({ message }) => `  - ${message}`)
    super(`the flows cannot go live:\n${told.join('\n')}`)
    this.name = 'FlowsError'
  }
}

interface Library {
  book(): Book
  /** Looks whether other revisions are live by now. */
  refresh(): Promise<void>
}

/** The flows of the database: the live ones, and the older ones that somebody may still be in. */
export async function loadLibrary(db: Database, actions: Actions): Promise<Library> {
  let mark = ''
  let book: Book | undefined

  async function refresh() {
    const rows = await db.prisma.flowRevision.findMany({
      select: { flow: true, revision: true, wordsHash: true, live: true, retiredAt: true },
      orderBy: [{ flow: 'asc' }, { revision: 'asc' }],
    })
    const now = JSON.stringify(rows)
    if (now === mark) return
    book = await build()
    mark = now
  }

  async function build(): Promise<Book> {
    // Oldest first: the last of a flow that was taken away says what still waits to be said in it.
    const rows = await db.prisma.flowRevision.findMany({ orderBy: [{ retiredAt: 'asc' }, { flow: 'asc' }] })
    const source = (row: (typeof rows)[number]): FlowSource => ({
      flow: row.flow,
      steps: row.steps,
      words: row.words as unknown as FlowSource['words'],
    })
    const [live, old] = [rows.filter((row) => row.live), rows.filter((row) => !row.live)]
    const { book, problems } = compiled(live.map(source), actions)
    if (!book) throw new FlowsError(problems)
    if (old.length === 0) return book
    return makeBook({ live: book.flows, pinned: revive(old.map(source), actions).flows })
  }

  await refresh()
  return { book: () => book!, refresh }
}

/**
 * What was compiled last. It costs a second of a slow machine, and whoever imports the files speaks them next: from the same
 * sources and actions the same book, which nobody can change.
 */
let latest:
  | { readonly key: string; readonly facts: string; readonly result: ReturnType<typeof compile> }
  | undefined

function compiled(
  sources: readonly FlowSource[],
  actions: Actions,
  facts?: Readonly<Record<string, FieldShape>>,
): ReturnType<typeof compile> {
  const sorted = sources
    .map(({ flow, steps, words: { vi, en } }) => [flow, steps, vi, en])
    .sort(([a], [b]) => (a! < b! ? -1 : 1))
  const key = createHash('sha256')
    .update(JSON.stringify([sorted, actions]))
    .digest('hex')
  const seen = JSON.stringify(facts ?? null)
  // Flows that are good with what the facts hold are good without knowing it.
  const good = latest?.key === key && (latest.facts === seen || (!facts && latest.result.book !== undefined))
  if (!good) latest = { key, facts: seen, result: compile(sources, actions, facts ? { facts } : {}) }
  return latest!.result
}
