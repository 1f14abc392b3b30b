import { expect, test } from 'vitest'
import type { ContestantName } from './contestants.ts'
import type { ConversationName } from './conversation.ts'
import type { Run } from './measure.ts'
import { bars, reaches, report, spread } from './summary.ts'

const run = (
  contestant: ContestantName,
  conversation: ConversationName,
  round: number,
  perSecond: number,
  nodeUs: number,
): Run => ({
  contestant,
  conversation,
  round,
  updates: 1000,
  calls: 1625,
  seconds: 1000 / perSecond,
  answer: { p50: 5, p99: 20 },
  reply: { p50: 6, p99: 25 },
  nodeUs,
  talkUs: nodeUs,
  instructions: nodeUs * 2_000,
  postgresUs: 40,
  redisUs: 0,
  othersShare: 0.01,
  stateBytes: 300,
  peakMemory: 100 * 2 ** 20,
})
const bar = (runs: Run[], what: string) => bars(runs).find((one) => one.what === what)!
const TIMES = 'donate8: updates/s, times Telegraf'

test('a ratio is taken within each round, then the middle of them', () => {
  // Round 2 had a bad neighbour, for both.
  const runs = [
    [1, 8000, 4000],
    [2, 2000, 1000],
    [3, 9000, 3000],
  ].flatMap(([round, mine, theirs]) => [
    run('ours', 'donate8', round!, mine!, 100),
    run('telegraf', 'donate8', round!, theirs!, 200),
  ])
  expect(bar(runs, TIMES).value).toEqual({ median: 2, low: 2, high: 3 })
})

test('a floor lies below its goal and is missed only below itself', () => {
  const times = (factor: number) =>
    bar([run('ours', 'donate8', 1, 1000 * factor, 100), run('telegraf', 'donate8', 1, 1000, 200)], TIMES)
  const verdict = (factor: number) => [
    reaches(times(factor), times(factor).goal),
    reaches(times(factor), times(factor).floor!),
  ]
  expect(verdict(1.6)).toEqual([true, true])
  expect(verdict(1.3)).toEqual([false, true])
  expect(verdict(1.1)).toEqual([false, false])
})

test('CPU, growth and the webhook answer are held against a most', () => {
  const runs = [
    run('ours', 'donate8', 1, 1000, 150),
    run('telegraf', 'donate8', 1, 1000, 200),
    run('ours', 'typed8', 1, 1000, 100),
    run('ours', 'donate40', 1, 1000, 120),
  ]
  const missed = bars(runs).filter((one) => one.floor !== undefined && !reaches(one, one.floor))
  expect(missed.map((one) => one.what)).toEqual([
    TIMES,
    'donate8: node CPU, share of Telegraf',
    'donate8: node instructions, share of Telegraf',
    'node CPU of a step among 40, times one among 8',
  ])
})

test('without our own runs there is nothing to hold against a goal', () => {
  const runs = [run('telegraf', 'donate8', 1, 1000, 200)]
  expect(bars(runs)).toEqual([])
  expect(report(runs, [])).toContain(
    '| Telegraf WizardScene, Redis | 1,000 | 5.0 | 20.0 | 6.0 | 25.0 | 200 | 200 | 400 | 240 | 300 | 100 |',
  )
})

test('the middle of an even number of rounds lies between two', () => {
  expect(spread([4, 1, 2, 3])).toEqual({ median: 2.5, low: 1, high: 4 })
})

test('what could not be counted is shown as such, and held against nothing', () => {
  const blind = (name: ContestantName) => ({
    ...run(name, 'donate8', 1, 1000, 100),
    instructions: Number.NaN,
  })
  const runs = [blind('ours'), blind('telegraf')]
  expect(bars(runs).map((one) => one.what)).not.toContain('donate8: node instructions, share of Telegraf')
  expect(report(runs, bars(runs))).toContain('| 100 | 100 | – | 140 |')
})
