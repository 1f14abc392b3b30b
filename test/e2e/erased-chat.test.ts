import { existsSync, rmSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDataDir } from '../support/database.ts'
import { type Program, startProgram } from '../support/program.ts'

const CHROMIUM = process.env.CT_CHROMIUM || '/usr/bin/chromium'
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']

if (!existsSync(CHROMIUM)) throw new Error(`there is no Chromium at ${CHROMIUM}; name one in CT_CHROMIUM`)

describe('erased, nothing of a talk stays in the browser', () => {
  let folder = ''
  let program: Program
  let browser: Browser
  beforeAll(async () => {
    folder = await testDataDir()
    program = await startProgram({ DATA_DIR: folder })
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  })
  afterAll(async () => {
    await browser?.close()
    await program?.stop('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  })

  async function open(context: BrowserContext): Promise<Page> {
    const page = await context.newPage()
    await page.goto(`${program.url}/chat`)
    await page.getByTestId('choice').first().waitFor()
    return page
  }
  const says = async (page: Page, text: string) => {
    await page.getByTestId('input').fill(text)
    await page.getByTestId('input').press('Enter')
  }
  const hears = (page: Page, text: string) =>
    page.getByTestId('bot-message').filter({ hasText: text }).last().waitFor()
  const kept = (page: Page) =>
    page.evaluate(() => ({
      secret: localStorage.getItem('chungtay.contact') ?? '',
      own: localStorage.getItem('chungtay.own') ?? '',
      all: JSON.stringify(Object.entries(localStorage)),
    }))
  /** As her program on another machine would: the same person, elsewhere. */
  async function elsewhere(secret: string, ...texts: string[]) {
    for (const text of texts) {
      const answer = await fetch(`${program.url}/chat/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-chat-contact': secret },
        body: JSON.stringify({ id: crypto.randomUUID(), text }),
      })
      expect(answer.status).toBe(202)
    }
  }
  const isErased = (secret: string) =>
    expect
      .poll(
        async () => {
          const headers = { 'x-chat-contact': secret, 'x-chat-goes-on': '1' }
          return (await fetch(`${program.url}/chat/api/messages?wait=0`, { headers })).status
        },
        { timeout: 30_000 },
      )
      .toBe(410)

  test('erased in the page: words and secret go, in every tab; what she writes then begins a new talk', async () => {
    const context = await browser.newContext()
    const [page, tab] = [await open(context), await open(context)]
    await says(page, 'lời của vàng anh')
    await hears(tab, '')
    const before = await kept(page)
    expect(before.own).toContain('vàng anh')
    await says(page, 'xoá tôi')
    await page.getByTestId('choice').filter({ hasText: 'Xóa hết' }).last().click()
    await hears(page, 'gõ XÓA để xác nhận')
    await says(page, 'xoá')
    for (const one of [page, tab])
      await one
        .getByTestId('notice')
        .filter({ hasText: 'Cuộc trò chuyện trước đã xóa' })
        .waitFor({ timeout: 40_000 })
    const after = await kept(page)
    expect(after.secret).not.toBe(before.secret)
    expect(after.secret.length).toBeGreaterThanOrEqual(21)
    expect(after.all).not.toContain('vàng anh')
    expect(after.all).not.toContain(before.secret)
    expect(await kept(tab)).toEqual(after)
    for (const one of [page, tab]) {
      expect(await one.getByTestId('own-message').count()).toBe(0)
      expect(await one.getByTestId('bot-message').count()).toBe(0)
    }
    // Nobody new is made until she writes.
    const status = await fetch(`${program.url}/chat/api/messages?wait=0`, {
      headers: { 'x-chat-contact': after.secret, 'x-chat-goes-on': '1' },
    })
    expect(status.status).toBe(410)
    await says(page, 'chào')
    await hears(page, 'Chào bạn')
    expect(await page.getByTestId('notice').isHidden()).toBe(true)
    expect((await kept(page)).own).toContain('chào')
    await context.close()
  }, 120_000)

  test('erased elsewhere while the page is closed: opened again, it shows a first visit', async () => {
    const context = await browser.newContext()
    const page = await open(context)
    await says(page, 'lời của họa mi')
    const before = await kept(page)
    await hears(page, '')
    await page.close()
    await elsewhere(before.secret, 'xoá tôi', 'Xóa hết', 'xoá')
    await isErased(before.secret)
    const again = await open(context)
    const after = await kept(again)
    expect(after.secret).not.toBe(before.secret)
    expect(after.all).not.toContain('họa mi')
    expect(await again.getByTestId('own-message').count()).toBe(0)
    await hears(again, 'Chào bạn')
    await context.close()
  }, 120_000)

  test('erased elsewhere, and she writes before the page has heard of it: that begins a new talk', async () => {
    const context = await browser.newContext()
    const page = await open(context)
    await says(page, 'lời của chích chòe')
    await hears(page, '')
    const before = await kept(page)
    // Its fetches do not arrive.
    await page.route('**/chat/api/messages?*', (route) => route.abort())
    await elsewhere(before.secret, 'xoá tôi', 'Xóa hết', 'xoá')
    await isErased(before.secret)
    await says(page, 'chào')
    await expect.poll(async () => (await kept(page)).secret, { timeout: 30_000 }).not.toBe(before.secret)
    await page.unroute('**/chat/api/messages?*')
    await hears(page, 'Chào bạn')
    const after = await kept(page)
    expect(after.own).toContain('chào')
    expect(after.all).not.toContain('chích chòe')
    expect(await page.getByTestId('own-message').allTextContents()).toEqual([expect.stringContaining('chào')])
    await context.close()
  }, 120_000)
})
