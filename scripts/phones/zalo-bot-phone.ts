import { fakeZaloBot, type OnScreen, textEvent } from '../../test/support/fakes/zalo-bot.ts'
import type { Bubble, Changed, Phone } from './phone.ts'

const TOKEN = '2000001:fake-token-that-opens-nothing'
const LAN = 'a1b2c3d4e5f60718293a'

/** A Zalo bot: no buttons, so that choices are numbers; pictures by an address of ours, which Zalo fetches from. */
export async function zaloBotPhone(changed: Changed): Promise<Phone> {
  const bubbles: Bubble[] = []
  const pictures = new Map<string, Buffer>()
  let count = 0
  const fake = await fakeZaloBot({
    token: TOKEN,
    shown({ text, photo }: OnScreen) {
      count += 1
      const name = `zalo-${count}`
      const picture = photo && { picture: `files/zalo-bot/${name}` }
      const bubble = { id: count, mine: false, text, buttons: [], ...picture }
      if (photo)
        void fetched(photo)
          .then((bytes) => pictures.set(name, bytes), console.error)
          .finally(show)
      else show()

      function show() {
        bubbles.push(bubble)
        changed()
      }
    },
  })
  return {
    name: 'Zalo Bot',
    about: 'no buttons: answer by number',
    env: { ZALO_BOT_TOKEN: TOKEN, ZALO_BOT_BASE: fake.root },
    bubbles,
    async says(text) {
      count += 1
      bubbles.push({ id: count, mine: true, text, buttons: [] })
      changed()
      const event = textEvent(`lan-${count}`, LAN, text)
      if (fake.webhook) await fake.deliver(event)
      else fake.queue(event)
    },
    presses: async () => {},
    bytesAt: (name) => pictures.get(name),
    close: () => fake.close(),
  }
}

async function fetched(address: string): Promise<Buffer> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`a picture is not at its address: ${answer.status}`)
  return Buffer.from(await answer.arrayBuffer())
}
