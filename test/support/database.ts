import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openEmbedded } from '../../src/platform/db.ts'
import { migrate, migrationsIn } from '../../src/platform/migrate.ts'

const MIGRATIONS = 'prisma/migrations'

/**
 * A fresh embedded database with all migrations. The first one on a machine takes seconds; its folder is dumped and
 * the next ones start from that, by the checksum of the migrations.
 */
export async function testDatabase(): Promise<Database> {
  const template = templateFile()
  if (existsSync(template)) return openEmbedded({ load: new Blob([readFileSync(template)]) })
  const { PGlite } = await import('@electric-sql/pglite')
  const { embedded } = await import('../../src/platform/db.ts')
  const pglite = await PGlite.create()
  const db = embedded(pglite)
  await migrate(db, MIGRATIONS)
  const dump = Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer())
  mkdirSync(join(template, '..'), { recursive: true })
  const half = `${template}.${process.pid}`
  writeFileSync(half, dump)
  renameSync(half, template)
  return db
}

/** A data folder with an embedded database in it that is up to date, and nothing else. */
export async function testDataDir(): Promise<string> {
  const template = `${templateFile()}.folder`
  if (!existsSync(template)) {
    await (await testDatabase()).close()
    const { PGlite } = await import('@electric-sql/pglite')
    const loadDataDir = new Blob([readFileSync(templateFile())])
    const half = `${template}.${process.pid}`
    await (await PGlite.create({ dataDir: half, loadDataDir })).close()
    // Somebody else may have been faster.
    if (existsSync(template)) rmSync(half, { recursive: true })
    else renameSync(half, template)
  }
  const folder = mkdtempSync(join(tmpdir(), 'ct-data-'))
  cpSync(template, join(folder, 'database'), { recursive: true })
  return folder
}

function templateFile(): string {
  const sum = createHash('sha256')
  for (const migration of migrationsIn(MIGRATIONS)) sum.update(migration.checksum)
  return join(tmpdir(), 'chung-tay-test', `${sum.digest('hex').slice(0, 16)}.tar`)
}
