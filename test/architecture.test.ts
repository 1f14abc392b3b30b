import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { expect, test } from 'vitest'

/** The top of the house sees everything below it: the files of src/ itself, and these rooms. Nothing below looks up. */
const TOP = new Set(['app', 'running', 'commands'])

/**
 * Who may import whom, as data. A room is a folder of src/ (channels and platform/vietnamese have rooms inside).
 * Everybody may import `platform`.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'platform/vietnamese': [],
  platform: ['platform/vietnamese'],
  engine: ['platform/vietnamese'],
  people: [],
  organisers: ['people'],
  ledger: [],
  campaigns: ['organisers', 'ledger'],
  needs: ['campaigns', 'organisers'],
  conversation: ['engine', 'channels', 'people'],
  giving: ['ledger', 'campaigns', 'needs', 'people', 'organisers', 'conversation', 'engine', 'web'],
  certificates: ['giving', 'campaigns', 'needs', 'people', 'organisers', 'conversation', 'engine', 'web'],
  // What was bought with a donor's money is told to the donor.
  spending: ['ledger', 'campaigns', 'needs', 'giving', 'people', 'organisers', 'conversation', 'web'],
  // And what one donor's year became.
  reports: ['campaigns', 'needs', 'spending', 'giving', 'people', 'conversation', 'web'],
  // The desk sees what there is to do in every room that people work in, whom it is for, and makes campaigns and needs.
  console: ['organisers', 'conversation', 'campaigns', 'needs', 'giving', 'spending', 'people', 'web'],
  channels: ['engine'],
  'channels/telegram': ['channels', 'engine', 'conversation'],
  'channels/zalo-oa': ['channels', 'engine', 'conversation'],
  'channels/zalo-bot': ['channels', 'engine', 'conversation'],
  'channels/web-chat': ['channels', 'engine', 'conversation', 'web'],
  'channels/simulator': ['channels', 'engine', 'conversation'],
  web: ['engine'],
}

/** Files that anybody may import past a room's door, because they are nothing but types or a declaration helper. */
const OPEN = new Set([
  'src/conversation/action.ts',
  'src/engine/types.ts',
  'src/channels/channel.ts',
  'src/channels/text.ts',
])

interface Import {
  readonly from: string
  readonly to: string
}

const files = walk('src').filter((file) => !file.startsWith('src/generated'))
const imports: Import[] = files.flatMap((from) =>
  [
    ...readFileSync(from, 'utf8').matchAll(
      /(?:^|\n)\s*(?:import|export)[^'"`;]*?from '(\.[^']+)'|import\('(\.[^']+)'\)/g,
    ),
  ].map((found) => ({
    from,
    to: normalize(join(dirname(from), (found[1] ?? found[2])!)),
  })),
)

test('the walk sees the imports at all', () => {
  expect(files.length).toBeGreaterThan(40)
  expect(imports.length).toBeGreaterThan(100)
})

test('modules import only in the direction of the plan', () => {
  const wrong = imports.filter(({ from, to }) => {
    const [here, there] = [room(from), room(to)]
    if (there === undefined || here === there || there === 'generated' || OPEN.has(to)) return false
    // What is run every day knows nothing of what people do by command.
    if (here === undefined || TOP.has(here))
      return there === 'commands' && here !== undefined && here !== there
    if (there.startsWith('platform') && here !== 'engine' && !here.startsWith('platform')) return false
    return !MAY_IMPORT[here]?.includes(there)
  })
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
})

test('a module is imported through its door', () => {
  const past = imports.filter(({ from, to }) => {
    const [here, there] = [room(from), room(to)]
    if (there === undefined || here === there || OPEN.has(to) || TOP.has(there)) return false
    if (there === 'platform' || there === 'generated' || there === 'web' || there.startsWith('channels'))
      return false
    return !to.endsWith('/index.ts')
  })
  expect(past.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
})

test('a door opens for somebody: each of its names is taken in another room, a test or a script', () => {
  const taken = new Set(
    [...files, ...walk('test'), ...walk('scripts')].flatMap((from) =>
      [
        ...readFileSync(from, 'utf8').matchAll(
          /\{([^{}]*)\} (?:from|= await import\() ?'(\.[^']+\/index\.ts)'/g,
        ),
      ].flatMap(([, names, path]) => {
        const door = normalize(join(dirname(from), path!))
        return from.startsWith(`${dirname(door)}/`) ? [] : namesIn(names!, 0).map((name) => `${door} ${name}`)
      }),
    ),
  )
  const offered = files
    .filter((file) => file.endsWith('/index.ts'))
    .flatMap((door) => {
      const text = readFileSync(door, 'utf8')
      const lists = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)]
      const made = [
        ...text.matchAll(/^export (?:async function|function|const|interface|type|class) (\w+)/gm),
      ]
      const names = [...lists.flatMap(([, list]) => namesIn(list!, -1)), ...made.map(([, name]) => name)]
      return names.map((name) => `${door} ${name}`)
    })
  expect(offered.length).toBeGreaterThan(500)
  expect(offered.filter((name) => !taken.has(name))).toEqual([])
})

test('every room is on the plan', () => {
  const rooms = new Set(files.map(room).filter((name) => name !== undefined))
  expect([...rooms].filter((name) => !(name in MAY_IMPORT) && !TOP.has(name))).toEqual([])
})

test('only config.ts reads the environment', () => {
  const readers = files.filter((file) => /process\.env/.test(readFileSync(file, 'utf8')))
  expect(readers.filter((file) => file !== 'src/config.ts' && file !== 'src/main.ts')).toEqual([])
})

test('the engine and the Vietnamese kit know no clock, chance, promise or network', () => {
  const pure = files.filter(
    (file) => file.startsWith('src/engine/') || file.startsWith('src/platform/vietnamese/'),
  )
  const impure = pure.flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /\b(Date\.now|new Date\(\)|Math\.random|async |await |node:fs|node:net|node:http|fetch\()/g,
      ),
    ].map((found) => `${relative('.', file)}: ${found[1]}`),
  )
  expect(impure).toEqual([])
})

test('queries of one transaction go one after another: its connection takes one at a time', () => {
  const together = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/Promise\.all\([\s\S]{0,200}?\btx\b/g)].map(() => file),
  )
  expect(together).toEqual([])
})

/** Of each name between braces what stands before `as`, or behind it. */
const namesIn = (list: string, side: 0 | -1): string[] =>
  list
    .replace(/\/\/.*/g, '')
    .split(',')
    .map(
      (one) =>
        one
          .trim()
          .replace(/^type /, '')
          .split(' as ')
          .at(side)!,
    )
    .filter((name) => name !== '')

function room(file: string): string | undefined {
  const parts = file.split('/')
  if (parts[0] !== 'src' || parts.length < 3) return undefined
  const [, first, second] = parts
  if (first === 'platform') return second === 'vietnamese' ? 'platform/vietnamese' : 'platform'
  if (first === 'channels' && parts.length > 3) return `channels/${second}`
  return first
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return walk(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}
