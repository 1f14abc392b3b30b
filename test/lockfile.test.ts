import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>
}

// A registry that lacks a package for another platform makes npm leave it out of the lock file without a word, and then
// `npm ci` refuses the lock on every machine.
test('the lock file names the optional packages of every platform', () => {
  const missing = Object.entries(packages).flatMap(([where, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(where, name)),
  )
  expect(missing).toEqual([])
  expect(Object.keys(packages).length).toBeGreaterThan(200)
})

test('the lock file names no host', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"/)
})

/** As Node resolves: beside the package that asks, or further up. */
function isLocked(where: string, name: string): boolean {
  for (let base = where; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    if (`${base ? `${base}/` : ''}node_modules/${name}` in packages) return true
    if (base === '') return false
  }
}
