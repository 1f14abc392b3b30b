// npm run fakes: the service and the platforms it talks on, on this machine alone, with no account: a page shows a phone
// for each. `-- --alone` starts only the platforms, and prints the settings for a service that you start yourself.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Page, phonesPage } from './phones/page.ts'
import type { Phone } from './phones/phone.ts'
import { telegramPhone } from './phones/telegram-phone.ts'
import { zaloBotPhone } from './phones/zalo-bot-phone.ts'

const { values } = parseArgs({
  options: { alone: { type: 'boolean', default: false }, port: { type: 'string', default: '3100' } },
})
const site = `http://127.0.0.1:${process.env.PORT || 3000}`

let page: Page | undefined
const changed = () => page?.changed()
const phones: Phone[] = [await telegramPhone(changed), await zaloBotPhone(changed)]
page = await phonesPage(phones, { port: Number(values.port), site })
const env = Object.assign({ PUBLIC_URL: site }, ...phones.map((phone) => phone.env)) as Record<string, string>

let end = async () => {}
if (values.alone) {
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  console.log(
    `The phones: ${page.url}\n\nIn another terminal:\n\n  ${settings.join(' ')} npm start\n\nCtrl-C ends it.`,
  )
} else {
  const folder = process.env.DATA_DIR ? undefined : mkdtempSync(join(tmpdir(), 'chung-tay-'))
  const service = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'all'], {
    env: { ...process.env, ...env, ...(folder && { DATA_DIR: folder }) },
    stdio: 'inherit',
  })
  const over = new Promise<void>((resolve) => service.once('close', () => resolve()))
  const clean = () => folder && rmSync(folder, { recursive: true, force: true })
  let ending = false
  void over.then(() => {
    clean()
    // It ended by itself, such as for a port that somebody else has: what it said stands above.
    if (!ending) process.exit(service.exitCode ?? 1)
  })
  end = async () => {
    ending = true
    service.kill('SIGTERM')
    await over
  }
  console.log(`The phones: ${page.url}\nCtrl-C ends it.\n`)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await end()
    await page?.close()
    // A fake complains, at its end, of calls that were not as its platform describes them.
    await Promise.all(phones.map((phone) => phone.close()))
    process.exit(0)
  })
