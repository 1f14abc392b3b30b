import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { uploads } from '../../src/app/uploads.ts'
import { diskFiles, type Files } from '../../src/platform/files.ts'
import { bookOfLog } from '../channels/telegram/telegram.ts'
import { KEYS } from '../support/known.ts'

const SLIP = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const big = (bytes: number) => Buffer.concat([SLIP, Buffer.alloc(bytes - SLIP.length)])

let folder: string
let files: Files
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-uploads-'))
  files = diskFiles(folder)
})
afterEach(() => rmSync(folder, { recursive: true }))

const { key } = KEYS.make('018f0000-0000-7000-8000-000000000001')
const book = bookOfLog()
const keeper = (over: Partial<Files> = {}, named: readonly string[] = []) =>
  uploads({ files: { ...files, ...over }, named: async () => new Set(named), log: book.log })

test('who sends very much is asked to wait, and says until when; others of the same network go on', async () => {
  const kept = keeper()
  const send = (person: string) => kept.keep({ person, key, source: '203.0.113.9' }, big(5_000_000))
  for (let n = 0; n < 6; n++) expect(await send('Lan')).toMatchObject({ kind: 'kept' })
  expect(await send('Lan')).toEqual({ kind: 'enough', seconds: expect.any(Number) })
  expect(await send('Minh')).toMatchObject({ kind: 'kept' })
})

test('a network has its bound too, however many people it claims to be', async () => {
  const kept = keeper({ putLoose: async () => 'a key' })
  const bytes = big(5_000_000)
  const kinds = new Set<string>()
  for (let n = 0; n < 61; n++) {
    kinds.add((await kept.keep({ person: `person ${n}`, key, source: '2001:db8::/64' }, bytes)).kind)
  }
  expect([...kinds]).toEqual(['kept', 'enough'])
  expect((await kept.keep({ person: 'Lan', key, source: '203.0.113.9' }, bytes)).kind).toBe('kept')
})

test.each([
  ['nearly full', { room: async () => 400_000_000 }],
  [
    'full in the middle of a write',
    {
      putLoose: () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    },
  ],
])('a disk that is %s keeps nothing more, and the operator is told', async (_, over) => {
  expect(await keeper(over).keep({ person: 'Lan', key }, SLIP)).toEqual({ kind: 'no_room' })
  expect(book.text()).toContain('upload.no_room')
})

test('what a crash left loose is settled when a message names it, and else taken away', async () => {
  const about = { name: 'upload.png', mime: 'image/png' }
  const [named, orphan] = [await files.putLoose(SLIP, about), await files.putLoose(SLIP, about)]
  const fresh = keeper({}, [named])
  await fresh.sweep()
  // Too young: its message may be on its way.
  expect(await files.get(orphan)).toBeDefined()
  await keeper({ loose: () => files.loose(-1_000) }, [named]).sweep()
  expect(await files.get(orphan)).toBeUndefined()
  expect(await files.get(named)).toBeDefined()
  expect(await files.loose(-1_000)).toEqual([])
})
