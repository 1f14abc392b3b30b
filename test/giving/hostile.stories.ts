import fc from 'fast-check'
import { expect, test } from 'vitest'
import { givingSweep, receiveNotice } from '../../src/giving/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { silentLog } from '../../src/platform/log.ts'
import { checkBooks } from './books.ts'
import { world } from './world.ts'

export function hostileStories(db: () => Database) {
  test('signed nonsense moves no money: every body of it is kept for a person, once', async () => {
    const w = await world(db())
    const lan = await w.person()
    const pledge = await lan.pledges({ units: 1 })
    const literal = fc.oneof(
      fc.constantFrom(
        'NaN',
        '-300000',
        '0',
        '1e9',
        '300000.0',
        '"300000"',
        'null',
        '1e308',
        '-0',
        'true',
        '[300000]',
        '{"written":"x"}',
      ),
      fc.bigInt(-(10n ** 18n), 0n).map(String),
      fc.bigInt(10n ** 12n + 1n, 10n ** 19n).map(String),
      fc.double({ noInteger: true }).map(String),
    )
    const bodies = new Set<string>()
    const before = await db().prisma.bankNotice.count({ where: { state: 'quarantined' } })
    await fc.assert(
      fc.asyncProperty(literal, async (amount) => {
        const { raw } = w.bank.notification(300_000n, pledge.code, { id: '1' })
        const body = raw.toString().replace('"transferAmount":300000', `"transferAmount":${amount}`)
        const known = bodies.has(body)
        bodies.add(body)
        expect(await w.bank.hears(Buffer.from(body))).toMatchObject({
          kind: known ? 'nothing' : 'quarantined',
        })
      }),
      { numRuns: 25 },
    )
    expect(await w.books()).toEqual({})
    const kept = await db().prisma.bankNotice.count({ where: { state: 'quarantined' } })
    expect(kept - before).toBe(bodies.size)
    expect(await db().prisma.bankCredit.count({ where: { accountId: w.account } })).toBe(0)
  })

  test('a notice that cannot be booked is tried again, more and more rarely, and then waits for a person', async () => {
    const w = await world(db())
    const { raw } = w.bank.notification(300_000n, 'ung ho')
    const ref = await db().transaction((tx) =>
      receiveNotice(tx, w.giving, { ...w.giving.feeds[0]!, provider: 'gone' }, raw),
    )
    const alerts: string[] = []
    const log = { ...silentLog, error: (event: string) => void alerts.push(event) }
    const sweep = givingSweep(db(), w.giving, log)
    const notice = () => db().prisma.bankNotice.findUniqueOrThrow({ where: { provider_providerId: ref } })
    await sweep()
    await sweep()
    expect(await notice()).toMatchObject({ state: 'new', attempts: 1 })
    await db().prisma
      .$executeRaw`UPDATE bank_notice SET received_at = now() - interval '11 seconds' WHERE provider = 'gone'`
    await sweep()
    await sweep()
    expect(await notice()).toMatchObject({ state: 'new', attempts: 2 })
    await db().prisma
      .$executeRaw`UPDATE bank_notice SET received_at = now() - interval '2 hours' WHERE provider = 'gone'`
    for (let n = 0; n < 25; n++) await sweep()
    expect(await notice()).toMatchObject({ state: 'quarantined', attempts: 20, reason: 'Error' })
    expect(alerts.filter((event) => event === 'bank.quarantined')).toHaveLength(1)
  })

  test('the sweep books what nobody booked, and ends promises by the clock of the database', async () => {
    const w = await world(db())
    const lan = await w.person()
    const [kept, due] = [await lan.pledges({ units: 1 }), await lan.pledges({ units: 1 })]
    const { raw } = w.bank.notification(300_000n, kept.code, { at: new Date('2026-11-01T00:00:00Z') })
    await db().transaction((tx) => receiveNotice(tx, w.giving, w.giving.feeds[0]!, raw))
    await db().prisma.pledge.update({ where: { id: due.id }, data: { until: new Date(Date.now() - 1_000) } })
    await givingSweep(db(), w.giving, silentLog)()
    expect(lan.hears('money-seen')).toHaveLength(1)
    expect(await db().prisma.pledge.findUnique({ where: { id: due.id } })).toMatchObject({ state: 'lapsed' })
    await checkBooks(w)
  })
}
