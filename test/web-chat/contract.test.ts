import { bookOfLog } from '../channels/telegram/telegram.ts'
import { channelContract, type Rig } from '../contracts/channel.contract.ts'
import { world } from '../support/world.ts'
import { poster, secretOf } from './web-chat.ts'

channelContract({
  name: 'web chat',
  make,
  skip: {
    secret: 'there is no provider: each person brings a secret of their own',
    'long ids': 'people are known by random letters, not by numbers',
    sending: 'nothing is sent: people fetch what is committed',
  },
})

async function make(): Promise<Rig> {
  const book = bookOfLog()
  const it = await world({ log: book.log })
  const send = poster(it)
  const secrets = new Map<string, string>()
  const secretFor = (from: string) => {
    const secret = secrets.get(from) ?? secretOf(from)
    secrets.set(from, secret)
    return secret
  }
  const body = ({ id, from, text }: { id: string; from: string; text: string }) =>
    JSON.stringify({ contact: secretFor(from), id, text })
  for (const from of ['5002', '5003', '5004', '5005']) secretFor(from)
  return {
    db: it.db,
    source: 'web-chat:main',
    door: { post: async (raw) => (await send(raw)).status, body },
    async hears(message) {
      const { status } = await send(body(message))
      if (status !== 202) throw new Error(`the chat answered ${status}`)
    },
    log: book.text,
    secrets: [...secrets.values()],
    close: () => it.close(),
  }
}
