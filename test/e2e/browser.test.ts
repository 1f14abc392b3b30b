import { randomFillSync } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { createCanvas } from '@napi-rs/canvas'
import { type Browser, chromium, type Locator, type Page, type Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDataDir } from '../support/database.ts'
import { type Program, startProgram } from '../support/program.ts'

const CHROMIUM = process.env.CT_CHROMIUM || '/usr/bin/chromium'
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

if (!existsSync(CHROMIUM)) throw new Error(`there is no Chromium at ${CHROMIUM}; name one in CT_CHROMIUM`)

/** A picture that no PNG makes small. */
function noise(width: number, height: number): Buffer {
  const canvas = createCanvas(width, height)
  const ink = canvas.getContext('2d')
  const pixels = ink.createImageData(width, height)
  randomFillSync(pixels.data)
  ink.putImageData(pixels, 0, 0)
  return canvas.toBuffer('image/png')
}

describe('in a browser, on a phone', () => {
  let folder = ''
  let program: Program
  let browser: Browser
  const faults: string[] = []

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

  async function open(path: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
    // Longer than a busy machine takes: nothing here is about time.
    page.setDefaultTimeout(90_000)
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    page.on('pageerror', (error) => faults.push(String(error)))
    await page.goto(program.url + path)
    return page
  }
  const inSight = (one: Locator) =>
    one.evaluate((element) => {
      const seen = document.getElementById('chat-log')!.getBoundingClientRect()
      const { top, bottom, height } = element.getBoundingClientRect()
      return height > 0 && top >= seen.top && bottom <= seen.bottom
    })
  const tap = (page: Page, label: string | RegExp) =>
    page.getByTestId('choice').filter({ hasText: label }).last().click()

  test('a newcomer gives a Tết gift, "transfers", and holds a certificate that verifies', async () => {
    const page = await open('/chat')
    await tap(page, 'Góp quà Tết')
    await tap(page, /^1 suất/)
    await tap(page, 'Lấy mã chuyển khoản')
    await page.getByTestId('copy').nth(2).waitFor()
    // The greeting's picture is only there to be looked at; the QR is to be kept.
    const saves = (which: 'first' | 'last') => page.getByTestId('image')[which]().getByTestId('save').count()
    expect([await saves('first'), await saves('last')]).toEqual([0, 1])
    // The answer is taller than the screen: it is read from its QR picture, and what it says first.
    await expect.poll(() => inSight(page.getByTestId('image').last())).toBe(true)
    expect(await inSight(page.getByText('bạn đừng chuyển tiền thật').last())).toBe(true)
    // What each value is stands beside it, and is not copied.
    const copies = page.getByTestId('copy')
    const labels = await copies.locator('.label').allTextContents()
    expect(labels).toEqual(['Số tài khoản', 'Số tiền', 'Nội dung'])
    const values = await copies.evaluateAll((all) => all.map((one) => one.getAttribute('data-copy')))
    expect(values).toEqual(['1234567890', '300000', expect.stringMatching(/^TLV\w{7}$/)])
    await tap(page, 'Giả lập chuyển khoản')
    await tap(page, 'Lấy giấy ghi nhận')
    await page.getByTestId('input').fill('Gia đình Lan và Minh')
    await page.getByTestId('input').press('Enter')
    await tap(page, 'Đúng rồi')
    const link = page.locator('a[href*="/c/"]').last()
    await link.waitFor()
    const paper = await open(new URL((await link.getAttribute('href'))!).pathname)
    await paper.getByTestId('verdict').first().waitFor()
    expect(await paper.textContent('body')).toMatch(/còn hiệu lực/i)
    expect(await paper.textContent('body')).toContain('Gia đình Lan và Minh')
    await page.reload()
    await page.getByText('Gia đình Lan và Minh').first().waitFor()
    expect(faults).toEqual([])
  })

  test('the page of a promise turns by itself when the money has come, and tells of it without a script too', async () => {
    const chat = await open('/chat')
    await tap(chat, 'Góp quà Tết')
    await tap(chat, /^1 suất/)
    await tap(chat, 'Lấy mã chuyển khoản')
    const code = await chat.getByTestId('copy').nth(2).getAttribute('data-copy')
    const pay = await open(`/pay/${code}`)
    await pay.getByTestId('copy-code').focus()
    await pay.evaluate(() => Object.assign(window, { sameDocument: true }))
    await tap(chat, 'Giả lập chuyển khoản')
    const verdict = pay.getByTestId('verdict')
    await verdict.waitFor()
    expect(await verdict.textContent()).toMatch(
      /Đã nhận, cảm ơn bạn.*300\.000\u00a0đ.*Biên nhận số TET27-\d{6}/,
    )
    // It was not loaded anew, what is heard says so, and the keyboard goes on from the news.
    expect(await pay.evaluate(() => 'sameDocument' in window)).toBe(true)
    expect(await pay.locator('[data-announce]').textContent()).toBe('Đã nhận, cảm ơn bạn')
    expect(await pay.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    expect(await pay.getByTestId('copy-code').count()).toBe(0)
    const plain = await browser.newContext({ javaScriptEnabled: false })
    const page = await plain.newPage()
    await page.goto(`${program.url}/pay/${code}`)
    expect(await page.getByTestId('verdict').textContent()).toContain('Đã nhận, cảm ơn bạn')
    await Promise.all([chat.close(), pay.close(), plain.close()])
    expect(faults).toEqual([])
  })

  test('a photo larger than the service keeps is made smaller and sent; what is no picture is answered with what is taken', async () => {
    const page = await open('/chat')
    await page.getByTestId('choice').first().waitFor()
    const photo = noise(2600, 1900)
    expect(photo.length).toBeGreaterThan(5_000_000)
    await page.locator('#chat-file').setInputFiles({ name: 'ck.png', mimeType: 'image/png', buffer: photo })
    await page.getByTestId('bot-message').filter({ hasText: 'mình giữ ảnh này' }).waitFor()
    const note = { name: 'ghi-chu.txt', mimeType: 'text/plain', buffer: Buffer.from('chào') }
    await page.locator('#chat-file').setInputFiles(note)
    await page.locator('.refusal', { hasText: 'Mình chỉ mở được ảnh hoặc PDF' }).waitFor()
    // The browser itself tells of the refusal.
    expect(faults.splice(0).filter((fault) => !/status of 400/.test(fault))).toEqual([])
    await page.close()
  })

  test('what has not been sent looks unsent, is read out once, and leaves the buttons above it open', async () => {
    const page = await open('/chat')
    await page.getByTestId('choice').first().waitFor()
    const enabled = () => page.getByTestId('choice').filter({ hasText: 'Góp quà Tết' }).last().isEnabled()
    const large = { name: 'bao-cao.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(5_500_000) }
    await page.locator('#chat-file').setInputFiles(large)
    await page.locator('.refusal', { hasText: 'lớn hơn 5 MB' }).waitFor()
    expect(await enabled()).toBe(true)
    // Refused by the service, and given back to be written anew.
    const refuse = (route: Route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 400, body: '{"error":"x"}' })
        : route.continue()
    await page.route('**/chat/api/messages', refuse)
    await page.getByTestId('input').fill('một tin không đọc được')
    await page.getByTestId('input').press('Enter')
    await page.getByTestId('rewrite').waitFor()
    expect(await enabled()).toBe(true)
    await page.getByTestId('rewrite').click()
    expect(await page.getByTestId('input').inputValue()).toBe('một tin không đọc được')
    await page.unroute('**/chat/api/messages')
    await page.evaluate(() => {
      const said: string[] = Object.assign(window, { said: [] as string[] }).said
      new MutationObserver((all) => {
        for (const node of all.flatMap((one) => [...one.addedNodes])) said.push(node.textContent ?? '')
      }).observe(document.getElementById('chat-log')!, { childList: true })
    })
    await page.context().setOffline(true)
    await page.getByTestId('input').fill('Mình muốn góp quà Tết')
    await page.getByTestId('input').press('Enter')
    await page.getByTestId('notice').filter({ hasText: 'được giữ ở đây' }).waitFor()
    const own = page.getByTestId('own-message').last()
    expect(await own.textContent()).toContain('Đang gửi')
    await page.context().setOffline(false)
    await page.getByTestId('bot-message').filter({ hasText: 'bao nhiêu suất' }).last().waitFor()
    expect(await own.textContent()).not.toContain('Đang gửi')
    expect(await page.getByTestId('notice').isHidden()).toBe(true)
    const heard = await page.evaluate(() => (window as unknown as { said: string[] }).said)
    expect(heard.filter((one) => one.includes('Mình muốn góp quà Tết'))).toHaveLength(1)
    expect(
      faults.splice(0).filter((fault) => !/status of 400|ERR_INTERNET_DISCONNECTED/.test(fault)),
    ).toEqual([])
    await page.close()
  })

  test('every public page opens without a fault, fits the phone, and says that this is a demo', async () => {
    for (const path of ['/', '/needs', '/campaigns/den-truong', '/check?q=1234567890', '/privacy', '/chat']) {
      const page = await open(path)
      expect(await page.getByTestId('demo').count(), path).toBe(1)
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(beyond, path).toBeLessThan(1)
      await page.close()
    }
    expect(faults).toEqual([])
  })
})
