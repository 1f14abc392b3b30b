import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { world } from '../../support/world.ts'
import { bookOfLog, TOKEN } from './telegram.ts'

/** Of the npm package telegram-test-api, what is used here. It has no pictures, no secrets and no repeats. */
interface Emulator {
  readonly config: { readonly apiURL: string }
  start(): Promise<void>
  stop(): Promise<boolean>
  getClient(token: string, options: object): EmulatorClient
}
interface EmulatorClient {
  makeCommand(text: string, more: object): object
  makeMessage(text: string): object
  makeCallbackQuery(data: string): object
  sendCommand(command: object): Promise<unknown>
  sendMessage(message: object): Promise<unknown>
  sendCallback(query: object): Promise<unknown>
}
interface BotMessage {
  readonly message?: {
    readonly text: string
    readonly reply_markup?: {
      readonly inline_keyboard: readonly (readonly { text: string; callback_data?: string }[])[]
    }
  }
}

const Server = installed()

function installed() {
  try {
    const module: unknown = createRequire(import.meta.url)('telegram-test-api')
    return module as new (
      options: object,
    ) => Emulator & { getUpdatesHistory(token: string): BotMessage[] }
  } catch {
    return undefined
  }
}

// Neither side of this talk was written by the other's authors: the Bot API is somebody else's reading of it.
const why = Server ? '' : ' (skipped: the package telegram-test-api is not installed)'
test.skipIf(!Server)(
  `the Tết gift runs unchanged against a Bot API written by others${why}`,
  { timeout: 60_000 },
  async () => {
    const server = new Server!({ port: await freePort(), host: '127.0.0.1' })
    await server.start()
    const book = bookOfLog()
    const env = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: server.config.apiURL }
    const it = await world({ log: book.log, env })
    const lan = server.getClient(TOKEN, { userId: 77, chatId: 77, firstName: 'Lan' })
    const screen = () => server.getUpdatesHistory(TOKEN).flatMap(({ message }) => (message ? [message] : []))
    const hears = async (pattern: RegExp) => {
      const find = () => screen().findLast(({ text }) => pattern.test(text))
      await expect.poll(find, { timeout: 15_000 }).toBeDefined()
      return find()!.text
    }
    const presses = (label: RegExp) => {
      const buttons = screen().flatMap((message) => message.reply_markup?.inline_keyboard.flat() ?? [])
      return lan.sendCallback(
        lan.makeCallbackQuery(buttons.findLast(({ text }) => label.test(text))!.callback_data!),
      )
    }
    try {
      await lan.sendCommand(lan.makeCommand('/start tet', { from: { language_code: 'vi' } }))
      await hears(/Chào bạn, mình là Chung Tay/)
      await presses(/Góp quà Tết/)
      await hears(/bao nhiêu suất/)
      await presses(/^1 suất/)
      await hears(/Mình giữ phần này/)
      await presses(/Lấy mã chuyển khoản/)
      // It knows no pictures: the words and buttons of the QR code come without it.
      await hears(/Nội dung chỉ cần mã ở trên/)
      const code = await hears(/^TLV[0-9A-Z]{7}$/)
      expect(await it.bank.credits(300_000n, code)).toBe(200)
      await hears(/Biên nhận số TET27-\d{6}/)
      await presses(/Lấy giấy ghi nhận/)
      await hears(/ghi tên thế nào/)
      await lan.sendMessage(lan.makeMessage('Gia đình bé Na'))
      await hears(/Giấy ghi nhận số GN-TET27-\d{6}/)
      expect(book.text()).not.toContain(TOKEN.split(':')[1])
    } finally {
      await it.close()
      await server.stop()
    }
  },
)

/** The emulator takes a fixed port only. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
