import { ACTS, type Act } from '../organisers/index.ts'
import type { Lang } from '../web/words.ts'
import { deskWords } from './words.ts'

/** Which roles do something, in words: for whoever would look for a button that is none of theirs. */
export const whoMay = (act: Act, lang: Lang): string =>
  ACTS[act].map((role) => deskWords[lang].roles[role]).join(', ')
