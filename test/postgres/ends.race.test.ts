import { expect, test } from 'vitest'
import { doOrPropose } from '../../src/console/approvals/proposing.ts'
import { type Deed, keepDeed, settleMoney } from '../../src/console/money/deeds.ts'
import { MONEY_KIND, moneyKinds, moneyObject } from '../../src/console/money/kinds.ts'
import { decide, officerKeys } from '../../src/organisers/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { checkBooks } from '../giving/books.ts'
import { type World, world } from '../giving/world.ts'
import { SECRET } from '../support/known.ts'
import { usePostgres } from '../support/postgres.ts'

const server = usePostgres()

test('one person takes two needs in the same moment: what one may keep unpaid is counted for both together', async () => {
  const { db } = server()
  const w = await world(db)
  const need = (place: string) =>
    w.addNeed({ what: 'áo', unitWord: 'áo', unitPrice: 300_000n, cap: 100n, place })
  const [a, b] = [await need('Tà Xùa'), await need('Co Mạ')]
  for (let round = 0; round < 5; round++) {
    const lan = await w.person()
    // 12 million each, of 20 that one may keep.
    const takes = (from: string) =>
      lan.does('pledge.create', { campaign: { id: w.campaign }, need: from, units: 40 })
    const said = await Promise.all([takes(a), takes(b)])
    expect(said.map(({ outcome }) => outcome).toSorted()).toEqual(['held', 'too_much'])
    await checkBooks(w)
    const held = said.find(({ outcome }) => outcome === 'held')!
    await lan.does('pledge.cancel', { pledge: held.pledge })
  }
  expect([await w.taken(a), await w.taken(b)]).toEqual([0n, 0n])
}, 60_000)

test('two officers propose an end for the same money at once: one proposal stands, and is done once', async () => {
  const { db } = server()
  const w = await world(db)
  const [thu, minh, hoa] = [await treasurer(w), await treasurer(w), await treasurer(w)]
  await db.prisma.unit.update({ where: { id: w.unit }, data: { unknownDays: 1 } })
  for (let round = 0; round < 5; round++) {
    const booked = await w.bank.credits(300_000n, 'ung ho')
    const { donation } = booked as { donation: string }
    const pledge = await (await w.person()).pledges({ units: 1 })
    w.clock.advance({ days: 1 })
    const pool: Deed = { do: 'pool', campaign: w.campaign }
    const match: Deed = { do: 'match', owner: { pledge: pledge.id } }
    const proposes = (by: string, deed: Deed) =>
      doOrPropose({ gate: { db, clock: w.clock, ids } as never, giving: w.giving }, sessionOf(by), {
        amount: 300_000n,
        grave: true,
        unit: w.unit,
        kind: MONEY_KIND,
        object: moneyObject(donation),
        facts: keepDeed(deed),
        work: (tx, giving, now) => settleMoney(tx, giving, donation, deed, now),
        isDone: (done) => done === 'done',
        noted: async () => {},
      })
    const said = await Promise.all([proposes(thu, pool), proposes(minh, match)])
    expect(said.map(({ kind }) => kind).toSorted()).toEqual(['proposed', 'waiting'])
    const [open, ...more] = await db.prisma.approval.findMany({
      where: { object: moneyObject(donation), state: 'open' },
    })
    expect(more).toEqual([])
    const stateNow = () => db.prisma.donation.findUniqueOrThrow({ where: { id: donation } })
    expect((await stateNow()).state).toBe('unmatched')

    const others = [thu, minh, hoa].filter((one) => one !== open!.askedBy)
    const decided = await Promise.all(
      others.map((by) =>
        db.transaction((tx) =>
          decide(
            tx,
            moneyKinds({ giving: w.giving }),
            { id: open!.id, verdict: 'approved', by },
            w.clock.now(),
          ),
        ),
      ),
    )
    expect(decided.map(({ kind }) => kind).toSorted()).toEqual(['approved', 'decided'])
    expect((await stateNow()).state).toBe(open!.askedBy === thu ? 'unknown_giver' : 'full')
    await checkBooks(w)
  }
}, 60_000)

const sessionOf = (officer: string) => ({ session: { officer } }) as never

/** Somebody who has been here for two days. */
async function treasurer(w: World): Promise<string> {
  const { db } = server()
  const id = ids.uuid()
  const ago = new Date(w.clock.now().getTime() - 48 * 3_600_000)
  const keys = await officerKeys(db, SECRET)
  const email = `${id}@quy.example`
  const sealed = { email: keys.seal(id, 'email', email), name: keys.seal(id, 'name', 'Thu') }
  const known = { totpSince: ago, knownSince: ago, password: '' }
  await db.prisma.officer.create({
    data: { id, emailHash: keys.digest('email', email), ...sealed, ...known },
  })
  await db.prisma.officerRole.create({
    data: { officerId: id, unitId: w.unit, role: 'treasurer', givenAt: ago },
  })
  return id
}
