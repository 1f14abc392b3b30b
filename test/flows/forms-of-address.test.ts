import { describe, expect, test } from 'vitest'
import { readFlows, shapesOf } from '../../src/conversation/index.ts'
import { only } from '../../src/engine/expression.ts'
import { compile } from '../../src/engine/index.ts'
import { SALUTATIONS } from '../../src/people/index.ts'
import { fold } from '../../src/platform/vietnamese/index.ts'
import { ACTIONS } from '../support/actions.ts'

const compiled = compile(readFlows('flows'), shapesOf(ACTIONS))
const book = compiled.book!

/** Of a voice, what it says otherwise than the flow that speaks with it. */
function textsOf(flow: string, lang: 'vi' | 'en') {
  if (flow === 'common') return book.common[lang]
  const { words, voices } = book.live(flow)!
  return (voices.get(flow) ?? words)[lang]
}

/** All sentences in Vietnamese, with what stands between braces still there, but for how somebody is spoken to. */
function* sentences(called: string) {
  const tongue = { lang: 'vi', yes: '', no: '', form: book.forms.get(called)! } as const
  for (const { flow } of book.flows) {
    const texts = textsOf(flow, 'vi')
    for (const [key, { parts, render }] of texts) {
      if (LIST.test(key)) continue
      const shown = parts.map((part) =>
        typeof part === 'string' ? part : part.form ? tongue.form[part.form] : '…',
      )
      yield { at: `${flow}: ${key}`, text: shown.join(''), said: render(only({}), tongue, () => {}) }
    }
  }
}

/** Words that are heard there, with commas between: nothing of it is said. */
const LIST = /\.(units|leads|gives|toward|doubts|hears)$/

/** Where one of these words is said, and is not the person spoken to, nor the bot. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'change: how_much.too_big': '“một mình” is “alone”',
  'give: how_many.too_big': '“một mình” is “alone”',
  'give: place_units.too_big': '“một mình” is “alone”',
  'despair: call.again': '“một mình” is “alone”',
  'call-me: ask.ban': 'the button of that word',
  'call-me: offer.plain': 'a button: what the person says',
}

test('every form of people/ has its line in flows/common, and there is no other', () => {
  expect([...book.forms.keys()]).toEqual([...SALUTATIONS])
  for (const form of book.forms.values()) {
    // "em/các em" are the children: the bot is never one of them.
    expect(['mình', 'Chung Tay']).toContain(form.me)
    expect(form.You).toMatch(/^\p{Lu}/u)
  }
})

describe.each(SALUTATIONS)('to somebody who is “%s”', (called) => {
  test('every sentence says so: write {you} for “bạn” and {me} for “mình”', () => {
    const wrong: string[] = []
    const seen = new Set<string>()
    for (const { at, text, said } of sentences(called)) {
      if (/\{\s*(you|me|here|fine)\s*\}/i.test(said)) wrong.push(`${at} shows a placeholder: ${said}`)
      if (called === 'bạn') continue
      if (!/(?<!\p{L})(bạn|mình)(?!\p{L})/iu.test(text)) continue
      seen.add(at)
      if (!OTHERWISE[at]) wrong.push(`${at}: ${text}`)
    }
    expect(wrong).toEqual([])
    // What is excused is there.
    if (called !== 'bạn') expect([...seen].sort()).toEqual(Object.keys(OTHERWISE).sort())
  })

  test('Chung Tay introduces itself once, and has no other name for itself', () => {
    for (const { at, text } of sentences(called)) {
      expect(text, at).not.toMatch(/Chung Tay là Chung Tay|Chung Tay Chung Tay|đây là Chung Tay đây/)
      expect(text, at).not.toMatch(/(?<!\p{L})(dạ)(?!\p{L}).*(?<!\p{L})(dạ)(?!\p{L})/iu)
    }
  })
})

test('no flow says “bạn” in the hidden words that English has', () => {
  for (const { flow } of book.flows) {
    const texts = textsOf(flow, 'en')
    for (const [key, { parts }] of texts)
      expect(
        parts.some((part) => typeof part !== 'string' && part.form),
        `${flow}: ${key}`,
      ).toBe(false)
  }
})

/** What people write, and the form that they thereby ask to be called by. */
test.each([
  ['gọi tôi là chị nhé', 'chị'],
  ['gọi bác đi', 'bác'],
  ['kêu tui là chú', 'chú'],
  ['gọi tôi bằng cô nha', 'cô'],
  ['cứ gọi bạn', 'bạn'],
  ['gọi chị là chị', 'chị'],
  ['đừng gọi tôi là bạn, gọi là bác', 'bác'],
  ['đừng gọi chị là bạn', 'chị'],
  ['gọi mình là bạn thôi', 'bạn'],
  ['call me chị', 'chị'],
  ['đừng gọi bạn', undefined],
  ['đừng gọi tôi là bác', undefined],
  ['đừng gọi bác là bác', undefined],
  ['gọi tôi là sếp', undefined],
  ['đổi cách gọi', undefined],
])('“%s” asks for %s', (said, form) => {
  expect(book.formNamed(said)).toBe(form)
  expect(book.formNamed(fold(said)), 'without accents').toBe(form)
})

/** What people write of themselves. */
test.each([
  ['cô muốn góp 500k', 'cô'],
  ['bác gửi rồi nhé', 'bác'],
  ['chị chuyển rồi', 'chị'],
  ['Bác đã chuyển 300k sáng nay rồi mà chưa thấy', 'bác'],
  ['em ơi cô muốn góp 500k', 'cô'],
  ['bác gửi rồi cháu nhé', 'bác'],
  ['bác góp 500k cho các cháu', 'bác'],
  ['cô tặng các em 2 suất', 'cô'],
  ['chú cảm ơn cháu', 'chú'],
  ['anh muốn hỏi quỹ có nhận quần áo không', 'anh'],
  // As to somebody younger: asked which.
  ['em ơi cho hỏi', 'bạn'],
  ['con ơi', 'bạn'],
])('“%s”: offered %s', (said, form) => {
  expect(book.formUsed(said)).toBe(form)
})

/** What somebody else is called so in, what the bot may be called so in, and what children write. */
test.each([
  'cô giáo muốn góp',
  'cô giáo gửi rồi',
  'cho cô 2 suất',
  'con cô ấy muốn góp',
  'cô ấy gửi rồi',
  'chị Thu chuyển rồi',
  'chị ơi em gửi rồi',
  'chị gửi em số tài khoản',
  'chị gửi em nhé',
  'chị gửi mã giúp mình với',
  'bác gửi cho cháu stk',
  'cô đã nhận được tiền chưa',
  'anh gửi rồi ạ',
  'bác sĩ muốn góp',
  'anh em muốn góp 500k',
  'anh chị muốn góp',
  'em muốn góp 20k',
  'con gửi rồi ạ',
  'cháu muốn tặng bạn nhỏ',
  'bạn gửi mã đi',
  'co gui roi',
  'chú công an hỏi con',
  'bác hàng xóm đánh cháu',
  'chỉ chuyển được 200k',
])('“%s”: nothing is offered', (said) => {
  expect(book.formUsed(said)).toBeUndefined()
})
