import { z } from 'zod'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'

const words = z.record(z.string(), z.string())

/** Words of a campaign, or of a need of it, that wait for a second person. */
interface TextChange {
  readonly campaignId: string
  /** Null: of the campaign itself. */
  readonly needId: string | null
  /** By the names of the data: as they were when it was asked for, and as they are to be. */
  readonly was: Readonly<Record<string, string>>
  readonly becomes: Readonly<Record<string, string>>
}

/** @returns its id */
export async function keepTextChange(tx: Tx, ids: Ids, change: TextChange, now: Date): Promise<string> {
  const id = ids.uuid()
  await tx.textChange.create({ data: { id, ...change, askedAt: now } })
  return id
}

/** @throws when there is none, or it holds something else than words */
export async function textChange(tx: Tx, id: string): Promise<TextChange> {
  const { campaignId, needId, was, becomes } = await tx.textChange.findUniqueOrThrow({ where: { id } })
  return { campaignId, needId, was: words.parse(was), becomes: words.parse(becomes) }
}
