import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFlows, shapesOf } from '../../src/conversation/index.ts'
import { compile } from '../../src/engine/index.ts'
import { ACTIONS } from '../support/actions.ts'
import { readTranscript } from '../support/transcript.ts'
import { play } from '../support/transcript-player.ts'

describe('npm run chat', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ct-chat-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('a gift by piped lines, two days later, recorded as a transcript that plays; Ctrl-C ends it', {
    timeout: 120_000,
  }, async () => {
    const file = join(folder, 'gift.chat')
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/commands/chat.ts', '--record', file], {
      env: { PATH: process.env.PATH!, TMPDIR: folder },
    })
    let said = ''
    child.stdout.on('data', (data: Buffer) => {
      said += data
    })
    child.stderr.on('data', (data: Buffer) => {
      said += data
    })
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    // All at once: no line may be lost while the one before it is answered.
    child.stdin.write(
      '1\n[1]\nLấy mã chuyển khoản\n[Giả lập chuyển khoản]\n[99]\n:time +2d\n:nothing\nmenu\n',
    )
    const menu = /Lan: menu\nbot: .*\n.*\n.*\[1\) Góp cho đợt này\]/
    await expect.poll(() => said, { timeout: 90_000, interval: 100 }).toMatch(menu)
    child.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(said).toMatch(/Mình đã thấy 300\.000.đ/)
    expect(said).toMatch(/There is no button \[99\]/)
    expect(said).not.toMatch(/ {2}! /)

    // The runner of TypeScript keeps what it compiled; of the talk only the recording is left.
    expect(readdirSync(folder).filter((name) => !name.startsWith('tsx'))).toEqual(['gift.chat'])

    const recorded = readFileSync(file, 'utf8')
    expect(recorded).toMatch(/^# .*\ngiven demo\nat \d{4}-\d\d-\d\d \d\d:\d\d\n/)
    expect(recorded).toContain('\n(trigger money-seen {donation: {}})\n')
    expect(recorded).toContain('\n(2 days pass)\n')
    expect(recorded).toContain('\n     [Góp quà Tết] [Xem nơi đang cần]')
    const { book } = compile(readFlows('flows'), shapesOf(ACTIONS))
    const played = play(
      book!,
      new Map(ACTIONS.map((action) => [action.name, action])),
      readTranscript('gift.chat', recorded),
      'vi',
    )
    expect(played.shape.filter((line) => line.startsWith('~'))).toEqual(
      [...recorded.matchAll(/^ {2}~ (\S+) → (\S+)$/gm)].map(
        ([, action, outcome]) => `~ ${action} ${outcome}`,
      ),
    )
  })
})
