import { expect, test } from 'vitest'
import { checkBooks } from '../giving/books.ts'
import { world } from '../giving/world.ts'
import { usePostgres } from '../support/postgres.ts'

const server = usePostgres()

/** Rounds of one kind; CT_ROUNDS for more. */
const ROUNDS = Number(process.env.CT_ROUNDS ?? 12)

test('a promise is put off, parted, moved, changed or cancelled as its money comes: whole before or whole after, and the money wins', async () => {
  const { db } = server()
  const w = await world(db)
  const coats = await w.addNeed({
    what: 'áo ấm',
    unitWord: 'áo',
    unitPrice: 300_000n,
    cap: 900n,
    place: 'Tà Xùa',
  })
  const day = '2026-12-26'
  const deeds = {
    snooze: ['pledge.snooze', { day }],
    part: ['pledge.part', { first: 300_000n, day }],
    two_needs: ['pledge.part', { first: 300_000n, need: coats }],
    move: ['pledge.move', { need: coats }],
    change: ['pledge.change', { units: 2 }],
    cancel: ['pledge.cancel', {}],
  } as const
  const came = new Set<string>()
  for (const [kind, [action, more]] of Object.entries(deeds)) {
    for (let round = 0; round < ROUNDS; round++) {
      const lan = await w.person()
      const pledge = await lan.pledges({ units: 3 })
      const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
      const deed = () => lan.does(action, { pledge, ...more })
      const money = () => w.bank.credits(900_000n, pledge.code)
      // One after the other, the other way round, and then at the same moment, nearer or less near.
      const early = round === 0 ? money() : undefined
      await early
      const doing = pause(round < 2 ? 0 : (round % 6) * 5).then(deed)
      if (round === 1) await doing
      const [done] = await Promise.all([doing, early ?? money()])
      came.add(done.outcome === 'paid' ? 'the money first' : 'the deed first')
      const own = await db.prisma.pledge.findMany({
        where: { contactId: lan.contact },
        orderBy: { id: 'asc' },
      })
      const [gift] = await db.prisma.donation.findMany({ where: { contactId: lan.contact } })
      const first = own[0]!
      const isPaid = done.outcome === 'paid'
      // The money was first: nothing else has happened, and nothing waits to be said.
      if (isPaid) {
        expect(own).toHaveLength(1)
        expect(first).toMatchObject({ state: 'fulfilled', amount: 900_000n, received: 900_000n })
      }
      if (kind === 'cancel' && !isPaid) expect(gift).toMatchObject({ state: 'cancelled_pledge' })
      else expect(first.received).toBe(900_000n)
      const waits = w.told.filter(
        ({ contact, flow, notBefore }) =>
          contact === lan.contact && flow === 'pledge-reminder' && notBefore! > w.clock.now(),
      )
      // Parted for two needs, the other one still waits; of all others the money has come.
      const other = own.find(({ id, state }) => id !== first.id && state === 'open')
      if (!other) expect(waits).toEqual([])
      else expect([kind, other.needId]).toEqual(['two_needs', coats])
    }
    await checkBooks(w)
  }
  expect(came.size).toBe(2)
  const odd = await db.prisma.$queryRaw<{ n: bigint }[]>`
    SELECT n.id FROM need n WHERE n.campaign_id = ${w.campaign}::uuid AND n.taken <> n.taken_before + (
      SELECT coalesce(sum(c.quantity), 0) FROM claim c WHERE c.need_id = n.id AND c.state NOT IN ('released', 'lapsed'))`
  expect(odd).toEqual([])
}, 300_000)

test('forty people at once want a part of theirs for a place that needs ten coats: ten have it, and nobody loses what they had', async () => {
  const { db } = server()
  const w = await world(db)
  const place = (name: string, cap: bigint) =>
    w.addNeed({ what: 'áo ấm', unitWord: 'áo', unitPrice: 100_000n, cap, place: name })
  const [own, wanted] = [await place('Xã A', 500n), await place('Xã B', 10n)]
  const people = await Promise.all(Array.from({ length: 40 }, () => w.person()))
  const promises = await Promise.all(people.map((one) => one.pledges({ units: 2, need: own })))
  const done = await Promise.all(
    people.map((one, n) => one.does('pledge.part', { pledge: promises[n]!, first: 100_000n, need: wanted })),
  )
  const came = done.map(({ outcome }) => outcome)
  expect([came.filter((one) => one === 'parted').length, new Set(came)]).toEqual([
    10,
    new Set(['parted', 'only']),
  ])
  const taken = async (id: string) => (await db.prisma.need.findUniqueOrThrow({ where: { id } })).taken
  expect([await taken(own), await taken(wanted)]).toEqual([70n, 10n])
  await checkBooks(w)
}, 300_000)

test('two transfers at once, each for the same two promises: nobody waits in a ring, no promise is joined to both, and no money is lost', async () => {
  const { db } = server()
  const w = await world(db)
  const ends = new Set<string>()
  for (let round = 0; round < ROUNDS * 2; round++) {
    const lan = await w.person()
    const promises = [await lan.pledges({ units: 1 }), await lan.pledges({ amount: 200_000n, need: null })]
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
    // Each pays for both: in one after the other the first joins them; at the same moment each finds the other in hand.
    const [first, second] = round % 2 ? promises : promises.toReversed()
    const one = w.bank.credits(500_000n, first!.code)
    if (round < 2) await one
    await pause((round % 6) * 4)
    const started = performance.now()
    await Promise.all([one, w.bank.credits(500_000n, second!.code)])
    // A ring is broken by PostgreSQL after a second, and begun anew.
    expect(performance.now() - started).toBeLessThan(900)
    const own = await db.prisma.pledge.findMany({ where: { contactId: lan.contact } })
    const gifts = await db.prisma.donation.findMany({ where: { contactId: lan.contact } })
    expect(gifts.map(({ amount }) => amount)).toEqual([500_000n, 500_000n])
    const joined = own.filter(({ state }) => state === 'cancelled')
    const stands = own.filter(({ state }) => state === 'fulfilled')
    expect(joined.length + stands.length).toBe(2)
    expect(stands.length).toBeGreaterThan(0)
    if (joined.length > 0) expect(stands[0]).toMatchObject({ amount: 500_000n, quantity: expect.any(BigInt) })
    else expect(stands.reduce((sum, { amount }) => sum + amount, 0n)).toBe(500_000n)
    ends.add(joined.length > 0 ? 'joined' : 'each its own')
  }
  expect(ends).toContain('joined')
  await checkBooks(w)
}, 300_000)
