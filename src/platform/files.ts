import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { crockford } from './ids.ts'

/** Where drawn papers are kept. What was put stays as it is: a paper that changes is another file. */
export interface Files {
  /** @returns the key, 128 random bits and the name's ending: it cannot be guessed, and is no path of ours */
  put(bytes: Uint8Array, about: { readonly name: string; readonly mime: string }): Promise<string>
  /** @returns `undefined` for a key that names no file, however it looks. */
  get(key: string): Promise<Buffer | undefined>
}

const KEY = /^[0-9A-HJKMNP-TV-Z]{26}(\.[a-z0-9]{1,5})?$/

/** Files in a folder of this machine. A crash leaves a half-written one only under a name that no key has. */
export function diskFiles(folder: string): Files {
  return {
    async put(bytes, { name }) {
      const key = crockford(randomBytes(16)) + (/\.[a-z0-9]{1,5}$/.exec(name)?.[0] ?? '')
      await mkdir(folder, { recursive: true })
      const half = join(folder, `${key}.half`)
      const file = await open(half, 'wx')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(half, join(folder, key))
      return key
    },
    async get(key) {
      if (!KEY.test(key)) return undefined
      try {
        return await readFile(join(folder, key))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}
