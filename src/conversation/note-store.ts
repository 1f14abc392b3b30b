import type { Ids } from '../platform/ids.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'

/** `note`: for the officer who comes next. `summary`: what a conversation came to. `look`: why somebody looked at a person. */
type NoteKind = 'note' | 'summary' | 'look'

/** What an officer wrote down about somebody. It is theirs: sealed under their key, in the copy of their data, erased with them. */
export interface TalkNote {
  readonly officer: string
  readonly kind: NoteKind
  readonly text: string
  readonly at: Date
}

/** @returns false when the person was erased: there is nobody left to write about */
export async function addNote(
  tx: Tx,
  { ids, keys }: { readonly ids: Ids; readonly keys: PersonKeys },
  contact: string,
  { officer, kind, text, at }: TalkNote,
): Promise<boolean> {
  const key = await keys.of(tx, contact)
  if (!key) return false
  const body = Uint8Array.from(key.seal('note', text))
  // Of several channels it is about the one where they last had a word of us.
  const [last] = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id::text AS id FROM address a WHERE a.contact_id = ${contact}::uuid
    ORDER BY (SELECT max(o.id) FROM outbox o WHERE o.address_id = a.id) DESC NULLS LAST LIMIT 1`
  const addressId = last?.id ?? null
  await tx.talkNote.create({
    data: { id: ids.uuid(), contactId: contact, addressId, officerId: officer, kind, body, at },
  })
  return true
}

/** All of them, oldest first. Personal. */
export async function notesOf(tx: Tx, keys: PersonKeys, contact: string): Promise<TalkNote[]> {
  const key = await keys.of(tx, contact)
  if (!key) return []
  const rows = await tx.talkNote.findMany({
    where: { contactId: contact },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ officerId, kind, body, at }) => ({
    officer: officerId,
    kind: kind as NoteKind,
    text: key.open('note', body).toString(),
    at,
  }))
}
