import type { Context } from 'hono'
import {
  answerHandover,
  closeHandover,
  type Handover,
  lastLines,
  openHandoverById,
} from '../../conversation/index.ts'
import { requestsAnswered } from '../../people/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { clean } from '../../platform/vietnamese/index.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { noteBy, type Parts, typed } from '../room.ts'
import { TalkPage } from './pages.tsx'
import { within } from './within.ts'

type Talks = 'GET /console/talks/:id' | 'POST /console/talks/:id/answer' | 'POST /console/talks/:id/close'

const LINES = 30
const LONGEST = 1_500

/** Conversations that asked for a person: to read, to answer, to hand back. */
export function talksRoom(parts: Parts): Pick<Handlers, Talks> {
  const { db, ids } = parts.gate
  const { people } = parts
  const note = noteBy(parts)

  return {
    async 'GET /console/talks/:id'(c, who) {
      const talk = await talkOf(c, who)
      if (!talk) return notThere(c, who.frame)
      return showTalk(c, who, talk, { said: c.req.query('said') === 'sent' ? 'sent' : undefined })
    },

    async 'POST /console/talks/:id/answer'(c, who) {
      const talk = await talkOf(c, who)
      if (!talk) return notThere(c, who.frame)
      const { answer } = await typed(c, 'answer')
      const words = clean(answer.replaceAll('\r\n', '\n'), LONGEST + 1).trim()
      if (words === '' || words.length > LONGEST)
        return showTalk(c, who, talk, { said: 'empty', draft: answer })
      const done = await db.transaction(async (tx) => {
        if (!(await answerHandover({ tx, ids, keys: people }, talk.id, words))) return false
        await requestsAnswered(tx, talk.contact)
        await note(tx, who, 'talk.answered', `handover/${talk.id}`)
        return true
      })
      if (!done) return notThere(c, who.frame)
      return c.redirect(to(`/console/talks/${talk.id}?said=sent`, who.frame.lang), 303)
    },

    async 'POST /console/talks/:id/close'(c, who) {
      const talk = await talkOf(c, who)
      if (!talk) return notThere(c, who.frame)
      const done = await db.transaction(async (tx) => {
        if (!(await closeHandover({ tx, ids, keys: people }, talk.id))) return false
        await note(tx, who, 'talk.closed', `handover/${talk.id}`)
        return true
      })
      return done ? c.redirect(to('/console', who.frame.lang), 303) : notThere(c, who.frame)
    },
  }

  async function talkOf(c: Context, { tree, units }: Signed): Promise<Handover | undefined> {
    const id = c.req.param('id') ?? ''
    const talk = isUuid(id) ? await openHandoverById(db.hot, people, id) : undefined
    return talk && (await within(db.prisma, tree, units, [talk]))[0]
  }

  /** Nobody reads a conversation without its being written down first. */
  async function showTalk(
    c: Context,
    who: Signed,
    talk: Handover,
    more: { said: 'sent' | 'empty' | undefined; draft?: string },
  ) {
    await db.transaction((tx) => note(tx, who, 'talk.read', `handover/${talk.id}`))
    const key = await people.of(db.prisma, talk.contact)
    const lines = key ? await lastLines(db.hot, key, talk.contact, LINES) : []
    const page = <TalkPage frame={who.frame} desk={who.desk} talk={talk} lines={lines} {...more} />
    return c.html(document(page), more.said === 'empty' ? 422 : 200)
  }
}
