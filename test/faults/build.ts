import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Mutant } from '../mutants/mutants.ts'

/** Which flows a built program speaks: its own few, which start fast, or those of the service. */
export type Flows = 'few' | 'real'

const ROOT = join(tmpdir(), 'chung-tay-faults')
const HOME = resolve('.')

/**
 * Compiles the program as `npm run build` does, once for each state of src/, and gives it a home of its own.
 *
 * @param mutant a deliberately broken variant: a patched copy. Only tests can make one; src/ knows nothing of it.
 * @returns the folder: `node dist/main.js` runs in it
 */
export async function buildProgram(flows: Flows = 'few', mutant?: Mutant): Promise<string> {
  const sound = await once(`${sum()}-${flows}`, (folder) => compile(folder, flows))
  if (!mutant) return sound
  return once(`${sum()}-${flows}-${mutant.name}-${hash(JSON.stringify(mutant))}`, (folder) => {
    cpSync(sound, folder, { recursive: true, verbatimSymlinks: true })
    for (const { file, is, becomes } of mutant.patches) {
      const path = join(folder, 'dist', file)
      const code = readFileSync(path, 'utf8')
      // A patch that no longer fits would make a sound program pass for a broken one.
      if (code.split(is).length !== 2)
        throw new Error(`mutant "${mutant.name}": ${file} does not hold exactly one "${is}"`)
      writeFileSync(
        path,
        code.replace(is, () => becomes),
      )
    }
  })
}

function compile(folder: string, flows: Flows) {
  const command = [
    'node_modules/typescript/bin/tsc',
    ...['-p', 'tsconfig.build.json', '--outDir', join(folder, 'dist'), '--sourceMap', 'false'],
  ]
  const { stdout } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  if (!existsSync(join(folder, 'dist/main.js'))) throw new Error(`the program does not compile:\n${stdout}`)
  for (const name of ['src', 'prisma', 'node_modules', 'package.json'])
    symlinkSync(join(HOME, name), join(folder, name))
  if (flows === 'real') cpSync('flows', join(folder, 'flows'), { recursive: true })
  else {
    cpSync('test/faults/flows', join(folder, 'flows'), { recursive: true })
    cpSync('flows/common', join(folder, 'flows/common'), { recursive: true })
  }
}

/** Makes a folder by name, once, however many test files want it at the same time. */
async function once(name: string, make: (folder: string) => void): Promise<string> {
  const folder = join(ROOT, name)
  mkdirSync(ROOT, { recursive: true })
  const lock = `${folder}.lock`
  for (let tries = 0; !existsSync(folder); tries++) {
    try {
      mkdirSync(lock)
    } catch {
      // Whoever died while building left its lock behind.
      if (tries > 600) rmSync(lock, { recursive: true, force: true })
      await pause(100)
      continue
    }
    try {
      const half = mkdtempSync(join(ROOT, 'half-'))
      make(half)
      if (!existsSync(folder)) renameSync(half, folder)
    } finally {
      rmSync(lock, { recursive: true, force: true })
    }
  }
  return folder
}

function sum(): string {
  const files = ['src', 'flows', 'test/faults/flows'].flatMap((top) =>
    readdirSync(top, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  const contents = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json', ...files.sort()].map(
    (file) => `${file}\n${hash(readFileSync(file))}`,
  )
  // A build leads into the checkout that made it, which may be gone by the time another one looks.
  return hash([HOME, ...contents].join('\n'))
}

const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex').slice(0, 16)
