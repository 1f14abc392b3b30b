import type { Browser, Page } from 'playwright-core'
import { finding } from '../../src/running/start.ts'
import type { World } from '../../test/support/world.ts'
import { PHONE, shoot, WIDTH } from './keep.ts'
import { OTHERS } from './occasions.ts'

export interface Site {
  readonly browser: Browser
  readonly url: string
  readonly world: World
}

/** What somebody writes, or `[a button]` that they press; what the bot must have said then; and what stands at the top. */
interface Chat {
  readonly says: readonly string[]
  readonly hears: RegExp
  /** The bubble, theirs or the bot's, from which on it is shown; by default the end. */
  readonly from?: RegExp
}

const CHATS: Readonly<Record<string, Chat>> = {
  find: {
    says: ['có chỗ nào cần áo ấm cho bé gái tiểu học ở sơn la ko'],
    hears: /Bạn xem nơi nào|Bạn góp mấy áo/,
  },
  sponsor: {
    says: ['mình muốn nhận đỡ đầu 1 em, mỗi tháng 200k', '[Xem suất đang chờ]'],
    hears: /Chờ người đỡ đầu từ/,
  },
  monthly: {
    says: ['mỗi tháng 200k từ tháng sau', '[Góp chung]', 'ngày mùng 5'],
    hears: /Đúng ý bạn chưa/,
  },
  offer: {
    says: [
      'tôi có 20 áo ấm muốn tặng',
      '[Đã dùng, còn tốt]',
      'cỡ 7: 8, cỡ 9: 12',
      '[Tôi mang đến]',
      '[Ngày nào cũng được]',
      '[Đúng rồi]',
    ],
    hears: /người phụ trách trả lời bạn/,
  },
  foreign: { says: ['mình muốn góp 100 đô', '[Đúng rồi]'], hears: /khoan chuyển/ },
  company: {
    says: ['mình muốn góp thay mặt công ty TNHH Nắng Mai', '[Đúng rồi]', '0101234565'],
    hears: /góp bao nhiêu suất/,
  },
}

/** Of people of the story, known by what they gave. */
const OF_GIVERS: Readonly<Record<string, Chat & { readonly gave: string }>> = {
  became: {
    gave: 'tet-xim-vang-coats-boys',
    says: ['quà đến đâu rồi'],
    hears: /muốn xem gì tiếp/,
    from: /quà đến đâu rồi/,
  },
  'my-year': {
    gave: 'den-truong-ta-xua-bags',
    says: ['năm nay của tôi'],
    hears: /Bản PDF/,
    from: /Quỹ đã nhận của bạn/,
  },
}

export async function chats(site: Site): Promise<void> {
  for (const [name, chat] of Object.entries(CHATS)) await talk(site, name, chat)
  for (const [name, chat] of Object.entries(OF_GIVERS))
    await talk(site, name, chat, await asGiver(site, chat.gave))
  const lan = await openAt(site, '/chat?start=tet-2027')
  await lan.getByTestId('image').first().waitFor()
  await shoot('chat-tet', lan)
  for (const label of ['Góp quà Tết', '1 suất', 'Lấy mã']) await tap(lan, label)
  await lan.getByTestId('copy').nth(2).waitFor()
  await lan.getByTestId('image').last().scrollIntoViewIfNeeded()
  await shoot('chat-code', lan)
  await lan.close()
}

/** How each occasion begins. */
export async function greetings(site: Site): Promise<void> {
  for (const occasion of Object.keys(OTHERS)) {
    const phone = await openAt(site, `/chat?start=${occasion}`)
    await phone.getByTestId('image').first().waitFor()
    await shoot(`chat-${occasion}`, phone)
    await phone.close()
  }
}

async function talk(site: Site, name: string, chat: Chat, secret?: string): Promise<void> {
  const phone = await openAt(site, '/chat', secret)
  await phone.getByTestId('choice').first().waitFor()
  for (const said of chat.says) {
    const label = /^\[(.+)\]$/.exec(said)?.[1]
    const before = await phone.getByTestId('bot-message').count()
    if (label) await tap(phone, label)
    else {
      await phone.getByTestId('input').fill(said)
      await phone.getByTestId('input').press('Enter')
    }
    await phone.getByTestId('bot-message').nth(before).waitFor()
  }
  await phone.getByTestId('bot-message').filter({ hasText: chat.hears }).last().waitFor()
  // Nothing is pointed at, and nobody is about to type.
  await phone.mouse.move(0, 0)
  await phone.getByTestId('input').blur()
  await phone.waitForTimeout(500)
  if (chat.from)
    await phone
      .locator('[data-testid=own-message], [data-testid=bot-message]')
      .filter({ hasText: chat.from })
      .last()
      .evaluate((one) => one.scrollIntoView({ block: 'start' }))
  await shoot(`chat-${name}`, phone)
  await phone.close()
}

const tap = (phone: Page, label: string) =>
  phone
    .getByTestId('choice')
    .filter({ hasText: new RegExp(`^${label}`) })
    .last()
    .click()

/** @param secret of somebody whom the service knows */
export async function openAt({ browser, url }: Site, path: string, secret?: string): Promise<Page> {
  const phone = await browser.newPage({ viewport: PHONE, deviceScaleFactor: WIDTH / PHONE.width })
  phone.setDefaultTimeout(60_000)
  if (secret) await phone.addInitScript((it) => localStorage.setItem('chungtay.contact', it), secret)
  await phone.goto(url + path, { waitUntil: 'load' })
  return phone
}

/** Nobody of the story could be written to: they get a phone, and have never talked. @returns the secret of their chat */
async function asGiver({ world: { db, secret } }: Site, gave: string): Promise<string> {
  const theirs = crypto.randomUUID()
  const { lookup } = await finding(db, secret)
  const { id: needId } = await db.prisma.need.findFirstOrThrow({ where: { key: gave } })
  const { contactId } = await db.prisma.pledge.findFirstOrThrow({
    where: { needId },
    orderBy: { createdAt: 'asc' },
  })
  await db.prisma.address.updateMany({
    where: { contactId },
    data: { keyHash: Uint8Array.from(lookup.hash('web-chat', 'main', theirs)) },
  })
  await db.prisma.session.createMany({ data: [{ contactId, state: new Uint8Array() }], skipDuplicates: true })
  return theirs
}
