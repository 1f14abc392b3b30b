import { describe, expect, test } from 'vitest'
import {
  type Actions,
  type Book,
  LIMITS,
  Misuse,
  makeBook,
  resume,
  revive,
  start,
} from '../../src/engine/index.ts'
import { ACTIONS, bookOf, FACTS, talk } from './world.ts'

const SORRY = 'Mình đang trục trặc, lỗi ở mình, và đã báo người phụ trách.'
const MENU = 'Bạn cần gì? [Góp quà Tết] [Hỏi về Quỹ] [Đi trao quà] [English]'

/** A flow that would never pass the check, in a book all the same. */
function unchecked(steps: string, vi = 'a: A\nb: B\n', actions: Actions = ACTIONS): Book {
  const source = {
    flow: 'bad',
    steps: `flow: bad\nabout: Not fit to be live\nstart: a\n${steps}`,
    words: { vi, en: vi },
  }
  const { flows, problems } = revive([source], actions)
  if (problems.length > 0) throw new Error(problems.map((one) => one.message).join('\n'))
  return makeBook({ live: [...bookOf().flows, ...flows] })
}

/** What a person hears who starts it, and what is told besides. */
function tried(book: Book, facts = FACTS) {
  const lan = talk(book, facts)
  const said = lan.triggers('bad', {}, 'person')!
  return { lan, said }
}

describe('a flow that cannot go on says one honest sentence, and the next word starts afresh', () => {
  const cases: Record<string, [string, RegExp]> = {
    'goes round for ever': [
      'steps:\n  a: { say: a, then: b }\n  b: { say: b, then: a }',
      /more than 20 bubbles/,
    ],
    'goes round without a word': [
      'keeps: { n: number }\nsteps:\n  a: { set: { n: 1 }, then: a }',
      /more than 100 steps/,
    ],
    'does the same thing for ever': [
      'steps:\n  a: { do: consent.withdraw, on: { saved: a } }',
      /more than 100 steps/,
    ],
    'leads to a step that is not there': ['steps:\n  a: { say: a, then: nowhere }', /no step "nowhere"/],
    'calls a flow that is not there': ['steps:\n  a: { call: nothing, then: end }', /no flow "nothing"/],
    'lacks a text': ['steps:\n  a: { say: missing, then: end }', /lacks "missing"/],
    'copies nothing': [
      'keeps: { n: text }\nsteps:\n  a: { say: [{ copy: n }], then: end }',
      /nothing to copy/,
    ],
    'shows a file that is none': ['steps:\n  a: { say: [{ image: fund }], then: end }', /is no file/],
    'counts what cannot be counted': [
      "keeps: { n: number }\nsteps:\n  a: { set: { n: = 2 * 'x' }, then: end }",
      /cannot count/,
    ],
    'counts beyond every amount': [
      'keeps: { n: number }\nsteps:\n  a: { set: { n: 9 }, then: b }\n  b: { set: { n: = n * n }, then: b }',
      /beyond every amount/,
    ],
    'keeps half a đồng': [
      'keeps: { n: money }\nsteps:\n  a: { set: { n: = 1.5 }, then: end }',
      /no amount of whole/,
    ],
    'waits for no time': [
      'keeps: { at: time }\nsteps:\n  a: { wait: { until: at }, then: end }',
      /no time to wait for/,
    ],
    'does not handle an outcome': [
      'steps:\n  a: { do: consent.withdraw, on: { other: end } }',
      /outcome "saved" of consent.withdraw is not handled/,
    ],
  }
  for (const [what, [steps, why]] of Object.entries(cases)) {
    test(what, () => {
      const { lan, said } = tried(unchecked(steps))
      expect(said[0]).toBe(SORRY)
      expect(said[1]).toMatch(/^~ alert broken: flow "bad" step/)
      expect(said[1]).toMatch(why)
      expect(said).toHaveLength(2)
      expect(lan.session).toMatchObject({ waits: 'nothing', stack: [] })
      expect(lan.says('alo')).toEqual([MENU])
    })
  }

  test('a text with a hole is said, and whoever wrote it is told', () => {
    const { said } = tried(unchecked('steps:\n  a: { say: a, then: end }', 'a: Chào {me.name} nhé\n'))
    expect(said).toEqual(['~ alert broken: flows/bad/vi.yaml "a": nothing to show for {me.name}', 'Chào nhé'])
  })

  test('calls deeper than the stack end it', () => {
    const chain = Array.from({ length: LIMITS.stack + 1 }, (_, n) => ({
      flow: `deep-${n}`,
      steps: `flow: deep-${n}\nabout: Deeper\nstart: a\nsteps:\n  a: { call: deep-${n + 1}, then: b }\n  b: { say: b, then: end }\n`,
      words: { vi: 'b: Xong\n', en: 'b: Done\n' },
    }))
    const { flows } = revive(chain, ACTIONS)
    const lan = talk(makeBook({ live: [...bookOf().flows, ...flows] }))
    expect(lan.triggers('deep-0', {}, 'person')![1]).toMatch(/more than 12 flows on top of one another/)
  })

  test('what the system starts fails silently for the person, and leaves the session', () => {
    const lan = talk(unchecked('steps:\n  a: { say: missing, then: end }'))
    lan.says('menu')
    const before = lan.session
    expect(lan.triggers('bad')).toEqual([expect.stringMatching(/^~ alert broken/)])
    expect(lan.session).toEqual(before)
    expect(lan.triggers('nothing')).toEqual([
      '~ alert broken: flow "menu" step "open": there is no flow "nothing"',
    ])
  })

  test('what was told besides stays told', () => {
    const { said } = tried(
      unchecked(
        'steps:\n  a: { hand_over: lost, timeout: { after: 1h, then: b }, then: b }\n  b: { say: missing, then: end }',
      ),
    )
    expect(said).toEqual(['~ hand over: lost'])
    const urgent = unchecked(
      'urgent: true\nsteps:\n  a: { say: missing, then: end }',
      'hears: { has: [cứu em] }\na: A\n',
    )
    const lan = talk(urgent)
    expect(lan.says('cứu em với')).toEqual([
      '~ alert danger: flow bad',
      SORRY,
      expect.stringMatching(/^~ alert broken/),
    ])
  })

  test('a revision that is gone ends the conversation, not the service', () => {
    const lost = () => {
      const lan = talk()
      lan.triggers('gift', { quick: true }, 'person')
      const frame = lan.session!.stack[0]!
      lan.session = { ...lan.session!, stack: [{ ...frame, revision: 'gone' }] }
      return lan
    }
    const lan = lost()
    expect(lan.says('200k')[0]).toBe(SORRY)
    expect(lan.says('200k')).toEqual([expect.stringMatching(/chưa hiểu/), MENU])
    const minh = lost()
    expect(minh.triggers('seen', {})).toEqual([expect.stringMatching(/^~ alert broken/)])
    expect(minh.says('200k')).toEqual([expect.stringMatching(/chưa hiểu/), MENU])
  })
})

test('an action that gives too much to remember breaks the flow, not the service', () => {
  const lan = talk()
  lan.outcomes['pledge.create'] = () => [
    'held',
    { pledge: { code: 'x'.repeat(20_000), until: '2026-12-27' } },
  ]
  lan.triggers('gift', { quick: true }, 'person')
  expect(lan.says('200k')).toEqual([SORRY, expect.stringMatching(/session of 2\d{4} characters is larger/)])
  expect(lan.says('alo')).toEqual([MENU])
})

describe('the caller’s own mistakes are thrown', () => {
  const view = {
    now: new Date('2026-12-20T13:15:00Z'),
    lang: 'vi',
    channel: 'simulator',
    facts: FACTS,
  } as const

  test('an outcome that nobody waits for, a word while an outcome is waited for', () => {
    const book = bookOf()
    const lan = talk()
    lan.triggers('gift', { quick: true }, 'person')
    expect(() => resume(book, lan.session, { kind: 'outcome', outcome: 'held', data: {} }, view)).toThrow(
      Misuse,
    )
    const doing = resume(book, lan.session, { kind: 'heard', text: '200k' }, view)
    expect(doing.todo).toMatchObject({ action: 'pledge.create' })
    expect(() => resume(book, doing.session, { kind: 'heard', text: 'alo' }, view)).toThrow(Misuse)
    expect(() => resume(book, doing.session, { kind: 'heard', choice: '1.x' }, view)).toThrow(Misuse)
    const link = { flow: 'gift', with: {}, by: 'person' } as const
    expect(() => start(book, doing.session, link, view)).toThrow(Misuse)
    expect(start(book, doing.session, { ...link, by: 'system' }, view)).toBeUndefined()
  })

  test('a book without common', () => {
    expect(() => makeBook({ live: bookOf().flows.filter((one) => one.flow !== 'common') })).toThrow(/common/)
  })
})

test('very long and very odd messages are only messages', () => {
  for (const text of [
    'x'.repeat(100_000),
    '\u0000\u0001',
    '\ud800',
    '🌸'.repeat(3000),
    '}{',
    '{amount}',
    '\u202e abc',
    '‮',
    '𝟑𝟎𝟎',
  ]) {
    const lan = talk()
    lan.triggers('gift', { quick: true }, 'person')
    const said = lan.says(text)
    expect(said.length).toBeGreaterThan(0)
    expect(said.join('')).not.toContain(SORRY)
  }
})

test('a free answer is kept whole up to five hundred letters, and never read as a template', () => {
  const lan = talk()
  lan.says('đi trao quà')
  for (const said of ['mai', '9h', '4', 'có', '{fund.name}', '0912345678']) lan.says(said)
  // Cut, it would not be what she said.
  expect(lan.says(`{day} ${'ă'.repeat(495)}`)).toEqual([expect.stringContaining('Tin dài quá')])
  lan.says(`{day} ${'ă'.repeat(494)}`)
  expect([...(lan.session!.stack[0]!.values.where as string)]).toHaveLength(500)
  expect(lan.presses('Không gửi')[0]).toContain('{fund.name}')
})

test('a message that is too long to read is answered so, wherever it comes, and danger in it is heard all the same', () => {
  const novel = 'Mình kể bạn nghe. '.repeat(60_000)
  const fresh = talk()
  expect(fresh.says(novel)[0]).toContain('Tin dài quá')
  expect(fresh.session!.waits).toBe('answer')
  const lan = talk()
  lan.triggers('gift', { quick: true }, 'person')
  expect(lan.says(novel)[0]).toContain('Tin dài quá')
  expect(lan.says(`bé bị đánh ${novel}`).join()).toContain('111')
})

test('an answer that fits in no session ends the talk with a word, never with an exception', () => {
  const lan = talk()
  lan.says('đi trao quà')
  for (const said of ['mai', '9h', '4', 'có', 'Lan', '0912345678']) lan.says(said)
  const [frame] = lan.session!.stack
  lan.session = {
    ...lan.session!,
    stack: [{ ...frame!, values: { note: 'x'.repeat(LIMITS.session - 600) } }],
  }
  expect(lan.says('"'.repeat(499)).join()).toContain(SORRY)
  expect(lan.says('menu').join()).not.toContain(SORRY)
})
