import { LOOKUP, lookupBy } from '../../src/conversation/addresses.ts'
import { type PersonKey, personKeys } from '../../src/platform/person-key.ts'
import { secretFrom } from '../../src/platform/secret.ts'
import { SECRET_KEY } from './opened.ts'
import { BOT_TOKEN, type Stage } from './stage.ts'

/** Whose chat of Telegram it is. */
export async function addressOf(
  on: Pick<Stage, 'sql'>,
  chat: string,
): Promise<{ contact: string; address: string; key: PersonKey }> {
  const secret = secretFrom({ configured: SECRET_KEY })
  const name = `key:${LOOKUP}`
  const [kept] = await on.sql('select value from deployment where key = $1', [name])
  const lookup = lookupBy(secret.unwrap(Buffer.from(String(kept?.value), 'base64'), name))
  const [row] = await on.sql(
    'select a.id, a.contact_id, k.wrapped from address a join person_key k using (contact_id) where a.key_hash = $1',
    [lookup.hash('telegram', BOT_TOKEN.split(':')[0]!, chat)],
  )
  if (!row) throw new Error(`nobody has written from chat ${chat}`)
  const contact = String(row.contact_id)
  const keys = personKeys(secret)
  return { contact, address: String(row.id), key: keys.unwrap(contact, row.wrapped as Uint8Array) }
}
