import type { Heard } from '../engine/index.ts'
import type { Hook } from '../platform/hook.ts'
import type { Channel, RemoteFile } from './channel.ts'

/** A channel, and the way in from its provider. */
export interface Provider {
  readonly channel: Channel
  /**
   * How messages come in: a webhook is posted to us, by polling we ask for them. `pull`: people bring and fetch them, so nothing
   * is sent, and a committed message has arrived.
   */
  readonly mode: 'pull' | 'webhook' | 'polling'
  /** What its provider posts to us, by path: `/hooks/<channel>`. Refuses everything where another way is chosen. */
  hooks?(receiving: Receiving): ReadonlyMap<string, Hook>
  /** Tells the provider who we are and where to send, or begins to ask. Its trouble must not keep the service from starting. */
  begin?(receiving: Receiving): Receiver
}

export interface Receiver {
  stop(): Promise<void>
}

/** Where a channel brings what comes in. All of it throws when it could not be stored: the provider must send it again. */
export interface Receiving {
  /** Resolves when the message is committed; a repeat is accepted like the first. */
  accept(inbound: Inbound): Promise<unknown>
  /** The person blocked us, or came back. */
  standing(whose: Whose, blocked: boolean): Promise<void>
  /** Keeps a body that we cannot read, for a person to look at. */
  quarantine(source: string, body: Buffer, reason: string): Promise<void>
  /** The provider has taken our address: a note for officers. */
  webhookTaken(of: Pick<Whose, 'channel' | 'account'>): Promise<void>
  /** Another program asks the provider with our token: an operator must hear of it. */
  secondPoller(channel: string): Promise<void>
}

/** A person's chat with a bot or page of ours. */
export interface Whose {
  readonly channel: string
  readonly account: string
  /** The person's id at the provider. Found by its hash; never logged. */
  readonly key: string
}

/** A message as a channel received it, before we know whose it is. */
export interface Inbound {
  /** `<channel>:<account>`: with the external id, the arbiter of repeats. */
  readonly source: string
  /** The provider's own id of the message. Printable ASCII, at most 128 characters. */
  readonly externalId: string
  /** The sender's program makes that id, which tells messages of one address apart and no others (`idAt`). */
  readonly idOfSender?: boolean
  readonly from: Whose & {
    /** What a send needs; null where nothing is sent (web chat). */
    readonly externalId: string | null
    readonly lang: 'vi' | 'en'
  }
  /** They go on with a talk: if nobody knows them, it was erased, and they must not become somebody new unawares. */
  readonly goesOn?: boolean
  readonly heard: Heard
  /** What was sent along and lies at the provider: a worker fetches it before the message has its turn. */
  readonly remote?: RemoteFile
}
