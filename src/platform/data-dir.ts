import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** A problem at start that a person can mend: shown as one message, without a stack trace. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartError'
  }
}

/** Another process has the data folder. */
export class DataDirInUse extends StartError {}

interface DataDir {
  readonly path: string
  release(): void
}

/**
 * Makes the data folder and takes it for this process. The embedded database has no lock of its own, and two processes
 * on one folder lose rows without a word.
 *
 * The lock is a file with the process's number and start time: after kill -9 the next start sees that nobody by that
 * number and time is alive, and takes it over.
 *
 * @throws StartError when the folder cannot be used, or is in use
 */
export function takeDataDir(path: string): DataDir {
  try {
    makeFolder(path)
  } catch (error) {
    throw new StartError(
      `the data folder ${path} cannot be made (${(error as NodeJS.ErrnoException).code}). Give a folder that this user may write, in DATA_DIR.`,
    )
  }
  const file = join(path, 'in-use')
  for (let tries = 0; tries < 2; tries++) {
    try {
      const lock = openSync(file, 'wx', 0o600)
      writeSync(lock, me())
      closeSync(lock)
      return { path, release: () => rmSync(file, { force: true }) }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EEXIST') {
        throw new StartError(
          `the data folder ${path} cannot be written (${code}). Give a folder that this user may write, in DATA_DIR.`,
        )
      }
      const holder = readFileSync(file, 'utf8')
      if (alive(holder)) {
        throw new DataDirInUse(
          `the data folder ${path} is in use by another Chung Tay (process ${holder.split(' ')[0]}). ` +
            'Stop that one, or start this one with another DATA_DIR.',
        )
      }
      rmSync(file, { force: true })
    }
  }
  throw new StartError(
    `the data folder ${path} is being taken by another Chung Tay at this moment. Try again.`,
  )
}

/**
 * Makes a folder, and tries to write into it: whether this user may, and the disk takes it, is not told by its mode alone.
 *
 * @param setting that names it
 * @throws StartError when it cannot be written
 */
export function refuseUnwritable(path: string, setting: string): void {
  const probe = join(path, `.written-by-${process.pid}`)
  try {
    makeFolder(path)
    writeFileSync(probe, 'x', { flush: true })
    rmSync(probe, { force: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StartError(
      `papers and uploads cannot be written into ${path} (${code}). Give a folder that this user may write, in ${setting}.`,
    )
  }
}

/** Node's recursive mkdir never comes back where nothing can be made, as in /proc (seen with Node 20 and 24). */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  if (!existsSync(dirname(path))) makeFolder(dirname(path))
  mkdirSync(path, { mode: 0o700 })
}

/**
 * The embedded database of a data folder. Until it is settled, a mark beside it says that it is being made: what a stop
 * in the middle of the first start leaves behind is half a database, holds nothing of anybody, and is begun afresh.
 */
export function embeddedFolder(dataDir: string) {
  const { path, mark } = embeddedIn(dataDir)
  const isNew = !hasEmbedded(dataDir)
  if (isNew) rmSync(path, { recursive: true, force: true })
  if (isNew) writeFileSync(mark, '', { mode: 0o600 })
  return { path, isNew, settle: () => rmSync(mark, { force: true }) }
}

const embeddedIn = (dataDir: string) => ({
  path: join(dataDir, 'database'),
  mark: join(dataDir, 'database-being-made'),
})

/** Whether a data folder has an embedded database, and not only half of one. */
export function hasEmbedded(dataDir: string): boolean {
  const { path, mark } = embeddedIn(dataDir)
  return existsSync(join(path, 'PG_VERSION')) && !existsSync(mark)
}

const me = () => `${process.pid} ${startOf(process.pid)}`

function alive(holder: string): boolean {
  const [pid, started] = holder.trim().split(' ')
  const number = Number(pid)
  if (!Number.isInteger(number) || number <= 0) return false
  try {
    process.kill(number, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  // Numbers are used again: the process of that number must also have started when the holder did.
  return startOf(number) === started
}

/** When a process started, as Linux counts it. Elsewhere unknown: then the number alone decides. */
function startOf(pid: number): string {
  const stat = `/proc/${pid}/stat`
  if (!existsSync(stat)) return '-'
  const text = readFileSync(stat, 'utf8')
  // The second field is a name in brackets that may hold spaces; start time is the 20th after it.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '-'
}
