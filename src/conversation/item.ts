import type { RemoteFile } from '../channels/channel.ts'
import type { Heard, Values } from '../engine/index.ts'
import { decodeValues, encodeValues } from '../engine/index.ts'
import type { Way } from './action.ts'

/** Everything that can wake a conversation. One inbox per contact holds them all, in order of arrival. */
export type Item =
  | (Heard & { readonly remote?: RemoteFile })
  /** The system has something to say: money seen, a reminder due. */
  | {
      readonly kind: 'flow'
      readonly flow: string
      readonly with: Values
      /** The address that it is meant for, of several that they may have. */
      readonly at?: string
      /** Not worth saying once its patience is over (a reminder). Anything else waits until it can be said. */
      readonly passes?: boolean
    }
  /** The wait of this version of the session has run out. */
  | { readonly kind: 'time'; readonly version: number }
  /** Somebody of the fund writes to the person, `at` the address where they asked. `by`: the officer; absent: by command. */
  | { readonly kind: 'person_says'; readonly text: string; readonly at?: string; readonly by?: string }
  /** Somebody of the fund gives the conversation back to the bot. */
  | { readonly kind: 'handed_back'; readonly at?: string }

/**
 * What a message is known by whose sender makes its id. The address is made anew for whoever was erased and writes again: what
 * is left of them names nobody.
 */
export const idAt = (address: string, id: string): string => `${address}:${id}`

/** A message that is committed. */
export interface Accepted {
  readonly contact: string
  readonly address: string
  /** False for a repeat: the inbox had it already, and nothing of this one is kept. */
  readonly fresh: boolean
}

/** Who goes on with a talk is known no more: all of it was erased. */
export class TalkErased extends Error {}

/** How somebody said it: with a button, or typed (also where that is a button's label). */
export const wayOf = ({ choice }: Heard): Way => (choice === undefined ? 'typed' : 'button')

/** An item as text; how it lies in the database is in seals.ts. */
export const encodeItem = (item: Item): string =>
  JSON.stringify(item.kind === 'flow' ? { ...item, with: encodeValues(item.with) } : item)

export function decodeItem(text: string): Item {
  const plain = JSON.parse(text) as Item
  return plain.kind === 'flow' ? { ...plain, with: decodeValues(plain.with) } : plain
}

/** Words of a person, heard or said to them: personal. Anything else holds ids. */
export const isSpoken = (item: Item): boolean => item.kind === 'heard' || item.kind === 'person_says'

/** The keys of the files that an item names, as its row keeps them: with spaces between. */
export const filesIn = (item: Item): string | null =>
  (item.kind === 'heard' && item.files?.map(({ file }) => file).join(' ')) || null

/** The file that an item waits for. */
export const remoteIn = (item: Item | undefined): RemoteFile | undefined =>
  item?.kind === 'heard' ? item.remote : undefined
