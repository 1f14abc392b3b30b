import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FAILPOINTS } from '../../src/platform/failpoint.ts'

const sources = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('generated'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))

test('every failpoint is at one place', () => {
  const placed = sources.flatMap((source) =>
    [...source.matchAll(/failpoint\('([a-z._]+)'\)/g)].map((found) => found[1]!),
  )
  expect(placed.sort()).toEqual([...FAILPOINTS].sort())
})

test('a failpoint can be armed at one place only, and only in a test', () => {
  const arming = sources.filter(
    (source) => /\barmFailpoint\(/.test(source) && !/export function armFailpoint/.test(source),
  )
  expect(arming).toHaveLength(1)
  expect(arming[0]).toMatch(
    /^\s*if \(process\.env\.NODE_ENV === 'test'\) armFailpoint\(process\.env\.FAIL_AT\)$/m,
  )
})

/** Passes two failpoints by turns in a process of its own, and tells how that process ended. */
function passing(where: string | undefined) {
  const code = `import { armFailpoint, failpoint } from './src/platform/failpoint.ts'
    armFailpoint(${JSON.stringify(where)})
    for (let n = 1; n <= 3; n++) { failpoint('send.before'); failpoint('send.done'); console.log(n) }`
  const { signal, status, stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', code],
    { encoding: 'utf8' },
  )
  return { how: signal ?? status, passed: stdout.trim().split('\n').filter(Boolean).length }
}

test('it dies where and when it is told to, as by kill -9, and nowhere else', () => {
  expect(passing(undefined)).toEqual({ how: 0, passed: 3 })
  expect(passing('send.done')).toEqual({ how: 'SIGKILL', passed: 0 })
  expect(passing('send.before:3')).toEqual({ how: 'SIGKILL', passed: 2 })
  expect(passing('send.before:4')).toEqual({ how: 0, passed: 3 })
  expect(passing('sweep.midway')).toEqual({ how: 0, passed: 3 })
})
