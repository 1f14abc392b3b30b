import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { crockford } from './ids.ts'

/** Where papers and uploads are kept. What was put stays as it is: a paper that changes is another file. */
export interface Files {
  /** @returns the key, 128 random bits and the name's ending: it cannot be guessed, and is no path of ours */
  put(bytes: Uint8Array, about: About): Promise<string>
  /**
   * Puts what nothing names yet: until `settle` it is loose, and whoever finds it so later may take it away.
   *
   * @returns the key, as `put` does
   */
  putLoose(bytes: Uint8Array, about: About): Promise<string>
  /** It is named now, and stays. May be repeated. */
  settle(key: string): Promise<void>
  /** Takes a loose one away; one that is settled stays. */
  drop(key: string): Promise<void>
  /** Those loose for longer than `ms`. Also clears away what was never written to its end. */
  loose(ms: number): Promise<readonly Loose[]>
  /** Takes any file away, for ever. May be repeated. */
  remove(key: string): Promise<void>
  /** @returns `undefined` for a key that names no file, however it looks. */
  get(key: string): Promise<Buffer | undefined>
  /** Bytes that may still be written. */
  room(): Promise<number>
}

interface About {
  readonly name: string
  readonly mime: string
}

interface Loose {
  readonly key: string
  /** When it was put. */
  readonly at: Date
}

const KEY = /^[0-9A-HJKMNP-TV-Z]{26}(\.[a-z0-9]{1,5})?$/
// Longer than the ending of any key, so that no key names a file in one of these states.
const HALF = '.half-written'
const LOOSE = '.loose-file'

/** Whether a name in a folder of files is a file that was written to its end. */
export const isWhole = (name: string): boolean => !name.endsWith('.half') && !name.endsWith(HALF)
/** The name that a loose file of this name takes when it is settled. */
export const settledName = (name: string): string =>
  name.endsWith(LOOSE) ? name.slice(0, -LOOSE.length) : name

/** Files in a folder of this machine. A crash leaves a half-written one only under a name that no key has. */
export function diskFiles(folder: string): Files {
  async function write(bytes: Uint8Array, { name }: About, state: '' | typeof LOOSE): Promise<string> {
    const key = crockford(randomBytes(16)) + (/\.[a-z0-9]{1,5}$/.exec(name)?.[0] ?? '')
    await mkdir(folder, { recursive: true })
    const half = join(folder, key + HALF)
    const file = await open(half, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } catch (error) {
      // On a full disk the half that went down is in the way of everybody.
      await file.close()
      await rm(half, { force: true })
      throw error
    }
    await file.close()
    await rename(half, join(folder, key + state))
    return key
  }

  return {
    put: (bytes, about) => write(bytes, about, ''),
    putLoose: (bytes, about) => write(bytes, about, LOOSE),
    async settle(key) {
      if (KEY.test(key)) await unlessGone(rename(join(folder, key + LOOSE), join(folder, key)))
    },
    async drop(key) {
      if (KEY.test(key)) await rm(join(folder, key + LOOSE), { force: true })
    },
    async remove(key) {
      if (!KEY.test(key)) return
      for (const name of [key, key + LOOSE]) await rm(join(folder, name), { force: true })
    },
    async loose(ms) {
      const before = Date.now() - ms
      const found: Loose[] = []
      for (const name of (await unlessGone(readdir(folder))) ?? []) {
        if (!name.endsWith(LOOSE) && isWhole(name)) continue
        const about = await unlessGone(stat(join(folder, name)))
        if (!about || about.mtimeMs > before) continue
        if (isWhole(name)) found.push({ key: settledName(name), at: about.mtime })
        else await rm(join(folder, name), { force: true })
      }
      return found
    },
    async get(key) {
      if (!KEY.test(key)) return undefined
      // It may be settled between two looks.
      for (const name of [key, key + LOOSE, key]) {
        const bytes = await unlessGone(readFile(join(folder, name)))
        if (bytes) return bytes
      }
      return undefined
    },
    async room() {
      await mkdir(folder, { recursive: true })
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
  }
}

async function unlessGone<T>(look: Promise<T>): Promise<T | undefined> {
  try {
    return await look
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
