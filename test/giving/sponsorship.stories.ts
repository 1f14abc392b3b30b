import { expect, test } from 'vitest'
import { closePlace, givingSweep, turnMonths } from '../../src/giving/index.ts'
import { historyOf, lengthenSlot, slotById, spansOf } from '../../src/needs/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import { asDay } from '../../src/platform/vietnamese/index.ts'
import { stories } from './support.ts'
import type { World } from './world.ts'

type Person = Awaited<ReturnType<World['person']>>

/** Lan takes a place and begins. */
export async function begins(lan: Person, slot: string, remind_day: number | null = 5) {
  const taken = await lan.does('slot.take', { slot: { id: slot } })
  expect(taken.outcome).toBe('held')
  const begun = await lan.does('slot.begin', { held: taken.held, remind_day })
  expect(begun.outcome).toBe('ready')
  return begun.sponsored
}

export function sponsorshipStories(db: () => Database) {
  const story = stories(db)
  const stateOf = async (slot: string) => (await slotById(db().prisma, slot))!.state
  /** Reminders that are planned and not said, by day. */
  const planned = (w: World, lan: Person) =>
    w.told
      .filter(
        (one) =>
          one.contact === lan.contact && one.flow === 'slot-reminder' && one.notBefore! > w.clock.now(),
      )
      .map((one) => one.notBefore!.toISOString())
  const close = (w: World, slot: string, why: 'moved' | 'person' = 'moved', unused = 0n) =>
    db().transaction((tx) =>
      closePlace(tx, w.giving, slot, { why, on: asDay('2027-03-15'), unused }, w.clock.now()),
    )

  test('places that cost what was said come first, also where the Fund chooses', async () => {
    const w = await story()
    const lan = await w.person()
    await w.addSlot({ waitsSince: asDay('2026-10-01') })
    const dear = await w.addSlot({ monthly: 300_000n })
    const first = await lan.does('slot.waiting', { wish: 300_000n })
    expect(first).toMatchObject({ slot: { id: dear }, fits: true, wish: 300_000n })
    const other = await lan.does('slot.waiting', { wish: 300_000n, after: first.after })
    expect(other).toMatchObject({ slot: { monthly: 200_000n }, fits: false })
    expect((await lan.does('slot.waiting', {})).slot.monthly).toBe(200_000n)
    expect((await lan.does('slot.take', { near: 300_000n })).slot.id).toBe(dear)
  })

  test('Lan takes a place, begins in the month of her day, and each month has the same code', async () => {
    const w = await story()
    const lan = await w.person()
    const slot = await w.addSlot()
    const place = await begins(lan, slot)
    expect(place).toMatchObject({
      from: '1/2027',
      month: '1/2027',
      state: 'due',
      missing: 200_000n,
      months: 0,
    })
    expect(await stateOf(slot)).toBe('sponsored')
    expect(planned(w, lan)).toEqual(['2027-01-05T02:00:00.000Z'])

    await w.bank.credits(200_000n, place.code)
    expect(planned(w, lan)).toEqual([])
    expect((await lan.does('slot.mine')).sponsored).toMatchObject({
      state: 'paid',
      months: 1,
      next: '2/2027',
    })
    w.clock.to('2027-01-31T17:00:00Z')
    await w.sweeps()
    expect((await lan.does('slot.mine')).sponsored).toMatchObject({
      state: 'due',
      month: '2/2027',
      missing: 200_000n,
    })
    // The fifth is the last day of the old year of the moon.
    expect(planned(w, lan)).toEqual(['2027-02-09T02:00:00.000Z'])
    await w.bank.credits(200_000n, place.code)
    expect(await w.books()).toEqual({ bank: 400_000n, campaign: 400_000n })
    expect(lan.hears('money-seen')).toHaveLength(2)
    // Her certificate counts months, and names no child and no sum.
    const { donation } = lan.hears('money-seen').at(-1)!.with
    await lan.does('certificate.issue', { donation, name: null })
    const { token } = await db().prisma.certificate.findFirstOrThrow({ where: { donationId: donation.id } })
    const facts = JSON.parse(Buffer.from(String(Buffer.from(token)).split('.')[1]!, 'base64url').toString())
    expect(facts).toMatchObject({ kind: 'sponsorship', what: 'một suất đỡ đầu trong 2 tháng', amount: null })
  })

  test('two do not sponsor one place: whoever comes second hears that others wait, or none', async () => {
    const w = await story()
    const [lan, minh] = [await w.person(), await w.person()]
    const [first, second] = [await w.addSlot(), await w.addSlot()]
    await begins(lan, first)
    expect((await minh.does('slot.take', { slot: { id: first } })).outcome).toBe('others')
    await begins(lan, second)
    // Nor by hand: the database itself refuses it.
    const other = db().prisma.$executeRaw`
      INSERT INTO sponsorship (id, slot_id, contact_id, state, held_until, created_at)
      VALUES (${ids.uuid()}::uuid, ${first}::uuid, ${minh.contact}::uuid, 'held', now(), now())`
    await expect(other).rejects.toThrow(/sponsorship_one_live|already exists/)
    const moved = db().prisma.$executeRaw`
      UPDATE sponsorship SET slot_id = ${first}::uuid WHERE slot_id = ${second}::uuid`
    await expect(moved).rejects.toThrow(/sponsorship_one_live|already exists/)
  })

  test('a place that cannot come into its month keeps no other, is told once in ten minutes, and goes on once it is mended', async () => {
    const w = await story()
    const [lan, minh] = [await w.person(), await w.person()]
    const [hers, his] = [await w.addSlot(), await w.addSlot()]
    await w.bank.credits(200_000n, (await begins(lan, hers)).code)
    await begins(minh, his)
    const { needId } = (await slotById(db().prisma, hers))!
    await db().prisma.need.update({ where: { id: needId }, data: { state: 'closed' } })
    w.clock.to('2027-01-31T17:00:00Z')
    const told: (string | undefined)[] = []
    const log = {
      ...silentLog,
      error: (event: string, { id }: { id?: string } = {}) => void told.push(event, id),
    }
    const failed = new Map<string, number>()
    const turns = () => turnMonths(db(), w.giving, log, { failed, now: w.clock.now() })
    const due = async (slot: string) =>
      (await db().prisma.sponsorship.findFirstOrThrow({ where: { slotId: slot, state: 'active' } })).dueMonth
    await turns()
    await turns()
    expect([await due(hers), await due(his)]).toEqual(['2027-01', '2027-02'])
    const { id } = await db().prisma.sponsorship.findFirstOrThrow({ where: { slotId: hers } })
    expect(told).toEqual(['sponsorship.failed', id])
    await db().prisma.need.update({ where: { id: needId }, data: { state: 'open' } })
    failed.set(id, Date.now() - 600_000)
    await turns()
    expect([await due(hers), told.length]).toEqual(['2027-02', 2])
  })

  test('a part of the sweep that fails keeps no other part', async () => {
    const w = await story()
    const { raw } = w.bank.notification(300_000n, 'ung ho')
    await w.bank.hears(raw)
    const dealtWith = () =>
      db().prisma.bankNotice.findMany({ where: { state: { in: ['booked', 'ignored'] } } })
    await db().prisma.$executeRaw`UPDATE bank_notice SET settled_at = now() - interval '40 days'`
    expect((await dealtWith()).some(({ body }) => body.length > 0)).toBe(true)
    const told: string[] = []
    const note = (event: string, { kind }: { kind?: string } = {}) => void told.push(`${event} ${kind}`)
    // Promises cannot be read at all.
    await db().script('ALTER TABLE pledge RENAME COLUMN until TO until_broken')
    try {
      await givingSweep(db(), w.giving, { ...silentLog, error: note, warn: note })()
    } finally {
      await db().script('ALTER TABLE pledge RENAME COLUMN until_broken TO until')
    }
    expect(told).toContain('sweep.failed lapses')
    expect((await dealtWith()).filter(({ body }) => body.length > 0)).toEqual([])
  })

  test('a place is never made another child’s, and what is closed stays closed', async () => {
    const w = await story()
    const slot = await w.addSlot()
    const change = (sql: string) => db().prisma.$executeRawUnsafe(sql)
    for (const set of [
      "sex = 'male'",
      'age_to = 12',
      'number = 9999',
      'monthly = 1',
      "until_month = '2027-01'",
    ])
      await expect(change(`UPDATE slot SET ${set} WHERE id = '${slot}'`)).rejects.toThrow(/never changed/)
    await expect(change(`DELETE FROM slot WHERE id = '${slot}'`)).rejects.toThrow(/never changed/)
    await close(w, slot)
    await expect(
      change(`UPDATE slot SET state = 'open', closed_why = NULL, closed_on = NULL WHERE id = '${slot}'`),
    ).rejects.toThrow(/never changed/)
    await expect(change(`UPDATE slot_history SET what = 'waits' WHERE slot_id = '${slot}'`)).rejects.toThrow(
      /append-only/,
    )
  })

  test('what is only looked at is free again after its time, and when another is looked at', async () => {
    const w = await story()
    const lan = await w.person()
    const [first, second] = [await w.addSlot(), await w.addSlot()]
    const held = await lan.does('slot.take', { slot: { id: first } })
    expect(await stateOf(first)).toBe('held')
    await lan.does('slot.take', { slot: { id: second } })
    expect([await stateOf(first), await stateOf(second)]).toEqual(['open', 'held'])
    expect((await lan.does('slot.begin', { held: held.held, remind_day: 5 })).outcome).toBe('gone')
    w.clock.advance({ minutes: 16 })
    await w.sweeps()
    expect(await stateOf(second)).toBe('open')
    expect(await db().prisma.sponsorship.count({ where: { slotId: { in: [first, second] } } })).toBe(0)
  })

  test('a month without money is let go: the next asks for itself alone, and says that the fund took care', async () => {
    const w = await story()
    const lan = await w.person()
    const place = await begins(lan, await w.addSlot())
    w.clock.to('2027-02-01T00:00:00Z')
    await w.sweeps()
    const mine = (await lan.does('slot.mine')).sponsored
    expect(mine).toMatchObject({ month: '2/2027', missing: 200_000n, missed: 1, state: 'due' })
    w.clock.to('2027-02-09T02:00:00Z')
    const [reminder] = lan.hears('slot-reminder').slice(-1)
    const told = await lan.tells('slot-reminder', reminder!.with as never)
    expect(told).toMatchObject({ kind: 'say', with: { sponsored: { missed: 1, missing: 200_000n } } })
    await w.bank.credits(200_000n, place.code)
    expect((await lan.does('slot.mine')).sponsored).toMatchObject({ missed: 0, state: 'paid', months: 1 })
  })

  test('money for several months is months ahead, and what is over waits for the next', async () => {
    const w = await story()
    const lan = await w.person()
    const place = await begins(lan, await w.addSlot())
    await w.bank.credits(650_000n, place.code)
    expect((await lan.does('slot.mine')).sponsored).toMatchObject({
      months: 3,
      paid_to: '3/2027',
      next: '4/2027',
    })
    expect(await w.books()).toEqual({ bank: 650_000n, campaign: 600_000n, surplus: 50_000n })
    for (const month of ['02', '03']) {
      w.clock.to(`2027-${month}-01T00:00:00Z`)
      await w.sweeps()
      expect(planned(w, lan)).toEqual([])
    }
    w.clock.to('2027-04-01T00:00:00Z')
    await w.sweeps()
    expect((await lan.does('slot.mine')).sponsored).toMatchObject({ missing: 150_000n, month: '4/2027' })
    expect(await w.books()).toEqual({ bank: 650_000n, campaign: 650_000n })
    await w.bank.credits(150_000n, place.code)
    expect((await lan.does('slot.mine')).sponsored).toMatchObject({ months: 4, state: 'paid' })
  })

  test('no more months are paid than the school year has: what is beyond is of none, in her list and on her certificate', async () => {
    const w = await story()
    const lan = await w.person()
    const place = await begins(lan, await w.addSlot())
    await w.bank.credits(150_000n, place.code)
    await w.bank.credits(2_000_000n, place.code)
    expect((await lan.does('slot.mine')).sponsored).toMatchObject({ months: 5, paid_to: '5/2027' })
    const { donation } = lan.hears('money-seen').at(-1)!.with
    await lan.does('certificate.issue', { donation, name: null })
    const { token } = await db().prisma.certificate.findFirstOrThrow({ where: { donationId: donation.id } })
    const facts = JSON.parse(Buffer.from(String(Buffer.from(token)).split('.')[1]!, 'base64url').toString())
    expect(facts.what).toBe('một suất đỡ đầu trong 5 tháng')
  })

  test('part of a month stops its reminder, and is no silence', async () => {
    const w = await story()
    const lan = await w.person()
    const place = await begins(lan, await w.addSlot())
    await w.bank.credits(80_000n, place.code)
    expect(planned(w, lan)).toEqual([])
    w.clock.to('2027-02-01T00:00:00Z')
    await w.sweeps()
    expect((await lan.does('slot.mine')).sponsored).toMatchObject({ missed: 0, missing: 200_000n, months: 0 })
  })

  test('it rests for a month or two: nothing is asked for, then it goes on by itself', async () => {
    const w = await story()
    const lan = await w.person()
    const slot = await w.addSlot()
    const place = await begins(lan, slot)
    const paused = await lan.does('slot.pause', { sponsored: place, months: 2 })
    expect(paused.sponsored).toMatchObject({ state: 'paused', resumes: '3/2027' })
    expect(planned(w, lan)).toEqual([])
    w.clock.to('2027-02-01T00:00:00Z')
    await w.sweeps()
    expect(planned(w, lan)).toEqual([])
    w.clock.to('2027-03-01T00:00:00Z')
    await w.sweeps()
    expect((await lan.does('slot.mine')).sponsored).toMatchObject({
      state: 'due',
      month: '3/2027',
      missed: 0,
    })
    expect(planned(w, lan)).toEqual(['2027-03-05T02:00:00.000Z'])
    expect(await stateOf(slot)).toBe('sponsored')
  })

  test('whoever has paid rests from the next month, and may go on earlier', async () => {
    const w = await story()
    const lan = await w.person()
    const place = await begins(lan, await w.addSlot(), 25)
    await w.bank.credits(200_000n, place.code)
    expect((await lan.does('slot.pause', { sponsored: place, months: 2 })).sponsored).toMatchObject({
      resumes: '3/2027',
    })
    w.clock.to('2027-02-01T00:00:00Z')
    await w.sweeps()
    const again = await lan.does('slot.resume', { sponsored: place })
    expect(again.sponsored).toMatchObject({ state: 'due', month: '2/2027', missing: 200_000n })
    expect(planned(w, lan)).toEqual(['2027-02-25T02:00:00.000Z'])
  })

  test('handed back: no reminder from that minute, the place waits anew, and nobody pays a month twice', async () => {
    const w = await story()
    const [lan, minh] = [await w.person(), await w.person()]
    // Handed back before anything came: what was planned is not said.
    const early = await begins(minh, await w.addSlot())
    expect(planned(w, minh)).toHaveLength(1)
    await minh.does('slot.hand_back', { sponsored: early })
    expect(planned(w, minh)).toEqual([])
    const slot = await w.addSlot()
    const place = await begins(lan, slot)
    await w.bank.credits(400_000n, place.code)
    w.clock.to('2027-01-10T00:00:00Z')
    const back = await lan.does('slot.hand_back', { sponsored: place })
    expect(back.sponsored).toMatchObject({ state: 'handed_back', months: 2, paid_to: '2/2027' })
    expect(planned(w, lan)).toEqual([])
    expect((await lan.does('slot.mine')).outcome).toBe('none')
    expect(await slotById(db().prisma, slot)).toMatchObject({ state: 'open', waitsSince: '2027-01-10' })
    // What came stays with the place.
    expect(await w.books()).toEqual({ bank: 400_000n, campaign: 400_000n })
    expect(await begins(minh, slot, null)).toMatchObject({ from: '3/2027' })
    expect(spansOf(await historyOf(db().prisma, slot), 'vi')).toEqual(['1/2027–2/2027', '3/2027–nay'])

    // A standing order that goes on is kept apart, and she is asked.
    await w.bank.credits(200_000n, place.code)
    expect(lan.hears('money-late').at(-1)!.with.donation.state).toBe('cancelled_pledge')
    expect(await w.books()).toEqual({ bank: 600_000n, campaign: 400_000n, held_late: 200_000n })
  })

  test('the fund ends it: every reminder stops, she is told what is left, and that is kept apart', async () => {
    const w = await story()
    const lan = await w.person()
    const slot = await w.addSlot()
    const place = await begins(lan, slot)
    await w.bank.credits(600_000n, place.code)
    w.clock.to('2027-03-16T00:00:00Z')
    await w.sweeps()
    expect(await close(w, slot, 'moved', 700_000n)).toEqual({ kind: 'too_much', most: 600_000n })
    expect(await close(w, slot, 'moved', 100_000n)).toEqual({ kind: 'closed' })
    expect(await close(w, slot)).toEqual({ kind: 'past' })
    expect(await w.books()).toEqual({ bank: 600_000n, campaign: 500_000n, surplus: 100_000n })
    const [ended] = lan.hears('slot-ended')
    expect(ended!.with.sponsored).toMatchObject({
      state: 'ended',
      unused: 100_000n,
      ended_on: '2027-03-15',
      // Of March not all was used.
      months: 2,
    })
    expect(planned(w, lan)).toEqual([])
    w.clock.to('2027-04-05T02:00:00Z')
    await w.sweeps()
    expect(planned(w, lan)).toEqual([])
    expect((await lan.does('slot.wish', { sponsored: place, wish: 'refund' })).outcome).toBe('noted')
    expect((await db().prisma.sponsorship.findFirstOrThrow({ where: { slotId: slot } })).wish).toBe('refund')
    // Her March comes back to her: the books follow.
    await w.bank.credits(600_000n, `hoan ${place.code}`, { direction: 'out' })
  })

  test('all of it unused, and money of a place that ended sent back: the books follow', async () => {
    const w = await story()
    const lan = await w.person()
    const slot = await w.addSlot()
    const place = await begins(lan, slot)
    await w.bank.credits(200_000n, place.code)
    expect(await close(w, slot, 'moved', 200_000n)).toEqual({ kind: 'closed' })
    expect(await w.books()).toEqual({ bank: 200_000n, surplus: 200_000n })
    const sent = await w.bank.credits(200_000n, `hoan ${place.code}`, { direction: 'out' })
    expect(sent.kind).toBe('returned')
    expect(await w.books()).toEqual({})
  })

  test('a death or an illness is told by a person: nothing is said, somebody is asked to call', async () => {
    const w = await story()
    const lan = await w.person()
    const slot = await w.addSlot()
    const place = await begins(lan, slot)
    expect(await close(w, slot, 'person')).toEqual({ kind: 'closed' })
    expect(lan.hears('slot-ended')).toEqual([])
    expect(planned(w, lan)).toEqual([])
    expect(w.called).toEqual([
      { contact: lan.contact, reason: expect.stringMatching(/^call the sponsor of SL-\d{4}$/) },
    ])
    expect((await lan.does('slot.mine')).sponsored).toMatchObject({ id: place.id, state: 'called' })
  })

  test('three silent months: the place waits for somebody else, who asked to hear of one and allows it', async () => {
    const w = await story()
    const [lan, minh, hoa] = [await w.person(), await w.person(), await w.person()]
    const slot = await w.addSlot()
    await begins(lan, slot)
    await minh.does('slot.watch')
    await hoa.does('slot.watch')
    await hoa.does('consent.give', { purpose: 'news' })
    for (const month of ['02', '03']) {
      w.clock.to(`2027-${month}-01T00:00:00Z`)
      await w.sweeps()
      expect(await stateOf(slot)).toBe('sponsored')
    }
    w.clock.to('2027-03-31T18:00:00Z')
    await w.sweeps()
    expect(await stateOf(slot)).toBe('open')
    expect(lan.hears('slot-ended').at(-1)!.with.sponsored).toMatchObject({ ended_why: 'silent' })
    // By day, to the one who allows news.
    const offers = w.told.filter((one) => one.flow === 'slot-offer')
    expect(offers.map((one) => [one.contact, one.notBefore!.toISOString()])).toEqual([
      [hoa.contact, '2027-04-01T01:00:00.000Z'],
    ])
    const offered = { slot }
    w.clock.to('2027-04-01T01:00:00Z')
    expect(await hoa.tells('slot-offer', offered)).toMatchObject({
      kind: 'say',
      with: { offered: { id: slot } },
    })
    await begins(minh, slot)
    expect(await hoa.tells('slot-offer', offered)).toMatchObject({ kind: 'nothing' })
  })

  test('one reminder a month, on its day, over the ends of months and of the year', async () => {
    const w = await story()
    const lan = await w.person()
    w.clock.to('2026-12-20T13:15:00Z')
    const place = await begins(lan, await w.addSlot(), 31)
    const said: string[] = []
    for (let hour = 0; hour < 24 * 102; hour += 8) {
      w.clock.advance({ minutes: 480 })
      await w.sweeps()
      const due = lan.hears('slot-reminder')
      for (const one of due) {
        const told = await lan.tells('slot-reminder', one.with as never)
        if (told.kind === 'say') said.push(w.clock.now().toISOString())
      }
    }
    expect(said.map((at) => at.slice(0, 10))).toEqual(['2026-12-31', '2027-01-31', '2027-02-28'])
    for (const at of said) expect(new Date(at).getUTCHours()).toBeLessThan(15)
    expect((await lan.does('slot.look', { sponsored: place })).sponsored).toMatchObject({
      ended_why: 'silent',
    })
  })

  test('another day of reminding counts from this month on, and the same month is not reminded of twice', async () => {
    const w = await story()
    const lan = await w.person()
    const place = await begins(lan, await w.addSlot(), 25)
    expect(planned(w, lan)).toEqual(['2026-12-25T02:00:00.000Z'])
    for (const remind_day of [28, 25, 28]) await lan.does('slot.remind', { sponsored: place, remind_day })
    expect(planned(w, lan)).toEqual(['2026-12-28T02:00:00.000Z'])
    w.clock.to('2026-12-28T02:00:00Z')
    const told = { sponsorship: { id: place.id }, day: '2026-12-28' }
    expect(await lan.tells('slot-reminder', told)).toMatchObject({ kind: 'say' })
    expect(await lan.tells('slot-reminder', told)).toMatchObject({ kind: 'nothing' })
    await lan.does('slot.remind', { sponsored: place, remind_day: 30 })
    expect(planned(w, lan)).toEqual([])
    await lan.does('slot.remind', { sponsored: place, remind_day: null })
    w.clock.to('2027-01-01T00:00:00Z')
    await w.sweeps()
    expect(planned(w, lan)).toEqual([])
  })

  test('when the school year is over nothing is asked for, until the fund says that it goes on', async () => {
    const w = await story()
    const lan = await w.person()
    const slot = await w.addSlot({ untilMonth: '2027-01' as never })
    const place = await begins(lan, slot)
    await w.bank.credits(900_000n, place.code)
    expect(await w.books()).toEqual({ bank: 900_000n, campaign: 200_000n, surplus: 700_000n })
    w.clock.to('2027-02-03T00:00:00Z')
    await w.sweeps()
    expect((await lan.does('slot.mine')).sponsored).toMatchObject({ state: 'paid', missing: 0n })
    expect(planned(w, lan)).toEqual([])
  })

  test('that the school year is over is told once, by day, with the months that were given', async () => {
    const w = await story()
    const lan = await w.person()
    const slot = await w.addSlot({ untilMonth: '2027-01' as never })
    const place = await begins(lan, slot)
    await w.bank.credits(200_000n, place.code)
    w.clock.to('2027-01-31T16:59:00Z')
    await w.sweeps()
    expect(lan.hears('slot-year-over')).toEqual([])
    w.clock.to('2027-01-31T17:30:00Z')
    await w.sweeps()
    const told = () => w.told.filter(({ flow }) => flow === 'slot-year-over')
    expect(told().map((one) => one.notBefore!.toISOString())).toEqual(['2027-02-01T01:00:00.000Z'])
    const posted = (told()[0] as { with: unknown }).with as never
    expect(await lan.tells('slot-year-over', posted)).toMatchObject({
      kind: 'say',
      with: { sponsored: { months: 1 } },
    })
    for (const month of ['2027-03-01', '2027-04-01', '2027-05-01']) {
      w.clock.to(`${month}T02:00:00Z`)
      await w.sweeps()
    }
    expect(told()).toHaveLength(1)
    expect(await stateOf(slot)).toBe('sponsored')
    // The fund gives it another school year before it is said: then nothing is over.
    await db().transaction(async (tx) =>
      lengthenSlot(tx, (await slotById(tx, slot))!, '2028-05' as never, w.clock.now()),
    )
    expect(await lan.tells('slot-year-over', posted)).toMatchObject({ kind: 'nothing' })
  })

  test('whoever is at most five places deep is asked to talk with a person', async () => {
    const w = await story()
    const lan = await w.person()
    for (let n = 0; n < 5; n++) await begins(lan, await w.addSlot())
    expect((await lan.does('slot.take', { slot: { id: await w.addSlot() } })).outcome).toBe('too_many')
  })

  test('the fund chooses the place that has waited longest', async () => {
    const w = await story()
    const lan = await w.person()
    const oldest = await w.addSlot({ waitsSince: asDay('2020-01-01') })
    await lan.does('slot.take', {})
    expect(await stateOf(oldest)).toBe('held')
  })
}
