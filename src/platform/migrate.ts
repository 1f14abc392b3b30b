import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from './data-dir.ts'
import type { Database } from './db.ts'

interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

// Prisma's own bookkeeping, so that `prisma migrate status` agrees with ours.
const BOOKS = `
CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`

// Any number; the same for every process of this program, so that two do not migrate at once.
const LOCK = 4_200_588

/** @throws StartError when they are not there */
export function migrationsIn(folder: string): Migration[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
      .map((name) => {
        const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
        return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
      })
  } catch (error) {
    const { path = folder, code } = error as NodeJS.ErrnoException
    throw new StartError(`${path} cannot be read (${code}). Put back prisma/migrations of this version.`)
  }
}

/**
 * Brings the database to the newest schema this program knows. May be repeated and may run in several processes.
 *
 * @returns the names of the migrations that it applied
 * @throws when the database is newer than this program, or an applied migration was changed since: both say what to do
 */
export async function migrate(db: Database, folder: string): Promise<string[]> {
  const known = migrationsIn(folder)
  await db.script(BOOKS)
  const applied: string[] = []
  for (const migration of known) {
    const done = await appliedMigrations(db)
    refuseSurprises(known, done)
    if (done.has(migration.name)) continue
    if (await apply(db, migration)) applied.push(migration.name)
  }
  return applied
}

/** One script, so one implicit transaction: either the whole migration and its line in the books, or nothing. */
async function apply(db: Database, { name, sql, checksum }: Migration): Promise<boolean> {
  try {
    await db.script(`BEGIN;
SELECT pg_advisory_xact_lock(${LOCK});
INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
SELECT '${randomUUID()}', '${checksum}', '${name}', now(), 1
WHERE 1 / (CASE WHEN EXISTS (SELECT 1 FROM _prisma_migrations WHERE migration_name = '${name}') THEN 0 ELSE 1 END) = 1;
${sql}
COMMIT;`)
    return true
  } catch (error) {
    await db.script('ROLLBACK')
    // Division by zero: another process applied it between our look and our lock.
    if ((error as { code?: string }).code === '22012') return false
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}

async function appliedMigrations(db: Database): Promise<Map<string, string>> {
  const rows = await db.prisma.$queryRawUnsafe<{ migration_name: string; checksum: string }[]>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL',
  )
  return new Map(rows.map((row) => [row.migration_name, row.checksum]))
}

function refuseSurprises(known: readonly Migration[], done: ReadonlyMap<string, string>) {
  const names = new Map(known.map((migration) => [migration.name, migration.checksum]))
  for (const [name, checksum] of done) {
    if (!names.has(name)) {
      throw new Error(
        `the database has migration ${name}, which this version of Chung Tay does not know. ` +
          'It was used by a newer version: start that one, or restore a backup from before.',
      )
    }
    if (names.get(name) !== checksum) {
      throw new Error(
        `migration ${name} was changed after it was applied. Restore the file as released, and put the change into a new migration.`,
      )
    }
  }
}
