import type { Context } from 'hono'
import {
  type DeskLine,
  deskLines,
  handBack,
  type Posting,
  post,
  readSeen,
  type Seen,
  seenNow,
  spansOf,
  takeTalk,
  unseen,
  withoutOneUseCodes,
  writeToPerson,
} from '../../conversation/index.ts'
import { officerNames, type UnitTree } from '../../organisers/index.ts'
import {
  closeComplaint,
  openWords,
  type Request,
  requestById,
  requestsAnswered,
  settledComplaints,
  waitingRequests,
} from '../../people/index.ts'
import { isUuid } from '../../platform/ids.ts'
import type { PersonKey } from '../../platform/person-key.ts'
import type { Tx } from '../../platform/tx.ts'
import { clean } from '../../platform/vietnamese/index.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { noteBy, type Parts, typed } from '../room.ts'
import { within } from '../talks/within.ts'
import { RequestPage, RequestsPage, type Said } from './pages.tsx'

type Requests =
  | 'GET /console/requests'
  | 'GET /console/requests/:id'
  | 'POST /console/requests/:id/answer'
  | 'POST /console/requests/:id/close'

const MOST = 200
const LINES = 200
const MINUTE_MS = 60_000
const MOST_DONE = 50
const LATELY_MS = 30 * 86_400_000
const LONGEST = { answer: 1_500, note: 300 } as const

/** What people complain of, and ask about their own data: to read, to answer, to close. */
export function requestsRoom(parts: Parts): Pick<Handlers, Requests> {
  const { db, ids, clock } = parts.gate
  const { people } = parts
  const note = noteBy(parts)

  return {
    async 'GET /console/requests'(c, { frame, desk, tree, units }) {
      const open = await within(db.prisma, tree, units, await waitingRequests(db.prisma, MOST))
      const done = c.req.query('said') === 'closed'
      return c.html(
        document(
          <RequestsPage
            frame={frame}
            desk={desk}
            open={open}
            lately={await lately(tree, units)}
            now={clock.now()}
            closed={done}
          />,
        ),
      )
    },

    async 'GET /console/requests/:id'(c, who) {
      const request = await requestOf(c, who, isReadable)
      if (!request) return notThere(c, who.frame)
      return show(c, who, request, { said: c.req.query('said') === 'sent' ? 'sent' : undefined })
    },

    async 'POST /console/requests/:id/answer'(c, who) {
      const request = await requestOf(c, who)
      const { answer, once, over, seen } = await typed(c, 'answer', 'once', 'over', 'seen')
      if (!request) return gone(c, who, answer)
      const words = cut(answer, LONGEST.answer)
      if (words === '' || words.length > LONGEST.answer)
        return show(c, who, request, { said: 'empty', answer })
      const done = await db.transaction(async (tx) => {
        const other = await taken(tx, who, request, { over, seen: readSeen(seen), needs: ['danger'] })
        if (other) return other
        const written = { tx, ids, keys: people, by: who.session.officer }
        if (!(await writeToPerson(written, placeOf(request), words, isUuid(once) ? once : undefined)))
          return 'gone'
        await requestsAnswered(tx, request.contact, request.addressId)
        await note(tx, who, 'request.answered', `request/${request.id}`)
        return 'done'
      })
      if (done === 'gone') return notThere(c, who.frame)
      if (done !== 'done') return show(c, who, request, { ...done, answer })
      return c.redirect(to(`/console/requests/${request.id}?said=sent`, who.frame.lang), 303)
    },

    async 'POST /console/requests/:id/close'(c, who) {
      const request = await requestOf(c, who)
      const { note: typedNote, over, seen } = await typed(c, 'note', 'over', 'seen')
      if (!request) return gone(c, who, typedNote)
      const words = cut(typedNote, LONGEST.note)
      if (words.length > LONGEST.note) return show(c, who, request, { said: 'long', note: typedNote })
      const done = await db.transaction(async (tx) => {
        const page = { over, seen: readSeen(seen), needs: ['danger', 'words'] } as const
        const other = await taken(tx, who, request, page)
        if (other) return other
        const key = await people.of(tx, request.contact)
        const came = key ? await closeComplaint(tx, key, request.id, words, clock.now()) : 'gone'
        if (came !== 'closed') return came
        await handBack({ tx, ids, keys: people }, placeOf(request), request.id, request.answeredAt)
        await post(tx, request.contact, closing(request))
        await note(tx, who, 'request.closed', `request/${request.id}`)
        return came
      })
      if (done === 'unanswered') return show(c, who, request, { said: 'unanswered', note: typedNote })
      if (done === 'gone') return notThere(c, who.frame)
      if (done !== 'closed') return show(c, who, request, { ...done, note: typedNote })
      return c.redirect(to('/console/requests?said=closed', who.frame.lang), 303)
    },
  }

  async function requestOf(
    c: Context,
    { tree, units }: Signed,
    is: (request: Request) => boolean = ({ open }) => open,
  ): Promise<Request | undefined> {
    const id = c.req.param('id') ?? ''
    const request = isUuid(id) ? await requestById(db.prisma, id) : undefined
    return request && is(request) ? (await within(db.prisma, tree, units, [request]))[0] : undefined
  }

  /** Open, or a complaint that was closed not long ago. */
  function isReadable({ open, kind, doneAt }: Request): boolean {
    return open || (kind === 'complaint' && doneAt !== null && doneAt > since())
  }

  function since(): Date {
    return new Date(clock.now().getTime() - LATELY_MS)
  }

  /** Complaints that were closed not long ago, of people who are still somebody. */
  async function lately(tree: UnitTree, units: ReadonlySet<string>): Promise<Request[]> {
    const known: Request[] = []
    for (const one of await within(
      db.prisma,
      tree,
      units,
      await settledComplaints(db.prisma, since(), MOST_DONE),
    ))
      if (await people.of(db.prisma, one.contact)) known.push(one)
    return known
  }

  /** Nothing is done with what somebody has closed meanwhile: it says so, and no typed word is lost. */
  async function gone(c: Context, who: Signed, answer: string) {
    const request = await requestOf(c, who, isReadable)
    return request ? show(c, who, request, { said: 'gone', answer }) : notThere(c, who.frame)
  }

  /**
   * Takes the conversation, as who answers in it must (`talks`): it is nobody else's, and the page has shown what it needs to.
   *
   * @returns why not
   */
  async function taken(
    tx: Tx,
    { session }: Signed,
    { contact }: Request,
    { over, seen, needs }: OfPage,
  ): Promise<{ said: 'unseen' } | { said: 'held'; holder: string } | undefined> {
    const news = await unseen(tx, contact, seen)
    if (news && needs.includes(news)) return { said: 'unseen' }
    const holder = await takeTalk(tx, contact, session.officer, isUuid(over) ? over : undefined)
    return holder === undefined || holder === session.officer ? undefined : { said: 'held', holder }
  }

  /** What was said about it: while somebody of the fund had the talk. What the bot is told of else is none of a complaint's. */
  async function linesOf({ contact, askedAt, doneAt }: Request, key: PersonKey): Promise<DeskLine[]> {
    const lines = await deskLines(db.hot, key, contact, LINES, doneAt ?? undefined)
    const spans = await spansOf(db.prisma, contact, askedAt)
    const near = (at: Date) =>
      spans.some(
        ({ from, until }) =>
          at.getTime() >= from.getTime() - MINUTE_MS &&
          (!until || at.getTime() <= until.getTime() + MINUTE_MS),
      )
    return lines.filter(({ at, who }) => at >= askedAt && (who === 'officer' || near(at)))
  }

  /** Nobody reads what somebody complains of without its being written down first. */
  async function show(
    c: Context,
    who: Signed,
    request: Request,
    more: { said: Said | undefined; answer?: string; note?: string; holder?: string },
  ) {
    await db.transaction((tx) => note(tx, who, 'request.read', `request/${request.id}`))
    const key = await people.of(db.prisma, request.contact)
    if (!key) return notThere(c, who.frame)
    const seen = await seenNow(db.prisma, request.contact)
    const { holder } = more
    const names = holder ? await officerNames(db.prisma, parts.gate.keys, [holder]) : undefined
    const { words, note: cameOf } = await openWords(db.prisma, key, request.id)
    const talk = await linesOf(request, key)
    const wrote = await officerNames(
      db.prisma,
      parts.gate.keys,
      talk.flatMap(({ officer }) => officer ?? []),
    )
    const page = (
      <RequestPage
        frame={who.frame}
        desk={who.desk}
        request={request}
        now={clock.now()}
        words={words && withoutOneUseCodes(words)}
        cameOf={cameOf}
        seen={seen}
        holderName={holder && (names?.get(holder) ?? '…')}
        since={talk}
        names={wrote}
        {...more}
      />
    )
    return c.html(document(page), STATUS[more.said ?? 'sent'])
  }
}

/** What a form brings from its page: from whom it takes the talk, what was read there, and of what all must have been. */
interface OfPage {
  readonly over: string
  readonly seen: Seen
  readonly needs: readonly ('danger' | 'words')[]
}

const STATUS = {
  sent: 200,
  empty: 422,
  long: 422,
  unanswered: 422,
  held: 409,
  unseen: 422,
  gone: 409,
} as const

const placeOf = ({ contact, addressId }: Request) => ({ contact, address: addressId })

/** What came of it, in a message of its own, wherever the talk is by now: there where it was asked. */
const closing = ({ id, addressId }: Request): Posting => ({
  flow: 'request-closed',
  key: `request-closed:${id}`,
  with: { request: { id } },
  ...(addressId && { at: addressId }),
})

const cut = (text: string, longest: number): string =>
  clean(text.replaceAll('\r\n', '\n'), longest + 1).trim()
