import { expect, test } from 'vitest'
import { compile } from '../../src/engine/index.ts'
import { ACTIONS, bookOf, FACT_SHAPES, readFixtures, talk } from './world.ts'

/** What people say instead of a button's label, by the phrases that stand beside it. */

const HEARS = 'bận, không|ko đi|đến được, đổi ngày sang #sum'
const reminder = (phrases = HEARS, means = '') => ({
  flow: 'reminder',
  steps: `
flow: reminder
about: Only for this test
start: tell
steps:
  tell:
    say: tell
    choose:
      fine: fine
      day: { then: day }
      quiet: { then: quiet, means: words${means} }
    rest: true
  fine: { say: fine, then: end }
  day: { say: day, then: end }
  quiet: { say: quiet, then: end }
`,
  words: {
    vi: `tell: Mai hẹn gặp.\ntell.fine: Tôi đến\ntell.day: Đổi ngày\ntell.day.hears: "${phrases}"\ntell.quiet.hears: quên\nfine: Hẹn gặp.\nday: Hôm nào?\nquiet: Không sao.\n`,
    en: 'tell: Tomorrow.\ntell.fine: I come\ntell.day: Another day\ntell.day.hears: busy\ntell.quiet.hears: forgot\nfine: See you.\nday: When?\nquiet: All right.\n',
  },
})
const told = () => {
  const lan = talk(bookOf([...readFixtures(), reminder()]))
  lan.triggers('reminder', {})
  return lan
}

test.each([
  ['mai mình không đi được', 'Hôm nào?'],
  ['mình bận mất rồi', 'Hôm nào?'],
  ['sorry, busy tomorrow', 'Hôm nào?'],
  ['đổi ngày sang 20', 'Hôm nào?'],
  ['mình quên mất', 'Không sao.'],
])('%j is what stands beside it', (line, answer) => {
  expect(told().says(line)[0]).toBe(answer)
})

test('a sum that is said besides is for what asks of it', () => {
  expect(told().says('mình bận, góp 500k')[0]).not.toBe('Hôm nào?')
})

test('where something else was said last, these words are no answer', () => {
  const lan = told()
  lan.says('menu')
  expect(lan.says('mình bận mất rồi')[0]).not.toBe('Hôm nào?')
})

test('what is wrong with a phrase is said', () => {
  const problems = (...more: Parameters<typeof reminder>) =>
    compile([...readFixtures(), reminder(...more)], ACTIONS, { facts: FACT_SHAPES }).problems.map(
      ({ message }) => message,
    )
  expect(problems()).toEqual([])
  expect(problems('bận,')[0]).toContain('Between commas stands a phrase.')
  expect(problems('* bận')[0]).toContain('between two words')
  expect(problems(HEARS, ', if: fund')[0]).toContain('"means: words" takes no "if"')
})
