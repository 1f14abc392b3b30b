import { afterAll, beforeAll, expect, test } from 'vitest'
import { talk } from '../../src/commands/chat-talk.ts'
import { type ChatWorld, chatWorld } from '../../src/commands/chat-world.ts'

const printed: string[] = []
const here = talk({ print: (line) => printed.push(line), record: () => {} })
let world: ChatWorld

beforeAll(async () => {
  world = await chatWorld({ lang: 'vi', log: here.log, heard: here.heard })
}, 60_000)
afterAll(() => world.close())

/** What the screen shows after these lines, and only after them. */
async function after(...lines: string[]): Promise<string> {
  printed.length = 0
  for (const line of lines) await here.does(world, line)
  return printed.join('\n')
}

test('a hold runs out, a reminder comes on its day, missing money is looked for, by the time that the terminal tells', async () => {
  await after('/start')
  expect(await after('góp 1 suất quà tết', ':time +16m')).toMatch(
    /\(16 minutes pass\)\n {2}~ pledge\.release_hold → released\nbot: /,
  )
  // What was begun on an older state and taken back is no action of the talk.
  expect(await after('Lấy mã chuyển khoản')).not.toMatch('pledge.confirm')
  await after('để sau', 'menu')

  expect(await after('góp 1 suất quà tết', 'Lấy mã chuyển khoản', ':time +36h')).toMatch(/\(36 hours pass\)$/)
  expect(await after(':time +2d')).toMatch(
    /^\(2 days pass\)\n\(trigger pledge-reminder [\s\S]*vẫn đang để dành/,
  )

  await after('để sau')
  const [, first, second] = /lại lúc (\d\d:\d\d).* và (\d\d:\d\d)/.exec(
    await after('mình chuyển 300k hôm nay mà chưa thấy', '300k hôm nay'),
  )!
  const looks = await after(':time +2d')
  expect(looks.match(/^bot: \d\d:\d\d/gm)).toEqual([`bot: ${first}`, `bot: ${second}`])

  // The last word comes on its own day, although the terminal leaps over it.
  expect(await after(':time +20d')).toMatch(/\(trigger pledge-reminder [\s\S]*mình giữ cho bạn đến hết/)
  expect(await after('để sau', 'menu', 'Của tôi')).toMatch(
    /Của tôi\n {2}~ pledge\.mine → none\n {2}~ donation\.mine → none\nbot: Hiện bạn chưa đăng ký/,
  )
})
