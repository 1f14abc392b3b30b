import { copyOfCertificates } from '../certificates/index.ts'
import { copyOfCalls, lastLines, notesOf } from '../conversation/index.ts'
import { copyOfGiving, type Giving } from '../giving/index.ts'
import { openWish, wishesOf } from '../needs/index.ts'
import { copyOfAlarm } from '../organisers/index.ts'
import { copyOfPerson, linkedSince, requestById } from '../people/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db.ts'
import { UUID } from '../platform/ids.ts'
import { document } from '../web/html.ts'
import { type Copy, CopyPage } from './copy-page.tsx'

interface Parts {
  readonly db: Database
  readonly giving: Giving
  readonly clock: Clock
}

const KEY = new RegExp(`^copy/(${UUID})\\.(html|json)$`)
const LINES = 10_000
const KEPT_MS = 7 * 24 * 3_600_000

/**
 * The bytes of a copy that somebody asked for, by its key: put together at this moment and kept nowhere, for seven days.
 *
 * @returns undefined for a key that names none, one whose time is over, or whose asker was joined to
 *   somebody or parted from them since
 */
export async function copied({ db, giving, clock }: Parts, key: string): Promise<Buffer | undefined> {
  const [, id, ending] = KEY.exec(key) ?? []
  const request = id ? await requestById(db.prisma, id) : undefined
  const now = clock.now()
  if (request?.kind !== 'copy' || now.getTime() - request.askedAt.getTime() > KEPT_MS) return undefined
  const { contact, number } = request
  // Whoever asked was one person then, and is another now: they ask again.
  if (await linkedSince(db.prisma, contact, request.askedAt)) return undefined
  const theirs = await giving.keys.of(db.prisma, contact)
  if (!theirs) return undefined
  const copy: Copy = {
    number,
    madeAt: now,
    person: await copyOfPerson(db.prisma, giving.keys, contact),
    giving: await copyOfGiving(db.prisma, giving, contact),
    certificates: await copyOfCertificates(db.prisma, giving, contact),
    wishes: (await wishesOf(db.prisma, contact)).map(({ body, createdAt, until }) => {
      const { what, named } = openWish(theirs, body)
      return { what, where: named, at: createdAt, until }
    }),
    calls: await copyOfCalls(db.prisma, giving.keys, contact),
    alarm: await copyOfAlarm(db.prisma, contact),
    notes: (await notesOf(db.prisma, giving.keys, contact)).map(({ at, kind, text }) => ({ at, kind, text })),
    talk: await lastLines(db.hot, theirs, contact, LINES),
  }
  return Buffer.from(
    ending === 'json' ? `${JSON.stringify(copy, plainly, 2)}\n` : document(<CopyPage copy={copy} />),
  )
}

/** Đồng as digits: JSON's numbers are too small for money. */
const plainly = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
