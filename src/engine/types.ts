/**
 * The nouns of the conversation engine. The engine is pure: a session and what happened go in, a new session and a
 * list of effects come out (a sprint). It knows no clock, no ids, no database.
 */
import type { Called } from './forms.ts'

// ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** A picture or paper that a bubble can show: where the bytes are, never the bytes. */
export interface FileRef {
  readonly file: string
  readonly name: string
  readonly mime: string
  /** A picture that is only there to be looked at: nobody needs to keep it. */
  readonly decoration?: true
}

/**
 * What a flow can remember. A bigint is always money in whole đồng; a Date is always an instant. Both survive the
 * session's JSON (see session.ts).
 */
export type Value = null | string | number | boolean | bigint | Date | FileRef | readonly Value[] | Values
export interface Values {
  readonly [name: string]: Value
}

export type Lang = 'vi' | 'en'

/** What a flow may see besides its own values. Made by the runner for each turn; plain data. */
export interface View {
  readonly now: Date
  /** Language to speak when the session has not settled on one. */
  readonly lang: Lang
  readonly channel: string
  /** How the contact has said they want to be called, for a talk that has not begun. */
  readonly called?: string
  /**
   * `fund`, `campaigns`, `me`, `demo`: whatever flows may show or branch on. `home` is `{ flow, with }`: where somebody
   * new begins. A campaign's `flow` names the flow that speaks for it: inside that one, and in what it calls, `campaign`
   * is this campaign, unless a flow holds another one's id as `appeal`, which is looked up in `all_campaigns`. `links` holds `{ flow, with }` by the parameter of a deep link.
   */
  readonly facts: Values
  /** What else reads people's sentences: asked where no flow's words are in one, or only those that begin a gift. Pure. */
  readonly listens?: (text: string) => Listening | undefined
}

/** A flow that a sentence is for by what it says, whatever words that takes. */
export interface Listening {
  readonly flow: string
  /** It says so much that it is no gift without a destination: “muốn góp sữa cho các bé ở Phú Quốc”. */
  readonly sure: boolean
  /** A place is named in it that can be looked for. */
  readonly place: boolean
  /** A thing is named in it, and how much it may cost, or how many. */
  readonly priced: boolean
}

// ── messages ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** A button. The id carries no authority: it is looked up in the contact's own session. */
export interface Choice {
  readonly id: string
  readonly label: string
}

/** One message bubble. Channels degrade what they cannot show. */
export interface Bubble {
  readonly text: string
  /** The text is one value, to be copied as it is. */
  readonly copy?: true
  /** What that value is, for channels that can say it without putting it into what is copied. */
  readonly label?: string
  readonly media?: { readonly kind: 'image' | 'document'; readonly file: FileRef }
  readonly choices?: readonly Choice[]
}

// ── what can happen to a session ─────────────────────────────────────────────────────────────────────────────────

/** A person said something. `choice` is the id of a button, as a client sent it: untrusted. */
export interface Heard {
  readonly kind: 'heard'
  readonly text?: string
  readonly choice?: string
  readonly files?: readonly FileRef[]
  /** Said twice before our answer was read (see `repeats`): acknowledged once, moves nothing. */
  readonly twice?: true
  /** What we cannot read: a voice note, a sticker, a shared contact, a place. Or a picture that we do not have. */
  readonly other?: 'voice' | 'sticker' | 'contact' | 'place' | 'unknown' | LostPicture
}

/**
 * Why a picture or paper that was sent is not among `files`: not fetched, left because the person had said more that waited
 * for it, too large, of no kind that we take.
 */
export type LostPicture = 'picture_away' | 'picture_left' | 'picture_large' | 'picture_unfit'

export type Resume =
  | Heard
  /** What the action that the session waits for came to. */
  | { readonly kind: 'outcome'; readonly outcome: string; readonly data: Values }
  /** The time that was given as `until` while the wait was `wait` has passed. Changes nothing when it is stale. */
  | { readonly kind: 'time'; readonly wait: number }
  /** A person of the fund has written: what is typed next is for them, whatever the bot had asked. */
  | { readonly kind: 'person_said' }
  /** A person of the fund hands the conversation back to the bot. */
  | { readonly kind: 'handed_back'; readonly note?: string }

/** Starts a flow: a deep link, an event of the system (money seen), or the first word of a new contact. */
export interface Trigger {
  readonly flow: string
  readonly with: Values
  /** A person's own word may interrupt; the system's waits until the session is at rest (see `atRest`). */
  readonly by: 'person' | 'system'
}

// ── what comes out ───────────────────────────────────────────────────────────────────────────────────────────────

export type Effect =
  | { readonly kind: 'say'; readonly bubble: Bubble }
  /** `by`: when an answer was promised, where the flow knows it. */
  | { readonly kind: 'hand_over'; readonly reason: string; readonly by?: Date }
  /** Somebody wrote to the person of the fund who has the conversation: she is waited for again. */
  | { readonly kind: 'wrote' }
  /** A person of the fund must look now: `danger` for a child in danger, `broken` for a flow that failed. */
  | {
      readonly kind: 'alert'
      readonly what: 'danger' | 'broken'
      /** For whoever mends the flow, at a terminal. It may quote what a person said, and goes into no log. */
      readonly detail: string
      /** Where it was. Names out of flow files: these may be logged. */
      readonly at: { readonly flow?: string; readonly step?: string; readonly revision?: string }
      readonly error?: unknown
    }
  | { readonly kind: 'language'; readonly lang: Lang }

/** An action that the runner must perform before it can resume with an outcome. */
export interface Todo {
  readonly action: string
  readonly input: Values
  /** Number of the wait: with the contact it names this one doing of the action, for ever (a business key). */
  readonly wait: number
}

/** Everything between two waits. */
export interface Sprint {
  readonly session: Session
  readonly effects: readonly Effect[]
  /** Set when the session waits for an action's outcome. */
  readonly todo?: Todo
  /** When to resume with `time`: the present wait runs out, or something set aside goes on. Told at every sprint. */
  readonly until?: Date
}

// ── the session ──────────────────────────────────────────────────────────────────────────────────────────────────

/** One flow under way. */
export interface Frame {
  readonly flow: string
  /** The revision whose steps this frame follows, by content hash: an edit never moves the ground under a person. */
  readonly revision: string
  readonly step: string
  readonly values: Values
  /** Set when this frame interrupted another: on its end that one asks its question again. */
  readonly interrupts?: true
  /** Questions already answered in this frame, newest last, for "back". At most 10. */
  readonly back?: readonly Answered[]
}

/** A question that was answered, and the values that have changed since, as they then were (null: not set). */
export interface Answered {
  readonly step: string
  readonly values: Values
}

/** Something left at rest: its buttons stay good. Or a flow that lets time pass while others go on. */
export interface Parked {
  readonly wait: number
  readonly stack: readonly Frame[]
  readonly offered?: readonly Values[]
  readonly hidden?: readonly string[]
  readonly until?: Date
}

export interface Session {
  readonly v: 1
  readonly lang: Lang
  /** Counts waits; part of choice ids, so that an old button is known for what it is. */
  readonly wait: number
  /** Innermost last. Empty when nothing is under way. */
  readonly stack: readonly Frame[]
  /** What the innermost frame waits for. */
  readonly waits: 'nothing' | 'answer' | 'outcome' | 'time' | 'person'
  /** When the wait began, for the recap after a long gap. */
  readonly since: Date
  /** How often the present question was not understood. */
  readonly misses: number
  /** The list that options of the present question were made from, when it may change under the person's hands. */
  readonly offered?: readonly Values[]
  /** Options of the present question that were not there, when the reason may change under the person's hands. */
  readonly hidden?: readonly string[]
  /** A reading that waits for "yes, I mean that" (confirm_from, ambiguous amounts), or a recap that waits for "go on". */
  readonly doubt?: Doubt
  /** Set aside, oldest first. */
  readonly parked?: readonly Parked[]
  /** When somebody whom a person of the fund has was last told that it is read. */
  readonly told?: Date
  /** The last thing answered, folded, to know a double send. */
  readonly last?: string
  /** A child has said so, and no grown-up has come since. */
  readonly young?: true
  /** How they are spoken to, as far as anything is known of it. */
  readonly called?: Called
  /** Steps since a person or the time last moved it. Only while it waits for an outcome. */
  readonly steps?: number
  /** A person spoke and has had no word yet. Only while it waits for an outcome. */
  readonly owes?: true
}

export type Doubt =
  /** Of a `counted` one the first reading is what so many of something cost: “5” may be “5 suất”. */
  | { readonly kind: 'sure' | 'which' | 'counted' | 'confirm'; readonly readings: readonly Value[] }
  | { readonly kind: 'recap' }
  /** "dung het" to a question of yes or no: "đúng hết", or "dừng hết"? With the doubt that it was said to, if any. */
  | { readonly kind: 'stop'; readonly of?: Exclude<Doubt, { kind: 'stop' }> }

// ── what the engine needs to know of actions ─────────────────────────────────────────────────────────────────────

export type FieldType = 'text' | 'number' | 'money' | 'day' | 'time' | 'yes_no' | 'record' | 'list' | 'file'

/** How an action looks to a flow: checked before the flow goes live. */
interface ActionShape {
  readonly input: Readonly<Record<string, { readonly type: FieldType; readonly optional: boolean }>>
  /** Outcome → the fields of its data, by name; a list or record may say what it holds. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, FieldShape>>>>
}
export interface FieldShape {
  readonly type: FieldType
  readonly fields?: Readonly<Record<string, FieldShape>>
}
export type Actions = Readonly<Record<string, ActionShape>>
