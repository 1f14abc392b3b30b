import type { Shown } from '../channels/simulator/index.ts'
import type { Heard } from '../engine/index.ts'
import type { Log } from '../platform/log.ts'
import { type Happening, linesOf, transcriptOf } from './chat-record.ts'
import type { ChatWorld } from './chat-world.ts'

export const HELP = `  Type a text, the number of a button, or its label. [2] or [label] presses the button itself.
  (ảnh) (nhãn dán) (giọng nói) (danh thiếp) (vị trí) send a picture, a sticker, a voice note, a contact, a place.
  :flow <name>         start a flow, as a deep link would       :time +3d   let time pass (d, h, m)
  :record <file.chat>  write down the talk from its beginning   :quit       or Ctrl-C`

/** What a person at a terminal types, and what comes of it. */
interface Talk {
  readonly heard: (message: Shown) => void
  readonly log: Log
  /** @returns false when the talk is over */
  does(world: ChatWorld, line: string): Promise<boolean>
  transcript(began: Date): string
}

interface Parts {
  readonly print: (line: string) => void
  /** Writes the transcript to this file from now on. */
  readonly record: (file: string) => void
}

const OTHERS: Readonly<Record<string, NonNullable<Heard['other']>>> = {
  '(nhãn dán)': 'sticker',
  '(giọng nói)': 'voice',
  '(danh thiếp)': 'contact',
  '(vị trí)': 'place',
}

// The smallest picture there is, so that there is something to send.
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const UNITS = { d: ['day', 86_400_000], h: ['hour', 3_600_000], m: ['minute', 60_000] } as const

export function talk({ print, record }: Parts): Talk {
  const happenings: Happening[] = []
  let buttons: Shown['buttons'] = []
  let opening = false
  let triggers: ChatWorld['flows'] = new Map()

  function happen(happening: Happening, shown = linesOf(happening)) {
    happenings.push(happening)
    for (const line of shown) print(line)
  }

  async function command(world: ChatWorld, name: string, rest: string): Promise<boolean> {
    switch (name) {
      case 'quit':
        return false
      case 'time':
        await letPass(world, rest)
        return true
      case 'flow':
        await open(world, rest)
        return true
      case 'record':
        if (rest === '') print('  :record <file.chat>')
        else record(rest)
        return true
      default:
        print(HELP)
        return true
    }
  }

  async function open(world: ChatWorld, flow: string) {
    if (!world.flows.has(flow)) {
      print(`  There is no flow "${flow}". There are: ${[...world.flows.keys()].join(', ')}`)
      return
    }
    happen({ kind: 'opened', flow })
    opening = true
    await world.open(flow)
    opening = false
  }

  async function letPass(world: ChatWorld, typed: string) {
    const [, digits, letter] = /^\+?(\d{1,4})([dhm])$/.exec(typed) ?? []
    if (!digits || !letter) {
      print('  :time +3d, +2h or +15m')
      return
    }
    const [unit, ms] = UNITS[letter as keyof typeof UNITS]
    happen({ kind: 'passed', count: Number(digits), unit })
    await world.pass(Number(digits) * ms)
  }

  async function say({ person, keep, settled }: ChatWorld, line: string) {
    const [, inBrackets] = /^\[(.+)\]$/.exec(line) ?? []
    const button = inBrackets === undefined ? undefined : buttonOf(buttons, inBrackets)
    if (inBrackets !== undefined && !button) {
      print(`  There is no button [${inBrackets}].`)
      return
    }
    if (button) {
      happen({ kind: 'pressed', label: button.label })
      await person.presses(button.id)
    } else if (OTHERS[line]) {
      happen({ kind: 'sent', what: line })
      await person.sends({ other: OTHERS[line] })
    } else if (line === '(ảnh)') {
      happen({ kind: 'sent', what: line })
      await person.sends({ files: [await keep(PICTURE, 'anh.png')] })
    } else {
      happen({ kind: 'said', text: line })
      await person.says(line)
    }
    await settled()
  }

  return {
    heard(message) {
      if (message.buttons.length > 0) buttons = message.buttons
      happen({ kind: 'bubble', message }, linesOf({ kind: 'bubble', message: withNumbers(message) }))
    },
    log: {
      info(event, { action, outcome, flow } = {}) {
        if (event === 'action.done') happen({ kind: 'acted', action: action!, outcome: outcome! })
        else if (event === 'flow.started' && !opening) {
          happen({ kind: 'triggered', flow: flow!, takes: triggers.get(flow!) ?? [] })
        }
      },
      warn() {},
      error(event, { reason, error } = {}) {
        const why = error instanceof Error ? error.message : undefined
        print(`  ! ${[event, reason, why].filter(Boolean).join(': ')}`)
      },
    },
    async does(world, typed) {
      triggers = world.flows
      const line = typed.normalize('NFC').trim()
      const [, name, rest = ''] = /^:(\w+)\s*(.*)$/.exec(line) ?? []
      if (name) return command(world, name, rest)
      if (line !== '') await say(world, line)
      return true
    },
    transcript: (began) => transcriptOf(began, happenings),
  }
}

/** Buttons with the numbers that stand for them. */
const withNumbers = (message: Shown): Shown => ({
  ...message,
  buttons: message.buttons.map(({ id, label }, n) => ({ id, label: `${n + 1}) ${label}` })),
})

function buttonOf(buttons: Shown['buttons'], typed: string) {
  const plain = (text: string) => text.replaceAll('\u00a0', ' ').toLowerCase()
  return buttons.find(({ label }) => plain(label) === plain(typed)) ?? buttons[Number(typed) - 1]
}
