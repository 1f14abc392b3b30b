import fc, { type GeneratorValue } from 'fast-check'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { factShapes } from '../../src/app/facts.ts'
import { readFlows, shapesOf } from '../../src/conversation/index.ts'
import {
  atRest,
  type Bubble,
  compile,
  decodeSession,
  encodeSession,
  type Heard,
  LIMITS,
  type Resume,
  resume,
  type Session,
  type Sprint,
  start,
  type Todo,
  type Values,
  type View,
} from '../../src/engine/index.ts'
import { answerBy } from '../../src/platform/vietnamese/index.ts'
import { ACTIONS } from '../support/actions.ts'
import { fitting } from '../support/fitting.ts'
import { alsoKnown, facts as sampleFacts, sampleFile, withWinter } from '../support/transcript-samples.ts'

/** The flows that people meet, walked at random: what people do, what actions come to, what the system says. */

const actions = new Map(ACTIONS.map((one) => [one.name, one]))
const { book, problems } = compile(readFlows('flows'), shapesOf(ACTIONS), { facts: factShapes })

const shapeOf = (action: string, outcome: string, field: string): z.ZodType =>
  actions.get(action)!.outcomes[outcome]!.shape[field] as z.ZodType
const PLEDGE = shapeOf('pledge.mine', 'one', 'pledge')
const DONATION = shapeOf('donation.mine', 'some', 'latest')

const SAID = [
  ...['chào', 'menu', 'quay lại', 'dừng', 'dừng hết', 'nhắn lại', 'thôi', 'help', 'gặp người', 'english'],
  ...[
    'tiếng việt',
    'hỏi về quỹ',
    'quà tết',
    '/start',
    '/start tet-2027',
    '/start tet-ta-xua-coats',
    '/start x',
    '/start do-am-2027',
    '/start do-am-2026',
    '/start khai-giang-2027',
    'các đợt góp',
    'mỗi tháng 200k từ tháng sau',
    '200k/tháng',
    'lịch góp của tôi',
    'thôi góp hằng tháng',
  ],
  ...['1', '2', '3', '9', '0', '100', '1.5', '500k', '60 triệu', '1tr5', '2 suất', '1000 đ', '1234567890'],
  ...[
    'ừ',
    'không',
    'đúng',
    'dung',
    'mai',
    'hôm qua',
    'thứ 7',
    '9h',
    'Lan',
    'bác gửi rồi nhé',
    'gọi tôi là cô',
    '0912345678',
    '4412',
    '?',
    '👍',
    '',
  ],
  ...[
    'chưa thấy tiền',
    'hủy',
    'đổi số tiền',
    'giấy ghi nhận',
    'biên nhận',
    'lừa đảo à',
    'bé bị đánh',
    'TLV8K3Q7DX',
  ],
]
const OTHERS = ['voice', 'sticker', 'contact', 'place', 'picture_away', 'picture_left', 'unknown'] as const
const SYSTEM = [
  'money-seen',
  'money-late',
  'money-decided',
  'money-returned',
  'money-checked',
  'pledge-reminder',
] as const

interface Walker {
  session: Session | undefined
  now: number
  /** Buttons that were ever shown. */
  readonly shown: string[]
  readonly change: (facts: Values) => Values
}

const again = (session: Session): Session => decodeSession(encodeSession(session))

function viewOf(walker: Walker): View {
  const now = new Date(walker.now)
  const known = { ...sampleFacts(now), me: { lang: 'vi' }, answer_by: answerBy(now) }
  return { now, lang: 'vi', channel: 'simulator', facts: walker.change(known) }
}

/** What campaigns may name as their flow: every voice, and the flow itself. */
const SPEAKERS = ['give', ...(book?.flows.flatMap(({ flow, voice }) => (voice ? flow : [])) ?? [])]

/** A world as it may be: between campaigns, at the end of one, with two or with nothing to count, of a fund that says little. */
function worldly(g: GeneratorValue): Walker['change'] {
  const open = g(fc.integer, { min: 0, max: 4 }) > 0
  const more = { late: g(fc.boolean), left: g(fc.constantFrom, 0, 1, 188), ended: !open && g(fc.boolean) }
  const silent = g(fc.boolean) ? { hotline: null, refund_days: null, kept_share: null, invoices: false } : {}
  const demo = g(fc.boolean)
  const potOnly = g(fc.boolean) ? { unit: null, unit_price: null, cap: 0, received: 0, left: 0 } : {}
  const flow = g(fc.constantFrom, ...SPEAKERS)
  const occasion = { flow, event: flow, days: g(fc.constantFrom, null, 3), passed: g(fc.boolean) }
  const counted = g(fc.boolean) ? { unit: 'áo' } : {}
  const another = open && g(fc.boolean)
  return (known) => {
    const campaign = { ...(known.campaign as Values), ...more, ...occasion, ...counted, ...potOnly }
    const fund = { ...(known.fund as Values), ...silent }
    const told = { ...known, fund, demo, campaign, campaigns: [campaign] }
    if (open || more.ended) return alsoKnown(another ? withWinter(told) : told)
    const home = { flow: 'menu', with: {} }
    return alsoKnown({ ...known, fund, demo, campaign: null, campaigns: [], places: [], links: {}, home })
  }
}

function outcomeOf(g: GeneratorValue, { action }: Todo, view: View): Resume {
  const { outcomes } = actions.get(action)!
  const outcome = g(fc.constantFrom, ...Object.keys(outcomes))
  const data = fitting(g, outcomes[outcome]!) as Record<string, Values[string]>
  // Those that it names are in the facts.
  if ('ids' in data) {
    const places = (view.facts.places as readonly Values[]).filter(
      (one) => one.pooled === (outcome === 'pooled'),
    )
    if (places.length === 0) return { kind: 'outcome', outcome: 'none', data: {} }
    data.ids = places.map((one) => one.id!)
  }
  expect(outcomes[outcome]!.safeParse(data).success, `${action} ${outcome}`).toBe(true)
  return { kind: 'outcome', outcome, data }
}

/** What the system has to say of somebody's money or promise. */
function toldBy(g: GeneratorValue, now: Date) {
  const flow: (typeof SYSTEM)[number] = g(fc.constantFrom, ...SYSTEM)
  const found = g(fc.boolean)
  const donation = fitting(g, DONATION)
  const given: Record<(typeof SYSTEM)[number], Values> = {
    'money-seen': { donation },
    'money-late': { donation },
    'money-decided': { donation },
    'money-returned': { donation },
    'money-checked': {
      ...{ found, round: g(fc.constantFrom, 1, 2, 3), answer_by: now },
      ...(found ? { donation } : {}),
    },
    'pledge-reminder': { pledge: fitting(g, PLEDGE), last: g(fc.boolean) },
  }
  return { flow, with: given[flow], by: 'system' as const }
}

function talks(g: GeneratorValue, { shown, session }: Walker): Heard {
  const kind = g(
    fc.constantFrom,
    'press',
    'press',
    'press',
    'say',
    'say',
    'free',
    'other',
    'picture',
    'forge',
  )
  if (kind === 'press' && shown.length > 0) {
    // Mostly what was shown last.
    const nth = g(fc.boolean) ? g(fc.nat, { max: 4 }) : g(fc.nat, { max: 40 })
    return { kind: 'heard', choice: shown.at(-1 - (nth % shown.length))! }
  }
  if (kind === 'free') return { kind: 'heard', text: g(fc.string, { unit: 'grapheme', maxLength: 40 }) }
  if (kind === 'other') return { kind: 'heard', other: g(fc.constantFrom, ...OTHERS) }
  if (kind === 'picture') return { kind: 'heard', files: [sampleFile('anh.png')] }
  if (kind === 'forge')
    return { kind: 'heard', choice: `${session?.wait ?? 0}.${g(fc.string, { maxLength: 9 })}` }
  return { kind: 'heard', text: g(fc.constantFrom, ...SAID) }
}

/** All until somebody must be waited for. Whatever waits is kept and read again, as in the database. */
function through(
  g: GeneratorValue,
  walker: Walker,
  view: View,
  first: Sprint,
): { said: Bubble[]; handed: boolean } {
  const said: Bubble[] = []
  let handed = false
  let sprint = first
  for (let n = 0; ; n++) {
    expect(n, 'actions without end').toBeLessThan(LIMITS.steps + 1)
    for (const effect of sprint.effects) {
      if (effect.kind === 'alert' && effect.what === 'broken') throw new Error(effect.detail)
      if (effect.kind === 'hand_over') handed = true
      if (effect.kind === 'say') said.push(effect.bubble)
    }
    walker.session = again(sprint.session)
    expect(encodeSession(walker.session)).toBe(encodeSession(sprint.session))
    if (!sprint.todo) break
    sprint = resume(book!, walker.session, outcomeOf(g, sprint.todo, view), view)
  }
  for (const { choices = [] } of said) walker.shown.push(...choices.map(({ id }) => id))
  return { said, handed }
}

test('no walk through the flows breaks, ends in silence, or leaves anybody without a way on', () => {
  expect(problems).toEqual([])
  const been = new Set<string>()
  fc.assert(
    fc.property(fc.gen(), (g) => {
      const walker: Walker = {
        ...{ session: undefined, now: Date.parse('2026-12-20T13:15:00Z'), shown: [] },
        change: worldly(g),
      }
      for (let n = 0; n < 50; n++) {
        const before = walker.session
        const what = g(
          fc.constantFrom,
          ...Array<'talk'>(8).fill('talk'),
          'time',
          'later',
          'handed back',
          'system',
        )
        if (what === 'later') walker.now += g(fc.constantFrom, 1, 7, 60) * 3_600_000
        const view = viewOf(walker)
        const wait = before?.wait ?? 0
        const first =
          what === 'system'
            ? start(book!, before, toldBy(g, view.now), view)
            : resume(
                book!,
                before,
                what === 'talk'
                  ? talks(g, walker)
                  : what === 'handed back'
                    ? { kind: 'handed_back' }
                    : { kind: 'time', wait },
                view,
              )
        if (!first) continue
        const { said, handed } = through(g, walker, view, first)
        const session = walker.session!
        for (const { flow } of session.stack) been.add(flow)
        for (const { text } of said) expect(text).not.toMatch(/\{[a-z_.]+\}|undefined|NaN|\[object/)
        if (what === 'talk' && before?.waits !== 'person' && session.waits !== 'person' && said.length === 0)
          // Silence is only for somebody whom even a person was called for.
          expect(handed || session.misses > LIMITS.identical + 1).toBe(true)
        expect(session.wait).toBeGreaterThanOrEqual(wait)
        // An end, or something that an answer is waited for.
        if (session.waits === 'nothing') expect(atRest(book!, session)).toBe(true)
        else expect(session.stack.length).toBeGreaterThan(0)
        if (session.waits === 'answer' && said.length > 0)
          expect(
            said.some(({ text, choices = [] }) => choices.length > 0 || /[?:.]/.test(text)),
            said.map(({ text }) => text).join('\n'),
          ).toBe(true)
      }
      // From wherever this ended, "menu" leads to the menu.
      const view = viewOf(walker)
      through(g, walker, view, resume(book!, walker.session, { kind: 'heard', text: 'menu' }, view))
      expect(walker.session!.stack.map((frame) => frame.flow)).toEqual(['menu'])
    }),
    // To make a walk shorter takes minutes; its seed and path play it again.
    { numRuns: 200, endOnFailure: true },
  )
  // The walks get about.
  const main = ['give', 'pay', 'money-seen', 'certificate', 'missing-money', 'mine', 'human', 'menu']
  expect([...been]).toEqual(expect.arrayContaining(main))
})
