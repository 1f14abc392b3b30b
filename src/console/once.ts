import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from 'hono'
import { answerForm, type Gate, releaseForm, takeForm } from '../organisers/index.ts'
import { isUuid } from '../platform/ids.ts'

const WAITS_MS = 10_000
const LOOKS_MS = 100

/** `shown`: done, by a page that is shown once. `unclear`: taken, and nobody knows yet what came of it. */
export type Before = 'shown' | 'unclear'

/**
 * Answers a form once: sent again, by a second press or a page that is loaded again, it leads where it led before. What changed
 * nothing, or was refused, may be sent again. A form that was broken off is not: what it did is for its sender to look at.
 *
 * @param answer does it. A redirect or `201` says that something was done
 */
export async function once(
  { db }: Pick<Gate, 'db'>,
  c: Context,
  officer: string,
  answer: () => Response | Promise<Response>,
): Promise<Response | Before> {
  const { once: id } = await c.req.parseBody()
  if (typeof id !== 'string' || !isUuid(id)) return answer()
  for (let waited = 0; waited < WAITS_MS; waited += LOOKS_MS) {
    const before = await takeForm(db.prisma, id, officer)
    if (before === 'taken') return settle(id)
    if (before.answer !== null) return before.answer === '' ? 'shown' : c.redirect(before.answer, 303)
    // The first press is being answered.
    await pause(LOOKS_MS)
  }
  return 'unclear'

  async function settle(form: string): Promise<Response> {
    let done: string | undefined
    try {
      const answered = await answer()
      const isDone = answered.status === 303 || answered.status === 201
      done = isDone ? (answered.headers.get('location') ?? '') : undefined
      return answered
    } finally {
      if (done === undefined) await releaseForm(db.prisma, form)
      else await answerForm(db.prisma, form, done)
    }
  }
}
