import { z } from 'zod'
import { type Action, action } from '../../conversation/action.ts'
import { day, money, nothing, time } from '../../platform/shapes.ts'
import { answerBy, asDay, type Day, dayOf, readDay, readMoney } from '../../platform/vietnamese/index.ts'
import { pretendTransfer } from '../bank/pretending.ts'
import type { Giving } from '../deps.ts'
import { donationRecord, donationRecordOf } from '../donations/record.ts'
import { donationById, donationOfCredit, isOwnerless, lastTakenFrom } from '../donations/store.ts'
import { doing } from '../pledges/actions.ts'
import { pledgeById } from '../pledges/store.ts'
import { claimCredit, lookForMoney, memoHint, stretchOf, upTo } from './claiming.ts'
import { checkTimes, watchForMoney } from './watching.ts'

const credit = z.object({ id: z.string(), amount: money, at: time, memo_hint: z.string() })
const found = z.object({ donation: donationRecord })

const daySaid = (said: { day?: string | null | undefined }) => (said.day ? asDay(said.day) : undefined)

/** “tôi ck 500k lúc 8h sáng hôm qua mà chưa thấy báo”. @returns undefined unless a sum is clear */
function toldIn(
  words: string,
  today: Day,
): { readonly amount: bigint; readonly day: Day | undefined } | undefined {
  const sum = readMoney(words)
  if (sum.kind !== 'amount' || sum.amount < LEAST) return undefined
  const when = readDay(words, today, 'past')
  return { amount: sum.amount, day: typeof when === 'string' ? when : undefined }
}

const LEAST = 1000n
/** So long is money that was taken back from somebody what they ask for, where they name no day. */
const TAKEN_MS = 30 * 24 * 3_600_000

export function bankActions(giving: Giving): readonly Action[] {
  return [
    action({
      name: 'bank.look',
      input: z.object({
        amount: money.nullish(),
        day: day.nullish(),
        /** What led here, which may have told both. */
        words: z.string().nullish(),
        /** A gift of theirs that they were shown and do not mean. */
        but: z.object({ id: z.uuid() }).nullish(),
      }),
      outcomes: {
        found,
        candidates: z.object({ credits: z.array(credit) }),
        /** It was booked as theirs and taken back. `settled`: somebody else is known to have sent it, or it went back. */
        mistaken: z.object({ donation: donationRecord, settled: z.boolean() }),
        /** With the sum and the day that were said, where they were clear. */
        nothing: z.object({
          amount: money.nullable(),
          day: day.nullable(),
          check_at: time,
          check_again_at: time,
          answer_by: time,
        }),
      },
      async run({ tx, clock, contact }, said) {
        const now = clock.now()
        const told = said.amount || !said.words ? undefined : toldIn(said.words, dayOf(now))
        const amount = said.amount ?? told?.amount
        const asked = { amount, ...stretchOf(told ? told.day : daySaid(said), now) }
        const shown = said.but ? await donationById(tx, said.but.id) : undefined
        const known = shown && upTo(shown)
        const result = await lookForMoney(tx, giving, contact, asked, now, known)
        if (result.kind === 'found') {
          return {
            outcome: 'found' as const,
            donation: await donationRecordOf(tx, giving, result.donation, now),
          }
        }
        if (result.kind === 'candidates') {
          const credits = result.credits.map(({ credit: { id, amount, at, memo } }) => ({
            id,
            amount,
            at,
            memo_hint: memoHint(memo ?? ''),
          }))
          return { outcome: 'candidates' as const, credits }
        }
        const taken = await lastTakenFrom(tx, contact, {
          amount,
          ...(told?.day || said.day ? asked : { from: new Date(now.getTime() - TAKEN_MS), to: now }),
        })
        if (taken) {
          const standing = await donationOfCredit(tx, taken.creditId)
          return {
            outcome: 'mistaken' as const,
            donation: await donationRecordOf(tx, giving, taken, now),
            settled: !standing || !isOwnerless(standing),
          }
        }
        const { first, second } = checkTimes(now)
        return {
          outcome: 'nothing' as const,
          amount: told?.amount ?? null,
          day: told?.day ?? null,
          check_at: first,
          check_again_at: second,
          answer_by: answerBy(now),
        }
      },
    }),
    action({
      name: 'bank.claim',
      input: z.object({ credit: z.uuid(), last4: z.string() }),
      outcomes: { matched: found, wrong: nothing, phone: nothing, taken: nothing, ask_human: nothing },
      async run(ctx, { credit, last4 }) {
        const result = await claimCredit(giving, doing(ctx), credit, last4)
        if (result.kind !== 'matched') return { outcome: result.kind }
        const donation = await donationRecordOf(ctx.tx, giving, result.donation, ctx.clock.now())
        return { outcome: 'matched' as const, donation }
      },
    }),
    action({
      name: 'bank.watch',
      // What the donor said of the time stays in the conversation, for the person who may come to answer.
      input: z.object({ amount: money.nullish(), day: day.nullish(), at: z.string().nullish() }),
      outcomes: {
        /** `one_day`: both looks are on the same day, which then need be named once only. */
        watching: z.object({ first: time, second: time, one_day: z.boolean(), answer_by: time }),
      },
      async run(ctx, said) {
        const watch = await watchForMoney(doing(ctx), {
          amount: said.amount ?? undefined,
          day: daySaid(said),
        })
        const { firstAt: first, secondAt: second, answerBy: answer_by } = watch
        const one_day = dayOf(first) === dayOf(second)
        return { outcome: 'watching' as const, first, second, one_day, answer_by }
      },
    }),
    action({
      name: 'bank.simulate',
      input: z.object({ pledge: z.object({ id: z.uuid() }), amount: money.nullish() }),
      outcomes: { sent: nothing, not_demo: nothing, nothing_due: nothing },
      async run({ tx, clock, contact, key }, { pledge: { id }, amount }) {
        const pledge = await pledgeById(tx, id)
        if (pledge?.contactId !== contact) return { outcome: 'nothing_due' as const }
        return {
          outcome: await pretendTransfer(tx, giving, pledge, amount ?? undefined, { key, now: clock.now() }),
        }
      },
    }),
  ]
}
