import fc from 'fast-check'
import { expect, test } from 'vitest'
import { returnDonation } from '../../src/giving/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { checkBooks } from '../giving/books.ts'
import { world } from '../giving/world.ts'
import { CAP, type Command, command, Model } from './model.ts'
import { shop } from './shop.ts'

const PROMISED = [2n, 1n, 3n]

/** Does what each command says, in the fund and in the model, and sees that both say the same of it. */
async function begin(db: Database) {
  const w = await world(db, { cap: CAP })
  const s = await shop(w)
  const people = [await w.person(), await w.person(), await w.person()]
  const pledges: Awaited<ReturnType<(typeof people)[number]['pledges']>>[] = []
  for (const [n, one] of people.entries()) pledges.push(await one.pledges({ units: Number(PROMISED[n]) }))
  const model = new Model(PROMISED)
  const purchases: string[] = []
  const deliveries: string[] = []
  const last = async (who: number) =>
    db.prisma.donation.findFirst({ where: { pledgeId: pledges[who]!.id, state: { not: 'returned' } } })

  async function obey(command: Command): Promise<void> {
    switch (command.do) {
      case 'give':
        if (model.give(command.who))
          await w.bank.credits(PROMISED[command.who]! * 300_000n, pledges[command.who]!.code)
        return
      case 'cancel': {
        const said = await people[command.who]!.does('pledge.cancel', { pledge: pledges[command.who] })
        expect(said.outcome === 'cancelled').toBe(model.cancel(command.who))
        return
      }
      case 'back': {
        const gift = await last(command.who)
        const how = { at: w.clock.now(), key: null }
        const done =
          gift && (await db.transaction((tx) => returnDonation(tx, w.giving, gift.id, how, w.clock.now())))
        expect(Boolean(done)).toBe(model.back(command.who))
        return
      }
      case 'propose': {
        const { units, price, rest } = command
        const amount = units * price + rest
        const lines = [{ need: w.gifts, quantity: units, unitPrice: price }]
        const asked = await s.propose(s.sheet({ amount, lines }))
        expect(asked.kind === 'asked').toBe(model.propose({ units, price, amount }))
        if (asked.kind === 'asked') purchases.push(asked.id)
        return
      }
      case 'book':
      case 'reverse': {
        const id = purchases[command.which]
        if (!id) return
        expect((await s[command.do](id)) === 'done').toBe(model[command.do](command.which))
        return
      }
      case 'deliver': {
        const id = purchases[command.which]
        if (!id) return
        const brought = await s.brings(id, command.units)
        expect(brought.kind === 'recorded').toBe(model.deliver(command.which, command.units))
        if (brought.kind === 'recorded') deliveries.push(brought.id)
        return
      }
      case 'confirm':
      case 'strike': {
        const id = deliveries[command.which]
        if (!id) return
        expect((await s[command.do](id)) !== 'past').toBe(model[command.do](command.which))
        return
      }
      default:
        command satisfies never
    }
  }
  return { w, s, model, obey }
}

export function modelStories(db: () => Database) {
  test('over any sequence of gifts, purchases, deliveries and what is taken back, money and gifts are as the model says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 12, maxLength: 20 }), async (commands) => {
        const { w, s, model, obey } = await begin(db())
        for (const command of commands) {
          await obey(command)
          const books = await w.books()
          expect([books.bank ?? 0n, books.disbursed ?? 0n]).toEqual([model.came(), model.spent()])
          expect([books.campaign ?? 0n, books.pot ?? 0n]).toEqual([model.kept(), model.pot()])
          expect((await s.claims()).map(([, , ...counts]) => counts)).toEqual(model.claims())
          expect(await w.taken(w.gifts)).toBe(model.taken())
        }
        await checkBooks(w)
      }),
      { numRuns: 5 },
    )
  }, 120_000)
}
