import { expect, test } from 'vitest'
import { only } from '../../src/engine/expression.ts'
import { calledSo, offeredSo, saidSo } from '../../src/engine/forms.ts'
import {
  compile,
  decodeSession,
  encodeSession,
  type FlowSource,
  resume,
  sentence,
} from '../../src/engine/index.ts'
import { template } from '../../src/engine/words.ts'
import { ACTIONS, bookOf, FACT_SHAPES, FACTS, readFixtures, talk } from './world.ts'

const NOW = new Date('2026-12-20T13:15:00Z')

/** The fixture flows, where the flow “help” tells how one is spoken to, “stop” is for a child, and each sets what it may. */
const changed = (edit: (flow: FlowSource) => FlowSource) => readFixtures().map(edit)
const withHelp = (steps: string, vi: string, en = 'tell: You and I.') =>
  changed((one) =>
    one.flow === 'help'
      ? { ...one, steps: `flow: help\nabout: x\nstart: tell\n${steps}`, words: { vi, en } }
      : one,
  )
const TELL = 'tell: "{You}, {you}; {me}. {Me}: {here} là Chung Tay. {fine} {you}, {Fine} {you}, {Here}."'
const SAYS = 'steps:\n  tell:\n    say: tell\n    then: end\n'

test('a sentence says how somebody is called, and what the bot is called with them', () => {
  const book = bookOf(withHelp(SAYS, TELL))
  const said = (called?: string) => {
    const view = { now: NOW, lang: 'vi', channel: 'x', facts: FACTS, ...(called && { called }) } as const
    const [effect] = resume(book, undefined, { kind: 'heard', text: 'trợ giúp' }, view).effects
    return effect?.kind === 'say' && effect.bubble.text
  }
  expect(said()).toBe('Bạn, bạn; mình. Mình: mình là Chung Tay. được bạn, Được bạn, Mình.')
  expect(said('chị')).toBe('Chị, chị; Chung Tay. Chung Tay: đây là Chung Tay. được chị, Được chị, Đây.')
  expect(said('bác')).toBe('Bác, bác; Chung Tay. Chung Tay: đây là Chung Tay. dạ được bác, Dạ được bác, Đây.')
  // A contact may hold what this release does not know.
  expect(said('ông')).toBe(said())
})

test('what a flow sets holds from the next word on, in every flow, and in the kept session', () => {
  const asks = `keeps: { wish: text }
steps:
  tell:
    say: tell
    choose:
      co: { set: { wish: cô }, then: keep }
      gone: end
    rest: true
  keep:
    set: { form: = wish }
    say: tell
    then: end
`
  const lan = talk(
    bookOf(
      withHelp(
        asks,
        'tell: "{Me} và {you}."\ntell.co: Cô\ntell.gone: Thôi',
        'tell: A\ntell.co: C\ntell.gone: G',
      ),
    ),
  )
  expect(lan.says('trợ giúp')[0]).toContain('Mình và bạn.')
  expect(lan.presses('Cô')).toEqual(['Chung Tay và cô.'])
  expect(lan.session?.called).toEqual({ as: 'cô' })
  expect(lan.says('trợ giúp')[0]).toContain('Chung Tay và cô.')
  expect(decodeSession(encodeSession(lan.session!)).called).toEqual({ as: 'cô' })
})

test('a session that was kept before there were forms is read, and its person is “bạn”', () => {
  const lan = talk(bookOf(withHelp(SAYS, 'tell: "{Me} và {you}."')))
  lan.says('trợ giúp')
  expect(encodeSession(lan.session!)).not.toContain('"c":')
  expect(lan.session?.called).toBeUndefined()
  expect(lan.says('trợ giúp')).toEqual(['Mình và bạn.'])
})

test('to a child every sentence says “bạn”, whoever else has the phone', () => {
  const young =
    'steps:\n  tell:\n    set: { form: bác, young: true }\n    say: tell\n    then: grown\n  grown:\n    set: { young: false }\n    say: tell\n    then: end\n'
  expect(talk(bookOf(withHelp(young, 'tell: "{Me} và {you}."'))).says('trợ giúp')).toEqual([
    'Mình và bạn.',
    'Chung Tay và bác.',
  ])
})

test('who must speak when no flow can speaks so too', () => {
  const sources = changed((one) =>
    one.flow === 'common'
      ? {
          ...one,
          words: { ...one.words, vi: one.words.vi.replace(/^fault: .*$/m, 'fault: "{Me} trả lời {you}."') },
        }
      : one,
  )
  const book = bookOf(sources)
  expect(sentence(book, 'fault', 'vi')).toBe('Mình trả lời bạn.')
  expect(sentence(book, 'fault', 'vi', {}, 'bác')).toBe('Chung Tay trả lời bác.')
})

test('without a form of address there is a hole, and whoever wrote the text hears of it', () => {
  const lost: string[] = []
  const ready = template('Chào {you} nhé.', 1, new Map())
  expect(ready.render(only({}), { lang: 'vi', yes: '', no: '' }, (path) => lost.push(path))).toBe('Chào nhé.')
  expect(lost).toEqual(['you'])
})

test('what they call themselves is offered once, and not at all once they have said', () => {
  expect(calledSo({}, 'cô')).toEqual({ heard: 'cô' })
  expect(offeredSo({ heard: 'cô' }, 'cô')).toEqual({ asked: ['cô'] })
  expect(calledSo({ asked: ['cô'] }, 'cô')).toEqual({ asked: ['cô'] })
  expect(calledSo({ asked: ['cô'] }, 'bác')).toEqual({ asked: ['cô'], heard: 'bác' })
  expect(saidSo({ asked: ['cô'], heard: 'bác' }, 'bạn')).toEqual({ as: 'bạn', asked: ['cô'] })
  expect(calledSo({ as: 'bạn' }, 'cô')).toEqual({ as: 'bạn' })
})

const problems = (sources: readonly FlowSource[]) =>
  compile(sources, ACTIONS, { facts: FACT_SHAPES }).problems.map(({ message }) => message)
const inCommon = (from: string | RegExp, to: string, lang: 'vi' | 'en' = 'vi') =>
  changed((one) =>
    one.flow === 'common'
      ? { ...one, words: { ...one.words, [lang]: one.words[lang].replace(from, to) } }
      : one,
  )

test('what is wrong is told: English with {you}, a form that is none, a value of such a name, a bad table', () => {
  expect(problems(withHelp(SAYS, 'tell: "{You}"', 'tell: "{You} there"'))).toEqual([
    'flows/help/en.yaml:1 "tell" shows {You}, which is Vietnamese. Write “you” or “I” out.',
  ])
  const set = (form: string) => `steps:\n  tell:\n    set: { form: ${form} }\n    say: tell\n    then: end\n`
  expect(problems(withHelp(set('em'), 'tell: A'))).toEqual([
    'flows/help/flow.yaml:6 "form: em" is no form of address. Use bạn, anh, chị, cô, chú, bác.',
  ])
  expect(problems(withHelp(`keeps: { here: text }\n${SAYS}`, 'tell: A'))[0]).toContain(
    '"here" is no name for a value',
  )
  expect(problems(inCommon(/forms:[\s\S]*$/, ''))[0]).toContain('flows/common/vi.yaml:1 lacks "forms"')
  expect(problems(inCommon('me: Chung Tay, here: đây, fine: được', 'me: Chung Tay, here: đây'))[0]).toContain(
    '"forms": "anh" is one small word with its three',
  )
  expect(problems(inCommon(/$/, '\nforms:\n  you: { me: I, here: I, fine: fine }\n', 'en'))).toEqual([
    'flows/common/en.yaml:1 has "forms", which are Vietnamese. Remove them.',
  ])
})

test('a text is as long as it is to whoever has the longest form', () => {
  const long = (you: string) => `tell: "${you} ${'a'.repeat(310)}"`
  expect(problems(withHelp(SAYS, long('mình')))).toEqual([])
  expect(problems(withHelp(SAYS, long('{me}')))).toEqual([])
  expect(problems(withHelp(SAYS, long('{me}a')))[0]).toContain('is about 321 characters; a bubble holds 320')
  const common = (sum: number) => problems(inCommon(/^fault: .*$/m, `fault: "{Me} ${'a'.repeat(sum)}"`))
  expect(common(310)).toEqual([])
  expect(common(311)[0]).toContain('"fault" is longer than 320 characters')
})
