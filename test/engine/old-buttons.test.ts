import { expect, test } from 'vitest'
import { compile } from '../../src/engine/index.ts'
import { ACTIONS, bookOf, FACT_SHAPES, RECEIPT, readFixtures, talk } from './world.ts'

/** Buttons under messages that were left long ago. */

const SEEN = { amount: 300_000n, at: new Date('2026-12-20T13:18:00Z'), receipt: RECEIPT }
const way = (names: string, more = '') => ({
  flow: 'way',
  steps: `flow: way\nabout: Only for this test\nstart: where\n${more}old_buttons: [${names}]\nsteps:\n  where: { say: where, then: end }\n`,
  words: { vi: 'where: Quà nào vậy bạn?\n', en: 'where: Which gift?\n' },
})
const OLD = 'Nút này của lần trước nên không dùng nữa.'

/** Who has pressed nothing under the first message, and has had more since than are remembered. */
function longAfter(more = '') {
  const lan = talk(bookOf([...readFixtures(), way('road', more)]))
  lan.triggers('seen', SEEN)
  const [road, done] = [lan.button('Đường đi của quà'), lan.button('Xong')]
  for (let n = 0; n < 4; n++) lan.triggers('seen', SEEN)
  return { lan, road, done }
}

test('what one leads to is asked for by its name, where the message is forgotten', () => {
  const { lan, road, done } = longAfter()
  expect(lan.sendsChoice(road)[0]).toBe('Quà nào vậy bạn?')
  expect(lan.sendsChoice(done)[0]).toBe(OLD)
  // Of a message that is remembered it is that message's own.
  lan.triggers('seen', SEEN)
  expect(lan.sendsChoice(lan.button('Đường đi của quà'))).toEqual(['Quà đang trên đường.'])
})

test('no question that is open is answered by it', () => {
  const { lan, road } = longAfter()
  lan.triggers('gift', { quick: true }, 'person')
  const said = lan.sendsChoice(road)
  expect(said[0]).toBe('Quà nào vậy bạn?')
  expect(said).toHaveLength(2)
  expect(lan.done).toEqual([])
})

test('beside a person who is awaited only a flow that may be said there', () => {
  const heard = (more: string) => {
    const { lan, road } = longAfter(more)
    lan.says('gặp người')
    return [lan.sendsChoice(road)[0], lan.session!.waits]
  }
  expect(heard('beside: true\n')).toEqual(['Quà nào vậy bạn?', 'person'])
  expect(heard('')[0]).not.toBe('Quà nào vậy bạn?')
})

test('a name leads to one flow, and is that of an option', () => {
  const problems = (...flows: ReturnType<typeof way>[]) =>
    compile([...readFixtures(), ...flows], ACTIONS, { facts: FACT_SHAPES }).problems.map(
      ({ message }) => message,
    )
  expect(problems(way('road'))).toEqual([])
  expect(problems(way('raod'))[0]).toBe(
    'flows/way/flow.yaml:4 "old_buttons": no option is called "raod". Did you mean "road"?',
  )
  const other = { ...way('road'), flow: 'zay', steps: way('road').steps.replace('way', 'zay') }
  expect(problems(way('road'), other)[0]).toBe(
    'flows/zay/flow.yaml:4 "old_buttons": "road" leads to "way" already. Keep one.',
  )
  expect(problems(way('{}'))[0]).toBe(
    'flows/way/flow.yaml:4 "old_buttons" is a list of names of options: [road].',
  )
})
