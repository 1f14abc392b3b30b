import type { Day } from '../../platform/vietnamese/index.ts'
import { day } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'

/** A day as its page says it. */
export const dayShown = (of: Day, lang: Lang): string => day(new Date(`${of}T05:00:00Z`), lang)
