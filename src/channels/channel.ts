import type { Bubble } from '../engine/index.ts'

/** What a channel can show. What it cannot, its adapter says in another way. */
export interface Abilities {
  /** Buttons under a bubble. 0: the options are numbered in the text. */
  readonly buttons: number
  readonly media: boolean
  /** UTF-16 units of one message. */
  readonly textLength: number
}

/**
 * The longest that one call to a provider may take, connecting included. Shorter than a lease (conversation/delivery.ts):
 * what is still on its way when that ends would be sent again by another process.
 */
export const SEND_MS = 20_000

/** Where to send: the address's own id at the provider. */
export interface To {
  readonly address: string
  readonly externalId: string
}

/**
 * Why a message did not go out, and what follows (conversation/settling.ts maps each kind to what happens to the row).
 * The message of the error never holds a token or a text of a person.
 */
export type SendErrorKind =
  | 'throttled' // wait `retryAfterMs`, then again
  | 'unavailable' // certainly not sent; again with backoff
  | 'ambiguous' // perhaps sent: by the message's class
  | 'blocked' // the person does not want us here
  | 'closed' // the provider lets us write only for a while after they have written: it goes when they write again
  | 'rejected' // the provider will never take this message
  | 'misconfigured' // our token or setting is wrong: wake us

export class SendError extends Error {
  readonly kind: SendErrorKind
  readonly retryAfterMs: number | undefined
  constructor(kind: SendErrorKind, detail: string, retryAfterMs?: number) {
    super(detail)
    this.name = 'SendError'
    this.kind = kind
    this.retryAfterMs = retryAfterMs
  }
}

/** The bytes of a picture or paper, by its key. Undefined when there is no such file any more. */
export type LoadFile = (key: string) => Promise<Buffer | undefined>

/** A picture or paper that lies at the provider. */
export interface RemoteFile {
  /** The provider's own name for it. */
  readonly id: string
  /** Its size, where the provider has told it. */
  readonly bytes?: number
}

/** What came of fetching a file. No reason ever holds a token. */
export type Fetched =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'too_large' }
  /** The provider does not have it for us, now or later. */
  | { readonly kind: 'gone'; readonly reason: string }
  /** Trouble that may pass. */
  | { readonly kind: 'away'; readonly reason: string; readonly retryAfterMs: number | undefined }

/** A way to reach people. Adapters know their provider's quirks and nothing of flows. */
export interface Channel {
  readonly name: string
  /** Which bot or page of ours this is: stable over restarts and changes of token. */
  readonly account: string
  readonly abilities: Abilities
  /**
   * Cuts a bubble into what goes out by one call each. Pure; a piece stays as it is when it is cut again. Each piece is
   * written down, sent and tried again by itself, so that trouble with the last one does not repeat the first. Absent
   * where people fetch.
   */
  cut?(bubble: Bubble): readonly Bubble[]
  /**
   * Sends a piece of a bubble: one message.
   *
   * @returns the provider's id of the message, for later edits
   * @throws SendError
   */
  send(to: To, bubble: Bubble): Promise<{ providerId: string | undefined }>
  /**
   * Fetches what a person sent, at most `most` bytes of it. For channels whose messages name files instead of bringing
   * them. Ends when `stop` does. Never throws.
   */
  fetch?(file: RemoteFile, most: number, stop: AbortSignal): Promise<Fetched>
  close?(): Promise<void>
}
