import { expect, test } from 'vitest'
import type { Files } from '../../src/platform/files.ts'

/** What every place for files must do. */
export function filesContract(name: string, make: () => Files) {
  const about = { name: 'TET27-000413.png', mime: 'image/png' }

  test(`${name}: what was put is got again, byte for byte, by any other that looks there`, async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 137])
    const key = await make().put(bytes, about)
    expect(await make().get(key)).toEqual(bytes)
    const empty = await make().put(Buffer.alloc(0), about)
    expect(await make().get(empty)).toEqual(Buffer.alloc(0))
  })

  test(`${name}: the same bytes twice are two files, and no key can be guessed from another`, async () => {
    const files = make()
    const keys = await Promise.all(Array.from({ length: 50 }, () => files.put(Buffer.from('x'), about)))
    expect(new Set(keys.map((key) => key.slice(0, 12))).size).toBe(50)
    for (const key of keys) expect(key).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}\.png$/)
  })

  test(`${name}: what is loose can be read, is listed once it is old, and stays when it is settled`, async () => {
    const files = make()
    const key = await files.putLoose(Buffer.from('a slip'), about)
    const paper = await files.put(Buffer.from('a paper'), about)
    expect((await files.get(key))?.toString()).toBe('a slip')
    expect(await files.loose(60_000)).toEqual([])
    expect((await files.loose(-60_000)).map((one) => one.key)).toEqual([key])
    await files.settle(key)
    await files.settle(key)
    expect(await files.loose(-60_000)).toEqual([])
    for (const kept of [key, paper]) {
      await files.drop(kept)
      expect(await files.get(kept)).toBeDefined()
    }
    const other = await files.putLoose(Buffer.from('nobody names it'), about)
    await files.drop(other)
    await files.drop(other)
    expect(await files.get(other)).toBeUndefined()
    await files.settle(other)
    expect(await files.room()).toBeGreaterThan(0)
  })

  test.each([
    '',
    '.',
    '..',
    '../secret',
    '/etc/passwd',
    'A'.repeat(26),
    `${'A'.repeat(26)}.png`,
    `${'A'.repeat(26)}/../x`,
    '\u0000',
    'a'.repeat(5_000),
  ])(`${name}: %j names no file`, async (key) => {
    expect(await make().get(key)).toBeUndefined()
  })
}
