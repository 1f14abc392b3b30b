import { z } from 'zod'
import { type Action, action } from '../conversation/action.ts'
import type { Giving } from '../giving/index.ts'
import { file, money } from '../platform/shapes.ts'
import { stagesOf, yearOf, yearSaid } from './year.ts'
import { yearFile } from './year-file.ts'

const year = z.object({
  /** Text: it is no amount. */
  year: z.string(),
  before: z.number(),
  total: money,
  gifts: z.number(),
  /** How many of them are on the spot, bought, and neither. */
  here: z.number(),
  bought: z.number(),
  waiting: z.number(),
  picture: file,
  pdf: file,
})

/** What flows may ask of somebody's year. */
export const yearActions = (giving: Pick<Giving, 'site' | 'keys'>): readonly Action[] => [
  action({
    name: 'gift.year',
    /** What was said of which year; null: this one. */
    input: z.object({ said: z.string().nullish(), year: z.number().int().nullish() }),
    outcomes: { none: z.object({ year: z.string(), before: z.number() }), found: z.object({ year }) },
    async run({ tx, clock, contact, lang }, { said, year: named }) {
      const now = clock.now()
      const wished = named ?? yearSaid(said ?? '', now)
      const which = { year: String(wished), before: wished - 1 }
      const of = await yearOf(tx, giving, contact, { year: wished, lang, now })
      if (of.gifts.length === 0) return { outcome: 'none' as const, ...which }
      const paper = (ending: 'png' | 'pdf', mime: string) => ({
        file: yearFile(contact, wished, lang, ending),
        name: `${lang === 'vi' ? 'nam' : 'year'}-${wished}.${ending}`,
        mime,
      })
      const { total, gifts } = of
      const papers = { picture: paper('png', 'image/png'), pdf: paper('pdf', 'application/pdf') }
      return {
        outcome: 'found' as const,
        year: { ...which, total, gifts: gifts.length, ...stagesOf(of), ...papers },
      }
    },
  }),
]
