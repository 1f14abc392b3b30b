import { CONTESTANT_NAMES, CONTESTANTS, type ContestantName } from './contestants.ts'
import { CONVERSATIONS, type ConversationName, stepsOf } from './conversation.ts'
import type { Run } from './measure.ts'

/** The middle of all rounds, and how far they lie apart. */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

/** What we want to be true. `floor` is what the noise of a shared machine still leaves safe to insist on. */
export interface Bar {
  readonly what: string
  readonly value: Spread
  readonly at: 'least' | 'most'
  readonly goal: number
  readonly floor: number | undefined
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[upper]! : (sorted[upper - 1]! + sorted[upper]!) / 2
  return { median, low: sorted[0]!, high: sorted.at(-1)! }
}

export const reaches = ({ value, at }: Bar, limit: number): boolean =>
  at === 'least' ? value.median >= limit : value.median <= limit

/** @returns the bars that these runs can be held against; none without our own */
export function bars(runs: readonly Run[]): Bar[] {
  const of = (contestant: ContestantName, conversation: ConversationName) =>
    runs.filter((run) => run.contestant === contestant && run.conversation === conversation)

  /** Each round's own ratio: neighbours on the machine disturb both sides of it. */
  function ratio(value: (run: Run) => number, mine: Run[], theirs: Run[]): Spread | undefined {
    const pairs = mine
      .flatMap((run) => {
        const other = theirs.find(({ round }) => round === run.round)
        return other ? [value(run) / value(other)] : []
      })
      .filter((one) => !Number.isNaN(one))
    return pairs.length > 0 ? spread(pairs) : undefined
  }
  function bar(what: string, at: Bar['at'], value: Spread | undefined, goal: number, floor?: number): Bar[] {
    return value ? [{ what, value, at, goal, floor }] : []
  }
  const p99 = (conversation: ConversationName) => {
    const all = of('ours', conversation).map((run) => run.answer.p99)
    return all.length > 0 ? spread(all) : undefined
  }
  const [eight, forty, typed] = [of('ours', 'donate8'), of('ours', 'donate40'), of('ours', 'typed8')]
  return [
    ...bar(
      'donate8: updates/s, times Telegraf',
      'least',
      ratio(rate, eight, of('telegraf', 'donate8')),
      1.5,
      1.2,
    ),
    ...bar(
      'donate8: node CPU, share of Telegraf',
      'most',
      ratio(node, eight, of('telegraf', 'donate8')),
      0.5,
      0.7,
    ),
    ...bar(
      'donate8: node instructions, share of Telegraf',
      'most',
      ratio(thousands, eight, of('telegraf', 'donate8')),
      0.5,
      0.7,
    ),
    ...bar(
      'donate8: updates/s, times conversations',
      'least',
      ratio(rate, eight, of('conversations', 'donate8')),
      3.3,
    ),
    ...bar(
      'donate40: updates/s, times Telegraf',
      'least',
      ratio(rate, forty, of('telegraf', 'donate40')),
      1.3,
    ),
    ...bar(
      'donate40: updates/s, times conversations',
      'least',
      ratio(rate, forty, of('conversations', 'donate40')),
      7,
    ),
    ...bar('node CPU of a step among 40, times one among 8', 'most', ratio(talk, forty, typed), 1.1, 1.1),
    ...bar('donate8: webhook answer p99, ms', 'most', p99('donate8'), 50, 50),
    ...bar('donate40: webhook answer p99, ms', 'most', p99('donate40'), 50, 50),
  ]
}

const rate = (run: Run): number => run.updates / run.seconds
const node = (run: Run): number => run.nodeUs
// The last step weighs an eighth here and a fortieth there: it would hide what length costs.
const talk = (run: Run): number => run.talkUs
const thousands = (run: Run): number => run.instructions / 1_000
const all = (run: Run): number => run.nodeUs + run.postgresUs + run.redisUs

/** The report, in Markdown: medians, with the range of the rounds. */
export function report(runs: readonly Run[], bars: readonly Bar[]): string {
  const names = (Object.keys(CONVERSATIONS) as ConversationName[]).filter((name) =>
    runs.some((run) => run.conversation === name),
  )
  return [...names.map((name) => table(name, runs)), ...(bars.length > 0 ? [barTable(bars)] : [])].join(
    '\n\n',
  )
}

const COLUMNS: readonly (readonly [string, (run: Run) => number, digits: number])[] = [
  ['updates/s', rate, 0],
  ['webhook answer p50, ms', (run) => run.answer.p50, 1],
  ['p99', (run) => run.answer.p99, 1],
  ['reply p50, ms', (run) => run.reply.p50, 1],
  ['p99', (run) => run.reply.p99, 1],
  ['node CPU, µs/update', node, 0],
  ['without the last step', talk, 0],
  ['node, thousand instructions', thousands, 0],
  ['node + postgres + redis', all, 0],
  ['state, bytes', (run) => run.stateBytes, 0],
  ['memory, MB', (run) => run.peakMemory / 2 ** 20, 0],
]

function table(conversation: ConversationName, runs: readonly Run[]): string {
  const mine = runs.filter((run) => run.conversation === conversation)
  const calls = mine[0]!.calls / mine[0]!.updates
  const rows = CONTESTANT_NAMES.flatMap((contestant) => {
    const rounds = mine.filter((run) => run.contestant === contestant)
    if (rounds.length === 0) return []
    const cells = COLUMNS.map(([, value, digits]) => show(spread(rounds.map(value)), digits))
    return [[CONTESTANTS[contestant].title, ...cells]]
  })
  return [
    `### ${conversation}: ${stepsOf(CONVERSATIONS[conversation])} steps, ${calls.toFixed(2)} calls of the Bot API an update`,
    '',
    ...markdown(['', ...COLUMNS.map(([title]) => title)], rows),
  ].join('\n')
}

function barTable(all: readonly Bar[]): string {
  const rows = all.map((bar) => {
    const sign = bar.at === 'least' ? '≥' : '≤'
    const floor = bar.floor === undefined ? '' : `${sign} ${bar.floor} ${reaches(bar, bar.floor) ? '✓' : '✗'}`
    return [bar.what, show(bar.value, 2), `${sign} ${bar.goal} ${reaches(bar, bar.goal) ? '✓' : '✗'}`, floor]
  })
  return ['### Against the goals', '', ...markdown(['', 'measured', 'goal', 'floor'], rows)].join('\n')
}

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)

function show({ median, low, high }: Spread, digits: number): string {
  if (Number.isNaN(median)) return '–'
  const figure = (value: number) =>
    value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return low === high ? figure(median) : `${figure(median)} (${figure(low)}–${figure(high)})`
}
