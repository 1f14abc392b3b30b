import type { Context } from 'hono'
import {
  addNote,
  answerHandover,
  closedHandoverById,
  closeHandover,
  deskLines,
  type Handover,
  openHandoverById,
  readSeen,
  type Seen,
  seenNow,
  takeHandover,
  unseen,
} from '../../conversation/index.ts'
import { readyAnswers, withAbove } from '../../organisers/index.ts'
import { requestsAnswered } from '../../people/index.ts'
import { isUuid } from '../../platform/ids.ts'
import type { PersonKey } from '../../platform/person-key.ts'
import type { Tx } from '../../platform/tx.ts'
import { clean } from '../../platform/vietnamese/index.ts'
import { document } from '../../web/html.ts'
import { sendFile } from '../../web/send-file.ts'
import { to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { noteBy, type Parts, typed } from '../room.ts'
import { knownOf } from './knowing.ts'
import { type Draft, raisedBy, type Said, sentBy, TalkPage } from './pages.tsx'
import { within } from './within.ts'

type Talks =
  | `GET /console/talks/:id${'' | '/files/:token'}`
  | `POST /console/talks/:id/${'answer' | 'close' | 'take' | 'note'}`

const LINES = 12
const MOST_LINES = 2_000
const LONGEST = { answer: 1_500, note: 1_000, summary: 300 } as const

/** What of a form is read, with one character too much for whoever wrote too much. */
const words = (text: string, most: number): string => clean(text.replaceAll('\r\n', '\n'), most + 1).trim()

/** Conversations that asked for a person: to read, to answer, to hand back. */
export function talksRoom(parts: Parts): Pick<Handlers, Talks> {
  const { db, ids, clock } = parts.gate
  const { people: keys } = parts
  const note = noteBy(parts)

  return {
    async 'GET /console/talks/:id'(c, who) {
      const talk = (await talkOf(c, who)) ?? (await closedOf(c, who))
      if (!talk) return notThere(c, who.frame)
      const said = (['sent', 'noted', 'taken'] as const).find((one) => one === c.req.query('said'))
      return showTalk(c, who, talk, { said })
    },

    /** A picture that its person sent, with a line in the trail for each look. No browser keeps it. */
    async 'GET /console/talks/:id/files/:token'(c, who) {
      const talk = (await talkOf(c, who)) ?? (await closedOf(c, who))
      const file = parts.links.open(c.req.param('token') ?? '')
      const theirs = talk && file?.file.startsWith(`${sentBy(talk)}/`)
      const bytes = theirs && (await parts.loadFile(file!.file))
      if (!talk || !file || !bytes) return notThere(c, who.frame)
      await db.transaction((tx) => note(tx, who, 'picture.seen', `handover/${talk.id}`))
      return sendFile(c, file, bytes, 'private, no-store')
    },

    async 'POST /console/talks/:id/answer'(c, who) {
      const talk = await talkOf(c, who)
      const form = await typed(c, 'answer', 'ready', 'pick', 'once', 'over', 'seen')
      if (!talk) return gone(c, who, { answer: form.answer })
      const { answer, ready, pick, over } = form
      const once = isUuid(form.once) ? form.once : undefined
      const seen = readSeen(form.seen)
      if (pick)
        return showTalk(c, who, talk, {
          said: undefined,
          draft: { answer: await picked(who, ready, answer) },
        })
      const text = words(answer, LONGEST.answer)
      if (text === '' || text.length > LONGEST.answer)
        return showTalk(c, who, talk, { said: 'empty', draft: { answer } })
      // Who writes while an answer is typed is read next. But a child in danger is not answered by what was meant for before.
      const done = await held(talk, who, { over, seen, needs: ['danger'] }, async (tx) => {
        await answerHandover({ tx, ids, keys, by: who.session.officer }, talk.id, text, once, seen.urgent)
        await requestsAnswered(tx, talk.contact, talk.address)
        await note(tx, who, 'talk.answered', `handover/${talk.id}`)
      })
      return after(c, who, done, `/console/talks/${talk.id}?said=sent`, { answer })
    },

    async 'POST /console/talks/:id/close'(c, who) {
      const talk = await talkOf(c, who)
      const typedWords = await typed(c, 'summary', 'farewell', 'over', 'seen')
      if (!talk) return gone(c, who, typedWords)
      const seen = readSeen(typedWords.seen)
      const summary = words(typedWords.summary.replace(/\s+/g, ' '), LONGEST.summary)
      const farewell = words(typedWords.farewell, LONGEST.answer)
      if (summary.length > LONGEST.summary || farewell.length > LONGEST.answer)
        return showTalk(c, who, talk, { said: 'long', draft: typedWords })
      const page = { over: typedWords.over, seen, needs: ['danger', 'words'] } as const
      const done = await held(talk, who, page, async (tx) => {
        const by = who.session.officer
        if (farewell) await answerHandover({ tx, ids, keys, by }, talk.id, farewell, undefined, seen.urgent)
        if (summary) await write(tx, who, talk, 'summary', summary)
        await closeHandover({ tx, ids, keys }, talk.id, seen.urgent)
        await note(tx, who, 'talk.closed', `handover/${talk.id}`)
      })
      return after(c, who, done, '/console', typedWords)
    },

    async 'POST /console/talks/:id/take'(c, who) {
      const talk = await talkOf(c, who)
      if (!talk) return gone(c, who, {})
      const { over } = await typed(c, 'over')
      const done = await held(talk, who, { over }, (tx) => note(tx, who, 'talk.taken', `handover/${talk.id}`))
      return after(c, who, done, `/console/talks/${talk.id}?said=taken`, {})
    },

    async 'POST /console/talks/:id/note'(c, who) {
      const talk = await talkOf(c, who)
      const { note: noted } = await typed(c, 'note')
      if (!talk) return gone(c, who, { summary: noted })
      const text = words(noted, LONGEST.note)
      if (text === '' || text.length > LONGEST.note) return showTalk(c, who, talk, { said: 'long' })
      await db.transaction(async (tx) => {
        await write(tx, who, talk, 'note', text)
        await note(tx, who, 'talk.noted', `handover/${talk.id}`)
      })
      return c.redirect(to(`/console/talks/${talk.id}?said=noted`, who.frame.lang), 303)
    },
  }

  async function talkOf(c: Context, { tree, units }: Signed): Promise<Handover | undefined> {
    const id = c.req.param('id') ?? ''
    const talk = isUuid(id) ? await openHandoverById(db.hot, keys, id) : undefined
    return talk && (await within(db.prisma, tree, units, [talk]))[0]
  }

  /** One that was handed back not long ago. */
  async function closedOf(c: Context, { tree, units }: Signed): Promise<Handover | undefined> {
    const id = c.req.param('id') ?? ''
    const talk = isUuid(id) ? await closedHandoverById(db.hot, keys, id) : undefined
    return talk && (await within(db.prisma, tree, units, [talk]))[0]
  }

  /** Nothing is done in a conversation that somebody has handed back meanwhile: it says so, and no typed word is lost. */
  async function gone(c: Context, who: Signed, draft: Draft) {
    const talk = await closedOf(c, who)
    return talk ? showTalk(c, who, talk, { said: 'closed', draft }) : notThere(c, who.frame)
  }

  /** What was typed, and behind it the ready answer that was chosen. */
  async function picked(who: Signed, ready: string, answer: string): Promise<string> {
    const chosen = (await answersFor(who)).find(({ id }) => id === ready)
    return [answer.trimEnd(), chosen?.text.trim()].filter(Boolean).join('\n')
  }

  function answersFor({ units, tree }: Signed) {
    return readyAnswers(db.prisma, withAbove(units, tree))
  }

  function write(tx: Tx, { session }: Signed, { contact }: Handover, kind: 'note' | 'summary', text: string) {
    return addNote(tx, { ids, keys }, contact, { officer: session.officer, kind, text, at: clock.now() })
  }

  /** Does something in a conversation that nobody else has, as the one who has it from now on. */
  function held(
    talk: Handover,
    { session }: Signed,
    { over, seen, needs }: OfPage,
    work: (tx: Tx) => Promise<void>,
  ) {
    return db.transaction(async (tx): Promise<Done> => {
      const news = seen && (await unseen(tx, talk.contact, seen))
      if (news && needs?.includes(news)) return 'unseen'
      const from = isUuid(over) ? over : undefined
      const holder = await takeHandover(tx, talk.id, session.officer, from)
      if (holder !== session.officer) return holder === undefined ? 'gone' : 'held'
      await work(tx)
      return 'done'
    })
  }

  async function after(c: Context, who: Signed, done: Done, path: string, draft: Draft) {
    if (done === 'done') return c.redirect(to(path, who.frame.lang), 303)
    // Who has it now, and what was written, is read anew.
    const talk = done === 'gone' ? undefined : await talkOf(c, who)
    return talk && done !== 'gone' ? showTalk(c, who, talk, { said: done, draft }) : gone(c, who, draft)
  }

  /** As many as were asked for, and of an alarm at least back to the message that raised it. */
  async function linesOf(c: Context, talk: Handover, key: PersonKey | undefined) {
    const asked = Number(c.req.query('lines') ?? LINES)
    let shown = Number.isInteger(asked) && asked > 0 ? Math.min(asked, MOST_LINES) : LINES
    for (;;) {
      const lines = key ? await deskLines(db.hot, key, talk.contact, shown, endOf(talk)) : []
      const isAll = lines.length < shown || shown >= MOST_LINES
      if (isAll || !talk.urgent || raisedBy(talk, lines) >= 0) return { lines, shown }
      shown = Math.min(shown * 2, MOST_LINES)
    }
  }

  /** Nobody reads a conversation without its being written down first. */
  async function showTalk(
    c: Context,
    who: Signed,
    talk: Handover,
    more: { said: Said | undefined; draft?: Draft },
  ) {
    const seen = await seenNow(db.prisma, talk.contact)
    const key = await keys.of(db.prisma, talk.contact)
    const { lines, shown } = await linesOf(c, talk, key)
    const pictures = lines.reduce((sum, { files }) => sum + files.length, 0)
    await db.transaction((tx) =>
      note(tx, who, 'talk.read', `handover/${talk.id}`, pictures > 0 ? `pictures ${pictures}` : undefined),
    )
    const wrote = lines.flatMap(({ officer }) => officer ?? [])
    const known = await knownOf(parts, talk, key, wrote)
    const page = (
      <TalkPage
        frame={who.frame}
        desk={who.desk}
        talk={talk}
        lines={lines}
        shown={shown}
        known={known}
        answers={await answersFor(who)}
        links={parts.links}
        seen={seen}
        {...more}
      />
    )
    return c.html(document(page), STATUS[more.said ?? 'sent'])
  }
}

/** What a form brings from its page: from whom it takes the talk, what was read there, and of what all must have been. */
interface OfPage {
  readonly over: string
  readonly seen?: Seen
  readonly needs?: readonly ('danger' | 'words')[]
}

type Done = 'done' | 'held' | 'gone' | 'unseen'

const STATUS = {
  sent: 200,
  noted: 200,
  taken: 200,
  empty: 422,
  long: 422,
  held: 409,
  unseen: 422,
  closed: 409,
} as const

const MINUTE_MS = 60_000

/** What is said to the bot afterwards is none of a conversation's; its last words go out within the minute. */
const endOf = ({ closedAt }: Handover): Date | undefined =>
  closedAt ? new Date(closedAt.getTime() + MINUTE_MS) : undefined
