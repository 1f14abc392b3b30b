import { expect, test } from 'vitest'
import { bookOf, RECEIPT, readFixtures, talk } from './world.ts'

/** What becomes of who looks at something of her own while a person is awaited, when that person hands back. */

const BACK = 'Mình quay lại đây.'
const GIFT = 'Góp quà Tết'

/** Two questions that must be answered, then one that may be left. */
const OWN = `flow: own
about: x
start: who
beside: true
keeps: { who: text, day: text }
steps:
  who: { say: who, ask: { read: text, as: who }, then: day }
  day: { say: day, ask: { read: text, as: day }, then: told }
  told:
    say: told
    choose: { fine: end }
    rest: true
`
const WORDS = `hears: { whole: [của tôi] }
who: Tên bạn là gì?
day: Ngày nào?
told: Mình ghi rồi.
told.fine: Được rồi
`
const own = { flow: 'own', steps: OWN, words: { vi: WORDS, en: WORDS } }

const beside = () => {
  const lan = talk(bookOf([...readFixtures(), own]))
  lan.says('gặp người')
  expect(lan.says('của tôi')).toEqual(['Tên bạn là gì?'])
  return lan
}

test('a question that is open beside goes on; at its end the bot is back, and says so', () => {
  const lan = beside()
  expect(lan.resumes({ kind: 'handed_back' })).toEqual([])
  expect(lan.says('Lan')).toEqual(['Ngày nào?'])
  lan.says('mùng năm')
  expect(lan.presses('Được rồi')).toEqual([BACK])
  expect(lan.session!.waits).toBe('nothing')
  expect(lan.says('alo').join(' ')).not.toContain('wrote to a person')
})

test('what may be left there, too: what it does not understand is for nobody who is gone', () => {
  const lan = beside()
  lan.resumes({ kind: 'handed_back' })
  lan.says('Lan')
  lan.says('mùng năm')
  expect(lan.says('trâu nhà bên lạc mất').join(' ')).not.toContain('wrote to a person')
  expect(lan.session!.waits).not.toBe('person')
})

test('“back” leads out of it to the bot', () => {
  const lan = beside()
  lan.resumes({ kind: 'handed_back' })
  expect(lan.says('quay lại')).toEqual([BACK])
  expect(lan.session!.waits).toBe('nothing')
})

test('beside what may be left the bot is back at once, and the button that hangs there stays good', () => {
  const lan = beside()
  lan.says('Lan')
  expect(lan.says('mùng năm')).toEqual(['Mình ghi rồi. [Được rồi]'])
  expect(lan.resumes({ kind: 'handed_back' })).toEqual([BACK])
  expect(lan.session!.waits).toBe('nothing')
  expect(lan.presses('Được rồi').join(' ')).not.toContain('không dùng nữa')
  expect(lan.session!.waits).not.toBe('person')
})

test('what was left at rest with her below it does not bring her back either', () => {
  const lan = beside()
  lan.says('Lan')
  lan.says('mùng năm')
  lan.says('menu')
  lan.resumes({ kind: 'handed_back' })
  lan.presses('Được rồi')
  expect(lan.session!.waits).not.toBe('person')
})

test('who asks for a person again after that is waited for again', () => {
  const lan = beside()
  lan.resumes({ kind: 'handed_back' })
  expect(lan.says('gặp người')).toContain('~ hand over: asked for a person')
  expect(lan.session!.waits).toBe('person')
  expect(lan.says('alo')[0]).toBe('~ wrote to a person')
})

test('after danger no button leads to what one may give, old or forged; “menu” in words does', () => {
  const em = talk()
  em.says('chào')
  const gift = em.button(GIFT)
  em.says('bé bị đánh')
  for (const choice of [gift, '0.@menu', '1.@menu', '9.@home', '2.@human', `${em.session!.wait}.@menu`]) {
    expect(em.sendsChoice(choice).join(' ')).not.toContain(GIFT)
    expect(em.session!.waits).toBe('person')
  }
  expect(em.says('em sợ lắm').join(' ')).not.toContain(GIFT)
  // Nor where we had something to tell meanwhile.
  em.triggers('seen', { amount: 300_000n, at: em.now, receipt: RECEIPT }, 'person')
  expect(em.sendsChoice('0.@menu').join(' ')).not.toContain(GIFT)
  expect(em.session!.waits).toBe('person')
  em.triggers('seen', { amount: 300_000n, at: em.now, receipt: RECEIPT }, 'person')
  em.triggers('menu', {}, 'person')
  expect(em.says('em sợ')).toContain('~ wrote to a person')
  expect(em.session!.waits).toBe('person')
  em.triggers('menu', {}, 'person')
  expect(em.says('em sợ')).toContain('~ wrote to a person')
  expect(em.says('menu').join(' ')).toContain(GIFT)
})

test('however much was under way before, who is awaited is not let go for what is heard beside her', () => {
  const words = ['một', 'hai', 'ba', 'bốn', 'năm']
  const questions = words.map((word, n) => {
    const said = `hears: { whole: [chuyện ${word}] }\nask: Chuyện ${word} thế nào?\n`
    const steps = `flow: talk-${n}\nabout: x\nstart: ask\nkeeps: { it: text }\nsteps:\n  ask: { say: ask, ask: { read: text, as: it }, then: end }\n`
    return { flow: `talk-${n}`, steps, words: { vi: said, en: said } }
  })
  const lan = talk(bookOf([...readFixtures(), own, ...questions]))
  for (const word of words) expect(lan.says(`chuyện ${word}`)).toEqual([`Chuyện ${word} thế nào?`])
  lan.says('gặp người')
  expect(lan.session!.stack.map(({ flow }) => flow)).toHaveLength(6)
  expect(lan.says('của tôi')).toEqual(['Tên bạn là gì?'])
  lan.says('Lan')
  lan.says('mùng năm')
  expect(lan.says('áo vẫn thiếu')[0]).toBe('~ wrote to a person')
  // What was interrupted last is still there when she has handed back.
  expect(lan.resumes({ kind: 'handed_back' })).toEqual([BACK, 'Chuyện năm thế nào?'])
})
