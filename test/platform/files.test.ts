import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { diskFiles } from '../../src/platform/files.ts'
import { filesContract } from '../contracts/files.contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'chung-tay-files-'))
afterAll(() => rmSync(folder, { recursive: true }))

filesContract('a folder', () => diskFiles(join(folder, 'made', 'when', 'needed')))

test('a file half written when the power went is not there, and does not stand in the way', async () => {
  const files = diskFiles(folder)
  const key = await files.put(Buffer.from('whole'), { name: 'a.pdf', mime: 'application/pdf' })
  const half = `${'0'.repeat(26)}.pdf.half-written`
  writeFileSync(join(folder, half), 'ha')
  expect(await files.get(`${'0'.repeat(26)}.pdf`)).toBeUndefined()
  expect(await files.get(half)).toBeUndefined()
  expect(await files.loose(60_000)).toEqual([])
  expect(readdirSync(folder)).toContain(half)
  // Once nobody can be writing it any more, it is cleared away.
  expect(await files.loose(-60_000)).toEqual([])
  expect(readdirSync(folder)).not.toContain(half)
  expect((await files.get(key))?.toString()).toBe('whole')
  expect(readdirSync(folder).filter((name) => name.startsWith(key))).toEqual([key])
})
