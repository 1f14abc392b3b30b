import { accountsNumbered, accountsOfUnits } from '../../campaigns/index.ts'
import {
  countSetAside,
  type Giving,
  type NoticeRef,
  normalRef,
  noticeId,
  noticeRef,
  readSetAside,
  type SetAside,
  setAsideNotices,
} from '../../giving/index.ts'
import { commonUnit } from '../../organisers/index.ts'
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
  /** Units of the accounts that it names. None: it names none of ours, and who serves the whole fund sees it. */
  readonly units: readonly string[]
}

/** In a list: what it is about, and nothing that anybody wrote. */
export interface Listed extends SetAside {
  readonly key: string
  readonly amount: bigint | undefined
  readonly direction: 'in' | 'out' | undefined
  /** When it moved, as its bank says; undefined when it cannot be read. */
  readonly at: Date | undefined
  /** Numbers of the accounts that it names. */
  readonly accounts: readonly string[]
  /** The last four of the bank's reference. */
  readonly refEnd: string | undefined
}

/** A notice in a path: providers give ids with any letters in them. */
export const keyOf = (ref: NoticeRef): string => Buffer.from(noticeId(ref)).toString('base64url')

export function refOf(key: string): NoticeRef | undefined {
  const id = Buffer.from(key, 'base64url').toString()
  return id.includes('/') && keyOf(noticeRef(id)) === key ? noticeRef(id) : undefined
}

type Reach = Pick<Signed, 'units' | 'tree'>

/**
 * Whether every bank account of ours is of these units. What names none of ours is theirs then: it is meant for one of those, if it
 * is meant for us. The fund's own treasurer has them all, whatever unit the fund is below.
 */
async function servesAll(tx: Tx, { units, tree }: Reach): Promise<boolean> {
  if (units.size === tree.size) return true
  const accounts = await accountsOfUnits(tx, tree.keys())
  return accounts.length > 0 && accounts.every(({ unitId }) => units.has(unitId))
}

/** The lowest unit that has all our accounts: two of it settle what names none of them. Undefined: there are no accounts. */
export async function unitOfAll(tx: Tx, tree: Signed['tree']): Promise<string | undefined> {
  const accounts = await accountsOfUnits(tx, tree.keys())
  return commonUnit([...new Set(accounts.map(({ unitId }) => unitId))], tree)
}

/** @returns undefined when there is none, or it is another unit's */
export const openNotice = async (
  tx: Tx,
  giving: Giving,
  ref: NoticeRef,
  who: Reach,
): Promise<Opened | undefined> => openFor(tx, giving, ref, who.units, await servesAll(tx, who))

async function openFor(
  tx: Tx,
  giving: Giving,
  ref: NoticeRef,
  units: ReadonlySet<string>,
  all: boolean,
): Promise<Opened | undefined> {
  const found = await readSetAside(tx, giving, ref)
  if (!found) return undefined
  const { read, reason } = found
  const accounts = read.kind === 'movement' ? await accountsNumbered(tx, read.accounts) : []
  const theirs = accounts.map(({ unitId }) => unitId)
  if (!all && !theirs.some((unit) => units.has(unit))) return undefined
  return { ...found, reason, notice: noticeId(ref), units: theirs }
}

/** So many are shown at once. */
const MOST = 100

export async function noticesWithin(
  db: Pick<Database, 'hot' | 'prisma'>,
  giving: Giving,
  who: Reach,
): Promise<Listed[]> {
  const listed: Listed[] = []
  const all = await servesAll(db.prisma, who)
  // Whose each is, only itself says: those of others are passed over before they are counted.
  for (const one of await setAsideNotices(db.hot)) {
    if (listed.length === MOST) break
    const opened = await openFor(db.prisma, giving, one, who.units, all)
    if (!opened) continue
    const { read } = opened
    const said = read.kind === 'movement' ? read : undefined
    listed.push({
      ...one,
      key: keyOf(one),
      amount: said?.amount,
      direction: said?.direction,
      at: said?.at,
      accounts: said?.accounts ?? [],
      refEnd: refEnd(said?.bankRef),
    })
  }
  return listed
}

/** How many wait for this officer; from a hundred on that many, where not all are theirs. */
export async function countNotices(
  db: Pick<Database, 'hot' | 'prisma'>,
  giving: Giving,
  who: Reach,
): Promise<number> {
  return (await servesAll(db.prisma, who))
    ? countSetAside(db.hot)
    : (await noticesWithin(db, giving, who)).length
}

/** What tells two of the same sum apart, and is nobody's secret. */
export const refEnd = (bankRef: string | null | undefined): string | undefined =>
  normalRef(bankRef ?? null)?.slice(-4)
