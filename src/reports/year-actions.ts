import { z } from 'zod'
import { type Action, action } from '../conversation/action.ts'
import type { Giving } from '../giving/index.ts'
import { file, money } from '../platform/shapes.ts'
import { stagesOf, stagesSaid, type Year, yearOf, yearSaid } from './year.ts'
import { yearFile } from './year-file.ts'

const year = z.object({
  /** Text: it is no amount. */
  year: z.string(),
  before: z.number(),
  total: money,
  gifts: z.number(),
  /** How far all of it is, in words: only what is not nought. */
  stages: z.string(),
  /** Đồng of it that are neither bought nor of a used pot or a place, nor kept apart. */
  waiting: money,
  /** Kept apart; and of that, until they say what for. */
  kept: money,
  hers: money,
  /** What was given other than money, in words. */
  brought: z.array(z.string()),
  picture: file,
  pdf: file,
})

/** So many are said in a bubble; all are on the paper. */
const MOST_SAID = 3
const LONGEST = 60
const saidOf = ({ things }: Year): string[] =>
  things
    .slice(-MOST_SAID)
    .map(({ what }) => (what.length > LONGEST ? `${what.slice(0, LONGEST - 1)}…` : what))

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
      if (of.gifts.length + of.things.length === 0) return { outcome: 'none' as const, ...which }
      const paper = (ending: 'png' | 'pdf', mime: string) => ({
        file: yearFile(contact, wished, lang, ending),
        name: `${lang === 'vi' ? 'nam' : 'year'}-${wished}.${ending}`,
        mime,
      })
      const { total, gifts } = of
      const { waiting, kept, hers } = stagesOf(of)
      const far = { stages: stagesSaid(of).join(' · '), waiting, kept, hers }
      const papers = { picture: paper('png', 'image/png'), pdf: paper('pdf', 'application/pdf') }
      return {
        outcome: 'found' as const,
        year: { ...which, total, gifts: gifts.length, ...far, brought: saidOf(of), ...papers },
      }
    },
  }),
]
