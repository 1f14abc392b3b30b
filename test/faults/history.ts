/**
 * What the people and the bank of a fault test saw with their own eyes. The checker reads this, what the fake platform
 * counted, and the database; it knows nothing of the program.
 */
export interface Gift {
  readonly channel: 'telegram' | 'web-chat'
  /** The chat's number, or how the web chat's person is told apart in the test. */
  readonly who: string
  /** The transfer code that they were told. */
  code?: string
  /** Their money was acknowledged. */
  paid: boolean
  /** They have read their receipt, and the bot still answers them. */
  finished: boolean
  /** Messages of the web chat that they fetched, in order. */
  readonly fetched: string[]
}

/** Something that was sent to us, until it was acknowledged. */
export interface Sent {
  readonly kind: 'update' | 'chat' | 'notice'
  /** The sender's own id of it. */
  readonly id: string
  tries: number
  acknowledged: boolean
}

export interface History {
  readonly gifts: Gift[]
  readonly sent: Sent[]
  /** Messages that may go at most once, by their text. */
  readonly once: string[]
}
