import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { embeddedFolder, hasEmbedded, StartError, takeDataDir } from '../platform/data-dir.ts'
import { type Database, openEmbedded, openPostgres } from '../platform/db.ts'
import { placeOf, refusalOf } from '../platform/db-refusal.ts'
import { codeOf } from '../platform/db-trouble.ts'
import { dumpEmbedded, dumpPostgres, restoreEmbedded, restorePostgres } from '../platform/dump.ts'
import { isWhole, settledName } from '../platform/files.ts'
import { papersFolder, readText } from '../running/start.ts'
import { stopRevived } from './restored.ts'

/** What a backup holds. Written last: a folder without it is no whole backup. */
const manifest = z.object({
  v: z.literal(1),
  /** When it was begun. */
  made: z.iso.datetime(),
  database: z.enum(['embedded', 'postgresql']),
  /** Whether the file `secret` is in it, or the setting SECRET_KEY is kept elsewhere. */
  secret: z.enum(['included', 'apart']),
  /** Path inside the backup → SHA-256 in hex. */
  files: z.record(z.string(), z.string()),
})
type Manifest = z.infer<typeof manifest>

const DUMP = 'database.dump'
const MANIFEST = 'manifest.json'

/**
 * Writes everything that cannot be made again into an empty folder: database, papers and uploads, and the secret if it
 * lies in the data folder. Redis is not in it: it holds nothing that is not in the database.
 *
 * @param path where programs lie, as in PATH
 * @returns what whoever made it should know, a line each
 * @throws StartError when it cannot be made; an embedded database must not be in use
 */
export async function backup(config: Config, into: string, path: string): Promise<string[]> {
  const folder = resolve(into)
  const made = new Date().toISOString()
  makeEmpty(folder)
  const data = resolve(config.DATA_DIR)
  const secretFile = join(data, 'secret')
  const hasSecret = !config.SECRET_KEY && existsSync(secretFile)
  const dump = join(folder, DUMP)
  if (config.DATABASE_URL) await dumpPostgres(config.DATABASE_URL, dump, path)
  else await dumpDataDir(data, dump)
  // After the database: a paper is written before the row that names it, and never changed.
  copyFiles(papersFolder(config), join(folder, 'files'))
  if (hasSecret) copyFileSync(secretFile, join(folder, 'secret'))
  const about: Manifest = {
    v: 1,
    made,
    database: config.DATABASE_URL ? 'postgresql' : 'embedded',
    secret: hasSecret ? 'included' : 'apart',
    files: checksums(folder),
  }
  writeFileSync(join(folder, MANIFEST), `${JSON.stringify(about, null, 2)}\n`, { mode: 0o600, flush: true })
  return [
    `Backed up into ${folder}: the database and ${Object.keys(about.files).filter((one) => one.startsWith('files/')).length} papers and uploads.`,
    hasSecret
      ? 'The secret is in it (the file "secret"): whoever has this folder can open everything. Keep it locked away.'
      : 'SECRET_KEY is NOT in it. Without it what is sealed stays closed for ever: signing keys, bank notices and memos. Keep it safe, and elsewhere than this folder.',
  ]
}

/**
 * Puts a backup where nothing is yet: into the data folder, or into the database of DATABASE_URL.
 *
 * @returns what whoever did it should know, a line each
 * @throws StartError when the backup is not whole, or the target is not empty; then nothing was written
 */
export async function restore(config: Config, from: string, path: string): Promise<string[]> {
  const folder = resolve(from)
  const about = readManifest(folder)
  const kind = config.DATABASE_URL ? 'postgresql' : 'embedded'
  if (about.database !== kind) {
    throw new StartError(
      about.database === 'postgresql'
        ? 'this backup is of a PostgreSQL database. Make an empty one and name it in DATABASE_URL.'
        : 'this backup is of an embedded database. Leave DATABASE_URL unset, and name an empty DATA_DIR.',
    )
  }
  verify(folder, about)
  const files = papersFolder(config)
  refuseFull(files)
  const made = new Date(about.made)
  let stopped: string
  if (config.DATABASE_URL) {
    await refuseFilled(config.DATABASE_URL)
    await restorePostgres(config.DATABASE_URL, join(folder, DUMP), path)
    stopped = await stopIn(openPostgres(config.DATABASE_URL, 1), made)
    copyFiles(join(folder, 'files'), files)
  } else stopped = await fillDataDir(resolve(config.DATA_DIR), files, folder, made)
  return [
    `Restored the backup of ${about.made}.`,
    stopped,
    'Officers who were ended, and people who were erased or have refused messages since, are back: play the newest list to it ("npm run erased -- again"), then compare the officers at the desk with the list. Its first page says so until somebody has.',
    about.secret === 'included'
      ? 'The secret came with it.'
      : 'The secret did not come with it: SECRET_KEY must be the one of that time. "npm run doctor" says whether it fits.',
    'Messages that waited at that moment go out when the service starts.',
  ]
}

async function dumpDataDir(data: string, file: string) {
  if (!hasEmbedded(data)) {
    throw new StartError(`there is no database in ${data}. Name the folder of the service in DATA_DIR.`)
  }
  const dir = takeDataDir(data)
  try {
    await dumpEmbedded(join(data, 'database'), file)
  } finally {
    dir.release()
  }
}

const stopIn = async (db: Database, made: Date): Promise<string> =>
  stopRevived(db, made).finally(() => db.close())

/** @returns what was stopped in it */
async function fillDataDir(data: string, files: string, backup: string, made: Date): Promise<string> {
  const secret = join(data, 'secret')
  const dir = takeDataDir(data)
  try {
    for (const path of [join(data, 'database'), secret]) {
      if (existsSync(path)) throw full(path)
    }
    // Marked as being made until it is whole: what a stop in the middle leaves is begun afresh.
    const database = embeddedFolder(data)
    await restoreEmbedded(join(backup, DUMP), database.path)
    if (existsSync(join(backup, 'secret'))) {
      writeFileSync(secret, readFileSync(join(backup, 'secret')), { mode: 0o600, flush: true })
    }
    const stopped = await stopIn(await openEmbedded(database.path), made)
    copyFiles(join(backup, 'files'), files)
    database.settle()
    return stopped
  } finally {
    dir.release()
  }
}

async function refuseFilled(url: string) {
  const db = openPostgres(url, 1)
  try {
    const [row] = await db.hot.query<{ n: number }>(
      'tables',
      `select count(*)::int as n from pg_tables where schemaname = 'public'`,
      [],
    )
    if (row!.n > 0) {
      throw new StartError(
        `the database of DATABASE_URL has ${row!.n} tables. Restore into an empty one: createdb chungtay`,
      )
    }
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(
      refusalOf(error, url) ??
        `PostgreSQL at ${placeOf(url)} (DATABASE_URL) does not answer (${codeOf(error) ?? 'no reason given'}).`,
    )
  } finally {
    await db.close()
  }
}

const full = (path: string) =>
  new StartError(`${path} is there already, and a restore writes over nothing. Name an empty place.`)

function refuseFull(folder: string) {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw full(folder)
}

function makeEmpty(folder: string) {
  if (existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0)) {
    throw new StartError(`${folder} is not an empty folder. Name a new one for each backup.`)
  }
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StartError(`${folder} cannot be made (${(error as NodeJS.ErrnoException).code}).`)
  }
}

/** Files lie in one folder without folders inside. A half-written one has a name that no row has. */
function copyFiles(from: string, to: string) {
  if (!existsSync(from)) return
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) {
    if (isWhole(name)) copyFile(from, to, name)
  }
}

function copyFile(from: string, to: string, name: string) {
  try {
    copyFileSync(join(from, name), join(to, name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    // A message was committed meanwhile: what it names was loose and is settled now. Or nothing named it, and it is gone.
    const settled = join(from, settledName(name))
    if (settledName(name) !== name && existsSync(settled)) copyFileSync(settled, join(to, settledName(name)))
  }
}

function checksums(folder: string): Record<string, string> {
  const inside = existsSync(join(folder, 'files')) ? readdirSync(join(folder, 'files')) : []
  const top = readdirSync(folder).filter((name) => name !== 'files' && name !== MANIFEST)
  const paths = [...top, ...inside.map((name) => `files/${name}`)].sort()
  return Object.fromEntries(paths.map((path) => [path, checksum(join(folder, path))]))
}

const checksum = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

function readManifest(folder: string): Manifest {
  try {
    return manifest.parse(JSON.parse(readText(join(folder, MANIFEST), 'the backup’s list')))
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(`${join(folder, MANIFEST)} is not the list of a backup that this version knows.`)
  }
}

function verify(folder: string, { files, secret }: Manifest) {
  const there = checksums(folder)
  const bad = Object.keys({ ...files, ...there }).filter((path) => files[path] !== there[path])
  if (!(DUMP in files)) bad.push(DUMP)
  if (secret === 'included' && !('secret' in files)) bad.push('secret')
  if (bad.length > 0) {
    throw new StartError(
      `the backup is not as it was made: ${bad[0]} is missing, changed or new (${bad.length} in all). Take another copy of it.`,
    )
  }
}
