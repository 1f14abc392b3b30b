import { expect, test } from 'vitest'
import { type Bubble, type Session, withWayOn } from '../../src/engine/index.ts'
import { bookOf } from './world.ts'

const session = (waits: Session['waits']) => ({ waits, wait: 7, lang: 'vi' }) as Session
const after = (bubble: Bubble, waits: Session['waits'] = 'nothing') =>
  withWayOn(bookOf(), session(waits), [
    { kind: 'say', bubble: { text: 'Cảm ơn bạn.' } },
    { kind: 'say', bubble },
    { kind: 'wrote' },
  ])
const choicesOf = (effects: ReturnType<typeof after>) =>
  effects.map((effect) => (effect.kind === 'say' ? (effect.bubble.choices ?? []) : []))

test('the last word of a talk has a way on, and only the last', () => {
  expect(choicesOf(after({ text: 'Khi nào cần, bạn nhắn nhé.' }))).toEqual([
    [],
    [{ id: '7.@menu', label: 'Về đầu' }],
    [],
  ])
})

test('none hangs where there is one, where something is awaited, nor under a value or a file', () => {
  const own = [{ id: '6.a', label: 'Có' }]
  expect(choicesOf(after({ text: 'Bạn muốn gì?', choices: own }))).toEqual([[], own, []])
  for (const waits of ['answer', 'person', 'time'] as const)
    expect(choicesOf(after({ text: 'Mình đợi.' }, waits)).flat()).toEqual([])
  expect(choicesOf(after({ text: 'TLV8K3Q7DX', copy: true })).flat()).toEqual([])
  const file = { file: 'a.png', name: 'a.png', mime: 'image/png' }
  expect(choicesOf(after({ text: '', media: { kind: 'image', file } })).flat()).toEqual([])
  expect(withWayOn(bookOf(), session('nothing'), [{ kind: 'wrote' }])).toEqual([{ kind: 'wrote' }])
})
