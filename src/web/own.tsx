import type { ComponentChildren } from 'preact'
import type { Lang } from './words.ts'

/**
 * What is the fund's own (its name, titles, what a place needs) stays as the fund wrote it, in Vietnamese, on English
 * pages too, and is marked so that a screen reader reads it as such.
 */
export const Own = ({ lang, children }: { lang: Lang; children: ComponentChildren }) =>
  lang === 'vi' ? children : <span lang="vi">{children}</span>

/** A sentence of ours with a name of theirs in it. */
export function Naming({ text, name, lang }: { text: string; name: string; lang: Lang }) {
  const [before, ...after] = text.split(name)
  if (lang === 'vi' || after.length === 0) return <>{text}</>
  return (
    <>
      {before}
      <Own lang={lang}>{name}</Own>
      {after.join(name)}
    </>
  )
}
