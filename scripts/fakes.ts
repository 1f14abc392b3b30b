// npm run fakes: a Telegram on this machine, to try the bot without a token. What you type, Lan says; a number presses
// that button of the last message that has any.
import { createInterface } from 'node:readline'
import { type Call, fakeBotApi } from '../test/support/fakes/telegram/fake-bot-api.ts'
import {
  buttonsOf,
  type Message,
  pressUpdate,
  textUpdate,
  type Update,
} from '../test/support/fakes/telegram/updates.ts'

const TOKEN = '1000001:fake-token-that-opens-nothing'
const LAN = { id: 101, firstName: 'Lan', language: 'vi' }

const api = await fakeBotApi({ token: TOKEN, heard: show })
let last: Message | undefined
let count = 0

console.log(`A Telegram for this machine alone. In another terminal:

  TELEGRAM_BOT_TOKEN=${TOKEN} TELEGRAM_API_ROOT=${api.root} npm start

Then type what Lan says, such as /start. Ctrl-C ends it.
`)

function show({ message, method }: Call) {
  if (!message || !method.startsWith('send')) return
  const buttons = buttonsOf(message)
  if (buttons.length > 0) last = message
  const file = method === 'sendMessage' ? '' : `[${method.slice(4).toLowerCase()}] `
  console.log(`bot: ${file}${message.text ?? message.caption ?? ''}`)
  for (const [n, { text }] of buttons.entries()) console.log(`     ${n + 1}. ${text}`)
}

function updateOf(text: string): Update {
  count += 1
  const data = /^\d+$/.test(text) && last && buttonsOf(last)[Number(text) - 1]?.callback_data
  return data ? pressUpdate(count, `press-${count}`, LAN, last!, data) : textUpdate(count, count, LAN, text)
}

const typed = createInterface({ input: process.stdin })
typed.on('line', async (line) => {
  if (line.trim() === '') return
  const update = updateOf(line.trim())
  if (!api.webhook) return api.queue(update)
  const status = await api.deliver(update).catch(() => 0)
  if (status !== 200) console.log(`(the webhook answered ${status || 'nothing'})`)
})
typed.once('close', () => api.close())
