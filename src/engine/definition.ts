import type { Expression, Types } from './expression.ts'
import type { FieldType } from './types.ts'

/** A flow as its flow.yaml says it, with expressions ready to be evaluated and lines for whoever must mend it. */
export interface Definition {
  readonly flow: string
  readonly about: string
  readonly start: Goto
  readonly takes: Types
  readonly keeps: Types
  /** takes and keeps together. */
  readonly own: Types
  readonly replaces: boolean
  readonly urgent: boolean
  /** Its words are heard also while a person of the fund is awaited, who has not written yet. */
  readonly beside: boolean
  /** A sum alone, said where its question may be left, is a gift. */
  readonly gifts: boolean
  /** In one sentence with money that is given once, it is what comes next: always, or only where a sum is said for it. */
  readonly comesNext: (typeof COMES_NEXT)[number] | undefined
  /** Options of any flow that lead here where their button is too old to be known. */
  readonly oldButtons: ReadonlyMap<string, number>
  /** An option that calls a flow has a step of its own, `<step>.<option>`. */
  readonly steps: ReadonlyMap<string, Step>
  /** Whether it needs to remember the words that started it. */
  readonly usesHeard: boolean
}

export const COMES_NEXT = ['always', 'sum'] as const

/** A step's name, `end` or `quit`. */
export interface Goto {
  readonly to: string
  readonly line: number
}

export interface Step {
  readonly name: string
  readonly line: number
  /** A child who has this talk is asked for a grown-up first (the flow of `GROWN_UP`). */
  readonly grownUp: boolean
  readonly set: readonly Assign[]
  readonly say: readonly Part[]
  readonly verb: Verb
}

export interface Assign {
  readonly name: string
  readonly line: number
  readonly value: Expression
}

/** One bubble. */
export type Part =
  | { readonly kind: 'text'; readonly line: number; readonly key: string }
  | {
      readonly kind: 'copy'
      readonly line: number
      readonly value: Expression
      /** The text that says what the value is, where a channel can show that beside it. */
      readonly key: string | undefined
    }
  | {
      readonly kind: 'image' | 'document'
      readonly line: number
      readonly value: Expression
      readonly key: string | undefined
    }

export type Verb =
  | { readonly kind: 'say'; readonly next: Goto }
  | Choose
  | Ask
  | {
      readonly kind: 'do'
      readonly line: number
      readonly action: string
      readonly with: readonly Assign[]
      readonly as: string | undefined
      readonly on: ReadonlyMap<string, Goto>
    }
  | { readonly kind: 'branch'; readonly cases: readonly Case[] }
  | {
      readonly kind: 'call'
      readonly line: number
      readonly flow: string
      readonly with: readonly Assign[]
      readonly gives: readonly Give[]
      readonly next: Goto
    }
  | {
      readonly kind: 'hand_over'
      readonly reason: Expression
      /** By when a person of the fund answers, where that was promised; otherwise it is the fund's office hours. */
      readonly by: Expression | undefined
      readonly as: string | undefined
      readonly timeout: Timeout | undefined
      readonly next: Goto
    }
  | { readonly kind: 'wait'; readonly ms: number; readonly next: Goto }
  | { readonly kind: 'wait_until'; readonly until: Expression; readonly next: Goto }

/** A value that comes back from a called flow. */
export interface Give {
  readonly mine: string
  readonly theirs: string
  readonly line: number
}

interface Choose {
  readonly kind: 'choose'
  readonly options: readonly Option[]
  readonly rest: boolean
  readonly timeout: Timeout | undefined
}

export interface Ask {
  readonly kind: 'ask'
  readonly line: number
  readonly read: AskKind
  readonly as: string
  readonly min: Expression | undefined
  readonly max: Expression | undefined
  readonly confirmFrom: Expression | undefined
  /** What one unit costs: "3 suất" is then three times as much. */
  readonly each: Expression | undefined
  /** Of money that has been sent: where a day that is said beside the amount is kept ("hôm qua 9h 500k"). */
  readonly day: string | undefined
  /** Of money or a count: where things are kept that are said instead or besides, and come next (“và 10 áo ấm nữa”). */
  readonly goods: string | undefined
  /** Of a count: where money is kept that is said instead (“500k” to “how many coats?”); the count is then one. */
  readonly sum: string | undefined
  /**
   * Of text: a letter. All that is typed here belongs to it but the whole-message words, and where `cut` is kept whether only
   * its beginning could be.
   */
  readonly cut: string | undefined
  /** Of money: only an amount that is said as a gift counts, alone or in units; a message that has one in it may be of anything. */
  readonly gift: boolean
  readonly rest: boolean
  /** Of a day: one that has been. */
  readonly past: boolean
  /** The words that started the flow may answer it. */
  readonly heard: boolean
  readonly options: readonly Option[]
  readonly timeout: Timeout | undefined
  readonly next: Goto
}

/** The verbs that wait for an answer. */
export type Question = Choose | Ask

export const ASK_KINDS = [
  'money',
  'number',
  'day',
  'time',
  'yes_no',
  'name',
  'text',
  'phone',
  'file',
] as const
export type AskKind = (typeof ASK_KINDS)[number]

export const FIELD_TYPES = [
  'text',
  'number',
  'money',
  'day',
  'time',
  'yes_no',
  'record',
  'list',
  'file',
] as const satisfies readonly FieldType[]

export const MEANINGS = ['yes', 'no', 'back', 'any', 'erase', 'words'] as const

/** Options without a button: they are there for who says so. */
export const isInWords = ({ means }: Option): boolean =>
  means === 'any' || means === 'erase' || means === 'words'

export interface Option {
  readonly name: string
  readonly line: number
  readonly set: readonly Assign[]
  readonly when: Expression | undefined
  readonly each: Each | undefined
  /** What else leads to it, besides its label: "ừ", "không", or the word back. `any`, `erase` and `words` are said alone and have no button. */
  readonly means: (typeof MEANINGS)[number] | undefined
  /** Its presence, or its list, hangs on facts that may change between question and answer. */
  readonly unsteady: boolean
  readonly next: Goto
}

/** One option for each record of a list. */
interface Each {
  readonly from: Expression
  /** The fact that has the records; the list then has their ids alone. */
  readonly of: Expression | undefined
  readonly as: string
}

export interface Case {
  readonly line: number
  readonly when: Expression | undefined
  readonly next: Goto
}

export interface Timeout {
  /** How long after the question; or `until`, a value. */
  readonly ms: number
  readonly until: Expression | undefined
  readonly next: Goto
}

export const isQuestion = (verb: Verb): verb is Question => verb.kind === 'choose' || verb.kind === 'ask'

/** What a step may be left for, besides steps. */
export const ENDS: readonly string[] = ['end', 'quit']

/** What a flow sees besides its own values. Their names are taken. */
export const FACTS: readonly string[] = [
  'fund',
  'campaign',
  'campaigns',
  'all_campaigns',
  'open',
  'others',
  'places',
  'me',
  'channel',
  'today',
  'now',
  'interrupted',
  'heard',
  'form_said',
  'step',
  'demo',
  'answer_by',
]

/** In `set`, the language that is spoken from there on: not a value, and no value may be called so. */
export const SPOKEN = 'lang'

/** What needs the words that started a flow to be kept with it. */
export const NEEDS_HEARD: readonly string[] = ['heard', 'form_said']

/** In `set`, how the person is spoken to from there on (`me.form`), and which form they have been offered. Kept with the talk. */
export const FORM = 'form'
export const FORM_OFFERED = 'form_offered'

/** In `set`, whether a child has this talk, until a grown-up is there: kept with the talk, and seen in every flow as `me.young`. */
export const YOUNG = 'young'
/** The flow that asks a child for a grown-up, called with `called: true`. It comes back when one is there. */
export const GROWN_UP = 'minor'
/** The flow that asks how somebody wants to be called: begins by itself at a calm moment, where they have called themselves so. */
export const CALL_ME = 'call-me'
