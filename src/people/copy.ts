import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import type { LinkState } from './link.ts'
import { mergedInto } from './merged-store.ts'
import { requestNumber } from './request.ts'
import { type Person, personOf } from './store.ts'

/** What this room keeps of somebody, for a copy that they ask for. */
export interface PersonCopy extends Person {
  readonly channels: readonly {
    readonly channel: string
    readonly since: Date
    /** They want to be written to there. */
    readonly home: boolean
  }[]
  /** Channels that they asked to be one. A code is good for minutes, and kept nowhere. */
  readonly links: readonly {
    readonly state: LinkState
    /** When they were joined, or taken apart again; null: they never were. */
    readonly at: Date | null
  }[]
  readonly consents: readonly {
    readonly purpose: string
    readonly channel: string
    /** Of the words that they said yes or no to. */
    readonly version: string
    readonly way: string
    readonly given: Date
    readonly withdrawn: Date | null
    /** How they want to be thanked in public; null for every other purpose. */
    readonly name: string | null
  }[]
  readonly requests: readonly {
    readonly number: string
    readonly kind: string
    readonly at: Date
    readonly answered: Date | null
    readonly done: Date | null
    /** Of a complaint: what it says, and what was noted on closing it. */
    readonly words: string | null
    readonly note: string | null
  }[]
}

/** A no to what was never allowed is a row that opens and closes at once. */
export const isRefusal = ({
  given,
  withdrawn,
}: {
  readonly given: Date
  readonly withdrawn: Date | null
}): boolean => withdrawn?.getTime() === given.getTime()

/** All of it, oldest first. */
export async function copyOfPerson(tx: Tx, keys: PersonKeys, contact: string): Promise<PersonCopy> {
  const person = await personOf(tx, keys, contact)
  const { homeAddress } = await tx.contact.findUniqueOrThrow({ where: { id: contact } })
  const mine = { where: { contactId: contact } }
  const addresses = await tx.address.findMany({ ...mine, orderBy: { createdAt: 'asc' } })
  // Who was merged into them asked for some of the codes.
  const people = { in: [contact, ...(await mergedInto(tx, contact))] }
  const links = await tx.link.findMany({
    where: { OR: [{ contactId: people }, { otherId: people }] },
    orderBy: { endsAt: 'asc' },
  })
  const consents = await tx.consent.findMany({ ...mine, orderBy: { givenAt: 'asc' } })
  const requests = await tx.request.findMany({ ...mine, orderBy: { number: 'asc' } })
  const key = await keys.of(tx, contact)
  const opened = (bytes: Uint8Array | null) => (bytes && key ? key.open('request', bytes).toString() : null)
  return {
    ...person,
    channels: addresses.map(({ id, channel, createdAt }) => ({
      channel,
      since: createdAt,
      home: id === homeAddress,
    })),
    links: links.map(({ state, joinedAt }) => ({ state: state as LinkState, at: joinedAt })),
    consents: consents.map(({ purpose, channel, textVersion, way, givenAt, withdrawnAt, name }) => ({
      purpose,
      channel,
      version: textVersion,
      way,
      given: givenAt,
      withdrawn: withdrawnAt,
      name: name && key ? key.open('name', name).toString() : null,
    })),
    requests: requests.map(({ number, kind, askedAt, answeredAt, doneAt, words, note }) => ({
      number: requestNumber(number),
      kind,
      at: askedAt,
      answered: answeredAt,
      done: doneAt,
      words: opened(words),
      note: opened(note),
    })),
  }
}
