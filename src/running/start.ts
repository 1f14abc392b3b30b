import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config } from '../config.ts'
import { type Finding, LOOKUP, lookupBy, sealBefore } from '../conversation/index.ts'
import { embeddedFolder, StartError, takeDataDir } from '../platform/data-dir.ts'
import { type Database, openEmbedded, openPostgres } from '../platform/db.ts'
import { placeOf, refusalOf } from '../platform/db-refusal.ts'
import { codeOf } from '../platform/db-trouble.ts'
import { diskFiles, type Files } from '../platform/files.ts'
import { instanceKey } from '../platform/instance-key.ts'
import { createLog, type Log } from '../platform/log.ts'
import { migrate, migrationsIn } from '../platform/migrate.ts'
import { personKeys } from '../platform/person-key.ts'
import type { Queue } from '../platform/queue.ts'
import { inProcessQueue } from '../platform/queue-in-process.ts'
import { type Secret, secretFrom } from '../platform/secret.ts'
import { papersKey, sealWordsBefore, wordsUnder } from '../spending/index.ts'

/** What every command stands on. */
export interface Ground {
  readonly config: Config
  readonly log: Log
  readonly db: Database
  readonly secret: Secret
  readonly files: Files
  /** A world that is made up: every message and paper says so. Written once into the database, never changed. */
  readonly demo: boolean
  /** The first start on this database. */
  readonly fresh: boolean
  /** All that a first start makes is made: from now on this database is kept. */
  settle(): void
  close(): Promise<void>
}

/** The folder of this program: flows, migrations and seeds lie beside src/ and dist/. */
export const HOME = fileURLToPath(new URL('../..', import.meta.url))
export const MIGRATIONS = resolve(HOME, 'prisma/migrations')

/**
 * Opens the database and what belongs to it.
 *
 * @param options.migrates whether this command may change the schema; the embedded database is always brought up to date
 * @throws StartError with what to do
 */
export async function openGround(config: Config, options: { migrates: boolean }): Promise<Ground> {
  const log = createLog(config.LOG_LEVEL ?? (config.DATABASE_URL ? 'info' : 'warn'))
  const dir = config.DATABASE_URL ? undefined : takeDataDir(resolve(config.DATA_DIR))
  try {
    const folder = dir && embeddedFolder(dir.path)
    if (folder?.isNew)
      console.log(
        'Making the database, this once: about ten seconds, half a minute on a busy machine. Later starts take a third of it …',
      )
    const db = await openDatabase(config, folder?.path)
    try {
      const secret = openSecret(config)
      const changes = options.migrates || dir !== undefined
      const { demo, fresh } = await ready(db, secret, changes, dir !== undefined).catch(
        refused(config.DATABASE_URL),
      )
      return {
        config,
        log,
        db,
        demo,
        fresh,
        secret,
        files: diskFiles(papersFolder(config)),
        settle: () => folder?.settle(),
        async close() {
          await db.close()
          dir?.release()
        },
      }
    } catch (error) {
      await db.close()
      throw error
    }
  } catch (error) {
    dir?.release()
    throw error
  }
}

/** @param folder of the embedded one; undefined for PostgreSQL */
async function openDatabase(config: Config, folder: string | undefined): Promise<Database> {
  if (!folder) {
    const db = openPostgres(config.DATABASE_URL!)
    await refuseUnfit(db, config.DATABASE_URL!)
    return db
  }
  try {
    return await openEmbedded(folder)
  } catch (error) {
    throw new StartError(
      `the embedded database in ${folder} does not open (${(error as Error).message}). ` +
        'Restore the folder from a backup, or start with an empty DATA_DIR.',
    )
  }
}

/** Settings of a server on which acknowledged money could be lost are refused. */
export async function refuseUnfit(db: Database, url: string) {
  let row: { version: number; fsync: string; commit: string } | undefined
  try {
    const rows = await db.hot.query<{ version: number; fsync: string; commit: string }>(
      'fitness',
      `select current_setting('server_version_num')::int as version, current_setting('fsync') as fsync,
         current_setting('synchronous_commit') as commit`,
      [],
    )
    row = rows[0]
  } catch (error) {
    await db.close()
    throw new StartError(
      refusalOf(error, url) ??
        `PostgreSQL at ${placeOf(url)} (DATABASE_URL) does not answer (${codeOf(error) ?? 'no reason given'}). Start it, or correct the address.`,
    )
  }
  const problem =
    row!.version < 150_000
      ? `PostgreSQL is version ${Math.floor(row!.version / 10_000)}; 15 or newer is needed`
      : row!.fsync !== 'on'
        ? 'PostgreSQL runs with fsync=off and would lose money in a power cut: set fsync=on'
        : row!.commit === 'off'
          ? 'PostgreSQL runs with synchronous_commit=off and could lose acknowledged messages: set it to on'
          : undefined
  if (problem) {
    await db.close()
    throw new StartError(`${problem}.`)
  }
}

const NO_SUCH_TABLE = '42P01'

async function ready(db: Database, secret: Secret, migrates: boolean, demo: boolean) {
  await bringUpToDate(db, migrates)
  if (migrates) {
    await sealBefore(db, await finding(db, secret))
    await sealWordsBefore(db, wordsUnder(await papersKey(db, secret)))
  }
  return markWorld(db, demo)
}

/** How people are found, and what opens what is theirs. */
export const finding = async (db: Database, secret: Secret): Promise<Finding> => ({
  keys: personKeys(secret),
  lookup: lookupBy(await instanceKey(db, secret, LOOKUP)),
})

/** What PostgreSQL refuses to this user is theirs to mend. */
export function refused(url: string | undefined) {
  return (error: Error): never => {
    const refusal = url && refusalOf(error, url)
    throw refusal ? new StartError(refusal) : error
  }
}

export async function bringUpToDate(db: Database, allowed: boolean) {
  if (allowed) {
    await migrate(db, MIGRATIONS).catch((error: Error) => {
      throw new StartError(`the database cannot be brought up to date: ${error.message}`, { cause: error })
    })
    return
  }
  const known = migrationsIn(MIGRATIONS).map((migration) => migration.name)
  const applied = await db.prisma
    .$queryRawUnsafe<{ name: string }[]>(
      'SELECT migration_name::text AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    )
    .then((rows) => rows.map((row) => row.name))
    .catch((error: unknown): string[] => {
      if (codeOf(error) === NO_SUCH_TABLE) return []
      throw error
    })
  const missing = known.filter((name) => !applied.includes(name))
  const unknown = applied.filter((name) => !known.includes(name))
  if (missing.length > 0) {
    throw new StartError(
      `the database lacks ${missing.length} migration(s), first ${missing[0]}. Run the command "migrate" once, then start again.`,
    )
  }
  if (unknown.length > 0) {
    throw new StartError(
      `the database has migration ${unknown[0]}, which this version does not know. Start the newer version it was used with.`,
    )
  }
}

/** Whether this world is a demo is decided once, by the first start, and stands in the database from then on. */
async function markWorld(db: Database, demo: boolean): Promise<{ demo: boolean; fresh: boolean }> {
  return db.transaction(async (tx) => {
    const fresh = await tx.$executeRawUnsafe(
      `insert into deployment (key, value) values ('world', $1) on conflict do nothing`,
      demo ? 'demo' : 'real',
    )
    const row = await tx.deployment.findUniqueOrThrow({ where: { key: 'world' } })
    return { demo: row.value === 'demo', fresh: fresh === 1 }
  })
}

/** Where papers and uploads lie. */
export const papersFolder = (config: Config): string =>
  config.FILES_URL ? fileURLToPath(config.FILES_URL) : resolve(config.DATA_DIR, 'files')

function openSecret(config: Config): Secret {
  return secretFrom(
    config.SECRET_KEY ? { configured: config.SECRET_KEY } : { file: resolve(config.DATA_DIR, 'secret') },
  )
}

export async function openQueue(config: Config, log: Log): Promise<Queue> {
  if (!config.REDIS_URL) return inProcessQueue(log)
  // Only who has Redis waits for its library.
  const { bullQueue } = await import('../platform/queue-bullmq.ts')
  return bullQueue(config.REDIS_URL, log)
}

/** Reads a file of this program or of the user, or says which one is missing and what to do. */
export function readText(
  path: string,
  what: string,
  next = 'Correct the path, or let this user read it.',
): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new StartError(`${what} ${path} cannot be read (${(error as NodeJS.ErrnoException).code}). ${next}`)
  }
}
