import { capitalise } from '../platform/vietnamese/index.ts'

/**
 * How somebody is spoken to: the words of the table `forms` in flows/common, as they stand inside a sentence and where one
 * begins. Each is a placeholder of every text in Vietnamese. English has its one “you”.
 */
export interface Form {
  readonly you: string
  readonly You: string
  /** What the bot calls itself. */
  readonly me: string
  readonly Me: string
  /** The same before “là Chung Tay”, where the bot may call itself by that name. */
  readonly here: string
  readonly Here: string
  /** What opens a kind yes: “Được bạn”, “Dạ được bác”. */
  readonly fine: string
  readonly Fine: string
}
export type FormWord = keyof Form

/** What the table says beside the word for the person. */
export const FORM_FIELDS = ['me', 'here', 'fine'] as const
export type FormFields = Readonly<Record<(typeof FORM_FIELDS)[number], string>>

const FORM_WORDS: readonly string[] = [
  'you',
  'You',
  'me',
  'Me',
  'here',
  'Here',
  'fine',
  'Fine',
] satisfies FormWord[]

export const isFormWord = (text: string): text is FormWord => FORM_WORDS.includes(text)

/** All that there are, by the word for “you”. The first is for whoever has not said. */
export type Forms = ReadonlyMap<string, Form>

export function formsOf(table: ReadonlyMap<string, FormFields>): Forms {
  return new Map(
    [...table].map(([you, { me, here, fine }]) => [you, capitals({ you, me, here, fine })] as const),
  )
}

const capitals = ({ you, me, here, fine }: FormFields & { readonly you: string }): Form => ({
  ...{ you, me, here, fine },
  ...{ You: capitalise(you), Me: capitalise(me), Here: capitalise(here), Fine: capitalise(fine) },
})

export const plainForm = (forms: Forms): Form | undefined => forms.values().next().value

/** What is known of how somebody wants to be spoken to. Words of the table in flows/common. */
export interface Called {
  /** As they have said. */
  readonly as?: string
  /** What they have called themselves in passing, to be offered at a calm moment; the first form: ask which. */
  readonly heard?: string
  /** What has been offered, answered or not; with the first form, which one they would like. */
  readonly asked?: readonly string[]
}

/** What they have called themselves, unless they have said how they want it, or were offered it. */
export function calledSo(called: Called, form: string): Called {
  if (called.as !== undefined || called.heard === form || called.asked?.includes(form)) return called
  return { ...called, heard: form }
}

/** Nothing is left to be offered once they have said. */
export const saidSo = ({ asked }: Called, as: string): Called => ({ as, ...(asked && { asked }) })

export function offeredSo({ as, asked = [] }: Called, form: string): Called {
  return { ...(as !== undefined && { as }), asked: asked.includes(form) ? asked : [...asked, form] }
}
