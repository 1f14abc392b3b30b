import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import { requestNumber } from './request-store.ts'
import { type Person, personOf } from './store.ts'

/** What this room keeps of somebody, for a copy that they ask for. */
export interface PersonCopy extends Person {
  readonly since: Date
  readonly channels: readonly { readonly channel: string; readonly since: Date }[]
  readonly consents: readonly {
    readonly purpose: string
    readonly channel: string
    /** Of the words that they said yes or no to. */
    readonly version: string
    readonly given: Date
    readonly withdrawn: Date | null
  }[]
  readonly requests: readonly { readonly number: string; readonly kind: string; readonly at: Date }[]
}

/** All of it, oldest first. */
export async function copyOfPerson(tx: Tx, keys: PersonKeys, contact: string): Promise<PersonCopy> {
  const person = await personOf(tx, keys, contact)
  const { createdAt: since } = await tx.contact.findUniqueOrThrow({ where: { id: contact } })
  const mine = { where: { contactId: contact } }
  const addresses = await tx.address.findMany({ ...mine, orderBy: { createdAt: 'asc' } })
  const consents = await tx.consent.findMany({ ...mine, orderBy: { givenAt: 'asc' } })
  const requests = await tx.request.findMany({ ...mine, orderBy: { number: 'asc' } })
  return {
    ...person,
    since,
    channels: addresses.map(({ channel, createdAt }) => ({ channel, since: createdAt })),
    consents: consents.map(({ purpose, channel, textVersion, givenAt, withdrawnAt }) => ({
      purpose,
      channel,
      version: textVersion,
      given: givenAt,
      withdrawn: withdrawnAt,
    })),
    requests: requests.map(({ number, kind, askedAt }) => ({
      number: requestNumber(number),
      kind,
      at: askedAt,
    })),
  }
}
