import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { balance, balances, type LedgerAccount, post, reverse } from '../../src/ledger/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { testDatabase } from '../support/database.ts'

const unit = ids.uuid()
const at = new Date('2026-12-20T13:18:00Z')
const bank: LedgerAccount = { kind: 'bank', unit, bank: ids.uuid() }
const suspense: LedgerAccount = { kind: 'suspense', unit, bank: bank.bank }
const campaign: LedgerAccount = { kind: 'campaign', unit, campaign: ids.uuid() }
const pot: LedgerAccount = { kind: 'pot', unit, campaign: campaign.campaign }

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const money = (key: string, lines: [LedgerAccount, bigint][]) => ({
  kind: 'credit',
  key,
  at,
  lines: lines.map(([account, amount]) => ({ account, amount })),
})

test('the same entry twice moves money once, and the same key never moves another amount', async () => {
  const first = money('k1', [
    [bank, 300_000n],
    [suspense, -300_000n],
  ])
  expect(await db.transaction((tx) => post(tx, ids, first))).toBe(true)
  expect(await db.transaction((tx) => post(tx, ids, first))).toBe(false)
  const other = money('k1', [
    [bank, 500_000n],
    [suspense, -500_000n],
  ])
  await expect(db.transaction((tx) => post(tx, ids, other))).rejects.toThrow(
    /k1 exists already with other lines/,
  )
  expect(await db.transaction((tx) => balance(tx, bank))).toBe(300_000n)
})

test('a reversal undoes an entry, once', async () => {
  await db.transaction((tx) =>
    post(
      tx,
      ids,
      money('k2', [
        [suspense, 300_000n],
        [campaign, -180_000n],
        [pot, -120_000n],
      ]),
    ),
  )
  expect(await db.transaction((tx) => balance(tx, suspense))).toBe(0n)
  expect(await db.transaction((tx) => reverse(tx, ids, 'k2', at))).toBe(true)
  expect(await db.transaction((tx) => reverse(tx, ids, 'k2', at))).toBe(false)
  const all = await db.transaction((tx) => balances(tx))
  expect(all.get('suspense')).toBe(-300_000n)
  expect(all.get('pot')).toBe(0n)
})

test('an entry that does not sum to zero, or moves nothing, is a bug and says so', async () => {
  const lopsided = money('k3', [
    [bank, 2n],
    [pot, -1n],
  ])
  await expect(db.transaction((tx) => post(tx, ids, lopsided))).rejects.toThrow(/sums to 1 đồng/)
  const idle = money('k3', [
    [bank, 2n],
    [bank, -2n],
  ])
  await expect(db.transaction((tx) => post(tx, ids, idle))).rejects.toThrow(/moves none/)
})

test.each([
  'UPDATE ledger_line SET amount = amount + 1',
  'DELETE FROM ledger_line',
  'TRUNCATE ledger_line',
  "UPDATE ledger_entry SET kind = 'x'",
  'DELETE FROM ledger_entry',
  'TRUNCATE ledger_entry CASCADE',
])('what is written stays written: %s', async (sql) => {
  await expect(db.transaction((tx) => tx.$executeRawUnsafe(sql))).rejects.toThrow(/append-only/)
})

const accounts = [bank, suspense, campaign, pot] as const

test('over any sequence of entries, repeats and reversals the books agree with a model', async () => {
  const command = fc.oneof(
    fc.record({
      do: fc.constant('post' as const),
      from: fc.nat(3),
      to: fc.nat(3),
      amount: fc.bigInt(1n, 10n ** 12n),
    }),
    fc.record({
      do: fc.constant('split' as const),
      amount: fc.bigInt(2n, 10n ** 9n),
      part: fc.bigInt(1n, 10n ** 9n),
    }),
    fc.record({ do: fc.constant('repeat' as const), which: fc.nat() }),
    fc.record({ do: fc.constant('reverse' as const), which: fc.nat() }),
  )
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 12 }), async (commands) => {
      run += 1
      const before = await db.transaction((tx) =>
        Promise.all(accounts.map((account) => balance(tx, account))),
      )
      const model = [...before]
      const written: { key: string; moves: bigint[]; reversed: boolean }[] = []
      for (const [n, command] of commands.entries()) {
        const key = `model:${run}:${n}`
        const moves = [0n, 0n, 0n, 0n]
        if (command.do === 'repeat' || command.do === 'reverse') {
          const one = written[command.which % Math.max(1, written.length)]
          if (!one) continue
          if (command.do === 'repeat') {
            const again = money(
              one.key,
              one.moves.map((amount, i) => [accounts[i]!, amount]),
            )
            expect(await db.transaction((tx) => post(tx, ids, again))).toBe(false)
          } else {
            expect(await db.transaction((tx) => reverse(tx, ids, one.key, at))).toBe(!one.reversed)
            if (!one.reversed)
              one.moves.forEach((amount, i) => {
                model[i]! -= amount
              })
            one.reversed = true
          }
          continue
        }
        if (command.do === 'post') {
          if (command.from === command.to) continue
          moves[command.from]! -= command.amount
          moves[command.to]! += command.amount
        } else {
          moves[0] = command.amount + command.part
          moves[2] = -command.amount
          moves[3] = -command.part
        }
        const entry = money(
          key,
          moves.map((amount, i) => [accounts[i]!, amount]),
        )
        expect(await db.transaction((tx) => post(tx, ids, entry))).toBe(true)
        moves.forEach((amount, i) => {
          model[i]! += amount
        })
        written.push({ key, moves, reversed: false })
      }
      const after = await db.transaction((tx) => Promise.all(accounts.map((account) => balance(tx, account))))
      expect(after).toEqual(model)
      const [books] = await db.prisma.$queryRaw<
        { sum: bigint }[]
      >`SELECT sum(amount)::bigint AS sum FROM ledger_line`
      expect(books!.sum).toBe(0n)
    }),
    { numRuns: 8 },
  )
})
