import { type Shown, simulator } from '../../../src/channels/simulator/index.ts'
import { channelContract, type Rig } from '../../contracts/channel.contract.ts'
import { world } from '../../support/world.ts'
import { bookOfLog } from '../telegram/telegram.ts'

const NO_HTTP = 'it has no webhook: nothing is parsed'

// As narrow as the narrowest real one, so that what it degrades is tested here first.
channelContract({ name: 'simulator', make, skip: { secret: NO_HTTP, 'hostile bodies': NO_HTTP } })

async function make(): Promise<Rig> {
  const book = bookOfLog()
  const screen: Shown[] = []
  const app = simulator({ buttons: 5, textLength: 2_000 }, (person, message) => {
    if (person === 'Lan') screen.push(message)
  })
  const it = await world({ log: book.log, simulator: app })
  const lan = app.person('Lan')
  return {
    db: it.db,
    source: 'simulator:main',
    hears: ({ id, from, text }) => app.person(from).sends({ text }, id),
    sending: {
      channel: app.channel,
      to: { address: 'lan', externalId: 'Lan' },
      seen: () =>
        screen.map(({ text, buttons, media }) => ({
          text,
          buttons: buttons.map((button) => button.label),
          media: media !== undefined,
        })),
      meets(kind) {
        if (kind === 'throttled') lan.throttles({ seconds: 7 })
        else lan.meets(kind)
      },
      losesPicture: () => lan.losesMedia(),
    },
    log: book.text,
    secrets: ['9007199254740993'],
    close: () => it.close(),
  }
}
