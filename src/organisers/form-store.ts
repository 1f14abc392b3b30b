import type { Tx } from '../platform/tx.ts'

/** What came of a form that was sent before. */
interface Sent {
  /** Where the browser was sent then; `''`: to a page that is shown once. Null: it is being done, or was broken off. */
  readonly answer: string | null
}

/** Takes a form: the id that its page gave it is good once. @returns `taken`, or what came of it when it was taken before */
export async function takeForm(tx: Tx, id: string, officer: string): Promise<'taken' | Sent> {
  const taken = await tx.$executeRaw`
    INSERT INTO desk_form (id, officer_id) VALUES (${id}::uuid, ${officer}::uuid) ON CONFLICT DO NOTHING`
  if (taken === 1) return 'taken'
  const row = await tx.deskForm.findUnique({ where: { id } })
  return row && row.officerId === officer ? row : { answer: null }
}

export async function answerForm(tx: Tx, id: string, answer: string): Promise<void> {
  await tx.deskForm.updateMany({ where: { id }, data: { answer } })
}

/** Nothing was done: it may be sent again. */
export async function releaseForm(tx: Tx, id: string): Promise<void> {
  await tx.deskForm.deleteMany({ where: { id } })
}

/** A page of the desk is good for a session, which is half a day at most. */
export async function forgetForms(tx: Tx): Promise<void> {
  await tx.$executeRaw`DELETE FROM desk_form WHERE sent_at < now() - interval '1 day'`
}
