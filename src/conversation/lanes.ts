import { type Fifo, fifo } from '../platform/fifo.ts'
import type { Outgoing } from './delivery-store.ts'

/** What follows from a send for the messages behind it: they go at once, they wait with it, or nobody is there. */
export type After = 'sent' | 'next' | 'later' | 'gone'

/**
 * Whose message goes next. What is said to a contact forms a line and goes one after the other; a channel account is a
 * lane, in which so many go at once. Lines in which an answer waits go before those in which nobody waits for anything.
 */
export interface Lanes {
  join(messages: readonly Outgoing[]): void
  /** Contacts with an answer on its way on a lane. */
  openOn(lane: string): number
  /** Resolves when some contact has no answer, or nothing at all, on its way any more. */
  room(): Promise<void>
  /**
   * Whether a lane has room for what nobody waits for. Waits a little while it is full, and not where nothing moves: a
   * channel that hangs holds up what is to be said on it, and nothing else.
   */
  roomFor(lane: string): Promise<boolean>
  /** Whether something is yet to be sent to the contact. */
  has(contact: string): boolean
  empty(): boolean
}

/** Sends in flight per channel account. This is also the number of messages that a crash can leave in doubt. */
const IN_FLIGHT = 64
/** How many of them may be what nobody waits for: the others are free for whoever writes while those hang. */
const BULK_IN_FLIGHT = 32
/** Contacts with nothing but such messages on their way, beyond which no more of them are made. */
const BULK_MOST = 64
/** A lane that is full and from which nothing has gone for so long hangs. */
const HANGS_MS = 1_000
/** Who waits longer than this for a lane that is slow keeps those of other lanes waiting. */
const ROOM_MS = 2_000

interface Line {
  /** Oldest first. */
  messages: Outgoing[]
  lane: Lane
  answers: number
  /** Where it stands in line for a send; undefined while one is under way. */
  ready: Which | undefined
}

type Which = 'answers' | 'bulk'

interface Lane {
  readonly ready: Readonly<Record<Which, Fifo<Line>>>
  /** Contacts with an answer on its way, and those with nothing but other messages. */
  readonly open: Record<Which, number>
  readonly flying: Record<Which, number>
  /** When a send last ended here, or the first one began (performance.now). */
  movedAt: number
}

/**
 * @param send never rejects
 * @param dropped told of messages that were not sent and that the sweep brings again, if anybody
 */
export function lanes(
  send: (message: Outgoing) => Promise<After>,
  dropped: (message: Outgoing) => void,
): Lanes {
  const lines = new Map<string, Line>()
  const all = new Map<string, Lane>()
  let waiters: (() => void)[] = []

  function laneOf(name: string): Lane {
    const known = all.get(name)
    if (known) return known
    const lane: Lane = {
      ready: { answers: fifo(), bulk: fifo() },
      open: { answers: 0, bulk: 0 },
      flying: { answers: 0, bulk: 0 },
      movedAt: 0,
    }
    all.set(name, lane)
    return lane
  }

  function join(messages: readonly Outgoing[]) {
    const touched = new Set<Lane>()
    for (const message of messages) {
      const line = lines.get(message.contact)
      if (line) {
        count(line, -1)
        line.messages.push(message)
        line.answers += isAnswer(message)
        count(line, 1)
        // An answer takes what lies before it along.
        if (line.ready === 'bulk' && line.answers > 0) getReady(line)
        touched.add(line.lane)
      } else {
        const lane = laneOf(nameOf(message))
        const fresh: Line = { messages: [message], lane, answers: isAnswer(message), ready: undefined }
        lines.set(message.contact, fresh)
        count(fresh, 1)
        getReady(fresh)
        touched.add(lane)
      }
    }
    for (const lane of touched) pump(lane)
  }

  function getReady(line: Line) {
    line.ready = whichOf(line)
    line.lane.ready[line.ready].push(line)
  }

  function pump(lane: Lane) {
    while (inFlight(lane) < IN_FLIGHT) {
      const line = next(lane)
      if (!line) return
      go(line)
    }
  }

  /** Answers first, but one of the others always: what must reach does so however busy we are. */
  const next = (lane: Lane): Line | undefined =>
    (lane.flying.bulk === 0 ? first(lane, 'bulk') : undefined) ??
    first(lane, 'answers') ??
    (lane.flying.bulk < BULK_IN_FLIGHT ? first(lane, 'bulk') : undefined)

  function first(lane: Lane, which: Which): Line | undefined {
    for (;;) {
      const line = lane.ready[which].shift()
      // One that an answer has taken along stands elsewhere, or went.
      if (!line || line.ready === which) return line
    }
  }

  function go(line: Line) {
    const { lane } = line
    const as = whichOf(line)
    const message = line.messages[0]!
    line.ready = undefined
    if (inFlight(lane) === 0) lane.movedAt = performance.now()
    lane.flying[as] += 1
    void send(message).then((after) => {
      lane.flying[as] -= 1
      lane.movedAt = performance.now()
      ended(line, message, after)
      pump(lane)
    })
  }

  function ended(line: Line, message: Outgoing, after: After) {
    const answered = line.answers > 0
    count(line, -1)
    const rest = behind(line.messages, after)
    if (after !== 'sent') for (const one of line.messages) if (!rest.includes(one)) dropped(one)
    line.messages = rest
    line.answers = rest.reduce((sum, one) => sum + isAnswer(one), 0)
    if (rest.length === 0) lines.delete(message.contact)
    else {
      line.lane = laneOf(nameOf(rest[0]!))
      count(line, 1)
      getReady(line)
      pump(line.lane)
    }
    if (rest.length === 0 || (answered && line.answers === 0)) wake()
  }

  function wake() {
    const woken = waiters
    waiters = []
    for (const go of woken) go()
  }

  const room = () => new Promise<void>((go) => waiters.push(go))

  return {
    join,
    room,
    openOn: (lane) => all.get(lane)?.open.answers ?? 0,
    async roomFor(name) {
      const lane = laneOf(name)
      const enough = performance.now() + ROOM_MS
      while (lane.open.bulk >= BULK_MOST) {
        const left = Math.min(lane.movedAt + HANGS_MS, enough) - performance.now()
        if (left <= 0) return false
        await sooner(room(), left)
      }
      return true
    },
    has: (contact) => lines.has(contact),
    empty: () => lines.size === 0,
  }
}

/** What of a contact's line follows at once. */
function behind([first, ...rest]: readonly Outgoing[], after: After): Outgoing[] {
  switch (after) {
    case 'sent':
    case 'next':
      return rest
    // The sweep brings them all again.
    case 'later':
      return []
    case 'gone':
      return rest.filter(({ address }) => address !== first!.address)
  }
}

const nameOf = ({ channel, account }: Outgoing): string => `${channel}:${account}`
const isAnswer = (message: Outgoing): number => (message.class === 'answer' ? 1 : 0)
const inFlight = ({ flying }: Lane): number => flying.answers + flying.bulk
const whichOf = ({ answers }: Line): Which => (answers > 0 ? 'answers' : 'bulk')

function count(line: Line, by: number) {
  line.lane.open[whichOf(line)] += by
}

/** Waits for the promise, but no longer than so. */
async function sooner(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((go) => {
    timer = setTimeout(go, ms)
  })
  await Promise.race([promise, late])
  clearTimeout(timer)
}
