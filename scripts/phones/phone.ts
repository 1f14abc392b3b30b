/** What lies on a phone, the oldest first. */
export interface Bubble {
  /** Its number on this phone. */
  readonly id: number
  readonly mine: boolean
  readonly text: string
  /** Where its picture is. */
  readonly picture?: string
  readonly file?: { readonly name: string; readonly at: string }
  readonly buttons: readonly Button[]
}

export interface Button {
  readonly label: string
  /** Opens this, or takes this to the clipboard; neither: it is pressed. */
  readonly opens?: string
  readonly copies?: string
}

/** A phone of a person who has one chat open, with our bot. */
export interface Phone {
  readonly name: string
  /** How its program looks and what it can do, in a line. */
  readonly about: string
  /** Settings with which the service answers on this phone. */
  readonly env: Readonly<Record<string, string>>
  readonly bubbles: readonly Bubble[]
  says(text: string): Promise<void>
  /** @param button which of the bubble's, from 0 */
  presses(bubble: number, button: number): Promise<void>
  /** Missing where a person's pictures come as an address of servers that this machine has not. */
  sendsPicture?(bytes: Buffer): Promise<void>
  /** Bytes of a picture or a file that lies here under that name. */
  bytesAt(name: string): Buffer | undefined
  close(): Promise<void>
}

/** What each phone is told: that something on it is new. */
export type Changed = () => void
