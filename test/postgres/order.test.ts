import { expect, test } from 'vitest'
import { todoStore } from '../../src/conversation/todo-store.ts'
import { type Turn, turnStore } from '../../src/conversation/turn-store.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { KEYS } from '../support/known.ts'
import { usePostgres } from '../support/postgres.ts'

/**
 * What waits is never overtaken because two connections disagree about the time: a statement may have begun before
 * another ended and still see what that one wrote.
 */

const server = usePostgres()
const db = () => server().db

async function somebody(): Promise<{ contact: string; says: (text: string) => Turn }> {
  const [contact, address] = [ids.uuid(), ids.uuid()]
  const { key, wrapped } = KEYS.make(contact)
  await db().script(`
    insert into contact (id) values ('${contact}');
    insert into person_key (contact_id, wrapped) values ('${contact}', '\\x${wrapped.toString('hex')}');
    insert into address (id, contact_id, channel, account, key_hash) values ('${address}', '${contact}', 'telegram', '1', decode(md5('${address}'), 'hex'));
    insert into session (contact_id, state) values ('${contact}', '\\x')`)
  return {
    contact,
    says: (text) => ({
      source: 'telegram:1',
      externalId: ids.uuid(),
      contact,
      address,
      body: key.seal('heard', JSON.stringify({ kind: 'heard', text })),
      files: null,
      receivedAt: Date.now(),
      version: 0,
      result: undefined,
      pull: false,
      inHand: [],
    }),
  }
}

const written = (says: (text: string) => Turn): Turn => ({
  ...says('ba'),
  result: { state: Buffer.from('x'), dueAt: undefined, bubbles: [] },
})

test('what was let go is still first for whoever began a moment before', async () => {
  const { contact, says } = await somebody()
  for (const word of ['một', 'hai']) await turnStore(db().hot).commit([says(word)], [])
  const first = (await todoStore(db().hot, KEYS).claim(contact))!
  await db().transaction(async (_, earlier) => {
    await earlier.query('begun', 'select now()', [])
    await new Promise((resolve) => setTimeout(resolve, 20))
    await todoStore(db().hot, KEYS).letGo(first)
    const [late] = await turnStore(earlier).commit([written(says)], [])
    expect(late?.kind).toBe('todo')
    expect((await todoStore(earlier, KEYS).claim(contact))?.seq).toBe(first.seq)
  })
})

test('what becomes a todo is due at once, not half a millisecond later', async () => {
  for (let n = 0; n < 30; n++) {
    const { contact, says } = await somebody()
    const due = await db().transaction(async (_, hot) => {
      await turnStore(hot).commit([says('một')], [])
      return todoStore(hot, KEYS).claim(contact)
    })
    expect(due).toBeDefined()
  }
})
