import { thankedNames } from '../../people/index.ts'
import type { PersonKeys } from '../../platform/person-key.ts'
import type { Tx } from '../../platform/tx.ts'
import { sortKey } from '../../platform/vietnamese/index.ts'
import { toldOf } from './brought.ts'
import { broughtTo } from './store.ts'

/** Somebody who is thanked in public, because they said so. */
export interface Thanked {
  readonly contact: string
  readonly name: string
  /** So many people, or more, gave because they had asked them to. */
  readonly brought?: number
}

/** More would be no list that anybody reads. */
const MOST = 2_000

/**
 * Who is thanked by name for a campaign: whoever gave to it and has a receipt that holds, or brought others who did, and allows
 * at this moment to be named. In the order of given names, as people's names are listed here, which says nothing about sums.
 */
export async function thankedIn(tx: Tx, keys: PersonKeys, campaign: string): Promise<Thanked[]> {
  const rows = await tx.$queryRaw<{ contact: string }[]>`
    SELECT DISTINCT d.contact_id::text AS contact FROM receipt r JOIN donation d ON d.id = r.donation_id
    WHERE d.campaign_id = ${campaign}::uuid AND r.state = 'valid' AND EXISTS (SELECT 1 FROM consent c
      WHERE c.contact_id = d.contact_id AND c.purpose = 'public_name' AND c.withdrawn_at IS NULL AND c.name IS NOT NULL)
    LIMIT ${MOST}`
  const brought = new Map<string, number>()
  for (const [contact, count] of await broughtTo(tx, campaign)) {
    const told = toldOf(count)
    if (told !== undefined) brought.set(contact, told)
  }
  const contacts = new Set([...rows.map(({ contact }) => contact), ...brought.keys()])
  const thanked = [...(await thankedNames(tx, keys, [...contacts]))].map(([contact, name]) => {
    const told = brought.get(contact)
    return told === undefined ? { contact, name } : { contact, name, brought: told }
  })
  const keyed = thanked.map((one) => ({ one, key: sortKey(one.name) }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ one }) => one)
}
