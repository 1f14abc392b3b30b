import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addressOf,
  type TelegramWorld,
  TOKEN,
  telegramPerson,
  telegramWorld,
} from '../channels/telegram/telegram.ts'
import { testDataDir } from '../support/database.ts'
import { type Call, fakeBotApi } from '../support/fakes/telegram/fake-bot-api.ts'
import { startProgram } from '../support/program.ts'

let tg: TelegramWorld
beforeAll(async () => {
  tg = await telegramWorld('webhook')
})
afterAll(() => tg.close())

const callsOf = (method: string, chat?: number) =>
  tg.calls.filter((call) => call.method === method && (chat === undefined || call.chat === chat))

test('Lan gives for Tết on Telegram: QR picture, values to copy, receipt, certificate and its PDF', async () => {
  const lan = tg.person(101)
  await lan.says('/start tet')
  await lan.hears(/Chào bạn, mình là Chung Tay/)
  await lan.presses('Góp quà Tết')
  await lan.hears(/bao nhiêu suất/)
  await lan.presses(/^1 suất/)
  await lan.hears(/Mình giữ phần này/)
  await lan.presses('Lấy mã chuyển khoản')
  await lan.hears(/Nội dung chỉ cần mã ở trên/)

  const qr = callsOf('sendPhoto', 101).at(-1)!
  const picture = Buffer.from(await (qr.params.photo as File).arrayBuffer())
  expect(picture.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  const copies = lan.screen().flatMap((message) => {
    const button = message.reply_markup?.inline_keyboard?.flat().find((one) => 'copy_text' in one)
    return button ? [message.text!] : []
  })
  expect(copies).toEqual(['1234567890', '300000', expect.stringMatching(/^TLV[0-9A-Z]{7}$/)])

  expect(await tg.it.bank.credits(300_000n, `ung ho ${copies[2]!.toLowerCase()} tet am`)).toBe(200)
  await lan.hears(/Mình đã thấy 300\.000.đ/)
  const receipt = await lan.hears(/Biên nhận số TET27-\d{6}/)
  expect(receipt).toHaveProperty('photo')
  await lan.presses('Lấy giấy ghi nhận')
  await lan.hears(/ghi tên thế nào/)
  await lan.says('Gia đình bé Na')
  await lan.hears(/Trên giấy sẽ ghi “Gia đình bé Na”/)
  await lan.presses('Đúng rồi')
  const paper = await lan.hears(/Giấy ghi nhận số GN-TET27-\d{6}/)
  expect(paper).toHaveProperty('photo')
  await lan.hears(/bạn có muốn nhận không/)
  const pdf = callsOf('sendDocument', 101).at(-1)!.params.document as File
  expect(pdf.name).toMatch(/^GN-TET27-\d{6}\.pdf$/)
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')

  // Each press was answered, once.
  const presses = callsOf('answerCallbackQuery')
  expect(presses).toHaveLength(5)
  expect(presses.every((call) => !call.refused)).toBe(true)
  const page = await tg.it.service.web.request(/\/c\/[0-9A-Z]{26}/.exec(paper.caption ?? paper.text!)![0])
  expect(await page.text()).toContain('Gia đình bé Na')
})

test('whose app speaks German hears English', async () => {
  const anna = tg.person(102, 'de')
  await anna.says('/start')
  await anna.hears(/I'm Chung Tay/)
  const { contactId } = await addressOf(tg, 102)
  expect((await tg.it.db.prisma.contact.findUniqueOrThrow({ where: { id: contactId } })).lang).toBe('en')
})

test('the program as it runs asks the Bot API of TELEGRAM_API_ROOT for messages: from hello to the certificate', {
  timeout: 240_000,
}, async () => {
  const folder = await testDataDir()
  const calls: Call[] = []
  // Behind a path, as a proxy has it.
  const api = await fakeBotApi({ token: TOKEN, path: '/telegram', heard: (call) => calls.push(call) })
  const program = await startProgram({
    DATA_DIR: folder,
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: api.root,
  })
  try {
    const send = async (update: Parameters<typeof api.queue>[0]) => {
      api.queue(update)
      return 200
    }
    const lan = telegramPerson({ id: 101, firstName: 'Lan' }, calls, send, api)
    await lan.says('/start')
    await lan.hears(/Chào bạn, mình là Chung Tay/)
    await lan.presses('Góp quà Tết')
    await lan.hears(/bao nhiêu suất/)
    await lan.presses(/^1 suất/)
    await lan.hears(/Mình giữ phần này/)
    await lan.presses('Lấy mã chuyển khoản')
    await lan.hears(/^TLV[0-9A-Z]{7}$/)
    await lan.presses('Giả lập chuyển khoản')
    await lan.hears(/Mình đã thấy 300\.000.đ/)
    expect(await lan.hears(/Biên nhận số TET27-\d{6}/)).toHaveProperty('photo')
    await lan.presses('Lấy giấy ghi nhận')
    await lan.hears(/ghi tên thế nào/)
    await lan.says('Gia đình bé Na')
    await lan.hears(/Trên giấy sẽ ghi “Gia đình bé Na”/)
    await lan.presses('Đúng rồi')
    const paper = await lan.hears(/Giấy ghi nhận số GN-TET27-\d{6}/)
    expect(paper).toHaveProperty('photo')
    const page = /\/c\/[0-9A-Z]{26}/.exec(paper.caption ?? paper.text!)![0]
    expect(await (await fetch(program.url + page)).text()).toContain('Gia đình bé Na')
    await lan.hears(/khi Quỹ có tin về phần quà này/)

    // All files lie there sealed, and papers may still be drawn meanwhile: this one is told by its size.
    const slips = () =>
      readdirSync(join(folder, 'files')).filter((name) => statSync(join(folder, 'files', name)).size < 500)
    expect(slips()).toEqual([])
    await lan.sendsFile('photo', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
    await lan.hears(/mình giữ ảnh này để đối chiếu/)
    expect(slips()).toHaveLength(1)
    expect(calls.filter((call) => call.refused)).toEqual([])
    expect(await program.stop('SIGTERM')).toBe(0)
    expect(api.unconfirmed).toEqual([])
    expect(program.output()).not.toContain(TOKEN.split(':')[1])
  } finally {
    await program.stop('SIGKILL')
    await api.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
