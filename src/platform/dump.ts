import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { StartError } from './data-dir.ts'

/** Writes an embedded database, which nobody else may have open (see data-dir.ts), into one file. */
export async function dumpEmbedded(folder: string, file: string): Promise<void> {
  const pglite = await PGlite.create(folder)
  try {
    const dump = await pglite.dumpDataDir('gzip')
    await writeFile(file, Buffer.from(await dump.arrayBuffer()), { mode: 0o600, flush: true })
  } finally {
    await pglite.close()
  }
}

/** Makes an embedded database from such a file. */
export async function restoreEmbedded(file: string, folder: string): Promise<void> {
  const loadDataDir = new Blob([new Uint8Array(await readFile(file))], { type: 'application/gzip' })
  await (await PGlite.create({ dataDir: folder, loadDataDir })).close()
}

/**
 * Writes a PostgreSQL database into one file, as it is at one moment; the service may run meanwhile.
 *
 * @param path where programs lie, as in PATH
 * @throws StartError when pg_dump is not there or refuses
 */
export function dumpPostgres(url: string, file: string, path: string): Promise<void> {
  return run('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${file}`], url, path)
}

/** Fills an empty PostgreSQL database from such a file: with all of it, or not at all. @throws as above */
export function restorePostgres(url: string, file: string, path: string): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1))
  const whole = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges']
  return run('pg_restore', [...whole, `--dbname=${name}`, file], url, path)
}

function run(program: string, args: readonly string[], url: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { PATH: path, ...connection(url) },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (data: Buffer) => (said += data))
    child.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(
        new StartError(
          code === 'ENOENT'
            ? `${program} is not on this machine. Install PostgreSQL's client programs of the server's version or newer (Debian, Ubuntu: apt-get install postgresql-client), then try again.`
            : `${program} cannot be started (${code}).`,
        ),
      ),
    )
    child.once('close', (code) => {
      if (code === 0) resolve()
      else
        reject(new StartError(`${program} did not finish: ${said.trim().split('\n')[0] || `code ${code}`}`))
    })
  })
}

/** In the environment of the child and not among its arguments, which everybody on the machine may read. */
function connection(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const said = {
    PGHOST: searchParams.get('host') ?? hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? '',
    PGSSLROOTCERT: searchParams.get('sslrootcert') ?? '',
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''))
}
