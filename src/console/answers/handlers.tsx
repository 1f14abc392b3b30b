import type { Context } from 'hono'
import {
  addReadyAnswer,
  changeReadyAnswer,
  holdReadyAnswer,
  readAnswer,
  readyAnswers,
  unitNames,
} from '../../organisers/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { changedMeanwhile, mergedForm, shownIn } from '../meanwhile.ts'
import { noteBy, type Parts, typed } from '../room.ts'
import { AnswersPage, formOf, type Wrong } from './pages.tsx'

type Answers =
  | 'GET /console/answers'
  | 'POST /console/answers'
  | 'POST /console/answers/:id'
  | 'POST /console/answers/:id/end'

const HERE = '/console/answers'

interface Change {
  /** What was typed; undefined: it is to be taken away. */
  readonly said: Parameters<typeof readAnswer>[0] | undefined
  /** What the form showed (meanwhile.ts). */
  readonly was: string
  /** Undefined: what was typed is no answer. */
  readonly to: Parameters<typeof changeReadyAnswer>[2] | undefined
  readonly act: string
  readonly done: string
}

/** Answers that lie ready, in the units in which an officer may write them. */
export function answersRoom(parts: Parts): Pick<Handlers, Answers> {
  const { db, ids } = parts.gate
  const note = noteBy(parts)

  return {
    async 'GET /console/answers'(c, who) {
      return show(c, who)
    },

    async 'POST /console/answers'(c, who) {
      const { unit, ...said } = await typed(c, 'unit', 'title', 'text')
      const answer = readAnswer(said)
      if (!answer || !who.units.has(unit)) return show(c, who, { id: undefined, why: 'wrong', unit, ...said })
      await db.transaction(async (tx) => {
        const id = await addReadyAnswer(tx, ids, { unit, ...answer })
        await note(tx, who, 'answer.added', `answer/${id}`)
      })
      return c.redirect(to(`${HERE}?said=saved`, who.frame.lang), 303)
    },

    async 'POST /console/answers/:id'(c, who) {
      const { was, ...said } = await typed(c, 'title', 'text', 'was')
      const answer = readAnswer(said)
      return change(c, who, { said, was, to: answer, act: 'answer.changed', done: 'saved' })
    },

    async 'POST /console/answers/:id/end'(c, who) {
      const { was } = await typed(c, 'was')
      const to = { state: 'ended' } as const
      return change(c, who, { said: undefined, was, to, act: 'answer.ended', done: 'ended' })
    },
  }

  /** Nothing that somebody else has changed meanwhile is overwritten or taken away, and no typed word is lost. */
  async function change(c: Context, who: Signed, { said, was, to: to_, act, done }: Change) {
    const id = c.req.param('id') ?? ''
    if (!isUuid(id)) return notThere(c, who.frame)
    const found = await db.transaction(async (tx) => {
      const now = await holdReadyAnswer(tx, id)
      if (!now || !who.units.has(now.unit) || !now.live) return now
      const past = changedMeanwhile(was, formOf(now)).length > 0
      if (past || !to_) return { ...now, past }
      await changeReadyAnswer(tx, id, to_)
      await note(tx, who, act, `answer/${id}`)
      return 'done'
    })
    if (found === 'done') return c.redirect(to(`${HERE}?said=${done}`, who.frame.lang), 303)
    if (!found || !who.units.has(found.unit)) return notThere(c, who.frame)
    const { unit } = found
    // Somebody has taken it away: what was typed stands in the form of a new one.
    if (!found.live)
      return said
        ? show(c, who, { id: undefined, why: 'gone', unit, ...said })
        : c.redirect(to(`${HERE}?said=ended`, who.frame.lang), 303)
    const form = formOf(found)
    const kept = { id, unit, was: shownIn(form) }
    if (!('past' in found) || !found.past) return show(c, who, { ...kept, why: 'wrong', ...(said ?? form) })
    const news = Object.fromEntries(changedMeanwhile(was, form).map((field) => [field, form[field]]))
    return show(c, who, { ...kept, why: 'meanwhile', ...(said ? mergedForm(was, said, form) : form), news })
  }

  async function show(c: Context, { frame, desk, units }: Signed, wrong?: Wrong) {
    const said = (['saved', 'ended'] as const).find((one) => one === c.req.query('said'))
    const page = (
      <AnswersPage
        frame={frame}
        desk={desk}
        answers={await readyAnswers(db.prisma, units)}
        units={new Map([...(await unitNames(db.prisma))].filter(([id]) => units.has(id)))}
        said={said}
        wrong={wrong}
      />
    )
    return c.html(document(page), wrong ? 422 : 200)
  }
}
