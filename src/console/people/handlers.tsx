import type { Context } from 'hono'
import {
  addNote,
  closedHandoversOf,
  type Handover,
  notesOf,
  openHandovers,
} from '../../conversation/index.ts'
import { copyOfDonor, donorsNamed, type FoundDonor, receiptsInstead } from '../../giving/index.ts'
import { copyOfPerson } from '../../people/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { document } from '../../web/html.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { noteBy, type Parts, typed } from '../room.ts'
import { within } from '../talks/within.ts'
import { type Asked, readReason } from './looking.ts'
import { AskPage, FindPage, PersonPage } from './pages.tsx'

type People = `${'GET' | 'POST'} /console/people${'' | '/:id'}`

const TYPED_MAX = 200
// A note is dated by the service, a conversation's end by the database.
const MINUTE_MS = 60_000
/** So many closed conversations of a person are shown. */
const CLOSED_SHOWN = 5
const NOTHING: Asked = { reason: '', why: '' }

/** Somebody is looked up by what they can name, each time with a reason. There is no list of people. */
export function peopleRoom(parts: Parts): Pick<Handlers, People> {
  const { db, ids, clock } = parts.gate
  const { people: keys, site } = parts
  const note = noteBy(parts)

  return {
    async 'GET /console/people'(c, who) {
      return c.html(document(<FindPage frame={who.frame} desk={who.desk} q="" asked={NOTHING} />))
    },

    async 'POST /console/people'(c, who) {
      const { q, ...asked } = await typed(c, 'q', 'reason', 'why')
      const find = (
        more: { said?: 'missing' | 'nothing'; found?: readonly FoundDonor[] },
        status: 200 | 422,
      ) =>
        c.html(
          document(
            <FindPage frame={who.frame} desk={who.desk} q={q.slice(0, TYPED_MAX)} asked={asked} {...more} />,
          ),
          status,
        )
      const read = readReason(asked)
      if (!read || q.trim() === '') return find({ said: 'missing' }, 422)
      const found = await theirs(who, await donorsNamed(db.prisma, q.slice(0, TYPED_MAX)))
      await db.transaction((tx) =>
        note(tx, who, 'people.searched', `by/${found[0]?.by ?? 'nothing'}`, `${read.reason} ${found.length}`),
      )
      const people = new Set(found.map(({ contact }) => contact))
      if (people.size === 1) return look(c, who, found[0]!.contact, asked)
      return find(people.size === 0 ? { said: 'nothing' } : { found }, 200)
    },

    async 'GET /console/people/:id'(c, who) {
      const contact = await contactOf(c, who)
      if (!contact) return notThere(c, who.frame)
      return c.html(document(<AskPage frame={who.frame} desk={who.desk} contact={contact} asked={NOTHING} />))
    },

    async 'POST /console/people/:id'(c, who) {
      const contact = await contactOf(c, who)
      if (!contact) return notThere(c, who.frame)
      const { name, ...asked } = await typed(c, 'reason', 'why', 'name')
      return look(c, who, contact, asked, name !== '')
    },
  }

  /** Of these those of whom the officer may know, who are still somebody. */
  async function theirs<One extends { readonly contact: string }>(
    { tree, units }: Signed,
    all: readonly One[],
  ): Promise<readonly One[]> {
    const known: One[] = []
    for (const one of await within(db.prisma, tree, units, all))
      if (await keys.of(db.prisma, one.contact)) known.push(one)
    return known
  }

  async function contactOf(c: Context, who: Signed): Promise<string | undefined> {
    const id = c.req.param('id') ?? ''
    return isUuid(id) ? (await theirs(who, [{ contact: id }]))[0]?.contact : undefined
  }

  /** Nothing is shown before it is written down who looks, and why. */
  async function look(c: Context, who: Signed, contact: string, asked: Asked, named = false) {
    const { frame, desk, session, tree } = who
    const read = readReason(asked)
    if (!read)
      return c.html(
        document(<AskPage frame={frame} desk={desk} contact={contact} asked={asked} said="missing" />),
        422,
      )
    await db.transaction(async (tx) => {
      await note(tx, who, named ? 'person.named' : 'person.seen', `person/${contact}`, read.reason)
      if (read.why && !named)
        await addNote(tx, { ids, keys }, contact, {
          officer: session.officer,
          kind: 'look',
          text: read.why,
          at: clock.now(),
        })
    })
    const open = await openHandovers(db.hot, keys)
    const page = (
      <PersonPage
        frame={frame}
        desk={desk}
        contact={contact}
        asked={asked}
        named={named}
        person={await copyOfPerson(db.prisma, keys, contact)}
        donor={await copyOfDonor(db.prisma, { keys, site }, contact)}
        instead={await receiptsInstead(db.prisma, contact)}
        closed={await closedFor(who, contact)}
        talks={
          await within(
            db.prisma,
            tree,
            who.units,
            open.filter((one) => one.contact === contact),
          )
        }
      />
    )
    c.header('cache-control', 'no-store')
    return c.html(document(page))
  }

  /** What was handed back not long ago, each with the summary that was written on handing it back. */
  async function closedFor({ tree, units }: Signed, contact: string) {
    const closed = await closedHandoversOf(db.hot, keys, contact, CLOSED_SHOWN)
    const summaries = (await notesOf(db.prisma, keys, contact)).filter(({ kind }) => kind === 'summary')
    const summaryOf = ({ openedAt, closedAt }: Handover) =>
      summaries.findLast(({ at }) => at >= openedAt && at.getTime() < closedAt!.getTime() + MINUTE_MS)?.text
    const seen = await within(db.prisma, tree, units, closed)
    return seen.map((talk) => ({ talk, summary: summaryOf(talk) }))
  }
}
