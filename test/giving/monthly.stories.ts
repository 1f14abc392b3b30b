import { expect, test } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { stories } from './support.ts'
import type { World } from './world.ts'

type Person = Awaited<ReturnType<World['person']>>

export function monthlyStories(db: () => Database) {
  const story = stories(db)
  /** A campaign that goes on to the end of June. */
  const longStory = async () => {
    const w = await story()
    await db().prisma.campaign.update({
      where: { id: w.campaign },
      data: { receivesUntil: new Date('2027-06-30T16:59:59.999Z') },
    })
    return w
  }
  const begins = async (w: World, lan: Person, more: Record<string, string | number> = {}) => {
    const wish = { campaign: { id: w.campaign }, amount: 200_000n, remind_day: 5, ...more }
    const begun = await lan.does('schedule.begin', wish)
    expect(begun.outcome).toBe('ready')
    return begun.schedule
  }
  const mine = async (lan: Person) => (await lan.does('schedule.mine')).schedule
  const planned = (w: World, lan: Person) =>
    w.told
      .filter(
        (one) =>
          one.contact === lan.contact && one.flow === 'monthly-reminder' && one.notBefore! > w.clock.now(),
      )
      .map((one) => one.notBefore!.toISOString())
  const month = async (w: World, month: string) => {
    w.clock.to(`${month}-01T00:00:00Z`)
    await w.sweeps()
  }

  test('each month is asked for once, under one code, and all of it is for the common pot', async () => {
    const w = await longStory()
    const lan = await w.person()
    const begun = await begins(w, lan)
    // The fifth of December has passed: nothing is asked for the time before.
    expect(begun).toMatchObject({ from: '1/2027', last: '6/2027', state: 'due', missing: 200_000n })
    expect(planned(w, lan)).toEqual(['2027-01-05T02:00:00.000Z'])
    await w.bank.credits(200_000n, begun.code)
    expect(planned(w, lan)).toEqual([])
    expect(await mine(lan)).toMatchObject({ state: 'paid', received: 200_000n })
    expect(lan.hears('money-seen').at(-1)!.with.donation.pledge).toMatchObject({ scheduled: true })
    await month(w, '2027-02')
    expect(await mine(lan)).toMatchObject({ state: 'due', month: '2/2027', missing: 200_000n })
    // The fifth is the last day of the old year of the moon.
    expect(planned(w, lan)).toEqual(['2027-02-09T02:00:00.000Z'])
    // Two months and a half at once: two are paid, and the rest waits for the month that it is a part of.
    await w.bank.credits(500_000n, begun.code)
    expect(await w.books()).toEqual({ bank: 700_000n, pot: 600_000n, surplus: 100_000n })
    await month(w, '2027-03')
    expect(planned(w, lan)).toEqual([])
    await month(w, '2027-04')
    expect(await mine(lan)).toMatchObject({ month: '4/2027', missing: 100_000n })
    expect(await w.books()).toEqual({ bank: 700_000n, pot: 700_000n })
    expect(lan.hears('money-seen')).toHaveLength(2)
    // Its certificate is that of money, and counts no months of a place.
    const { donation } = lan.hears('money-seen').at(-1)!.with
    expect((await lan.does('certificate.issue', { donation, name: null })).outcome).toBe('issued')
  })

  test('a month without money is let go, and three in a row end it kindly', async () => {
    const w = await longStory()
    const lan = await w.person()
    const begun = await begins(w, lan)
    await month(w, '2027-02')
    expect(await mine(lan)).toMatchObject({ missed: 1, missing: 200_000n, month: '2/2027' })
    expect(lan.hears('monthly-ended')).toEqual([])
    await month(w, '2027-03')
    await month(w, '2027-04')
    expect(lan.hears('monthly-ended')).toHaveLength(1)
    expect(planned(w, lan)).toEqual([])
    expect((await lan.does('schedule.mine')).outcome).toBe('none')
    // What still comes is kept apart, and she is asked.
    await w.bank.credits(200_000n, begun.code)
    expect(lan.hears('money-late').at(-1)!.with.donation).toMatchObject({ state: 'cancelled_pledge' })
  })

  test('it rests, has another day, another sum, and stops at once: each minute nothing else is asked for', async () => {
    const w = await longStory()
    const lan = await w.person()
    const begun = await begins(w, lan)
    expect((await lan.does('schedule.remind', { schedule: begun, remind_day: 20 })).outcome).toBe('done')
    expect(planned(w, lan)).toEqual(['2027-01-20T02:00:00.000Z'])
    const more = await lan.does('schedule.change', { schedule: begun, amount: 300_000n })
    expect(more.schedule).toMatchObject({ monthly: 300_000n, missing: 300_000n, code: begun.code })
    expect((await lan.does('schedule.change', { schedule: begun, amount: 10n })).outcome).toBe('too_small')
    await w.bank.credits(120_000n, begun.code)
    // Less than what has come already: this month is paid.
    const less = await lan.does('schedule.change', { schedule: begun, amount: 100_000n })
    expect(less.schedule).toMatchObject({ state: 'paid', monthly: 100_000n })
    const rests = await lan.does('schedule.pause', { schedule: begun, months: 1 })
    expect(rests.schedule).toMatchObject({ state: 'paused', resumes: '3/2027' })
    expect(planned(w, lan)).toEqual([])
    await month(w, '2027-02')
    expect(planned(w, lan)).toEqual([])
    await month(w, '2027-03')
    expect(await mine(lan)).toMatchObject({ state: 'due', month: '3/2027', missing: 100_000n })
    expect(planned(w, lan)).toEqual(['2027-03-20T02:00:00.000Z'])
    expect((await lan.does('schedule.stop', { schedule: begun })).outcome).toBe('done')
    expect(planned(w, lan)).toEqual([])
    await month(w, '2027-04')
    expect(planned(w, lan)).toEqual([])
    expect((await lan.does('schedule.stop', { schedule: begun })).outcome).toBe('gone')
  })

  test('of a campaign that closes it is told, and it goes to no other by itself', async () => {
    const w = await longStory()
    const lan = await w.person()
    const begun = await begins(w, lan)
    await w.bank.credits(200_000n, begun.code)
    await db().prisma.campaign.update({
      where: { id: w.campaign },
      data: { state: 'closed', closedAt: new Date('2027-01-20T00:00:00Z') },
    })
    await month(w, '2027-02')
    expect(lan.hears('monthly-ended').at(-1)!.with.schedule).toMatchObject({
      state: 'ended',
      ended_why: 'campaign',
      received: 200_000n,
    })
    expect(planned(w, lan)).toEqual([])
    expect(await db().prisma.pledge.count({ where: { contactId: lan.contact } })).toBe(1)
  })

  test('in the month of the closing nothing is asked for either', async () => {
    const w = await longStory()
    const lan = await w.person()
    await begins(w, lan)
    await db().prisma.campaign.update({ where: { id: w.campaign }, data: { state: 'closed' } })
    w.clock.to('2027-01-05T02:00:00Z')
    const [reminder] = lan.hears('monthly-reminder').slice(-1)
    expect(await lan.tells('monthly-reminder', reminder!.with as never)).toMatchObject({ kind: 'nothing' })
  })

  test('of several one that is over is not listed, and “của tôi” counts what goes on', async () => {
    const w = await longStory()
    const lan = await w.person()
    await begins(w, lan, { from: '2027-02', months: 1 })
    expect(await lan.does('pledge.mine')).toMatchObject({ outcome: 'none', monthly: 1, places: 0 })
    await begins(w, lan, { from: '2027-02' })
    expect((await lan.does('schedule.mine')).outcome).toBe('some')
    await month(w, '2027-03')
    const [ended] = lan.hears('monthly-ended')
    expect(ended).toBeDefined()
    expect(await lan.does('schedule.mine')).toMatchObject({ outcome: 'one', schedule: { state: 'due' } })
    expect(await lan.does('pledge.mine')).toMatchObject({ monthly: 1 })
  })

  test('for how long it shall rest is understood as far as a rest goes', async () => {
    const lan = await (await longStory()).person()
    const said = (words: string) => lan.does('schedule.rest_said', { said: words })
    expect(await said('nghỉ 1 tháng')).toMatchObject({ outcome: 'said', months: 1 })
    expect(await said('tạm nghỉ hai tháng nhé')).toMatchObject({ outcome: 'said', months: 2 })
    expect((await said('nghỉ 3 tháng')).outcome).toBe('none')
    expect((await said('tạm dừng suất')).outcome).toBe('none')
  })

  test('as many months as she said, and no plan beyond the campaign', async () => {
    const w = await longStory()
    const lan = await w.person()
    const begun = await begins(w, lan, { from: '2027-02', months: 2 })
    expect(begun).toMatchObject({ from: '2/2027', last: '3/2027' })
    // Three months’ money: two are asked for, and the third is what is over.
    await w.bank.credits(600_000n, begun.code)
    expect(await w.books()).toEqual({ bank: 600_000n, pot: 400_000n, surplus: 200_000n })
    await month(w, '2027-04')
    expect(lan.hears('monthly-ended').at(-1)!.with.schedule).toMatchObject({ ended_why: 'done' })
    const late = { campaign: { id: w.campaign }, amount: 200_000n, remind_day: null, from: '2027-08' }
    expect((await lan.does('schedule.begin', late)).outcome).toBe('too_late')
    expect((await lan.does('schedule.plan', { ...late, from: '2027-05' })).outcome).toBe('planned')
    expect(await db().prisma.pledge.count({ where: { contactId: lan.contact } })).toBe(1)
  })

  test('nobody else reads, changes or stops it; and the database holds no place’s sum', async () => {
    const w = await longStory()
    const [lan, minh] = [await w.person(), await w.person()]
    const begun = await begins(w, lan)
    for (const [action, more] of [
      ['schedule.look', {}],
      ['schedule.pay', {}],
      ['schedule.stop', {}],
      ['schedule.change', { amount: 300_000n }],
      ['schedule.pause', { months: 1 }],
      ['schedule.remind', { remind_day: 7 }],
    ] as const)
      expect((await minh.does(action, { schedule: begun, ...more })).outcome).toBe('gone')
    expect(await mine(lan)).toMatchObject({ state: 'due', monthly: 200_000n, remind_day: 5 })
    const taken = db().prisma.$executeRaw`
      UPDATE sponsorship SET monthly = NULL WHERE id = ${begun.id}::uuid`
    await expect(taken).rejects.toThrow(/sponsorship_of|constraint/)
  })
}
