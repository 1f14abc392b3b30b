import { setTimeout as pause } from 'node:timers/promises'
import { type Call, fakeBotApi } from '../support/fakes/telegram/fake-bot-api.ts'
import {
  buttonsOf,
  type Message,
  pressUpdate,
  textUpdate,
  type Update,
} from '../support/fakes/telegram/updates.ts'
import type { Donor } from './crowd.ts'

/** What one walk came to. Times are in milliseconds. */
export interface Walk {
  readonly updates: number
  readonly seconds: number
  /** Calls of the Bot API. */
  readonly calls: number
  /** From sending the update to the webhook's answer. */
  readonly answer: Quantiles
  /** From sending the update to the reply's arrival at the Bot API. */
  readonly reply: Quantiles
}
export interface Quantiles {
  readonly p50: number
  readonly p99: number
}

export interface Driver {
  /** The Bot API that the bot must use. */
  readonly root: string
  /** @throws when the bot has set no webhook in time */
  webhookSet(limitMs: number): Promise<void>
  /**
   * Leads these people on until each has taken `steps` steps in all, with at most `inFlight` webhooks unanswered (as
   * Telegram's `max_connections`). A person takes a step when the one before is answered and its reply is there.
   *
   * @param beforeLast called once, when the first of them is about to take the last step, with the updates answered so far
   * @throws MisbehavedError at the first message that is wrong, missing, too many or refused
   */
  walk(
    people: readonly Donor[],
    steps: number,
    inFlight: number,
    beforeLast?: (updates: number) => void,
  ): Promise<Walk>
  close(): Promise<void>
}

/** The bot did not hold the conversation: its speed means nothing. */
export class MisbehavedError extends Error {
  override readonly name = 'MisbehavedError'
}

interface Walker {
  readonly donor: Donor
  steps: number
  heard: number
  sentAt: number
  answered: boolean
  last: Message | undefined
}

interface Patience {
  /** So long without a message is a failure. */
  readonly stallMs: number
  /** How long calls too many are waited for when all is done. */
  readonly quietMs: number
}

export async function driver(
  token: string,
  patience: Patience = { stallMs: 10_000, quietMs: 200 },
): Promise<Driver> {
  const walkers = new Map<number, Walker>()
  let listener: (call: Call) => void = () => {}
  const api = await fakeBotApi({ token, heard: (call) => listener(call) })
  let lastUpdate = 700_000_000

  function join(donor: Donor): Walker {
    const known = walkers.get(donor.person.id)
    if (known) return known
    const walker = { donor, steps: 0, heard: 0, sentAt: 0, answered: true, last: undefined }
    walkers.set(donor.person.id, walker)
    return walker
  }

  async function walk(
    people: readonly Donor[],
    steps: number,
    inFlight: number,
    beforeLast?: (updates: number) => void,
  ): Promise<Walk> {
    const group = people.map(join)
    const ready = [...group]
    const answers: number[] = []
    const replies: number[] = []
    let next = 0
    let flying = 0
    let arrived = 0
    let calls = 0
    let pressed = 0
    let atLast = false
    let trouble: unknown
    const began = performance.now()
    let movedAt = began
    let over!: () => void
    const walked = new Promise<void>((resolve) => {
      over = resolve
    })
    const fail = (error: unknown) => {
      trouble ??= error
      over()
    }
    const watch = setInterval(() => {
      if (performance.now() - movedAt > patience.stallMs) fail(stalled(group, steps))
    }, 100)

    listener = (call) => {
      calls += 1
      if (call.refused)
        return fail(new MisbehavedError(`${call.method} was refused: ${call.refused.description}`))
      if (call.method === 'answerCallbackQuery') pressed -= 1
      if (call.method !== 'sendMessage') return
      const walker = walkers.get(call.chat!)!
      const wrong = hear(walker, call.message!)
      if (wrong) return fail(wrong)
      movedAt = performance.now()
      replies.push(movedAt - walker.sentAt)
      goOn(walker)
    }

    function goOn(walker: Walker) {
      if (!walker.answered || walker.heard < walker.steps) return
      if (walker.steps < steps) ready.push(walker)
      else arrived += 1
      if (arrived === group.length) over()
      else pump()
    }

    function pump() {
      while (!trouble && flying < inFlight && next < ready.length) step(ready[next++]!).catch(fail)
    }

    async function step(walker: Walker) {
      if (walker.steps === steps - 1 && !atLast) {
        atLast = true
        beforeLast?.(answers.length)
      }
      lastUpdate += 1
      const update = updateOf(walker, lastUpdate)
      if ('callback_query' in update) pressed += 1
      flying += 1
      walker.steps += 1
      walker.answered = false
      walker.sentAt = performance.now()
      const status = await api.deliver(update)
      answers.push(performance.now() - walker.sentAt)
      flying -= 1
      walker.answered = true
      if (status !== 200) throw misbehaved(walker, `the webhook answered ${status}`)
      goOn(walker)
      pump()
    }

    try {
      pump()
      await walked
      const seconds = (performance.now() - began) / 1000
      clearInterval(watch)
      if (!trouble) await pause(patience.quietMs)
      while (!trouble && pressed > 0) {
        if (performance.now() - movedAt > patience.stallMs)
          fail(new MisbehavedError(`${pressed} presses were never answered`))
        await pause(20)
      }
      if (trouble) throw trouble
      return {
        updates: answers.length,
        seconds,
        calls,
        answer: quantiles(answers),
        reply: quantiles(replies),
      }
    } finally {
      clearInterval(watch)
      listener = () => {}
    }
  }

  return {
    root: api.root,
    async webhookSet(limitMs) {
      const until = performance.now() + limitMs
      while (!api.webhook) {
        if (performance.now() > until) throw new Error(`the bot has set no webhook after ${limitMs / 1000} s`)
        await pause(20)
      }
    },
    walk,
    close: api.close,
  }
}

function updateOf(walker: Walker, id: number): Update {
  const { donor, steps, last } = walker
  const says = donor.says[steps]!
  if (typeof says === 'string') return textUpdate(id, id, donor.person, says)
  const button = last && buttonsOf(last).find((one) => one.text === says.press)
  if (!last || button?.callback_data === undefined)
    throw misbehaved(walker, `there is no button "${says.press}"`)
  return pressUpdate(id, `press-${id}`, donor.person, last, button.callback_data)
}

/** @returns what is wrong with the message */
function hear(walker: Walker, message: Message): MisbehavedError | undefined {
  if (walker.heard >= walker.steps) return misbehaved(walker, `a message too many: "${message.text}"`)
  const expected = walker.donor.hears[walker.heard]!
  walker.heard += 1
  walker.last = message
  return message.text === expected
    ? undefined
    : misbehaved(walker, `"${message.text}" instead of "${expected}"`)
}

const misbehaved = (walker: Walker, what: string): MisbehavedError =>
  new MisbehavedError(`chat ${walker.donor.person.id}, step ${walker.steps}: ${what}`)

function stalled(group: readonly Walker[], steps: number): MisbehavedError {
  const stuck = group.filter((walker) => walker.steps < steps || walker.heard < steps || !walker.answered)
  const shown = stuck.slice(0, 3).map(({ donor, steps: taken, heard, answered }) => {
    return `chat ${donor.person.id} took ${taken} steps, heard ${heard} replies, webhook ${answered ? 'answered' : 'open'}`
  })
  return new MisbehavedError(
    `nothing moves; ${stuck.length} of ${group.length} chats wait: ${shown.join('; ')}`,
  )
}

function quantiles(times: readonly number[]): Quantiles {
  const sorted = Float64Array.from(times).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}
