import { spawnSync } from 'node:child_process'
import { existsSync, symlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const HOME = fileURLToPath(new URL('../../', import.meta.url))
const OUT = `${HOME}dist/bench/`
/** What the service reads beside its code. */
const READ = ['flows', 'prisma', 'src/web/static', 'test/bench/flows']

/**
 * Compiles the contestants, as they would run in production: a loader that translates TypeScript on the way also wraps
 * every function it meets.
 *
 * @returns where to find an entry's JavaScript
 */
export function build(): (entry: string) => string {
  const { status, stdout } = spawnSync(
    process.execPath,
    [`${HOME}node_modules/typescript/bin/tsc`, '-p', `${HOME}test/bench/tsconfig.json`],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`the contestants do not compile:\n${stdout}`)
  for (const path of READ) if (!existsSync(OUT + path)) symlinkSync(HOME + path, OUT + path)
  return (entry) => entry.replace(HOME, OUT).replace(/\.ts$/, '.js')
}
