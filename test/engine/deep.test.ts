import { expect, test } from 'vitest'
import { LIMITS } from '../../src/engine/index.ts'
import { bookOf, readFixtures, talk } from './world.ts'

/** Who leaves many questions open, one for another, is answered however deep that goes. */

const SORRY = 'đang trục trặc'
const DEPTH = 7

/** A talk of several flows, each of which calls the next and has something to do after it, and the last asks. */
const talks = ['một', 'hai', 'ba'].flatMap((word) => {
  const name = (n: number) => `${{ một: 'one', hai: 'two', ba: 'three' }[word]}-${n}`
  return Array.from({ length: DEPTH }, (_, n) => {
    const last = n === DEPTH - 1
    const asks = `keeps: { it: text }\nsteps:\n  a: { say: a, ask: { read: text, as: it }, then: end }\n`
    const calls = `steps:\n  a: { call: ${name(n + 1)}, then: b }\n  b: { say: b, then: end }\n`
    const words = `${n === 0 ? `hears: { whole: [chuyện ${word}] }\n` : ''}${last ? `a: Chuyện ${word} thế nào?` : `b: Xong ${n} của ${word}.`}\n`
    const steps = `flow: ${name(n)}\nabout: x\nstart: a\n${last ? asks : calls}`
    return { flow: name(n), steps, words: { vi: words, en: words } }
  })
})
const book = bookOf([...readFixtures(), ...talks])

test('what was interrupted first is let go of, and what is under way now goes on', () => {
  const lan = talk(book)
  for (const word of ['một', 'hai', 'ba'])
    expect(lan.says(`chuyện ${word}`)).toEqual([`Chuyện ${word} thế nào?`])
  expect(lan.session!.stack.length).toBeLessThanOrEqual(LIMITS.stack)
  expect(lan.says('tốt lắm')).toEqual([5, 4, 3, 2, 1, 0].map((n) => `Xong ${n} của ba.`))
  expect(lan.session!.stack).toEqual([])
})

test('who is awaited is not let go of', () => {
  const lan = talk(book)
  lan.says('bé bị đánh')
  for (const word of ['một', 'hai', 'ba']) expect(lan.says(`chuyện ${word}`).join(' ')).not.toContain(SORRY)
  expect(lan.session!.stack[0]!.flow).toBe('danger')
})

test('what a flow remembers that only ends after what it called is forgotten before a talk is too heavy', () => {
  const calls = {
    flow: 'before',
    steps:
      'flow: before\nabout: x\nstart: a\nkeeps: { note: text, appeal: text }\nsteps:\n  a: { call: one-6, then: end }\n',
    words: { vi: 'hears: { whole: [chuyện dài] }\n', en: 'hears: { whole: [chuyện dài] }\n' },
  }
  const lan = talk(bookOf([...readFixtures(), ...talks, calls]))
  lan.says('chuyện dài')
  const [below, ...above] = lan.session!.stack
  const values = { note: 'x'.repeat(LIMITS.session - 250), appeal: 'c1' }
  lan.session = { ...lan.session!, stack: [{ ...below!, values }, ...above] }
  expect(lan.says('chuyện ba')).toEqual(['Chuyện ba thế nào?'])
  expect(lan.session!.stack[0]!.values).toEqual({ appeal: 'c1' })
})

test('what is too heavy together is not too heavy for what is under way now', () => {
  const lan = talk(book)
  lan.says('chuyện một')
  const [first, ...others] = lan.session!.stack
  const values = { note: 'x'.repeat(LIMITS.session - 300) }
  lan.session = { ...lan.session!, stack: [{ ...first!, values }, ...others] }
  expect(lan.says('đi trao quà').join(' ')).not.toContain(SORRY)
  expect(lan.session!.stack.map(({ flow }) => flow)).toEqual(['visit'])
})

test('of a talk that is too deep by itself go the flows that only end after what they have called', () => {
  const name = (n: number) => `leads-${n}`
  const leads = Array.from({ length: LIMITS.stack + 3 }, (_, n) => ({
    flow: name(n),
    steps: `flow: ${name(n)}\nabout: x\nstart: a\nsteps:\n  a: { call: ${n < LIMITS.stack + 2 ? name(n + 1) : 'one-0'}, then: end }\n`,
    words:
      n === 0
        ? { vi: 'hears: { whole: [dẫn mãi] }\n', en: 'hears: { whole: [dẫn mãi] }\n' }
        : { vi: '{}\n', en: '{}\n' },
  }))
  const lan = talk(bookOf([...readFixtures(), ...talks, ...leads]))
  expect(lan.says('dẫn mãi')).toEqual(['Chuyện một thế nào?'])
  expect(lan.session!.stack.length).toBeLessThanOrEqual(LIMITS.stack)
  expect(lan.says('tốt lắm').slice(0, 6)).toEqual([5, 4, 3, 2, 1, 0].map((n) => `Xong ${n} của một.`))
})

test('who came to a person through many flows goes on with the buttons from before', () => {
  const calls = Array.from({ length: DEPTH }, (_, n) => ({
    flow: `way-${n}`,
    steps: `flow: way-${n}\nabout: x\nstart: a\nbeside: true\nsteps:\n  a: { call: way-${n + 1}, then: end }\n`,
    words: { vi: n === 0 ? 'hears: { whole: [chuyện quanh] }\n' : '', en: '' },
  }))
  const offers = {
    flow: `way-${DEPTH}`,
    steps: `flow: way-${DEPTH}\nabout: x\nstart: a\nbeside: true\nsteps:
  a: { say: a, choose: { take_back: b, person: { call: human, then: end } }, rest: true }
  b: { say: b, choose: { sure: c }, rest: true }
  c: { say: c, then: end }\n`,
    words: {
      vi: 'a: Phần của bạn.\na.take_back: Rút lại\na.person: Gặp người\nb: Mình rút lại nhé?\nb.sure: Rút nhé\nc: Đã rút lại.\n',
      en: 'a: Yours.\na.take_back: Withdraw\na.person: A person\nb: Shall I?\nb.sure: Withdraw it\nc: Withdrawn.\n',
    },
  }
  const lan = talk(bookOf([...readFixtures(), ...calls, offers]))
  lan.says('chuyện quanh')
  lan.presses('Rút lại')
  lan.presses('Gặp người')
  expect(lan.session!.waits).toBe('person')
  expect(lan.presses('Rút nhé').join(' ')).toContain('Đã rút lại.')
  expect(lan.session!.waits).toBe('person')
  expect(lan.session!.stack.length).toBeLessThanOrEqual(LIMITS.stack)
})
