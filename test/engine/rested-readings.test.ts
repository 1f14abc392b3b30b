import { expect, test } from 'vitest'
import { bookOf, RECEIPT, readFixtures, type Talk, talk } from './world.ts'

const ASKS = `flow: help
about: x
start: tell
keeps: { amount: money }
steps:
  tell:
    say: tell
    ask: { read: money, as: amount, confirm_from: 50000000 }
    rest: true
    then: kept
  kept:
    say: kept
    then: end
`
const WORDS = {
  vi: 'tell: Bao nhiêu?\ntell.again: Bao nhiêu nhé?\nkept: "Mình ghi {amount}."',
  en: 'tell: How much?\ntell.again: How much, please?\nkept: "{amount} is noted."',
}
const SEEN = { amount: 300_000n, at: new Date('2026-12-20T13:18:00Z'), receipt: RECEIPT }

/** The flow “help” asks for an amount, which may be left at that; Lan was offered two readings of hers. */
function doubted(said = '1.5'): Talk {
  const flows = readFixtures().map((one) =>
    one.flow === 'help' ? { ...one, steps: ASKS, words: WORDS } : one,
  )
  const lan = talk(bookOf(flows))
  lan.says('trợ giúp')
  lan.says(said)
  return lan
}

test('a reading that was offered counts for its own question while that rests', () => {
  const lan = doubted()
  const large = lan.button('1.500.000 đ')
  lan.triggers('seen', SEEN)
  expect(lan.sendsChoice(large)).toEqual(['Mình ghi 1.500.000 đ.'])
})

test('also when nothing is under way', () => {
  const lan = doubted()
  const large = lan.button('1.500.000 đ')
  lan.triggers('seen', SEEN)
  lan.presses('Đường đi của quà')
  expect(lan.session).toMatchObject({ waits: 'nothing', stack: [] })
  expect(lan.sendsChoice(large)).toEqual(['Mình ghi 1.500.000 đ.'])
})

test('and is never the answer to another question that is asked by now', () => {
  const lan = doubted()
  const large = lan.button('1.500.000 đ')
  lan.triggers('gift', { quick: true }, 'person')
  expect(lan.sendsChoice(large)[0]).toBe('Mình ghi 1.500.000 đ.')
  expect(lan.done).toEqual([])
})
