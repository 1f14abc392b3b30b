import { expect, test } from 'vitest'
import { campaignById } from '../../src/campaigns/index.ts'
import { decideMoney, donationById, giveOwner, takeBack } from '../../src/giving/index.ts'
import { moveDonor } from '../../src/giving/moving.ts'
import { movePerson } from '../../src/people/moving.ts'
import type { Database } from '../../src/platform/db.ts'
import { stories } from './support.ts'
import { KEYS, type World } from './world.ts'

/** Money of which a person, or four characters of its number, said whose it is. */
export function takenBackStories(db: () => Database) {
  const begin = stories(db)
  const give = (w: World, id: string, pledge: string) =>
    db().transaction((tx) => giveOwner(tx, w.giving, id, { pledge }, w.clock.now()))
  const back = async (w: World, id: string) =>
    (await db().transaction((tx) => takeBack(tx, w.giving, id, w.clock.now())))!
  const odd = async (w: World, amount = 300_000n, more = {}) => {
    const booked = await w.bank.credits(amount, 'ung ho', { ref: 'FT26355ABCD', ...more })
    if (booked.kind !== 'unmatched') throw new Error(booked.kind)
    return booked.donation
  }

  test('who had it by mistake is not shown it again, and cannot claim it by what stood on her receipt', async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const hers = await lan.pledges({ units: 1 })
    const id = await odd(w)
    await give(w, id, hers.id)
    const again = await back(w, id)
    const { creditId } = again
    // It has come, so it is not said that the bank told of nothing; a sum she did not have is another matter.
    const asked = await lan.does('bank.look', { words: 'tiền của tôi đâu' })
    expect(asked).toMatchObject({ outcome: 'mistaken', donation: { amount: 300_000n }, settled: false })
    expect((await lan.does('bank.look', { amount: 310_000n })).outcome).toBe('nothing')
    expect((await lan.does('bank.claim', { credit: creditId, last4: 'ABCD' })).outcome).toBe('ask_human')
    // Nor is it offered to a stranger who knows its sum and its hour.
    const his = await minh.pledges({ units: 1 })
    expect((await minh.does('bank.look', {})).outcome).toBe('nothing')
    expect((await minh.does('bank.look', { amount: 300_000n })).outcome).toBe('nothing')
    // Its four characters have proved nothing once: whoever names them now meets a person.
    expect((await minh.does('bank.claim', { credit: creditId, last4: 'ABCD' })).outcome).toBe('ask_human')
    // A person has said since whose it is.
    await give(w, again.id, his.id)
    expect(await lan.does('bank.look', {})).toMatchObject({ outcome: 'mistaken', settled: true })
    expect((await minh.does('bank.look', {})).outcome).toBe('found')
  })

  test('that she knew its number proves nothing any more, and a wish of hers does not cancel her promise', async () => {
    const w = await begin()
    const lan = await w.person()
    const hers = await lan.pledges({ units: 1 })
    const id = await odd(w)
    const { creditId } = (await donationById(db().prisma, id))!
    expect((await lan.does('bank.claim', { credit: creditId, last4: 'ABCD' })).outcome).toBe('matched')
    await lan.does('donation.decide', { donation: { id }, choice: 'refund' })
    await back(w, id)
    expect(await db().prisma.creditClaim.count({ where: { creditId, matched: true } })).toBe(0)
    expect(await db().prisma.pledge.findUniqueOrThrow({ where: { id: hers.id } })).toMatchObject({
      state: 'open',
    })
    expect((await lan.does('donation.decide', { donation: { id }, choice: 'pot' })).outcome).toBe('mistaken')
  })

  test('her promise waits again after a mistake, and she is reminded again as after a new one; not of part of it', async () => {
    const w = await begin()
    const lan = await w.person()
    const hers = await lan.pledges({ units: 2 })
    const id = await odd(w, 600_000n)
    await give(w, id, hers.id)
    w.clock.advance({ days: 1 })
    await back(w, id)
    w.clock.advance({ days: 1 })
    expect(lan.hears('pledge-reminder')).toEqual([])
    w.clock.advance({ days: 1 })
    expect(lan.hears('pledge-reminder').map((one) => one.with)).toMatchObject([
      { pledge: { id: hers.id }, last: false },
    ])
    // Money that came for part of it ends them, and what is taken back of two parts leaves the other.
    const part = await odd(w, 300_000n, { ref: 'FT26356ABCD' })
    await give(w, part, hers.id)
    await w.bank.credits(300_000n, hers.code)
    await back(w, part)
    w.clock.advance({ days: 4 })
    expect(lan.hears('pledge-reminder')).toHaveLength(1)
  })

  test('what may be one transfer told twice is for a person, before and after', async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const hers = await lan.pledges({ units: 1 })
    const at = w.clock.now()
    await w.bank.credits(300_000n, 'ung ho', { ref: null, at })
    const id = await odd(w, 300_000n, { at, provider: 'other' })
    const { creditId, why } = (await donationById(db().prisma, id))!
    expect(why).toBe('possible_twin')
    await give(w, id, hers.id)
    expect((await back(w, id)).why).toBe('possible_twin')
    expect((await minh.does('bank.claim', { credit: creditId, last4: 'ABCD' })).outcome).toBe('ask_human')
  })

  test('a sum that takes two officers is not given by four characters', async () => {
    const w = await begin()
    const lan = await w.person()
    const id = await odd(w, 20_000_000n)
    const { creditId } = (await donationById(db().prisma, id))!
    expect((await lan.does('bank.claim', { credit: creditId, last4: 'ABCD' })).outcome).toBe('ask_human')
    expect((await donationById(db().prisma, id))!.contactId).toBeNull()
  })

  test('given to somebody who was joined to another since, it is theirs', async () => {
    const w = await begin()
    const [lan, minh] = [await w.person(), await w.person()]
    const id = await odd(w)
    const campaign = (await campaignById(db().prisma, w.campaign))!
    await db().transaction(async (tx, hot) => {
      const [from, to] = [lan.contact, minh.contact]
      const keys = { from: (await KEYS.of(tx, from))!, to: (await KEYS.of(tx, to))! }
      await moveDonor(tx, hot, { from, to, keys })
      await movePerson(tx, KEYS, { from, to }, lan.address, w.clock.now())
    })
    await db().transaction((tx) =>
      giveOwner(tx, w.giving, id, { contact: lan.contact, campaign }, w.clock.now()),
    )
    expect((await donationById(db().prisma, id))!.contactId).toBe(minh.contact)
  })

  test('a decision is not carried out when its donor has wished otherwise since', async () => {
    const w = await begin()
    const lan = await w.person()
    const hers = await lan.pledges({ units: 1 })
    await lan.does('pledge.cancel', { pledge: { id: hers.id } })
    const id = await odd(w)
    await give(w, id, hers.id)
    const decide = (wished: string | null) =>
      db().transaction((tx) => decideMoney(tx, w.giving, id, w.campaign, w.clock.now(), wished))
    await lan.does('donation.decide', { donation: { id }, choice: 'refund' })
    expect((await decide(null)).kind).toBe('past')
    expect((await donationById(db().prisma, id))!.wish).toBe('refund')
    expect((await decide('refund')).kind).toBe('decided')
  })
}
