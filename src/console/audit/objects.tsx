import { isUuid } from '../../platform/ids.ts'
import { to } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { deskWords } from '../words.ts'
import { detailWord } from './details.ts'
import { audit } from './words.ts'

/** What officers, units, campaigns, needs, sums and requests are called, by id. */
type Names = ReadonlyMap<string, string>

export interface Book {
  readonly names: Names
  /** Ids of which there is a page for whoever reads this: what is gone is no link. */
  readonly there: ReadonlySet<string>
  /** What an object belongs to, by its id: the campaign whose account changes. */
  readonly about?: ReadonlyMap<string, string>
}

/** The pages of the desk that show one of a kind. */
const PATHS: Readonly<Record<string, (id: string) => string>> = {
  account_change: () => 'accounts',
  officer: (id) => `officers/${id}`,
  campaign: (id) => `campaigns/${id}`,
  need: (id) => `needs/${id}/edit`,
  donation: (id) => `money/${id}`,
  slot: (id) => `slots/${id}`,
  offer: (id) => `offers/${id}`,
  monthly: (id) => `monthly/${id}`,
  purchase: (id) => `spending/${id}`,
  person: (id) => `people/${id}`,
  approval: (id) => `approvals#${id}`,
}

/**
 * What an act was about, for a reader: its kind, and its name or the end of its id, with the way to its page. Of a kind that this
 * version does not know: as it is written.
 *
 *     donation/0191…3f2a   khoản tiền 300.000 đ
 *     handover/0191…3f2a   cuộc trò chuyện …3f2a
 */
export function ObjectOf({ object, book, lang }: { object: string; book: Book; lang: Lang }) {
  const [kind = ''] = object.split('/', 1)
  const id = object.slice(kind.length + 1)
  const noun = audit[lang].kinds[kind]
  if (noun === undefined) return <code>{object}</code>
  if (id === '') return <span>{noun}</span>
  const shown = `${noun} ${book.names.get(id) ?? detailWord(id, lang) ?? `…${id.slice(-4)}`}`
  const path = PATHS[kind]
  const about = book.about?.get(id)
  return (
    <>
      {path === undefined || !book.there.has(id) ? (
        <span>{shown}</span>
      ) : (
        <a href={to(`/console/${path(id)}`, lang)}>{shown}</a>
      )}
      {about && (
        <>
          , <ObjectOf object={about} book={book} lang={lang} />
        </>
      )}
    </>
  )
}

/** The small print of an act, with names for ids and the words for roles. */
export function detailIn(detail: string, names: Names, lang: Lang): string {
  const { roles } = deskWords[lang]
  const { details } = audit[lang]
  return detail
    .split(/[ ,]/)
    .map((word) => {
      const id = word.slice(word.indexOf('/') + 1)
      if (isUuid(id)) return names.get(id) ?? `…${id.slice(-4)}`
      const role = Object.hasOwn(roles, word) ? roles[word as keyof typeof roles] : undefined
      return details[word] ?? role ?? detailWord(word, lang) ?? word
    })
    .join(' · ')
}
