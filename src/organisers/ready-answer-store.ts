import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { clean } from '../platform/vietnamese/index.ts'

/** An answer that officers of a unit, and below it, put into a conversation with one tap. */
export interface ReadyAnswer {
  readonly id: string
  readonly unit: string
  readonly title: string
  readonly text: string
}

const TITLE_MAX = 60
const TEXT_MAX = 1_500

/** What was typed, as it is kept. Undefined: there is nothing in one of both, or too much. */
export function readAnswer(typed: Pick<ReadyAnswer, 'title' | 'text'>): typeof typed | undefined {
  const title = clean(typed.title.replace(/\s+/g, ' '), TITLE_MAX + 1).trim()
  const text = clean(typed.text.replaceAll('\r\n', '\n'), TEXT_MAX + 1).trim()
  if (title === '' || title.length > TITLE_MAX || text === '' || text.length > TEXT_MAX) return undefined
  return { title, text }
}

/** Those of these units, by title. */
export async function readyAnswers(tx: Tx, units: Iterable<string>): Promise<ReadyAnswer[]> {
  const rows = await tx.readyAnswer.findMany({ where: { unitId: { in: [...units] }, state: 'live' } })
  return rows
    .map(({ id, unitId, title, text }) => ({ id, unit: unitId, title, text }))
    .toSorted((a, b) => a.title.localeCompare(b.title, 'vi'))
}

export async function addReadyAnswer(tx: Tx, ids: Ids, answer: Omit<ReadyAnswer, 'id'>): Promise<string> {
  const id = ids.uuid()
  const { unit, title, text } = answer
  await tx.readyAnswer.create({ data: { id, unitId: unit, title, text } })
  return id
}

/** Locks one until the transaction ends, also one that was taken away. */
export async function holdReadyAnswer(
  tx: Tx,
  id: string,
): Promise<(ReadyAnswer & { readonly live: boolean }) | undefined> {
  await tx.$queryRaw`SELECT 1 FROM ready_answer WHERE id = ${id}::uuid FOR UPDATE`
  const row = await tx.readyAnswer.findUnique({ where: { id } })
  return row
    ? { id, unit: row.unitId, title: row.title, text: row.text, live: row.state === 'live' }
    : undefined
}

export async function changeReadyAnswer(
  tx: Tx,
  id: string,
  change: Partial<Pick<ReadyAnswer, 'title' | 'text'>> & { readonly state?: 'ended' },
): Promise<void> {
  await tx.readyAnswer.update({ where: { id }, data: change })
}

/** Puts one of a seed file there, unless the unit had it before: what was changed or taken away at the desk stays so. */
export async function seedReadyAnswer(
  tx: Tx,
  ids: Ids,
  answer: Omit<ReadyAnswer, 'id'> & { readonly key: string },
): Promise<void> {
  const { unit, key, title, text } = answer
  await tx.readyAnswer.createMany({
    data: [{ id: ids.uuid(), unitId: unit, key, title, text }],
    skipDuplicates: true,
  })
}
