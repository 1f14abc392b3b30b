import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'

test('the Telegram of this machine prints the settings to use, hears what Lan types and shows what the bot says', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/fakes.ts'], { stdio: 'pipe' })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data))
  const end = new Promise((resolve) => child.once('close', resolve))
  try {
    await expect.poll(() => said, { timeout: 60_000 }).toMatch(/Ctrl-C ends it/)
    const [, token, root] = /TELEGRAM_BOT_TOKEN=(\S+) TELEGRAM_API_ROOT=(\S+) npm start/.exec(said)!
    const call = async (method: string, params: object) => {
      const body = JSON.stringify(params)
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${root}/bot${token}/${method}`, { method: 'POST', headers, body })
      return (await answer.json()) as { ok: boolean; result: { message?: object; callback_query?: object }[] }
    }
    expect((await call('getMe', {})).ok).toBe(true)
    child.stdin.write('/start\n')
    expect((await call('getUpdates', { timeout: 20 })).result[0]!.message).toMatchObject({ text: '/start' })
    const keyboard = { inline_keyboard: [[{ text: 'Góp quà Tết', callback_data: '1.give' }]] }
    await call('sendMessage', { chat_id: 101, text: 'Chào Lan', reply_markup: keyboard })
    await expect.poll(() => said).toMatch(/bot: Chào Lan\n {5}1\. Góp quà Tết\n/)
    child.stdin.write('1\n')
    const { result } = await call('getUpdates', { timeout: 20, offset: 2 })
    expect(result[0]!.callback_query).toMatchObject({ data: '1.give' })
    child.stdin.end()
    expect(await end).toBe(0)
  } finally {
    child.kill('SIGKILL')
  }
})
