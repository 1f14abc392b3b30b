import { expect, test } from 'vitest'
import { openPostgres } from '../../src/platform/db.ts'
import { isDatabaseTrouble } from '../../src/platform/db-trouble.ts'
import { testDatabase } from '../support/database.ts'

test('a server that is away, stopping or full is trouble, however deep the error lies', () => {
  const coded = (code: string) => Object.assign(new Error('words'), { code })
  const adapter = { name: 'DriverAdapterError', cause: { kind: 'postgres', originalCode: '57P01' } }
  for (const error of [
    coded('57P01'),
    coded('53300'),
    coded('P1017'),
    coded('ECONNRESET'),
    coded('40P01'),
    Object.assign(coded('P2010'), { meta: { driverAdapterError: adapter } }),
    new Error('Client has encountered a connection error and is not queryable'),
    new Error('Connection terminated unexpectedly'),
    new Error('booking failed', { cause: coded('57P03') }),
  ]) {
    expect(isDatabaseTrouble(error), error.message).toBe(true)
  }
})

test('a broken rule and a bug are not', async () => {
  for (const error of [
    new Error('pledge x is paid and cannot become open'),
    new TypeError("Cannot read properties of undefined (reading 'code')"),
    Object.assign(new Error('unique'), { code: 'P2002' }),
    Object.assign(new Error('no row'), { code: 'P2025' }),
    '57P01',
    null,
    undefined,
  ]) {
    expect(isDatabaseTrouble(error), String(error)).toBe(false)
  }
  const db = await testDatabase()
  const broken = await db.prisma.$executeRaw`INSERT INTO bank_credit (id) VALUES (NULL)`.catch(
    (e: unknown) => e,
  )
  expect([broken instanceof Error, isDatabaseTrouble(broken)]).toEqual([true, false])
  await db.close()
})

test('a port on which nobody listens is trouble to every way of asking', async () => {
  const db = openPostgres('postgres://nobody@127.0.0.1:1/nothing')
  const asked = await Promise.allSettled([
    db.transaction(async () => {}),
    db.prisma.unit.findMany(),
    db.hot.query('one', 'select 1', []),
  ])
  expect(asked.map((one) => one.status === 'rejected' && isDatabaseTrouble(one.reason))).toEqual([
    true,
    true,
    true,
  ])
  await db.close()
})
