import type { Shown } from '../channels/simulator/index.ts'

/** What happens in a talk at the terminal, written as a transcript (test/transcripts/README.md). */
export type Happening =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'pressed'; readonly label: string }
  /** A picture, a sticker, …, in the words of the notation. */
  | { readonly kind: 'sent'; readonly what: string }
  | { readonly kind: 'bubble'; readonly message: Shown }
  | { readonly kind: 'acted'; readonly action: string; readonly outcome: string }
  | { readonly kind: 'opened'; readonly flow: string }
  | { readonly kind: 'triggered'; readonly flow: string; readonly takes: readonly string[] }
  | { readonly kind: 'passed'; readonly count: number; readonly unit: 'minute' | 'hour' | 'day' }

/**
 * One happening in the notation of transcripts. The lines of a bubble are what the next recording replaces; its
 * buttons are the last line.
 */
export function linesOf(happening: Happening): string[] {
  switch (happening.kind) {
    case 'said':
      return [`Lan: ${happening.text}`]
    case 'pressed':
      return [`Lan: [${plain(happening.label)}]`]
    case 'sent':
      return [`Lan: ${happening.what}`]
    case 'bubble':
      return bubbleLines(happening.message)
    case 'acted':
      return [`  ~ ${happening.action} → ${happening.outcome}`]
    case 'opened':
      return [`(open ${happening.flow})`]
    case 'triggered': {
      const takes = happening.takes.map((name) => `${name}: {}`).join(', ')
      return [`(trigger ${happening.flow}${takes === '' ? '' : ` {${takes}}`})`]
    }
    case 'passed':
      return [`(${happening.count} ${happening.unit}${happening.count === 1 ? ' passes' : 's pass'})`]
    default:
      return happening satisfies never
  }
}

function bubbleLines({ text, copy, media, buttons }: Shown): string[] {
  const lines = [
    ...(media ? [`(${media.kind === 'image' ? 'ảnh' : 'tệp'} ${media.file.name})`] : []),
    ...(text === '' ? [] : text.split('\n')),
    ...(buttons.length > 0 ? [buttons.map(({ label }) => `[${label}]`).join(' ')] : []),
  ]
  return lines.map((line, n) => (n === 0 ? (copy ? 'bot (chép): ' : 'bot: ') : '     ') + line)
}

/** A whole transcript, which `npm run transcripts -- -u` can play and record again. */
export function transcriptOf(began: Date, happenings: readonly Happening[]): string {
  const local = new Date(began.getTime() + 7 * 3_600_000).toISOString()
  const head = [
    '# Recorded with npm run chat. Say here what it is about',
    'given demo',
    `at ${local.slice(0, 10)} ${local.slice(11, 16)}`,
    '',
  ]
  return `${[...head, ...happenings.flatMap(linesOf)].join('\n')}\n`
}

/** Money carries a no-break space, which nobody types. */
const plain = (label: string): string => label.replaceAll('\u00a0', ' ')
