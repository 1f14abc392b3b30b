import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const readme = readFileSync('README.md', 'utf8')
const scripts = Object.keys(
  (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts,
)
const all = (pattern: RegExp) => [...new Set([...readme.matchAll(pattern)].map((match) => match[1]!))]

test('every command that README names is there, and README names every command', () => {
  const named = all(/npm run (?:-s )?([a-z:-]+)/g)
  expect(named.length).toBeGreaterThan(3)
  expect(named.filter((name) => !scripts.includes(name))).toEqual([])
  const told = new Set([...named, ...all(/npm (start|test)\b/g)])
  expect(scripts.filter((name) => !told.has(name))).toEqual([])
})

test('every dependency has its reason written down, and nothing else has', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >
  const table = readFileSync('docs/dependencies.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
  const told = table.flatMap((line) =>
    [...line.split('|')[1]!.matchAll(/`([^`]+)`/g)].map((match) => match[1]!),
  )
  expect(told.sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort())
})

test('every link and picture of README leads to a file', () => {
  const linked = [...all(/\]\((?!https?:)([^)#]+)\)/g), ...all(/src="(?!https?:)([^"]+)"/g)]
  expect(linked.length).toBeGreaterThan(3)
  expect(linked.filter((path) => !existsSync(path))).toEqual([])
})

test('every file and folder that README names in code is there', () => {
  const named = all(/`((?:src|flows|prisma|test|docs|scripts|\.ci)\/[A-Za-z0-9_./-]+|docker-compose\.yml)`/g)
  expect(named.length).toBeGreaterThan(3)
  expect(named.filter((path) => !existsSync(path))).toEqual([])
  const tree = all(/^((?:src|flows|prisma|test)\/[a-z/.-]*)/gm)
  expect(tree.length).toBeGreaterThan(5)
  expect(tree.filter((path) => !existsSync(path))).toEqual([])
  const rooms = readdirSync('src').filter((name) => !name.includes('.') && name !== 'generated')
  expect(rooms.filter((room) => !readme.includes(`src/${room}/ `))).toEqual([])
})
