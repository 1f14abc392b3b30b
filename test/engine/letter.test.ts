import { expect, test } from 'vitest'
import type { FlowSource } from '../../src/engine/index.ts'
import { bookOf, HOUR, readFixtures, talk } from './world.ts'

const flow = (steps: string, vi: string): FlowSource => ({
  flow: 'tell',
  steps: `flow: tell\nabout: x\n${steps}`,
  words: { vi, en: vi },
})

const TELL = flow(
  `start: ask
keeps: { story: text, cut: yes_no, until: time }
takes: { by: time }
steps:
  ask:
    say: ask
    ask: { read: text, as: story, cut: cut }
    options: { no: quit }
    then: told
  told:
    say: told
    hand_over: { reason: = story, by: by }
    then: end
`,
  'hears:\n  whole: [phản ánh]\nask: Bạn kể nhé.\nask.no: Thôi\ntold: "Cắt: {cut}"\n',
)

const BY = new Date('2026-12-22T10:00:00Z')

function telling() {
  const lan = talk(bookOf([...readFixtures(), TELL]))
  lan.triggers('tell', { by: BY }, 'person')
  return lan
}

test('all that is told is the letter: no word of another flow in it leads away', () => {
  const lan = telling()
  const words = 'Hôm tôi đi trao quà về, có người lừa đảo, gặp người thì không ai trả lời'
  expect(lan.says(words)).toEqual(['Cắt: Không', `~ hand over: ${words}`])
})

test('a person is called for the hour that was promised', () => {
  const lan = telling()
  lan.says('quà thiếu hai áo')
  expect(lan.last!.effects).toContainEqual({ kind: 'hand_over', reason: 'quà thiếu hai áo', by: BY })
})

test('whole-message words, buttons and a child in danger come first', () => {
  const menu = telling().says('menu')
  expect(menu.join()).not.toMatch(/Cắt/)
  expect(telling().presses('Thôi').join()).not.toMatch(/Cắt/)
  expect(telling().says('có em bị đánh ở trường').join()).toMatch(/111/)
  expect(
    telling()
      .says(`có em bị đánh ở trường ${'và nhiều chuyện khác '.repeat(200)}`)
      .join(),
  ).toMatch(/111/)
})

test('of what is too long the beginning is kept, and that is known', () => {
  const lan = telling()
  const long = `đầu thư ${'chữ '.repeat(1000)}cuối thư`
  const [said, handed] = lan.says(long)
  expect(said).toBe('Cắt: Có')
  expect(handed).toContain('đầu thư')
  expect(handed).not.toContain('cuối thư')
  expect(handed!.length).toBeLessThan(3100)
  // Just what fits is whole, although it is longer than other answers may be.
  const whole = `${'chữ '.repeat(700)}cuối thư`
  const minh = telling()
  expect(minh.says(whole)[0]).toBe('Cắt: Không')
  expect(minh.last!.session.stack[0]!.values.story).toBe(whole)
})

test('letters of any script, and of what is nothing, do no harm', () => {
  expect(telling().says('👨‍👩‍👧‍👦'.repeat(2000))[0]).toMatch(/./)
  expect(telling().says('\u0000\u200b  ')[0]).not.toMatch(/Cắt/)
  expect(telling().says('"\\\n'.repeat(1400))[0]).toBe('Cắt: Có')
})

test('who comes back after hours with the story is heard; a greeting is no story', () => {
  expect(
    telling()
      .waits(7 * HOUR)
      .says('quà thiếu hai áo')[0],
  ).toBe('Cắt: Không')
  expect(
    telling()
      .waits(7 * HOUR)
      .says('chào bạn')
      .join(),
  ).not.toMatch(/Cắt/)
})

test.each([
  ['read: number, as: n, cut: cut', /"cut" goes with "read: text"/],
  ['read: text, as: story, cut: story', /"story" is kept as text, and this is yes_no/],
])('the check refuses ask: { %s }', (ask, problem) => {
  const wrong = flow(
    `start: ask\nkeeps: { story: text, cut: yes_no, n: number }\nsteps:\n  ask: { say: ask, ask: { ${ask} }, then: end }\n`,
    'ask: Bạn kể nhé.\n',
  )
  expect(() => bookOf([...readFixtures(), wrong])).toThrow(problem)
})

test('the check refuses an hour that is none', () => {
  const wrong = flow(
    'start: a\nkeeps: { story: text }\nsteps:\n  a: { set: { story: x }, hand_over: { reason: lost, by: story }, then: end }\n',
    '',
  )
  expect(() => bookOf([...readFixtures(), wrong])).toThrow(/"by"/)
})
