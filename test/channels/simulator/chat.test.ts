import { describe, expect, test } from 'vitest'
import type { Shown } from '../../../src/channels/simulator/index.ts'
import { linesOf } from '../../../src/commands/chat-record.ts'
import { talk } from '../../../src/commands/chat-talk.ts'
import type { ChatWorld } from '../../../src/commands/chat-world.ts'
import { readTranscript } from '../../support/transcript.ts'

describe('the talk at a terminal', () => {
  const bubble: Shown = {
    text: 'Bạn muốn góp gì?\nGõ cũng được.',
    copy: false,
    media: { kind: 'image', file: { file: 'x', name: 'qr.png', mime: 'image/png' } },
    buttons: [
      { id: '1.one', label: '1 suất · 300.000\u00a0đ' },
      { id: '1.no', label: 'Để sau' },
    ],
  }

  function terminal() {
    const printed: string[] = []
    const did: string[] = []
    let file = ''
    const here = talk({ print: (line) => printed.push(line), record: (name) => (file = name) })
    const world = {
      flows: new Map([['receipt', ['donation']]]),
      person: {
        says: async (text: string) => void did.push(`says ${text}`),
        presses: async (id: string) => void did.push(`presses ${id}`),
        sends: async (what: object) => void did.push(`sends ${JSON.stringify(what)}`),
      },
      open: async (flow: string) => {
        here.log.info('flow.started', { flow })
        did.push(`opens ${flow}`)
      },
      pass: async (ms: number) => void did.push(`passes ${ms}`),
      settled: async () => {},
      keep: async (_: Uint8Array, name: string) => ({ file: 'k', name, mime: 'image/png' }),
    } as unknown as ChatWorld
    here.heard(bubble)
    return { here, world, printed, did, file: () => file }
  }

  test.each([
    ['1', 'says 1'],
    ['  500k ', 'says 500k'],
    ['Để sau'.normalize('NFD'), 'says Để sau'],
    ['[2]', 'presses 1.no'],
    ['[để sau]', 'presses 1.no'],
    ['[1 suất · 300.000 đ]', 'presses 1.one'],
    ['(nhãn dán)', 'sends {"other":"sticker"}'],
    ['(ảnh)', 'sends {"files":[{"file":"k","name":"anh.png","mime":"image/png"}]}'],
    [':time +3d', 'passes 259200000'],
    [':time 90m', 'passes 5400000'],
    [':flow receipt', 'opens receipt'],
  ])('%j: %s', async (line, what) => {
    const { here, world, did } = terminal()
    expect(await here.does(world, line)).toBe(true)
    expect(did).toEqual([what])
  })

  test.each([
    '',
    '   ',
    ':',
    ':help',
    ':time soon',
    ':time -3d',
    ':flow none',
    ':record',
    '[3]',
    '[0]',
    '[-1]',
  ])('%j does nothing', async (line) => {
    const { here, world, did } = terminal()
    expect(await here.does(world, line)).toBe(true)
    expect(did.filter((what) => !what.startsWith('says'))).toEqual([])
  })

  test('it ends at :quit, and records from the beginning whenever it is told', async () => {
    const { here, world, file, printed } = terminal()
    expect(await here.does(world, ':quit')).toBe(false)
    await here.does(world, ':record gift.chat')
    expect(file()).toBe('gift.chat')
    here.log.info('action.done', { action: 'pledge.mine', outcome: 'none' })
    here.log.info('flow.started', { flow: 'receipt' })
    here.log.error('turn.failed', { error: new Error('why') })
    expect(printed).toEqual([
      'bot: (ảnh qr.png)',
      '     Bạn muốn góp gì?',
      '     Gõ cũng được.',
      '     [1) 1 suất · 300.000\u00a0đ] [2) Để sau]',
      '  ~ pledge.mine → none',
      '(trigger receipt {donation: {}})',
      '  ! turn.failed: why',
    ])
    expect(here.transcript(new Date('2026-12-20T20:15:00+07:00'))).toBe(
      [
        '# Recorded with npm run chat. Say here what it is about',
        'given demo',
        'at 2026-12-20 20:15',
        '',
        'bot: (ảnh qr.png)',
        '     Bạn muốn góp gì?',
        '     Gõ cũng được.',
        '     [1 suất · 300.000\u00a0đ] [Để sau]',
        '  ~ pledge.mine → none',
        '(trigger receipt {donation: {}})',
        '',
      ].join('\n'),
    )
  })

  test('each happening is a line that a transcript knows', () => {
    const lines = [
      ...linesOf({ kind: 'said', text: 'nhiều lắm' }),
      ...linesOf({ kind: 'pressed', label: '1 suất · 300.000\u00a0đ' }),
      ...linesOf({ kind: 'sent', what: '(ảnh)' }),
      ...linesOf({ kind: 'acted', action: 'pledge.create', outcome: 'held' }),
      ...linesOf({ kind: 'opened', flow: 'tet' }),
      ...linesOf({ kind: 'triggered', flow: 'money-seen', takes: ['donation'] }),
      ...linesOf({ kind: 'passed', count: 1, unit: 'hour' }),
      ...linesOf({ kind: 'bubble', message: bubble }),
    ]
    const kinds = readTranscript('x.chat', lines.join('\n')).items.map((item) => item.kind)
    expect(kinds).toEqual(['person', 'person', 'person', 'action', 'event', 'event', 'event'])
  })
})
