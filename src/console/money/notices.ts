import { accountsNumbered } from '../../campaigns/index.ts'
import {
  type Giving,
  type NoticeRef,
  noticeId,
  noticeRef,
  readSetAside,
  type SetAside,
  setAsideNotices,
} from '../../giving/index.ts'
import type { Database } from '../../platform/db.ts'
import type { Tx } from '../../platform/tx.ts'
import type { Signed } from '../desk.tsx'

type Read = NonNullable<Awaited<ReturnType<typeof readSetAside>>>

/** A bank notice that was set aside, opened. What it says is personal. */
export interface Opened extends Read {
  /** `<provider>/<its id>` */
  readonly notice: string
  /** Why it was set aside. */
  readonly reason: string
  /** Units of the accounts that it names. None: it names none of ours, and only who has the whole tree sees it. */
  readonly units: readonly string[]
}

/** In a list: what it is about, and nothing that anybody wrote. */
export interface Listed extends SetAside {
  readonly key: string
  readonly amount: bigint | undefined
  readonly direction: 'in' | 'out' | undefined
}

/** A notice in a path: providers give ids with any letters in them. */
export const keyOf = (ref: NoticeRef): string => Buffer.from(noticeId(ref)).toString('base64url')

export function refOf(key: string): NoticeRef | undefined {
  const id = Buffer.from(key, 'base64url').toString()
  return id.includes('/') && keyOf(noticeRef(id)) === key ? noticeRef(id) : undefined
}

/** @returns undefined when there is none, or it is another unit's */
export async function openNotice(
  tx: Tx,
  giving: Giving,
  ref: NoticeRef,
  { units, tree }: Pick<Signed, 'units' | 'tree'>,
): Promise<Opened | undefined> {
  const found = await readSetAside(tx, giving, ref)
  if (!found) return undefined
  const { read, reason } = found
  const accounts = read.kind === 'movement' ? await accountsNumbered(tx, read.accounts) : []
  const theirs = accounts.map(({ unitId }) => unitId)
  const all = units.size === tree.size
  if (!all && !(theirs.length > 0 && theirs.every((unit) => units.has(unit)))) return undefined
  return { ...found, reason, notice: noticeId(ref), units: theirs }
}

/** So many are opened at once. */
const MOST = 100

export async function noticesWithin(
  db: Pick<Database, 'hot' | 'prisma'>,
  giving: Giving,
  who: Pick<Signed, 'units' | 'tree'>,
): Promise<Listed[]> {
  const listed: Listed[] = []
  for (const one of (await setAsideNotices(db.hot)).slice(0, MOST)) {
    const opened = await openNotice(db.prisma, giving, one, who)
    if (!opened) continue
    const { read } = opened
    const said = read.kind === 'movement' ? read : { amount: undefined, direction: undefined }
    listed.push({ ...one, key: keyOf(one), amount: said.amount, direction: said.direction })
  }
  return listed
}
