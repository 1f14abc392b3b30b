import { afterAll, beforeAll, expect, test } from 'vitest'
import { document } from '../../src/web/html.ts'
import { PrivacyPage } from '../../src/web/pages/privacy.tsx'
import type { Lang } from '../../src/web/words.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
}, 300_000)
afterAll(() => w.close())

test('/privacy tells what linking does and how it is undone, in words that the chat hears', async () => {
  const told: Record<string, readonly RegExp[]> = {
    '': [/CT-LINK-/, /không có gì để tách/, /Khi xóa, mình xóa/],
    '?lang=en': [/CT-LINK-/, /nothing to take apart/, /Erasing removes/],
  }
  for (const [lang, answers] of Object.entries(told)) {
    const page = await (await w.service.web.request(`/privacy${lang}`)).text()
    const [paragraph] = /Nhắn “liên kết”[^<]*|Say “link channels”[^<]*/.exec(page)!
    const words = [...paragraph.matchAll(/“([^”]+)”/g)].map((found) => found[1]!)
    expect(words).toHaveLength(answers.length)
    const lan = w.person('Lan')
    await lan.says(lang === '' ? 'chào' : 'english')
    for (const [n, word] of words.entries()) {
      const answer = await lan.says(word)
      expect(answer.map((one) => one.text).join('\n')).toMatch(answers[n]!)
    }
  }
})

test('each thing that /privacy leads to opens in the chat, in both languages', async () => {
  const opened: Record<string, RegExp> = {
    'my-data': /Quỹ đang giữ về bạn:/,
    consents: /Hiện giờ bạn đang để thế này:/,
    concern: /Bạn kể ngay ở đây/,
    'my-requests': /không có yêu cầu hay phản ánh nào/,
  }
  for (const lang of ['', '?lang=en']) {
    const page = await (await w.service.web.request(`/privacy${lang}`)).text()
    const starts = [...page.matchAll(/\/chat\?start=([a-z-]+)/g)].map((found) => found[1])
    expect(starts).toEqual(Object.keys(opened))
  }
  for (const [start, said] of Object.entries(opened)) {
    const answer = await w.person('Lan').says(`/start ${start}`)
    expect(answer.map((one) => one.text).join('\n')).toMatch(said)
  }
})

test('/privacy names the messengers that are switched on, and none that is not', async () => {
  const page = (lang: Lang, ...messengers: string[]) => {
    const frame = {
      lang,
      demo: true,
      path: '/privacy',
      site: 'https://chungtay.example',
      fund: { name: 'Quỹ' },
    }
    return document(PrivacyPage({ frame, messengers }))
  }
  const both = page('vi', 'Telegram', 'Zalo')
  expect(both).toContain('Ở Telegram hoặc Zalo, bạn nhắn “phản ánh”.')
  expect(both).toContain('mã cuộc trò chuyện ở Telegram hoặc Zalo, hoặc một mã ngẫu nhiên')
  expect(page('en', 'Telegram')).toContain('On Telegram, say “complaint”.')
  const none = page('vi')
  expect(none).toContain('Nơi nhắn lại cho bạn: một mã ngẫu nhiên do trình duyệt của bạn tạo.')
  for (const one of [none, page('en')]) expect(one).not.toMatch(/Telegram|Zalo|bạn nhắn “phản ánh”|On , /)
  expect(await (await w.service.web.request('/privacy')).text()).not.toContain('Telegram')
})
