import type { Bubble, Choice, Heard, Lang } from '../../engine/index.ts'
import { SendError, type SendErrorKind } from '../channel.ts'
import type { Inbound, Receiving } from '../provider.ts'

/** One message as it lies on a simulated screen. */
export interface Shown {
  readonly text: string
  readonly copy: boolean
  readonly media: Bubble['media'] | undefined
  readonly buttons: readonly Choice[]
}

/** Somebody with a chat app, who does what people and networks do. */
export interface SimulatedPerson {
  readonly id: string
  /** What lies on their screen, oldest first. */
  readonly screen: readonly Shown[]
  /** Resolves when the service has taken it. */
  says(text: string): Promise<void>
  presses(choice: string): Promise<void>
  /** @param id the provider's id of the message; the same id again is a repeat */
  sends(what: Omit<Heard, 'kind'>, id?: string): Promise<void>
  /** Nothing of ours reaches them any more, and the provider tells us so. */
  blocks(): Promise<void>
  unblocks(): Promise<void>
  /** The next messages to them are refused for being too many. */
  throttles(how: { readonly seconds: number; readonly times?: number }): void
  /** The next messages to them meet this trouble. An ambiguous one lies on the screen all the same. */
  meets(trouble: Exclude<SendErrorKind, 'throttled'>, times?: number): void
  /** Every send to them hangs until the promise is fulfilled. */
  answersAfter(then: Promise<unknown>): void
  /** The next pictures or papers cannot be shown to them. */
  losesMedia(times?: number): void
  /** What they say next reaches us twice, under the same id. */
  deliversTwice(): void
  /** What they say next reaches us only when the promise is fulfilled; it resolves for them at once. */
  arrivesAfter(then: Promise<unknown>): void
}

/** The person as the channel sees them. */
export interface Screen {
  /** @throws SendError when the person or their provider will not have it */
  take(message: Shown): Promise<void>
}

interface Account {
  readonly channel: string
  readonly account: string
  readonly receiving: () => Receiving
}

export function simulatedPerson(of: Account, id: string, lang: Lang): SimulatedPerson & Screen {
  const screen: Shown[] = []
  const troubles: SendError[] = []
  let blocked = false
  let mediaLost = 0
  let twice = false
  let after: Promise<unknown> | undefined
  let slow: Promise<unknown> | undefined
  let said = 0

  const plan = (times: number, make: () => SendError) => {
    for (let n = 0; n < times; n++) troubles.push(make())
  }

  async function sends(what: Omit<Heard, 'kind'>, messageId?: string): Promise<void> {
    said += 1
    const inbound: Inbound = {
      source: `${of.channel}:${of.account}`,
      externalId: messageId ?? `${id}:${said}`,
      from: { channel: of.channel, account: of.account, key: id, externalId: id, lang },
      heard: { kind: 'heard', ...what },
    }
    const receiving = of.receiving()
    const times = twice ? 2 : 1
    const late = after
    twice = false
    after = undefined
    const deliver = async () => {
      await Promise.all(Array.from({ length: times }, () => receiving.accept(inbound)))
    }
    if (late) void late.then(deliver)
    else await deliver()
  }

  async function stands(now: boolean) {
    blocked = now
    await of.receiving().standing({ channel: of.channel, account: of.account, key: id }, now)
  }

  return {
    id,
    screen,
    says: (text) => sends({ text }),
    presses: (choice) => sends({ choice }),
    sends,
    blocks: () => stands(true),
    unblocks: () => stands(false),
    throttles({ seconds, times = 1 }) {
      plan(times, () => new SendError('throttled', 'too many messages', seconds * 1000))
    },
    meets(kind, times = 1) {
      plan(times, () => new SendError(kind, `simulated: ${kind}`))
    },
    answersAfter(then) {
      slow = then
    },
    losesMedia(times = 1) {
      mediaLost += times
    },
    deliversTwice() {
      twice = true
    },
    arrivesAfter(then) {
      after = then
    },
    async take(message) {
      await slow
      if (blocked) throw new SendError('blocked', 'the person has blocked us')
      const trouble = troubles.shift()
      if (trouble?.kind === 'ambiguous') screen.push(message)
      if (trouble) throw trouble
      if (message.media && mediaLost > 0) {
        mediaLost -= 1
        throw new SendError('rejected', 'the picture cannot be shown')
      }
      screen.push(message)
    },
  }
}
