import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { judgeBank, judgeChannel, judgeWork } from '../../src/console/channels/judging.ts'
import { type ChannelHealth, noteChannels, noteWebhook } from '../../src/conversation/index.ts'
import { noteSeen, SWEEPS, secondPoller } from '../../src/platform/seen.ts'
import { type World, world } from '../support/world.ts'
import { officer, type Someone } from './desk.ts'

const now = new Date('2026-12-21T03:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const well: ChannelHealth = {
  channel: 'telegram',
  account: '1',
  mode: 'webhook',
  on: true,
  seenAt: now,
  webhookAt: ago(60),
  lastIn: null,
  lastOut: null,
  waiting: 0,
  waitingSince: null,
  failed: 0,
  blocked: 0,
  unknown: 0,
  lastError: null,
}

test.each([
  [{}, undefined, 'green', 'well'],
  [{ on: false }, undefined, 'red', 'off'],
  [{ webhookAt: null }, undefined, 'red', 'no_webhook'],
  [{ mode: 'pull', webhookAt: null }, undefined, 'green', 'well'],
  [{ mode: 'polling', webhookAt: null }, 30, 'red', 'second'],
  [{ mode: 'polling', webhookAt: null }, 1_000, 'green', 'well'],
  [{ waiting: 3, waitingSince: ago(1) }, undefined, 'green', 'well'],
  [{ waiting: 3, waitingSince: ago(3) }, undefined, 'amber', 'backlog'],
  [{ waiting: 3, waitingSince: ago(11) }, undefined, 'red', 'backlog'],
  [{ failed: 1 }, undefined, 'amber', 'unsure'],
  [{ unknown: 1 }, undefined, 'amber', 'unsure'],
  [{ blocked: 5 }, undefined, 'green', 'well'],
] as const)('a channel with %o, second poller %s s ago: %s, %s', (odd, second, signal, say) => {
  expect(judgeChannel({ ...well, ...odd }, second, now)).toEqual({ signal, say })
})

test('a bank’s messenger and the work behind', () => {
  const bank = { provider: 'sepay', lastAt: now, fresh: 0, freshSince: null, setAside: 0 }
  expect(judgeBank(bank, now).signal).toBe('green')
  expect(judgeBank({ ...bank, setAside: 1 }, now)).toEqual({ signal: 'amber', say: 'set_aside' })
  expect(judgeBank({ ...bank, fresh: 1, freshSince: ago(11) }, now)).toEqual({
    signal: 'red',
    say: 'not_booked',
  })
  const work = { turns: 0, turnsSince: null, stuck: 0, messages: 0, messagesSince: null, now }
  expect(judgeWork(work, 10, now).signal).toBe('green')
  expect(judgeWork(work, undefined, now)).toEqual({ signal: 'red', say: 'no_sweeps' })
  expect(judgeWork(work, 301, now).say).toBe('no_sweeps')
  expect(judgeWork({ ...work, turns: 1, turnsSince: ago(3) }, 10, now).say).toBe('slow')
  expect(judgeWork({ ...work, stuck: 1 }, 10, now)).toEqual({ signal: 'amber', say: 'stuck' })
})

let w: World
let thu: Someone
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'coordinator')
  await w.person('Lan').says('/start')
}, 180_000)
afterAll(() => w.close())
beforeEach(async () => {
  await noteSeen(w.db.hot, SWEEPS)
})

const page = async () => (await thu.at.get('/console/channels')).text
const card = async (title: RegExp) =>
  (await page()).split('<li class="card">').find((one) => title.test(one)) ?? ''

test('the web chat is on, with its last message; all of it as the database tells', async () => {
  const chat = await card(/Trang chat của Quỹ/)
  expect(chat).toContain('signal green')
  expect(chat).toContain('Mọi việc bình thường.')
  expect(chat).toMatch(/Tin đến gần nhất<\/dt><dd>\d\d:\d\d ngày/)
  expect(chat).toMatch(/Tin gửi gần nhất<\/dt><dd>\d\d:\d\d ngày/)
})

test('a bot of another process: on, without its webhook, with it, and silent', async () => {
  const bot = { channel: 'telegram', account: '77', mode: 'webhook' } as const
  await noteChannels(w.db.hot, [bot])
  expect(await card(/Telegram · 77/)).toContain('Nhà cung cấp chưa nhận địa chỉ webhook')
  await noteWebhook(w.db.hot, 'telegram', '77')
  await noteChannels(w.db.hot, [bot])
  expect(await card(/Telegram · 77/)).toContain('signal green')
  await noteChannels(w.db.hot, [{ ...bot, mode: 'polling' }])
  await noteSeen(w.db.hot, secondPoller('telegram'))
  expect(await card(/Telegram · 77/)).toContain('Có chương trình khác đang dùng mã của bot này')
  await w.db.prisma
    .$executeRaw`UPDATE channel_state SET seen_at = now() - interval '4 minutes' WHERE account = '77'`
  expect(await card(/Telegram · 77/)).toContain('Không tiến trình nào nhận tin của kênh này')
})

test('what failed within a day is counted, with the error; what is older is not', async () => {
  const { id } = await w.db.prisma.outbox.findFirstOrThrow({ orderBy: { id: 'desc' } })
  await w.db.prisma.outbox.update({
    where: { id },
    data: { state: 'failed', error: 'Bad Request: chat not found' },
  })
  const odd = await card(/Trang chat của Quỹ/)
  expect(odd).toContain('signal amber')
  expect(odd).toContain('1 không gửi được · 0 bị chặn · 0 không rõ')
  expect(odd).toContain('Bad Request: chat not found')
  await w.db.prisma.$executeRaw`UPDATE outbox SET created_at = now() - interval '25 hours' WHERE id = ${id}`
  expect(await card(/Trang chat của Quỹ/)).toContain('signal green')
})

test('bank notices, stuck messages and sweeps that stand still', async () => {
  await w.bank.credits(50_000n, 'ung ho')
  expect(await card(/<\/span>sepay/)).toContain('signal green')
  await w.db.prisma.bankNotice.updateMany({ data: { state: 'quarantined' } })
  expect(await card(/<\/span>sepay/)).toContain('Có báo có ngân hàng để riêng')
  expect(await card(/<\/span>Việc phía sau/)).toContain('signal green')
  await w.db.prisma.deployment.delete({ where: { key: SWEEPS } })
  expect(await card(/<\/span>Việc phía sau/)).toContain('Không tiến trình worker nào chạy')
})
