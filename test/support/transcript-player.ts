import { listens } from '../../src/app/facts.ts'
import type { Action } from '../../src/conversation/action.ts'
import {
  atRest,
  type Book,
  type Bubble,
  type Choice,
  type Effect,
  type Heard,
  resume,
  type Session,
  type Sprint,
  start,
  type Todo,
  type Value,
  type Values,
} from '../../src/engine/index.ts'
import type { Item, Scripted, Transcript } from './transcript.ts'
import { checkBubble } from './transcript-bubble.ts'
import { frankness } from './transcript-frankness.ts'
import {
  alsoKnown,
  facts,
  outcomeData,
  readValue,
  sampleFile,
  triggerData,
  withWinter,
} from './transcript-samples.ts'

/** What came of playing a transcript. */
export interface Played {
  /** The transcript with what the bot says now. */
  readonly text: string
  /** The same without words: bubbles, buttons, effects. Alike in every language. */
  readonly shape: readonly string[]
  /** Which button every `[Label]` turned out to be. */
  readonly pressed: readonly string[]
}

/**
 * Plays a transcript through the engine; the actions come to what it says.
 *
 * @param pressed the buttons by id, from playing it in Vietnamese: labels differ between languages
 * @throws with file and line when it does not fit the flows
 */
export function play(
  book: Book,
  actions: ReadonlyMap<string, Action>,
  transcript: Transcript,
  lang: 'vi' | 'en',
  pressed?: readonly string[],
): Played {
  const { items, file } = transcript
  const lines: string[] = []
  const shape: string[] = []
  const buttons: string[] = []
  const offered: Choice[] = []
  const waiting: { flow: string; with: Values }[] = []
  const given: ((facts: Values) => Values)[] = []
  let now = new Date('2026-12-20T20:15:00+07:00')
  let session: Session | undefined
  let until: Date | undefined
  let lastSaid: readonly [text?: string, choices?: readonly Choice[]] = []
  let at = 0
  const frank = frankness()

  for (; at <= items.length; at++) {
    const item = items[at]
    try {
      frank.before(item, asked())
      if (!item) break
      lines.push(item.text)
      perform(item)
    } catch (error) {
      throw plainly(`${file}:${item?.line ?? 'its end'} (${lang}) ${(error as Error).message}`)
    }
  }
  return { text: `${lines.join('\n')}\n`, shape, pressed: buttons }

  function perform(item: Item): void {
    switch (item.kind) {
      case 'note':
        break
      case 'given':
        given.push(changeOf(item.what))
        break
      case 'at':
        if (session) pass(item.when)
        now = item.when
        break
      case 'person':
        settle(resume(book, session, heard(item.said), view()))
        frank.said(item.said, session!)
        break
      case 'event':
        happen(item.what)
        break
      case 'action':
        throw new Error(notAskedFor(item.action))
    }
  }

  /** The question that is open, if the person may not leave it at that. */
  function asked(): string | undefined {
    return session?.waits === 'answer' && !atRest(book, session) ? lastSaid[0]?.split('\n').at(-1) : undefined
  }

  function view() {
    const known = alsoKnown(given.reduce((so, change) => change(so), facts(now)))
    const { form } = (known.me ?? {}) as Values
    const called = typeof form === 'string' ? { called: form } : {}
    return { now, lang, channel: 'simulator', ...called, facts: known, listens }
  }

  // ── what people do ─────────────────────────────────────────────────────────────────────────────────────────────

  function heard(said: string): Heard {
    const [, label] = /^\[(.+)\]$/.exec(said) ?? []
    if (label) return { kind: 'heard', choice: choiceOf(label) }
    const sent: Readonly<Record<string, Partial<Heard>>> = {
      '(ảnh)': { files: [sampleFile('anh.png')] },
      '(nhãn dán)': { other: 'sticker' },
      '(giọng nói)': { other: 'voice' },
      '(danh thiếp)': { other: 'contact' },
      '(vị trí)': { other: 'place' },
    }
    return { kind: 'heard', ...(sent[said] ?? { text: said }) }
  }

  function choiceOf(label: string): string {
    const id = pressed
      ? pressed[buttons.length]
      : offered.findLast((one) => plain(one.label) === plain(label))?.id
    if (id === undefined) {
      throw new Error(
        `no button says [${label}]. There are ${offered.map((one) => `[${one.label}]`).join(' ')}`,
      )
    }
    buttons.push(id)
    return id
  }

  function happen(what: string): void {
    const [, count, unit] = /^(\d+) (minute|hour|day)s? pass(?:es)?$/.exec(what) ?? []
    const [, how, flow, data] = /^(trigger|open) ([a-z-]+)(?: (\{.*\}))?$/.exec(what) ?? []
    if (count && unit) pass(new Date(now.getTime() + Number(count) * MS[unit as keyof typeof MS]))
    else if (flow && how === 'open') {
      settle(start(book, session, { flow, with: triggerData(data, now), by: 'person' }, view())!)
    } else if (flow) {
      waiting.push({ flow, with: triggerData(data, now) })
      if (!tellWaiting()) record('  ! waits', '! waits')
    } else if (what === 'another person') forget()
    else if (what === 'an officer writes') settle(resume(book, session, { kind: 'person_said' }, view()))
    else if (what === 'handed back') settle(resume(book, session, { kind: 'handed_back' }, view()))
    else if (what !== 'not understood' && what !== 'left open')
      throw new Error(`knows no event "(${what})". See test/transcripts/README.md.`)
  }

  /** An action stands in the transcript, and the flow has gone another way: mostly, it asks something new first. */
  function notAskedFor(action: string): string {
    const [bubble, buttons = []] = lastSaid
    if (bubble === undefined)
      return `nobody has said anything yet that ${action} could come of. Write it above this line.`
    const answer = buttons[0] ? `[${buttons[0].label}]` : '…'
    return (
      `${action} is not asked for here: the bot has said “${bubble.split('\n').at(-1)}”` +
      `${buttons.map(({ label }) => ` [${label}]`).join('')} and waits. Is that question new? Write the answer above ` +
      `this line, like "Lan: ${answer}". Does the flow no longer do this? Then remove the line.`
    )
  }

  function forget(): void {
    session = undefined
    until = undefined
    offered.length = 0
    given.length = 0
  }

  function pass(end: Date): void {
    while (until && until <= end) {
      now = until
      settle(resume(book, session, { kind: 'time', wait: session!.wait }, view()))
    }
    now = end
  }

  // ── what the bot does ──────────────────────────────────────────────────────────────────────────────────────────

  function settle(first: Sprint): void {
    let sprint = first
    for (;;) {
      for (const effect of sprint.effects) show(effect)
      session = sprint.session
      until = sprint.until
      if (!sprint.todo) break
      sprint = resume(book, session, { kind: 'outcome', ...act(sprint.todo) }, view())
    }
    tellWaiting()
  }

  /** What the system had to say, as soon as there is room for it. */
  function tellWaiting(): boolean {
    const next = waiting[0]
    if (!next) return true
    const sprint = start(book, session, { ...next, by: 'system' }, view())
    if (!sprint) return false
    waiting.shift()
    settle(sprint)
    return true
  }

  function act(todo: Todo): { outcome: string; data: Values } {
    const action = actions.get(todo.action)!
    action.input.parse(todo.input)
    const line = scriptedNext(todo)
    lines.push(line.text)
    shape.push(`~ ${todo.action} ${line.outcome}`)
    for (const [name, wanted] of line.input) {
      const found = spelled(todo.input[name] ?? null)
      if (found !== wanted) throw new Error(`${todo.action} was given ${name}=${found}, not ${wanted}`)
    }
    const schema = action.outcomes[line.outcome]
    if (!schema) throw new Error(`${todo.action} has no outcome "${line.outcome}"`)
    const data = outcomeData(todo.action, line.outcome, line.data, todo.input, now)
    schema.parse(data)
    return { outcome: line.outcome, data }
  }

  function scriptedNext({ action, input }: Todo): Scripted {
    const next = items[at + 1]
    if (next?.kind === 'action' && next.action === action) {
      at += 1
      return next
    }
    const inputs = Object.entries(input).map(([name, value]) => ` ${name}=${spelled(value)}`)
    const outcomes = Object.keys(actions.get(action)!.outcomes).join(' | ')
    throw new Error(`then asks for an action. Write after it:\n  ~ ${action}${inputs.join('')} → ${outcomes}`)
  }

  function show(effect: Effect): void {
    switch (effect.kind) {
      case 'say':
        say(effect.bubble)
        break
      case 'hand_over':
        record(`  ! hand over: ${effect.reason}`, '! hand over')
        break
      case 'wrote':
        // Bookkeeping: who was answered is waited for again.
        break
      case 'alert':
        if (effect.what === 'broken') throw new Error(`breaks a flow: ${effect.detail}`)
        record(`  ! alert: ${effect.what}`, `! alert ${effect.what}`)
        break
      case 'language':
        record(`  ! language: ${effect.lang}`, '! language')
        break
      default:
        effect satisfies never
    }
  }

  function say(bubble: Bubble): void {
    const { text, copy, media, choices = [] } = bubble
    checkBubble(bubble)
    offered.push(...choices)
    lastSaid = [text, choices]
    const shown = [
      ...(media ? [`(${media.kind === 'image' ? 'ảnh' : 'tệp'} ${media.file.name})`] : []),
      ...(text === '' ? [] : text.split('\n')),
      ...(choices.length > 0 ? [choices.map(({ label }) => `[${label}]`).join(' ')] : []),
    ]
    const head = copy ? 'bot (chép): ' : 'bot: '
    lines.push(...shown.map((line, n) => (n === 0 ? head : '     ') + line))
    const ids = choices.map(({ id }) => id).join(' ')
    shape.push([copy ? `copy ${text}` : 'say', media?.kind, ids].filter(Boolean).join(' '))
  }

  function record(line: string, what: string): void {
    lines.push(line)
    shape.push(what)
  }
}

/** Told to who writes flows: where in our own code it was thrown helps nobody, twenty times least of all. */
export function plainly(message: string): Error {
  const error = new Error(message)
  error.stack = `Error: ${message}`
  return error
}

/** Money carries a no-break space, which nobody types. */
const plain = (text: string): string => text.replaceAll('\u00A0', ' ')

const MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** Of a talk that English does not have: it has one word for whoever is spoken to. */
export const ONLY_VIETNAMESE = 'only Vietnamese'

/** `given campaign.left = 1`, `given demo`, `given no campaign`, `given campaign "Tết ấm 2027" is open` (as it is anyway). */
function changeOf(what: string): (facts: Values) => Values {
  if (/^campaign ".+" is open$/.test(what)) return (known) => known
  if (what === ONLY_VIETNAMESE) return (known) => known
  if (what === 'also campaign "Đồ ấm 2027" is open') return withWinter
  if (what === 'demo') return (known) => ({ ...known, demo: true })
  if (what === 'no campaign') return (known) => ({ ...known, campaign: null, campaigns: [] })
  const [, of, name, value] = /^(campaign|fund|me)\.([a-z_]+) = (.+)$/.exec(what) ?? []
  if (!of || !name || !value) throw new Error(`knows no "given ${what}". See test/transcripts/README.md.`)
  return (known) => {
    const changed = { ...(known[of] as Values), [name]: readValue(value, new Date(0)) }
    return { ...known, [of]: changed, ...(of === 'campaign' && { campaigns: [changed] }) }
  }
}

/** An input as a transcript writes it: digits of money, and of a record what people know it by. */
function spelled(value: Value): string {
  if (value === null) return 'null'
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object') return String(value)
  const { code, slug, receipt_number, id } = value as Values
  return String(code ?? slug ?? receipt_number ?? id ?? '…')
}
