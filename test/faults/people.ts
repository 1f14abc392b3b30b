import { randomBytes } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { buttonsOf, type Message, pressUpdate, textUpdate } from '../support/fakes/telegram/updates.ts'
import type { Gift } from './history.ts'
import type { Mail } from './mail.ts'
import type { Stage } from './stage.ts'

/** What somebody sees on their phone: a text with its buttons. */
export interface Seen {
  readonly text: string
  readonly buttons: readonly { readonly label: string; readonly id: string }[]
}

/** Somebody with a phone, on whatever channel. */
export interface Phone {
  readonly gift: Gift
  readonly seen: readonly Seen[]
  says(text: string): Promise<void>
  /** Presses the newest button of that label. @param twice with a restless finger */
  presses(label: RegExp, twice?: boolean): Promise<void>
  /** Waits until something is seen that fits, not counting the first `after` messages. */
  sees(fits: (one: Seen) => boolean, after?: number): Promise<Seen>
  /** The phone is put away. */
  close(): void
}

const newGift = (channel: Gift['channel'], who: string): Gift => ({
  channel,
  who,
  paid: false,
  finished: false,
  fetched: [],
})

let lastChat = 10_000
let lastUpdate = 600_000_000

/** Hands each message to the phone that it is for. */
export function switchboard(stage: Stage) {
  const chats = new Map<string, (message: Message) => void>()
  stage.api.onArrival(({ chat, message }) => chats.get(chat)?.(message))

  return function telegramPhone(mail: Mail): Phone {
    lastChat += 1
    const person = { id: lastChat, firstName: 'Lan' }
    const rings = new EventEmitter()
    const seen: (Seen & { readonly on: Message })[] = []
    chats.set(String(person.id), (message) => {
      const buttons = buttonsOf(message).flatMap(({ text, callback_data: id }) =>
        id ? [{ label: text, id }] : [],
      )
      seen.push({ text: message.text ?? message.caption ?? '', buttons, on: message })
      rings.emit('message')
    })
    const send = (make: (id: number) => ReturnType<typeof textUpdate>) => {
      lastUpdate += 1
      const update = make(lastUpdate)
      return mail.deliver('update', String(lastUpdate), () => stage.api.deliver(update))
    }
    return {
      gift: newGift('telegram', String(person.id)),
      seen,
      says: (text) => send((id) => textUpdate(id, id, person, text)),
      async presses(label, twice = false) {
        const { one, button } = newestButton(seen, label)
        const press = () => send((id) => pressUpdate(id, `press-${id}`, person, one.on, button.id))
        await Promise.all(twice ? [press(), press()] : [press()])
      },
      sees: (fits, after) => sees(seen, rings, fits, after),
      close: () => void chats.delete(String(person.id)),
    }
  }
}

/** Somebody in the web chat. Fetches until the phone is closed. */
export function chatPhone(stage: Stage, mail: Mail): Phone {
  const secret = randomBytes(18).toString('base64url')
  const headers = {
    'x-chat-contact': secret,
    'content-type': 'application/json',
    // Everybody has a network address of their own.
    'x-forwarded-for': [10, ...randomBytes(3)].join('.'),
  }
  const rings = new EventEmitter()
  const seen: Seen[] = []
  const gift = newGift('web-chat', secret)
  let cursor = '0'
  let open = true

  async function fetchOn() {
    while (open) {
      try {
        const answer = await fetch(`${stage.door.url}/chat/api/messages?after=${cursor}&wait=2`, { headers })
        if (!answer.ok) throw new Error(String(answer.status))
        const body = (await answer.json()) as {
          cursor: string
          messages: { id: string; text: string; choices: { id: string; label: string }[] }[]
        }
        cursor = body.cursor
        for (const { id, text, choices } of body.messages) {
          gift.fetched.push(id)
          seen.push({ text, buttons: choices })
        }
        if (body.messages.length > 0) rings.emit('message')
      } catch {
        await pause(300)
      }
    }
  }
  void fetchOn()

  const send = (what: { text: string } | { choice: string }) => {
    const id = randomBytes(9).toString('base64url')
    return mail.deliver('chat', id, async () => {
      const answer = await fetch(`${stage.door.url}/chat/api/messages`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ id, ...what }),
      })
      await answer.arrayBuffer()
      return answer.status
    })
  }
  return {
    gift,
    seen,
    says: (text) => send({ text }),
    async presses(label, twice = false) {
      const { button } = newestButton(seen, label)
      await Promise.all(
        twice ? [send({ choice: button.id }), send({ choice: button.id })] : [send({ choice: button.id })],
      )
    },
    sees: (fits, after) => sees(seen, rings, fits, after),
    close() {
      open = false
    },
  }
}

function newestButton<S extends Seen>(seen: readonly S[], label: RegExp) {
  const one = seen.findLast((message) => message.buttons.some((button) => label.test(button.label)))
  const button = one?.buttons.find((it) => label.test(it.label))
  if (!one || !button) throw new Error(`nobody offers ${label}; the last said was "${seen.at(-1)?.text}"`)
  return { one, button }
}

async function sees(
  seen: readonly Seen[],
  rings: EventEmitter,
  fits: (one: Seen) => boolean,
  after = 0,
): Promise<Seen> {
  for (;;) {
    const found = seen.slice(after).find(fits)
    if (found) return found
    await once(rings, 'message')
  }
}
