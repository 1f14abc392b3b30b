import type { ComponentChildren } from 'preact'
import type { Lang } from '../web/words.ts'
import type { enWords } from './copy-words.ts'

/** In which words a part of the copy is said. */
export interface Said {
  readonly text: typeof enWords
  readonly lang: Lang
  readonly at: (instant: Date) => string
}

export const named = (names: Readonly<Record<string, string>>, key: string): string => names[key] ?? key

/** One heading of the copy, with all that is under it. */
export function List({
  title,
  none,
  items,
}: {
  title: string
  none: string
  items: readonly ComponentChildren[]
}) {
  return (
    <>
      <h2>{title}</h2>
      {items.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul>
          {items.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      )}
    </>
  )
}
