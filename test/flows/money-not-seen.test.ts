import { expect, test } from 'vitest'
import { readFlows, shapesOf } from '../../src/conversation/index.ts'
import { compile, resume, type Session, type Sprint } from '../../src/engine/index.ts'
import { fold } from '../../src/platform/vietnamese/index.ts'
import { ACTIONS } from '../support/actions.ts'
import { facts } from '../support/transcript-samples.ts'

// Whoever tells of money that was sent is never asked to give it: wherever the talk is, it is looked for.
const { book } = compile(readFlows('flows'), shapesOf(ACTIONS))
const now = new Date('2026-12-01T20:15:00+07:00')
const view = { now, lang: 'vi', channel: 'simulator', facts: facts(now) } as const

const says = (text: string, session?: Session): Sprint =>
  resume(book!, session, { kind: 'heard', text }, view)
const talk = (...texts: string[]): Session | undefined =>
  texts.reduce<Session | undefined>((session, text) => says(text, session).session, undefined)

/** Somebody's first words, behind a word of help, and at the first question of a gift. */
const WHERE = { first: talk(), help: talk('giúp'), gift: talk('góp') }

const SENT = `
  ck 200k hôm nay chưa thấy
  ck 200k hôm qua chưa thấy biên nhận
  đã ck 200k mà chưa nhận được
  mình đã góp 300k sáng nay chưa thấy gì
  ck 300k hôm nay mà chưa thấy
  mình ck 200k từ sáng tới giờ chưa thấy
  ck 200k chưa thấy
  ck 200k chưa nhận
  ck 200k chưa có gì
  ck 200k chưa ai báo
  ck 200k chưa báo về
  ck 200k lúc 9h chưa thấy báo
  ck 200k lúc 9h sáng nay vẫn chưa thấy
  ck 500 hôm qua chưa thấy
  chuyển 200k hôm nay chưa thấy
  chuyển 200k hôm qua chưa có biên nhận
  chuyển 1tr2 hôm qua chưa nhận được biên nhận
  mình chuyển 500k hôm qua mãi chưa thấy
  mình chuyển 500k rồi vẫn chưa có tin gì
  chuyển khoản 300k hôm nay chưa thấy
  chuyển khoản 300k chưa có phản hồi
  em chuyển khoản 300k tối qua chưa thấy gì cả
  tôi đã chuyển khoản 1 triệu chưa thấy báo
  chị chuyển khoản 2 triệu từ hôm qua chưa thấy
  góp 300k hôm qua chưa thấy
  góp 300k hôm qua chưa thấy biên nhận
  góp 300k sáng nay chưa báo
  mình góp 300k hôm kia chưa nhận được gì
  đã góp 300k chưa có biên nhận
  gửi 200k hôm nay chưa thấy
  gửi 200k chưa nhận được tin
  mình gửi 500k lúc 8 giờ chưa thấy
  cô gửi 500k hồi sáng chưa thấy gì
  gởi 200k hôm qua chưa thấy
  bắn 200k hôm nay chưa thấy
  bắn 200k qua rồi chưa thấy
  mình bắn 500k hôm qua chưa có tin
  ck 200k hôm qua ko thấy gì
  ck 200k không thấy biên nhận
  chuyển 200k sáng nay không nhận được gì
  đã chuyển 300k 2 tiếng rồi chưa thấy
  chưa thấy 200k mình ck hôm qua
  chưa nhận được 300k mình chuyển sáng nay à
  hôm qua ck 200k chưa thấy
  sáng nay mình góp 300k chưa thấy gì
  hôm qua mình ck 300k
  sáng nay mình đã chuyển 300k
  hồi sáng tôi gửi 500k
  mình vừa ck 200k
  tôi mới chuyển khoản 300k
  em đã góp 500k
  ủng hộ 200k hôm qua chưa thấy
  200k mình ck hôm qua chưa thấy
  mình ck hai trăm nghìn hôm qua chưa thấy
  đã chuyển một triệu mà không thấy gì
`
const GIFTS = `
  mình góp 200k nhé
  hôm nay góp 300k
  góp 300k
  ck 200k
  mình ck 200k nhé
  chuyển 300k
  mình chuyển khoản 300k nhé
  cho mình gửi 500k
  gửi các em 200k
  mình muốn góp 200k
  hôm nay mình muốn góp 300k cho các em
  cho mình góp 1 suất
  ủng hộ 200k
  mình xin góp 500k
  lớp 12A1 góp 2 triệu
  mai mình góp 300k
  góp thêm 200k
  góp 200k mà không thấy mã
  mình muốn ck 200k mà chưa nhận mã qr
`
const lines = (text: string) => text.trim().split(/\n\s*/)

test.each(lines(SENT))('%s', (said) => {
  for (const [where, session] of Object.entries(WHERE))
    for (const form of [said, fold(said)])
      expect(says(form, session).todo?.action, `${where}: ${form}`).toBe('bank.look')
})

test.each(lines(GIFTS))('%s is a gift', (said) => {
  for (const [where, session] of Object.entries(WHERE))
    for (const form of [said, fold(said)])
      expect(says(form, session).todo?.action, `${where}: ${form}`).not.toBe('bank.look')
})

test.each(['hôm qua tôi đã chuyển 100 đô', '100 đô hôm qua', 'tôi gửi 100 đô mà chưa thấy gì'])(
  'of other money than đồng: %s',
  (said) => {
    for (const [where, session] of Object.entries(WHERE))
      expect(says(said, session).session?.stack.at(-1)?.flow, where).toBe('foreign-sent')
  },
)

test('who gave yesterday may give more', () => {
  expect(says('hôm qua mình góp 300k, nay muốn góp thêm 200k').todo?.action).not.toBe('bank.look')
})
