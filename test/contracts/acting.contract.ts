import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { action, readFlows } from '../../src/conversation/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { type Person, type World, world } from '../support/world.ts'

export const FLOW = {
  flow: 'note',
  steps: `flow: note
about: Writes a number down
start: which
keeps: { x: number }
steps:
  which:
    say: which
    ask: { read: number, as: x, min: 1, max: 9999 }
    then: write
  write:
    do: test.write
    with: { x: = x }
    on: { ok: written }
  written:
    say: written
    then: end
`,
  words: {
    vi: 'hears:\n  whole: [ghi số]\nwhich: Bạn ghi số mấy?\nwritten: Mình đã ghi số {x}.\n',
    en: 'hears:\n  whole: [note a number]\nwhich: Which number?\nwritten: I have noted {x}.\n',
  },
}
const BROKEN = 13
const WANTS_THE_HELD_ROW = 99
/** Of a row that the last test holds from outside. */
export const HELD = 'held'

export const write = action({
  name: 'test.write',
  input: z.object({ x: z.number() }),
  outcomes: { ok: z.looseObject({}) },
  async run({ hot, key }, { x }) {
    if (x === BROKEN) throw new Error('a bug')
    if (x === WANTS_THE_HELD_ROW) await hot.query('held', TAKE, [HELD])
    await hot.query('write', 'insert into deployment (key, value) values ($1, $2)', [key, String(x)])
    return { outcome: 'ok' as const }
  },
})
const TAKE = 'select 1 from deployment where key = $1 for update'

/** People who act at the same moment share a transaction, and nothing else (conversation/acting.ts). */
export function actingContract(database: () => Promise<Database>): () => World {
  let it: World
  /** How many transactions were begun together, and failed. */
  const shared = { begun: 0, failed: 0 }
  let numbers = 0
  beforeAll(async () => {
    const db = await database()
    const counting: Database = {
      ...db,
      async transaction(work, options) {
        if (!options?.lockMs) return db.transaction(work)
        shared.begun += 1
        return db.transaction(work, options).catch((error) => {
          shared.failed += 1
          throw error
        })
      },
    }
    it = await world({ db: counting, flows: [...readFlows('flows'), FLOW], moreActions: [write] })
  })
  afterAll(() => it.close())
  beforeEach(() => {
    shared.begun = 0
    shared.failed = 0
  })

  const written = async () =>
    (await it.db.prisma.deployment.findMany({ where: { key: { endsWith: ':test.write' } } })).map(
      ({ value }) => value,
    )

  test('what several people do at the same moment is one commit', async () => {
    const people = await asked(it, 20)
    const mine = people.map(() => String(100 + numbers++))
    await Promise.all(people.map((one, n) => one.sends({ text: mine[n]! })))
    await Promise.all(people.map((one, n) => one.hears(new RegExp(`Mình đã ghi số ${mine[n]}\\.`))))
    expect(await written()).toEqual(expect.arrayContaining(mine))
    expect(shared.begun).toBeGreaterThan(0)
    expect(shared.failed).toBe(0)
  })

  test('one that fails takes nobody along', async () => {
    const people = await asked(it, 12)
    const mine = people.map((_, n) => (n === 5 ? String(BROKEN) : String(100 + numbers++)))
    await Promise.all(people.map((one, n) => one.sends({ text: mine[n]! })))
    const others = people.filter((_, n) => n !== 5)
    await Promise.all(others.map((one) => one.hears(/Mình đã ghi số/)))
    const there = await written()
    expect(there).toEqual(expect.arrayContaining(mine.filter((x) => x !== String(BROKEN))))
    expect(there).not.toContain(String(BROKEN))
    expect(new Set(there).size).toBe(there.length)
    expect(shared.failed).toBe(1)
  })

  return () => it
}

/** People who have been asked for a number. */
export async function asked(it: World, count: number): Promise<Person[]> {
  const people = Array.from({ length: count }, (_, n) => it.person(`${n}`))
  for (const one of people) await one.says('ghi số')
  await Promise.all(people.map((one) => one.hears(/Bạn ghi số mấy/)))
  return people
}
