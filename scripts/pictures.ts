// npm run pictures: makes docs/pictures anew, as a phone shows things, from a demo world of its own. Needs Chromium (CT_CHROMIUM,
// else /usr/bin/chromium) with a font for emoji, and no network.
import { type Browser, chromium } from 'playwright-core'
import { silentLog } from '../src/platform/log.ts'
import { listen } from '../src/web/server.ts'
import { world } from '../test/support/world.ts'
import { chats, greetings } from './pictures/chats.ts'
import { counted, emptied } from './pictures/keep.ts'
import { openOccasions } from './pictures/occasions.ts'
import { pages } from './pictures/pages.ts'
import { papers } from './pictures/papers.ts'

const browser = await chromium.launch({
  executablePath: process.env.CT_CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
if (!(await drawsEmoji(browser))) {
  await browser.close()
  throw new Error(
    'Chromium has no font for emoji: 🌸 would be a blank. On Debian: apt-get install fonts-noto-color-emoji',
  )
}
const w = await world({ seed: 'story' })
const server = await listen({ web: w.service.web, hooks: w.service.hooks, log: silentLog }, 0)
const site = { browser, url: `http://127.0.0.1:${server.port}`, world: w }
emptied()
await papers()
// While one campaign is open nobody is asked which they mean.
await chats(site)
await pages(site)
await openOccasions(w)
await greetings(site)
await browser.close()
await w.close()
await server.close(1_000)
console.log(counted())
process.exit(0)

/** Whether an emoji has a colour: what stands in for a missing one has none. */
async function drawsEmoji(browser: Browser): Promise<boolean> {
  const page = await browser.newPage()
  const coloured = await page.evaluate(() => {
    const ink = Object.assign(document.createElement('canvas'), { width: 40, height: 40 }).getContext('2d')!
    ink.font = '32px sans-serif'
    return ['🌸', '🧥'].every((emoji) => {
      ink.clearRect(0, 0, 40, 40)
      ink.fillText(emoji, 0, 34)
      const { data } = ink.getImageData(0, 0, 40, 40)
      return data.some((value, n) => n % 4 === 0 && Math.abs(value - data[n + 2]!) > 40)
    })
  })
  await page.close()
  return coloured
}
