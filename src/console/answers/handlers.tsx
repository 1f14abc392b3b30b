import type { Context } from 'hono'
import {
  addReadyAnswer,
  changeReadyAnswer,
  type ReadyAnswer,
  readAnswer,
  readyAnswers,
  unitNames,
} from '../../organisers/index.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { noteBy, type Parts, typed } from '../room.ts'
import { AnswersPage, type Wrong } from './pages.tsx'

type Answers =
  | 'GET /console/answers'
  | 'POST /console/answers'
  | 'POST /console/answers/:id'
  | 'POST /console/answers/:id/end'

const HERE = '/console/answers'

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
      if (!answer || !who.units.has(unit)) return show(c, who, { id: undefined, unit, ...said })
      await db.transaction(async (tx) => {
        const id = await addReadyAnswer(tx, ids, { unit, ...answer })
        await note(tx, who, 'answer.added', `answer/${id}`)
      })
      return c.redirect(to(`${HERE}?said=saved`, who.frame.lang), 303)
    },

    async 'POST /console/answers/:id'(c, who) {
      const there = await answerOf(c, who)
      if (!there) return notThere(c, who.frame)
      const said = await typed(c, 'title', 'text')
      const answer = readAnswer(said)
      if (!answer) return show(c, who, { ...there, ...said })
      return change(c, who, there, answer, 'answer.changed', 'saved')
    },

    async 'POST /console/answers/:id/end'(c, who) {
      const there = await answerOf(c, who)
      if (!there) return notThere(c, who.frame)
      return change(c, who, there, { state: 'ended' }, 'answer.ended', 'ended')
    },
  }

  async function answerOf(c: Context, { units }: Signed): Promise<ReadyAnswer | undefined> {
    const all = await readyAnswers(db.prisma, units)
    return all.find(({ id }) => id === c.req.param('id'))
  }

  async function change(
    c: Context,
    who: Signed,
    { id }: ReadyAnswer,
    to_: Parameters<typeof changeReadyAnswer>[2],
    act: string,
    said: string,
  ) {
    const done = await db.transaction(async (tx) => {
      if (!(await changeReadyAnswer(tx, id, to_))) return false
      await note(tx, who, act, `answer/${id}`)
      return true
    })
    return done ? c.redirect(to(`${HERE}?said=${said}`, who.frame.lang), 303) : notThere(c, who.frame)
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
