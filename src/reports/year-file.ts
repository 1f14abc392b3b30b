import { contactAt } from '../people/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db.ts'
import { UUID } from '../platform/ids.ts'
import type { Studio } from '../platform/paper/studio.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Lang } from '../platform/vietnamese/index.ts'
import { yearOf } from './year.ts'
import { drawYear } from './year-paper.ts'

interface YearParts {
  readonly db: Database
  readonly keys: PersonKeys
  readonly clock: Clock
  readonly studio: Studio
  readonly site: string
}

const KEY = new RegExp(`^year/(${UUID})/(20\\d\\d)\\.(vi|en)\\.(png|pdf)$`)

/** The name of the file of somebody's year. */
export const yearFile = (contact: string, year: number, lang: Lang, ending: 'png' | 'pdf'): string =>
  `year/${contact}/${year}.${lang}.${ending}`

/**
 * The paper of a year by its key: drawn from the books as they are at this moment, and kept nowhere.
 *
 * @returns undefined for a key that names none, a year in which nothing was given, or somebody who was erased
 */
export async function yearPaper(parts: YearParts, key: string): Promise<Buffer | undefined> {
  const [, contact, year, lang, ending] = KEY.exec(key) ?? []
  if (!contact) return undefined
  const { db, keys, clock, site } = parts
  const facts = await db.transaction(async (tx) =>
    (await keys.of(tx, contact))
      ? yearOf(tx, { keys, site }, contact, { year: Number(year), lang: lang as Lang, now: clock.now() })
      : undefined,
  )
  if (!facts || facts.gifts.length + facts.things.length === 0) return undefined
  const drawn = await parts.studio.draw(`year ${contact} ${year} ${lang}`, () => drawYear(facts))
  return drawn[ending as 'png' | 'pdf']
}

/** Whether who has that address now is whose year it is; what is no year is anybody's to ask for. */
export async function isTheirYear(
  { db }: Pick<YearParts, 'db'>,
  key: string,
  address: string,
): Promise<boolean> {
  const [, contact] = KEY.exec(key) ?? []
  return contact === undefined || contact === (await contactAt(db.prisma, address))
}
