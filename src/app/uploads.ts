import type { FileRef } from '../engine/index.ts'
import type { Files } from '../platform/files.ts'
import type { Log } from '../platform/log.ts'
import type { PersonKey } from '../platform/person-key.ts'
import { rateLimit } from '../web/rate.ts'

/** Bytes of a picture or paper that a person may send: a screenshot of a transfer is some hundred kilobytes. */
export const MAX_UPLOAD = 5_000_000

/** Keeps what people send. */
export interface Uploads {
  /** Keeps an upload under a name of ours. It is loose until a message that names it is committed. */
  keep(from: Sender, bytes: Buffer): Promise<Kept>
  /** A message names it now. Never throws: what is left undone the sweep does. */
  settle(file: FileRef): Promise<void>
  /** No message will name it. Never throws. */
  drop(file: FileRef): Promise<void>
  /** Settles or takes away what a crash left loose. */
  sweep(): Promise<void>
}

interface Sender {
  /** Who sends, by whatever tells them from others. */
  readonly person: string
  /** What they send is sealed under their key. */
  readonly key: PersonKey
  /** The network it comes from, where there is one. */
  readonly source?: string
}

type Kept =
  | { readonly kind: 'kept'; readonly file: FileRef }
  /** Neither a picture nor a PDF, or too large. */
  | { readonly kind: 'unfit' }
  /** They have sent very much of late; seconds until there is room again. */
  | { readonly kind: 'enough'; readonly seconds: number }
  /** The disk is as good as full. */
  | { readonly kind: 'no_room' }

interface Parts {
  readonly files: Files
  /** Which of these files some message names, of messages that came since. */
  readonly named: (keys: readonly string[], since: Date) => Promise<ReadonlySet<string>>
  readonly log: Log
}

// Bytes. A donor sends one or two slips; a phone company's customers share a network address, so a source gets far more.
const PER_PERSON = { burst: 30_000_000, perSecond: 1_000 }
const PER_SOURCE = { burst: 300_000_000, perSecond: 20_000 }
// What uploads leave of the disk for the database, receipts and certificates.
export const RESERVE = 500_000_000
// Far longer than any message takes to be committed.
const LOOSE_MS = 3_600_000
const DISK_FULL = new Set(['ENOSPC', 'EDQUOT'])

// By their first bytes; a name proves nothing.
const KINDS: readonly { readonly magic: Buffer; readonly ending: string; readonly mime: string }[] = [
  { magic: Buffer.from('89504e470d0a1a0a', 'hex'), ending: 'png', mime: 'image/png' },
  { magic: Buffer.from('ffd8ff', 'hex'), ending: 'jpg', mime: 'image/jpeg' },
  { magic: Buffer.from('%PDF-'), ending: 'pdf', mime: 'application/pdf' },
]

export function uploads({ files, named, log }: Parts): Uploads {
  const perPerson = rateLimit(PER_PERSON)
  const perSource = rateLimit(PER_SOURCE)

  function noRoom(): Kept {
    log.error('upload.no_room', { reason: 'the disk of FILES_URL is nearly full: make room' })
    return { kind: 'no_room' }
  }

  return {
    async keep({ person, key, source }, bytes) {
      const kind = kindOf(bytes)
      if (!kind) return { kind: 'unfit' }
      if ((await files.room()) < RESERVE + bytes.length) return noRoom()
      const seconds =
        perPerson.take(person, bytes.length) ||
        (source === undefined ? 0 : perSource.take(source, bytes.length))
      if (seconds > 0) return { kind: 'enough', seconds }
      const name = `upload.${kind.ending}`
      try {
        const file = await files.putLoose(key.seal('file', bytes), { name, mime: kind.mime })
        return { kind: 'kept', file: { file, name, mime: kind.mime } }
      } catch (error) {
        if (DISK_FULL.has((error as NodeJS.ErrnoException).code ?? '')) return noRoom()
        throw error
      }
    },
    settle: ({ file }) => files.settle(file).catch((error) => log.warn('upload.not_settled', { error })),
    drop: ({ file }) => files.drop(file).catch((error) => log.warn('upload.not_dropped', { error })),
    async sweep() {
      const loose = await files.loose(LOOSE_MS)
      if (loose.length === 0) return
      // A disk's clock and the database's may differ.
      const oldest = Math.min(...loose.map(({ at }) => at.getTime())) - LOOSE_MS
      const wanted = await named(
        loose.map(({ key }) => key),
        new Date(oldest),
      )
      for (const { key } of loose) await (wanted.has(key) ? files.settle(key) : files.drop(key))
      log.info('upload.swept', { count: loose.length - wanted.size })
    },
  }
}

/** What it is by its first bytes; undefined: neither a picture nor a PDF, or too large. */
export function kindOf(bytes: Buffer): { readonly ending: string; readonly mime: string } | undefined {
  if (bytes.length > MAX_UPLOAD) return undefined
  const isWebp = bytes.subarray(0, 4).toString() === 'RIFF' && bytes.subarray(8, 12).toString() === 'WEBP'
  if (isWebp) return { ending: 'webp', mime: 'image/webp' }
  return KINDS.find(({ magic }) => bytes.subarray(0, magic.length).equals(magic))
}
