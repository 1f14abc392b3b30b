import type { Choice, Lang } from '../../engine/index.ts'
import { type Abilities, SendError } from '../channel.ts'
import type { Provider, Receiving } from '../provider.ts'
import { cutBubble } from '../text.ts'
import { type Screen, type Shown, type SimulatedPerson, simulatedPerson } from './person.ts'

export const SIMULATOR = 'simulator'
const ACCOUNT = 'main'

/** A chat app that exists only here, for tests and for `npm run chat`: its people can be told to make trouble. */
export interface Simulator extends Provider {
  person(id: string, lang?: Lang): SimulatedPerson
}

const ABILITIES: Abilities = { buttons: 12, media: true, textLength: 4_000 }

/**
 * @param able what it cannot show is shown in another way, as on a real channel
 * @param heard told of every message that reaches a screen
 */
export function simulator(
  able: Partial<Abilities> = {},
  heard: (person: string, message: Shown) => void = () => {},
): Simulator {
  const abilities = { ...ABILITIES, ...able }
  const { textLength } = abilities
  const room = {
    text: textLength,
    caption: textLength,
    fits: (_: Choice, n: number) => n < abilities.buttons,
  }
  const people = new Map<string, SimulatedPerson & Screen>()
  let receiving: Receiving | undefined
  let sent = 0

  const account = {
    channel: SIMULATOR,
    account: ACCOUNT,
    receiving() {
      if (!receiving) throw new Error('the service does not listen to the simulator')
      return receiving
    },
  }

  async function show(id: string, message: Shown) {
    const person = people.get(id)
    if (!person) throw new SendError('rejected', 'there is no such person')
    await person.take(message)
    heard(id, message)
  }

  return {
    channel: {
      name: SIMULATOR,
      account: ACCOUNT,
      abilities,
      cut: (bubble) => cutBubble(bubble, room),
      async send({ externalId }, { text, copy = false, media, choices: buttons = [] }) {
        const message = { text, copy, buttons, media: undefined }
        try {
          await show(externalId, { ...message, media: abilities.media ? media : undefined })
        } catch (error) {
          // A picture that cannot be sent must not take its words and buttons with it.
          if (!(media && error instanceof SendError && error.kind === 'rejected' && text)) throw error
          await show(externalId, message)
        }
        sent += 1
        return { providerId: String(sent) }
      },
    },
    mode: 'polling',
    begin(to) {
      receiving = to
      return {
        async stop() {
          receiving = undefined
        },
      }
    },
    person(id, lang = 'vi') {
      const known = people.get(id) ?? simulatedPerson(account, id, lang)
      people.set(id, known)
      return known
    },
  }
}
