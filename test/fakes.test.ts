import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'

interface Shown {
  readonly phones: readonly {
    readonly name: string
    readonly bubbles: readonly { id: number; mine: boolean; text: string; buttons: { label: string }[] }[]
  }[]
}

test('the phones of this machine print the settings to use, send what is typed on their page and show what a bot says', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/fakes.ts', '--alone', '--port', '0'], {
    stdio: 'pipe',
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data))
  const end = new Promise((resolve) => child.once('close', resolve))
  try {
    await expect.poll(() => said, { timeout: 60_000 }).toMatch(/Ctrl-C ends it/)
    const page = /The phones: (\S+)/.exec(said)![1]!
    const setting = (name: string) => new RegExp(`${name}=(\\S+)`).exec(said)![1]!
    const post = async (at: string, body: object) => {
      const headers = { 'content-type': 'application/json' }
      return fetch(at, { method: 'POST', headers, body: JSON.stringify(body) })
    }
    const botApi = async (root: string, token: string, method: string, params: object) => {
      const answer = await post(`${root}/bot${token}/${method}`, params)
      return ((await answer.json()) as { result: unknown }).result
    }
    const telegram = (method: string, params: object) =>
      botApi(setting('TELEGRAM_API_ROOT'), setting('TELEGRAM_BOT_TOKEN'), method, params)
    const zaloBot = (method: string, params: object) =>
      botApi(setting('ZALO_BOT_BASE'), setting('ZALO_BOT_TOKEN'), method, params)
    const shown = async (name: string) => {
      const { body } = await fetch(`${page}/events`)
      const { value } = await body!.getReader().read()
      const state = JSON.parse(Buffer.from(value!).toString().slice('data: '.length)) as Shown
      return state.phones.find((phone) => phone.name === name)!.bubbles
    }

    expect(await (await fetch(page)).text()).toContain('Chung Tay on the phones of this machine')
    expect((await post(`${page}/say`, { phone: 0, text: '/start' })).status).toBe(204)
    expect(await telegram('getUpdates', { timeout: 20 })).toMatchObject([{ message: { text: '/start' } }])
    const keyboard = { inline_keyboard: [[{ text: 'Góp quà Tết', callback_data: '1.give' }]] }
    await telegram('sendMessage', { chat_id: 101, text: 'Chào Lan', reply_markup: keyboard })
    const [mine, hello] = await shown('Telegram')
    expect([mine, hello]).toMatchObject([
      { mine: true, text: '/start' },
      { mine: false, text: 'Chào Lan', buttons: [{ label: 'Góp quà Tết' }] },
    ])
    await post(`${page}/press`, { phone: 0, bubble: hello!.id, button: 0 })
    expect(await telegram('getUpdates', { timeout: 20, offset: 2 })).toMatchObject([
      { callback_query: { data: '1.give' } },
    ])

    await post(`${page}/say`, { phone: 1, text: 'xin chào' })
    const event = (await zaloBot('getUpdates', { timeout: '20' })) as { message: { chat: { id: string } } }
    expect(event).toMatchObject({ message: { text: 'xin chào' } })
    await zaloBot('sendMessage', { chat_id: event.message.chat.id, text: 'Chào Lan' })
    expect((await shown('Zalo Bot')).map(({ text }) => text)).toEqual(['xin chào', 'Chào Lan'])

    child.kill('SIGTERM')
    expect(await end).toBe(0)
  } finally {
    child.kill('SIGKILL')
  }
})
