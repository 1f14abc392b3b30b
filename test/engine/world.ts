import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Actions,
  type Book,
  type Bubble,
  compile,
  decodeSession,
  type Effect,
  encodeSession,
  type FieldShape,
  type FlowSource,
  type Heard,
  type Resume,
  resume,
  type Session,
  type Sprint,
  start,
  type Values,
  type View,
} from '../../src/engine/index.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures')

/** The fixture flows, as they lie on disk. */
export function readFixtures(): FlowSource[] {
  const read = (flow: string, file: string): string => {
    try {
      return readFileSync(join(FIXTURES, flow, `${file}.yaml`), 'utf8')
    } catch {
      return ''
    }
  }
  return readdirSync(FIXTURES).map((flow) => ({
    flow,
    steps: read(flow, 'flow'),
    words: { vi: read(flow, 'vi'), en: read(flow, 'en') },
  }))
}

const place = { id: 'text', name: 'text', left: 'number', unit: 'text', price: 'money' } as const
const types = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, { type: type as 'text' }]))

export const ACTIONS: Actions = {
  'need.places': {
    input: { most: { type: 'number', optional: false } },
    outcomes: {
      some: { places: { type: 'list', fields: types(place) }, ids: { type: 'list' } },
      none: {},
    },
  },
  'pledge.create': {
    input: { amount: { type: 'money', optional: false }, need: { type: 'text', optional: true } },
    outcomes: {
      held: { pledge: { type: 'record', fields: types({ code: 'text', qr: 'file', until: 'day' }) } },
      gone: {},
      closed: {},
    },
  },
  'visit.book': {
    input: {
      day: { type: 'day', optional: false },
      people: { type: 'number', optional: false },
      phone: { type: 'text', optional: false },
      where: { type: 'text', optional: false },
      note: { type: 'text', optional: true },
    },
    outcomes: { booked: { at: { type: 'time' } }, full: {} },
  },
  'consent.withdraw': { input: {}, outcomes: { saved: {} } },
}

export const QR = { file: 'qr-1', name: 'qr.png', mime: 'image/png' }
export const RECEIPT = { file: 'receipt-1', name: 'TET27-000413.pdf', mime: 'application/pdf' }

/** What actions come to, unless a story says otherwise. */
export const OUTCOMES: Readonly<Record<string, (input: Values) => readonly [string, Values]>> = {
  'need.places': () => ['some', { places: PLACES }],
  'pledge.create': () => ['held', { pledge: { code: 'TLV8K3Q7DX', qr: QR, until: '2026-12-27' } }],
  'visit.book': () => ['booked', { at: new Date('2026-12-25T01:00:00Z') }],
  'consent.withdraw': () => ['saved', {}],
}
export const PLACES: readonly Values[] = [
  { id: 'n1', name: 'Xã A', left: 13, unit: 'áo', price: 180_000n },
  { id: 'n2', name: 'Xã B', left: 40, unit: 'áo', price: 180_000n },
  { id: 'n3', name: 'Xã C', left: 5, unit: 'áo', price: 180_000n },
]

/** Every way that every action may come out. */
export const EVERY_OUTCOME: Readonly<Record<string, readonly (readonly [string, Values])[]>> = {
  'need.places': [
    ['some', { places: PLACES }],
    ['some', { places: [] }],
    ['none', {}],
  ],
  'pledge.create': [
    ['held', { pledge: { code: 'TLV8K3Q7DX', qr: QR, until: '2026-12-27' } }],
    ['gone', {}],
    ['closed', {}],
  ],
  'visit.book': [
    ['booked', { at: new Date('2026-12-25T01:00:00Z') }],
    ['full', {}],
  ],
  'consent.withdraw': [['saved', {}]],
}

export const FACTS: Values = {
  places: PLACES,
  fund: { name: 'Quỹ Bảo trợ trẻ em (bản thử)', account: '1234567890', page: 'https://quy.example' },
  campaign: { flow: 'gift', unit_price: 300_000n, left: 188 },
  campaigns: [{ flow: 'gift', unit_price: 300_000n, left: 188 }],
  me: { name: null, first_time: true },
}

/** What the facts hold, as the composition root would tell the check. */
export const FACT_SHAPES: Readonly<Record<string, FieldShape>> = {
  places: { type: 'list', fields: types(place) },
  fund: { type: 'record', fields: types({ name: 'text', account: 'text', page: 'text' }) },
  campaigns: { type: 'list', fields: types({ flow: 'text', unit_price: 'money', left: 'number' }) },
  me: {
    type: 'record',
    fields: types({ lang: 'text', young: 'yes_no', name: 'text', first_time: 'yes_no' }),
  },
}

let fixtures: Book | undefined

export function bookOf(sources?: readonly FlowSource[]): Book {
  if (sources) return bound(sources)
  fixtures ??= bound(readFixtures())
  return fixtures
}

function bound(sources: readonly FlowSource[]): Book {
  const { book, problems } = compile(sources, ACTIONS, { facts: FACT_SHAPES })
  if (!book) throw new Error(problems.map((one) => one.message).join('\n'))
  return book
}

/** A person in a conversation. Every wait goes through the session's encoded form, so that every test proves it. */
export interface Talk {
  session: Session | undefined
  last: Sprint | undefined
  now: Date
  facts: Values
  /** What actions were asked to do, in order. */
  readonly done: { action: string; input: Values; key: number }[]
  outcomes: Record<string, (input: Values) => readonly [string, Values]>
  book: Book
  says(text: string, more?: Partial<Heard>): string[]
  sends(heard: Partial<Heard>): string[]
  /** Presses a button of the last sprint by its label. */
  presses(label: string): string[]
  /** Presses a button by its id, as a client could send it. */
  sendsChoice(id: string): string[]
  resumes(what: Resume): string[]
  triggers(flow: string, given?: Values, by?: 'system' | 'person'): string[] | undefined
  waits(ms: number): Talk
  /** The button of that label, as it was last shown. */
  button(label: string): string
}

const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export function talk(book: Book = bookOf(), facts: Values = FACTS): Talk {
  const buttons = new Map<string, string>()
  const view = (): View => ({ now: it.now, lang: 'vi', channel: 'simulator', facts: it.facts })

  /** Everything until somebody must be waited for, with the actions done on the way. */
  function through(first: Sprint): string[] {
    const effects: Effect[] = [...first.effects]
    let sprint = first
    for (let n = 0; sprint.todo; n++) {
      if (n > 200) throw new Error('actions without end')
      const { action, input, wait } = sprint.todo
      it.done.push({ action, input, key: wait })
      const [outcome, data] = (it.outcomes[action] ?? OUTCOMES[action]!)(input)
      const session = again(sprint.session)
      sprint = resume(it.book, session, { kind: 'outcome', outcome, data }, view())
      effects.push(...sprint.effects)
    }
    it.session = again(sprint.session)
    it.last = { ...sprint, effects }
    for (const effect of effects) {
      if (effect.kind === 'say')
        for (const { id, label } of effect.bubble.choices ?? []) buttons.set(spaced(label), id)
    }
    return effects.map(shown)
  }

  const it: Talk = {
    session: undefined,
    last: undefined,
    now: new Date('2026-12-20T13:15:00Z'),
    facts,
    done: [],
    outcomes: {},
    book,
    says: (text, more) => it.sends({ text, ...more }),
    sends: (heard) => it.resumes({ kind: 'heard', ...heard }),
    presses: (label) => it.sendsChoice(it.button(label)),
    sendsChoice: (choice) => it.sends({ choice }),
    resumes: (what) => through(resume(it.book, it.session, what, view())),
    triggers: (flow, given = {}, by = 'system') => {
      const sprint = start(it.book, it.session, { flow, with: given, by }, view())
      return sprint && through(sprint)
    },
    waits: (ms) => {
      it.now = new Date(it.now.getTime() + ms)
      return it
    },
    button: (label) => {
      const id = buttons.get(label)
      if (!id) throw new Error(`no button "${label}"; there are ${[...buttons.keys()].join(', ')}`)
      return id
    },
  }
  return it
}

export const again = (session: Session): Session => decodeSession(encodeSession(session))

/** One line for each effect: what is said, with its buttons; what is done besides. */
function shown(effect: Effect): string {
  switch (effect.kind) {
    case 'say':
      return shownBubble(effect.bubble)
    case 'hand_over':
      return `~ hand over: ${effect.reason}`
    case 'wrote':
      return '~ wrote to a person'
    case 'alert':
      return `~ alert ${effect.what}: ${effect.detail}`
    case 'language':
      return `~ language ${effect.lang}`
  }
}

function shownBubble({ text, copy, media, choices }: Bubble): string {
  const before = [media ? `(${media.kind} ${media.file.name})` : '', copy ? '(copy)' : '']
  const buttons = (choices ?? []).map((choice) => `[${choice.label}]`)
  return [...before, text, ...buttons]
    .filter((part) => part !== '')
    .join(' ')
    .replaceAll('\u00A0', ' ')
}

/** Amounts hold a no-break space; stories are typed with a plain one. */
const spaced = (text: string): string => text.replaceAll('\u00A0', ' ')
