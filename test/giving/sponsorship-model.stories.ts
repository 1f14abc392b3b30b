import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closePlace } from '../../src/giving/index.ts'
import { slotById } from '../../src/needs/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { addMonths, asDay, asMonth, dayOf, type Month, monthOf } from '../../src/platform/vietnamese/index.ts'
import { checkBooks } from './books.ts'
import { world } from './world.ts'

const MONTHLY = 200_000n
const UNTIL = asMonth('2027-05')

/** One sponsorship, in the words of voice.md: a month at a time, nothing for the past, nothing after its end. */
interface Place {
  readonly slot: number
  readonly owner: number
  state: 'active' | 'paused' | 'over'
  /** What is asked for in all, and what came. */
  amount: bigint
  received: bigint
  unused: bigint
  due: Month
  asked: boolean
  resumes: Month | undefined
  missed: number
  paidTo: Month | undefined
}

type Command = typeof command extends fc.Arbitrary<infer One> ? One : never

const who = fc.nat(1)
const command = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('take' as const), who, slot: fc.nat(1) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('begin' as const), who, day: fc.constantFrom(1, 25, 31, null) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pay' as const),
      who,
      sum: fc.constantFrom(80_000n, 200_000n, 450_000n),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('month' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('pause' as const), who, months: fc.constantFrom(1, 2) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('resume' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hand_back' as const), who }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('end' as const), slot: fc.nat(1), all: fc.boolean() }),
  },
)

/** A part of the month comes while it rests: it is not asked for again. */
const restingAndPaidInPart: Command[] = [
  { kind: 'take', who: 0, slot: 0 },
  { kind: 'begin', who: 0, day: 1 },
  { kind: 'pay', who: 0, sum: 80_000n },
  { kind: 'pause', who: 0, months: 1 },
  { kind: 'pay', who: 0, sum: 80_000n },
  { kind: 'month' },
  { kind: 'month' },
  { kind: 'pay', who: 0, sum: 200_000n },
]

const least = (a: bigint, b: bigint) => (a < b ? a : b)

export function sponsorshipModelStories(db: () => Database) {
  test('over any sequence of taking, beginning, paying, resting, handing back, ending and months, all is as the model says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 16 }), async (commands) => {
        const w = await world(db())
        const people = [await w.person(), await w.person()]
        const slots = [await w.addSlot(), await w.addSlot()]
        const closed = [false, false]
        const holds: { slot: number; who: number; id: string }[] = []
        const places: Place[] = []
        const last = new Map<Place, { id: string; code: string }>()
        const today = () => dayOf(w.clock.now())
        const month = () => monthOf(today())
        const live = (slot: number) => places.find((one) => one.slot === slot && one.state !== 'over')
        const goesOn = (owner: number) => places.find((one) => one.owner === owner && one.state !== 'over')
        let kept = 0n

        const isFree = (slot: number) =>
          !closed[slot] && !live(slot) && !holds.some((one) => one.slot === slot) && month() <= UNTIL
        const paid = (one: Place) => one.received >= one.amount
        const awaited = (one: Place) => one.asked && !paid(one)

        for (const command of commands) {
          switch (command.kind) {
            case 'take': {
              const { who, slot } = command
              const said = await people[who]!.does('slot.take', { slot: { id: slots[slot] } })
              if (holds.some((one) => one.who === who && one.slot === slot)) expect(said.outcome).toBe('held')
              else if (isFree(slot)) {
                expect(said.outcome).toBe('held')
                holds.splice(0, holds.length, ...holds.filter((one) => one.who !== who))
                holds.push({ slot, who, id: said.held.id })
              } else expect(['others', 'gone']).toContain(said.outcome)
              break
            }
            case 'begin': {
              const { who, day } = command
              const hold = holds.find((one) => one.who === who)
              if (!hold) break
              const begun = await people[who]!.does('slot.begin', { held: { id: hold.id }, remind_day: day })
              expect(begun.outcome).toBe('ready')
              holds.splice(holds.indexOf(hold), 1)
              const passed = day !== null && day < Number(today().slice(8))
              const before = places
                .filter((one) => one.slot === hold.slot && one.paidTo)
                .map((one) => one.paidTo!)
                .sort()
                .at(-1)
              let first = passed ? addMonths(month(), 1) : month()
              if (before && before >= first) first = addMonths(before, 1)
              if (first > UNTIL) first = UNTIL
              const place: Place = {
                slot: hold.slot,
                owner: who,
                state: 'active',
                amount: MONTHLY,
                received: 0n,
                unused: 0n,
                due: first,
                asked: true,
                resumes: undefined,
                missed: 0,
                paidTo: undefined,
              }
              places.push(place)
              last.set(place, { id: begun.sponsored.id, code: begun.sponsored.code })
              break
            }
            case 'pay': {
              const one = places.findLast(({ owner }) => owner === command.who)
              if (!one) break
              await w.bank.credits(command.sum, last.get(one)!.code)
              if (one.state === 'over') {
                kept += command.sum
                break
              }
              let ahead = Number((one.received + command.sum - one.amount) / MONTHLY)
              while (ahead > 0 && addMonths(one.due, ahead) > UNTIL) ahead--
              if (ahead > 0) {
                one.amount += BigInt(ahead) * MONTHLY
                one.due = addMonths(one.due, ahead)
              }
              one.received += command.sum
              one.missed = 0
              if (paid(one)) one.paidTo = one.due
              break
            }
            case 'wait':
              w.clock.advance({ minutes: 16 })
              await w.sweeps()
              holds.length = 0
              break
            case 'leave': {
              const hold = holds.find((one) => one.who === command.who)
              if (!hold) break
              await people[command.who]!.does('slot.leave', { held: { id: hold.id } })
              holds.splice(holds.indexOf(hold), 1)
              break
            }
            case 'month':
              w.clock.to(`${addMonths(month(), 1)}-20T03:00:00Z`)
              await w.sweeps()
              holds.length = 0
              for (const one of places) {
                if (one.state === 'paused' && one.resumes! <= month()) one.state = 'active'
                if (one.state !== 'active' || one.due >= month()) continue
                const silent = one.asked && !paid(one) && one.received <= one.amount - MONTHLY
                one.missed = silent ? one.missed + 1 : 0
                if (one.missed === 3) {
                  one.state = 'over'
                  continue
                }
                one.due = month()
                one.asked = month() <= UNTIL
                if (one.asked) one.amount = least(one.amount, one.received) + MONTHLY
              }
              break
            case 'pause': {
              const one = goesOn(command.who)
              if (!one) break
              const { sponsored: place } = await people[command.who]!.does('slot.pause', {
                sponsored: { id: last.get(one)!.id },
                months: command.months,
              })
              const next = addMonths(one.due, 1)
              const from = awaited(one) ? one.due : next > month() ? next : month()
              if (awaited(one)) one.due = addMonths(one.due, -1)
              one.asked = one.asked && paid(one)
              one.state = 'paused'
              one.missed = 0
              one.resumes = addMonths(from, command.months)
              expect(place.resumes).toBe(`${Number(one.resumes.slice(5))}/${one.resumes.slice(0, 4)}`)
              break
            }
            case 'resume': {
              const one = goesOn(command.who)
              if (!one) break
              await people[command.who]!.does('slot.resume', { sponsored: { id: last.get(one)!.id } })
              if (one.state !== 'paused') break
              one.state = 'active'
              if (one.due >= month()) break
              one.due = month()
              one.asked = month() <= UNTIL
              if (one.asked) one.amount = least(one.amount, one.received) + MONTHLY
              break
            }
            case 'hand_back': {
              const one = goesOn(command.who)
              if (!one) break
              await people[command.who]!.does('slot.hand_back', { sponsored: { id: last.get(one)!.id } })
              one.state = 'over'
              break
            }
            case 'end': {
              const { slot, all } = command
              const one = live(slot)
              const unused = one && all ? one.received : one ? least(one.received, 70_000n) : 0n
              const how = { why: 'moved', on: asDay(today()), unused } as const
              const said = await db().transaction((tx) =>
                closePlace(tx, w.giving, slots[slot]!, how, w.clock.now()),
              )
              expect(said.kind).toBe(closed[slot] ? 'past' : 'closed')
              if (closed[slot]) break
              holds.splice(0, holds.length, ...holds.filter((hold) => hold.slot !== slot))
              closed[slot] = true
              if (one) {
                one.state = 'over'
                one.unused = unused
              }
              break
            }
            default:
              command satisfies never
          }
          // Books, places and who has them.
          const used = places.map((one) =>
            one.state === 'over' ? one.received - one.unused : least(one.received, one.amount),
          )
          const [campaign, all] = [sum(used), sum(places.map((one) => one.received))]
          const expected = { bank: all + kept, campaign, surplus: all - campaign, held_late: kept }
          expect(await w.books()).toEqual(
            Object.fromEntries(Object.entries(expected).filter(([, value]) => value > 0n)),
          )
          await checkBooks(w)
          for (const [n, id] of slots.entries()) {
            const { state } = (await slotById(db().prisma, id))!
            expect(state).toBe(
              closed[n]
                ? 'closed'
                : live(n)
                  ? 'sponsored'
                  : holds.some((one) => one.slot === n)
                    ? 'held'
                    : 'open',
            )
          }
          for (const one of places) {
            const place = (await people[one.owner]!.does('slot.look', { sponsored: last.get(one) })).sponsored
            if (one.state === 'over') expect(['ended', 'handed_back']).toContain(place.state)
            else {
              expect(place.missing).toBe(awaited(one) ? one.amount - one.received : 0n)
              expect(place.missed).toBe(one.missed)
            }
          }
          // A reminder is planned for nobody but who is awaited, and once.
          const planned = w.told.filter(
            ({ contact, flow, notBefore }) =>
              flow === 'slot-reminder' &&
              notBefore! > w.clock.now() &&
              people.some((one) => one.contact === contact),
          )
          expect(new Set(planned.map((told) => told.key.split(':')[1])).size).toBe(planned.length)
          expect(planned.length).toBeLessThanOrEqual(
            places.filter((one) => one.state === 'active' && awaited(one)).length,
          )
        }
      }),
      { numRuns: 8, examples: [[restingAndPaidInPart]] },
    )
  }, 180_000)
}

const sum = (all: readonly bigint[]) => all.reduce((one, other) => one + other, 0n)
