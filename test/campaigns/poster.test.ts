import { writeFileSync } from 'node:fs'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import jsqr from 'jsqr'
import { expect, test } from 'vitest'
import { drawPoster, MOTIFS, type PosterFacts, paintPoster } from '../../src/campaigns/index.ts'
import { boxesOf, picture, UPRIGHT } from '../../src/platform/paper/paper.ts'
import { LONG } from '../certificates/people.ts'
import { expectTidy } from '../platform/paper/tidy.ts'

const URL = 'https://chungtay.example/needs/ta-xua-ao-gai'
const poster: PosterFacts = {
  motif: 'winter',
  title: 'Đồ ấm mùa đông 2026',
  place: 'Tà Xùa, Sơn La',
  what: 'áo ấm cho bé gái 6–10 tuổi, cỡ 7 và 9',
  forWhom: null,
  price: { each: 180_000n, unit: 'áo' },
  until: '2027-01-15',
  fundName: 'Quỹ Bảo trợ trẻ em tỉnh Sơn La',
  decision: '123/QĐ-UBND',
  url: URL,
  checkUrl: 'https://chungtay.example/check',
  lang: 'vi',
  demo: false,
} as PosterFacts

const textOf = (facts: PosterFacts) =>
  boxesOf(UPRIGHT.a4, paintPoster(facts))
    .map(({ text }) => text)
    .join(' ')

test('a poster says what is needed, by when, whose it is and how to check that, and no number that grows old', () => {
  const text = textOf(poster)
  for (const words of [
    'Đồ ấm mùa đông 2026',
    'Ở Tà Xùa, Sơn La, các em đang cần',
    'áo ấm cho bé gái 6–10 tuổi, cỡ 7 và 9',
    '180.000\u00a0đ một áo',
    'Quỹ nhận đến hết ngày 15/01/2027',
    'Còn cần bao nhiêu, bạn xem số mới nhất ở trang này.',
    'chungtay.example/needs/ta-xua-ao-gai',
    'Quỹ Bảo trợ trẻ em tỉnh Sơn La',
    'kiểm tra ở chungtay.example/check',
    '123/QĐ-UBND',
  ])
    expect(text).toContain(words)
  expect(text).not.toMatch(/thử|\d+\/\d+ (áo|suất)/)
  expect(textOf({ ...poster, lang: 'en', demo: true })).toMatch(
    /In Tà Xùa, Sơn La, children need .*A demo poster/,
  )
})

test('whatever is long stays in its place, in every size and both languages', () => {
  for (const lang of ['vi', 'en'] as const) {
    for (const part of [{}, { place: null, forWhom: LONG.forWhom, price: null }, { place: LONG.forWhom }]) {
      const long = { title: LONG.campaign, what: LONG.what, fundName: LONG.fund, demo: true }
      expectTidy(boxesOf(UPRIGHT.a4, paintPoster({ ...poster, ...long, lang, ...part })), UPRIGHT.a4, 40)
    }
  }
})

test('its code opens the need, also on paper of which a part is lost', async () => {
  const png = await picture(UPRIGHT.a4, paintPoster(poster))
  if (process.env.LOOK_AT) writeFileSync(process.env.LOOK_AT, png)
  const image = await loadImage(png)
  const ctx = createCanvas(image.width, image.height).getContext('2d')
  ctx.drawImage(image, 0, 0)
  const read = () => {
    const { data, width, height } = ctx.getImageData(0, 1150, image.width, 400)
    return jsqr.default(data, width, height)?.data
  }
  expect(read()).toBe(URL)
  ctx.fillStyle = '#fff'
  ctx.fillRect(250, 1340, 56, 56)
  expect(read()).toBe(URL)
})

test('one drawing in three sizes, a motif for each occasion, the same bytes for the same facts', () => {
  const boxOf = (size: 'a3' | 'a4' | 'a5') =>
    /\/MediaBox \[[\d ]+\]/.exec(drawPoster(poster, size).toString('latin1'))?.[0]
  expect([boxOf('a3'), boxOf('a4'), boxOf('a5')]).toEqual([
    '/MediaBox [0 0 842 1191]',
    '/MediaBox [0 0 595 842]',
    '/MediaBox [0 0 420 595]',
  ])
  const drawn = MOTIFS.map((motif) => drawPoster({ ...poster, motif }, 'a4'))
  expect(new Set(drawn.map((one) => one.toString('latin1'))).size).toBe(MOTIFS.length)
  expect(drawPoster({ ...poster }, 'a4')).toEqual(drawPoster(poster, 'a4'))
  for (const one of drawn) expect(one.length).toBeLessThan(120_000)
})
