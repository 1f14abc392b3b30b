import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '../../src/platform/log.ts'
import { type Listening, listen } from '../../src/web/server.ts'
import { officer, type Someone } from '../console/desk.ts'
import { type World, world } from '../support/world.ts'

const CHROMIUM = process.env.CT_CHROMIUM || '/usr/bin/chromium'
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']

if (!existsSync(CHROMIUM)) throw new Error(`there is no Chromium at ${CHROMIUM}; name one in CT_CHROMIUM`)

// Longer than a busy machine takes: nothing here is about time.
const WAIT = { timeout: 180_000 }
const DESKTOP = { width: 1200, height: 900 }
const PHONE = { width: 390, height: 844 }

/** Donors in their chat and officers at the desk, each in a browser of their own, on one service whose clock can be moved. */
describe('between the chat and the desk', () => {
  let w: World
  let server: Listening
  let chrome: Browser
  let url = ''
  const faults: string[] = []

  beforeAll(async () => {
    let it: World | undefined
    const web = { fetch: (request: Request) => it!.service.web.fetch(request) }
    server = await listen({ web, hooks: new Map(), log: silentLog }, 0)
    url = `http://127.0.0.1:${server.port}`
    it = await world({ env: { TRUSTED_PROXIES: '1' } })
    w = it
    chrome = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  })
  afterAll(async () => {
    await chrome?.close()
    await server?.close(1_000)
    await w?.close()
  })

  async function open(at: BrowserContext, path: string): Promise<Page> {
    const page = await at.newPage()
    page.setDefaultTimeout(WAIT.timeout)
    // That a talk is gone is an answer, which Chromium counts as an error.
    const isFault = (text: string) => !text.includes('410 (Gone)')
    page.on(
      'console',
      (message) => message.type() === 'error' && isFault(message.text()) && faults.push(message.text()),
    )
    page.on('pageerror', (error) => faults.push(String(error)))
    await page.goto(url + path)
    return page
  }
  const tap = (page: Page, label: string | RegExp) =>
    page.getByTestId('choice').filter({ hasText: label }).last().click()
  const write = async (page: Page, text: string) => {
    await page.getByTestId('input').fill(text)
    await page.getByTestId('input').press('Enter')
  }
  const hears = (page: Page, text: string | RegExp) =>
    page.getByTestId('bot-message').filter({ hasText: text }).last().waitFor()
  const signsIn = async (who: Someone, viewport: typeof PHONE) => {
    const page = await open(await chrome.newContext({ viewport }), '/console')
    await page.locator('input[name=email]').fill(who.email)
    await page.locator('input[name=password]').fill(who.password)
    await page.locator('main button[type=submit]').click()
    await page.locator('input[name=code]').fill(who.code())
    await page.locator('main button[type=submit]').click()
    await page.getByRole('heading', { level: 1, name: 'Việc cần làm bây giờ' }).waitFor()
    return page
  }
  /** Nothing of a page is wider than the screen. */
  const fits = async (page: Page) =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThan(
      1,
    )

  test.each([
    ['at a computer', DESKTOP],
    ['on a phone', PHONE],
  ])(
    '%s chị Thu answers Lan, who asked for a person in the middle of her promise, and Lan goes on with it',
    async (_, viewport) => {
      const thu = await officer(w, 'coordinator')
      // A code is good once: the next one is half a minute away.
      w.clock.advance({ minutes: 1 })
      const lan = await open(await chrome.newContext({ viewport: PHONE }), '/chat')
      await tap(lan, 'Góp quà Tết')
      await tap(lan, /^1 suất/)
      await write(lan, 'gặp người')
      await hears(lan, 'Mình đã báo người phụ trách')

      const desk = await signsIn(thu, viewport)
      await desk.getByRole('link', { name: 'muốn gặp người của Quỹ' }).first().click()
      await desk.locator('textarea[name=answer]').fill('Chào bạn, mỗi suất có áo ấm, sữa và bánh nhé.')
      await fits(desk)
      await desk.getByRole('button', { name: 'Gửi', exact: true }).click()
      await desk.getByRole('status').filter({ hasText: 'Đã gửi' }).waitFor()
      await hears(lan, 'mỗi suất có áo ấm, sữa và bánh')
      await desk.locator('form[action*="/close"] button').click()
      await desk.getByRole('heading', { level: 1, name: 'Việc cần làm bây giờ' }).waitFor()
      await hears(lan, 'quay lại đây')

      await tap(lan, 'Lấy mã chuyển khoản')
      await lan.getByTestId('copy').nth(2).waitFor()
      await Promise.all([lan.context().close(), desk.context().close()])
      expect(faults).toEqual([])
    },
  )

  test('Lan takes a copy of all that is hers, and is forgotten', async () => {
    const lan = await open(await chrome.newContext({ viewport: PHONE }), '/chat')
    await lan.getByTestId('choice').first().waitFor()
    await write(lan, 'dữ liệu của tôi')
    await tap(lan, 'Gửi tôi bản sao')
    const copy = lan.locator('a[href*="/files/"]').last()
    await copy.waitFor()
    const href = new URL((await copy.getAttribute('href'))!, url).href
    const json = await lan.request.get(href)
    expect(json.status()).toBe(200)
    expect(JSON.stringify(await json.json())).toContain('dữ liệu của tôi')
    await write(lan, 'xoá tôi')
    await hears(lan, 'Xóa rồi không lấy lại được')
    await tap(lan, 'Xóa hết')
    await hears(lan, 'Bạn gõ XÓA để xác nhận')
    await write(lan, 'xóa')
    // The page forgets her words as soon as it hears that they are gone.
    await lan.getByTestId('notice').filter({ hasText: 'Cuộc trò chuyện trước đã xóa' }).waitFor()
    await expect.poll(() => w.db.prisma.contact.count({ where: { state: 'erased' } }), WAIT).toBe(1)
    expect((await lan.request.get(href)).status()).toBe(404)
    await lan.context().close()
    expect(faults).toEqual([])
  })

  test.each([
    ['at computers', DESKTOP],
    ['on phones', PHONE],
  ])('%s money that came without a code is given its owner by two people', async (_, viewport) => {
    const [minh, thu] = [await officer(w, 'treasurer'), await officer(w, 'administrator')]
    // Who is new at the desk approves nothing for a day: these came the day before yesterday.
    const before = new Date(Date.now() - 48 * 3_600_000)
    await w.db.prisma.officerRole.updateMany({ data: { givenAt: before } })
    await w.db.prisma.officer.updateMany({ data: { totpSince: before } })
    w.clock.advance({ minutes: 1 })
    const lan = await open(await chrome.newContext({ viewport: PHONE }), '/chat')
    await tap(lan, 'Góp quà Tết')
    await lan
      .getByTestId('choice')
      .filter({ hasText: /^1 suất/ })
      .last()
      .waitFor()
    await write(lan, '66 suất')
    await tap(lan, 'Lấy mã chuyển khoản')
    const code = (await lan.getByTestId('copy').nth(2).getAttribute('data-copy'))!
    await w.bank.credits(20_200_000n, 'ung ho tet')
    await expect.poll(() => w.db.prisma.donation.count({ where: { state: 'unmatched' } }), WAIT).toBe(1)

    const first = await signsIn(minh, viewport)
    await first.goto(`${url}/console/money`)
    await first.locator('a[href^="/console/money/"]').first().click()
    await first.locator('input[name=code]').fill(code)
    await fits(first)
    await first
      .locator('form', { has: first.locator('input[name=code]') })
      .locator('button')
      .click()
    await expect.poll(() => w.db.prisma.approval.count({ where: { state: 'open' } })).toBe(1)
    expect(await w.db.prisma.donation.count({ where: { state: 'unmatched' } })).toBe(1)

    const second = await signsIn(thu, viewport)
    await second.goto(`${url}/console/approvals`)
    await fits(second)
    await second.getByRole('button', { name: 'Duyệt', exact: true }).click()
    await second.getByRole('status').filter({ hasText: 'Đã duyệt' }).waitFor()
    await hears(lan, /Mình đã thấy 20\.200\.000/)
    await Promise.all([lan, first, second].map((page) => page.context().close()))
    expect(faults).toEqual([])
  })
})
