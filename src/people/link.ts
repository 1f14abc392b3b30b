import { createHash } from 'node:crypto'

/**
 * Two channels of one person become one by a code: asked for on one, entered on the other, agreed to on the first. Both
 * sides have to say yes, because either alone may be somebody who was talked into it.
 */
export type LinkState =
  /** The code is good. */
  | 'open'
  /** It was entered, and nobody else can any more. */
  | 'entered'
  /** Who entered it says that it is them; who asked for it was asked. */
  | 'asked'
  /** Both have said yes: the worker joins them. */
  | 'agreed'
  | 'joined'
  /** They are to be taken apart: the worker does. */
  | 'parting'
  | 'parted'
  | 'void'

/** How long each of the two steps may take: a code is copied at once, or not at all. */
export const STEP_MS = 10 * 60_000
/** For so long a link can be undone. */
export const UNDO_MS = 7 * 24 * 3_600_000

const HOUR_MS = 3_600_000
/** Wrong codes in an hour: of one person, and of everybody before those who have been wrong must wait too. */
export const TRIES = { span: HOUR_MS, ofPerson: 10, ofAll: 1_000 } as const

const CODE = /(?<![0-9a-z])(?:ct-?)?link-?([0-9a-z]{26})(?![0-9a-z])/i

/**
 * The code in what somebody wrote, or in the deep link that they followed; as it is kept, whatever the reading of I, L and O.
 *
 *     codeIn('CT-LINK-01ARZ3NDEKTSV4RRFFQ69G5FAV')  // '01ARZ3NDEKTSV4RRFFQ69G5FAV'
 *     codeIn('/start link-01arz3ndektsv4rrffq69g5fav')  // '01ARZ3NDEKTSV4RRFFQ69G5FAV'
 *     codeIn('TLV8K3Q7DX')  // undefined
 */
export function codeIn(text: string): string | undefined {
  const [, code] = CODE.exec(text) ?? []
  return code?.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1')
}

/** @param bits 128 random ones in Crockford's base 32 (`Ids.public`) */
export const shownCode = (bits: string): string => `CT-LINK-${bits}`

/** What a code is found by. It is random enough that a hash needs no salt. */
export const hashOf = (code: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(createHash('sha256').update(`link/${code}`).digest())

/** Wrong codes of the last hour: one person's own, newest first, and how many of everybody. */
export interface Tries {
  readonly own: readonly Date[]
  readonly all: number
}

/**
 * Whether somebody must wait before another code is looked at. Under attack an honest person's first one still is.
 *
 * @returns the wrong code that must be an hour old by then; undefined when they need not wait
 */
export function waitsFor({ own, all }: Tries): Date | undefined {
  return own.length >= TRIES.ofPerson || all >= TRIES.ofAll ? own.at(-1) : undefined
}
