import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import type { UnitTree } from './roles.ts'

/** What a unit says of itself: who runs or receives, a fund at province or commune level, a department, a school. */
export interface UnitSays {
  readonly name: string
  readonly shortName: string
  readonly place: string
  /** Number of the decision that founded it, as printed on papers. */
  readonly decision: string | null
  readonly hotline: string | null
  /** In how many working days it sends money back: "3–5". */
  readonly refundDays: string | null
  /** How many percent of the money it keeps for its costs at most. Null: it has not said. */
  readonly keptShare: number | null
  /** Whether it says that it buys with an invoice. */
  readonly invoices: boolean
}

/** The same as a file has it. */
interface UnitInput extends UnitSays {
  readonly key: string
  readonly parentId: string | null
  readonly kind: 'department' | 'fund' | 'school' | 'commune'
  /** Đồng: from this sum on two officers settle odd money together. Undefined leaves it as it is. */
  readonly approvalFrom?: bigint
  /** After so many days money of an unknown giver may go into a common pot. Undefined leaves it as it is. */
  readonly unknownDays?: number
}

/** The telephone numbers that the units have given, as they wrote them. */
export async function hotlines(tx: Tx): Promise<string[]> {
  const units = await tx.unit.findMany({ where: { hotline: { not: null } }, select: { hotline: true } })
  return units.flatMap(({ hotline }) => hotline ?? [])
}

/** Makes a unit, or brings it up to date. @returns its id */
export async function saveUnit(tx: Tx, ids: Ids, unit: UnitInput): Promise<string> {
  const { key, ...rest } = unit
  const row = await tx.unit.upsert({ where: { key }, create: { id: ids.uuid(), ...unit }, update: rest })
  return row.id
}

/** From which sum on, in đồng, two officers of a unit settle odd money together. */
export async function approvalFrom(tx: Tx, unit: string): Promise<bigint> {
  const found = await tx.unit.findUniqueOrThrow({ where: { id: unit }, select: { approvalFrom: true } })
  return found.approvalFrom
}

/** After how many days money of a unit of which nobody knows who gave it may go into a common pot. */
export async function unknownDays(tx: Tx, unit: string): Promise<number> {
  const found = await tx.unit.findUniqueOrThrow({ where: { id: unit }, select: { unknownDays: true } })
  return found.unknownDays
}

export async function unitTree(tx: Tx): Promise<UnitTree> {
  const rows = await tx.unit.findMany({ select: { id: true, parentId: true } })
  return new Map(rows.map(({ id, parentId }) => [id, parentId]))
}

/** The unit that all others are below; of several, the one that came first. */
export async function topUnit(tx: Tx): Promise<string | undefined> {
  return (await tx.unit.findFirst({ where: { parentId: null }, orderBy: { id: 'asc' } }))?.id
}

export async function unitByKey(tx: Tx, key: string): Promise<string | undefined> {
  return (await tx.unit.findUnique({ where: { key } }))?.id
}

/** What each unit is called, by id. */
export async function unitNames(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.unit.findMany({ select: { id: true, shortName: true } })
  return new Map(rows.map(({ id, shortName }) => [id, shortName]))
}
