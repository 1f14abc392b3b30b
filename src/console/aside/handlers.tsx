import type { Context } from 'hono'
import {
  addNote,
  dismissBody,
  dismissStuck,
  openBody,
  openStuck,
  putBack,
  type Stuck,
  stuckItems,
  type Unread,
  unreadBodies,
  withoutOneUseCodes,
} from '../../conversation/index.ts'
import { holderOf } from '../../people/index.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Tx } from '../../platform/tx.ts'
import { clean } from '../../platform/vietnamese/index.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { noteBy, type Parts, typed } from '../room.ts'
import { within } from '../talks/within.ts'
import { AsidePage, LookPage } from './pages.tsx'

type Aside =
  | 'GET /console/aside'
  | 'GET /console/aside/items/:id'
  | 'POST /console/aside/items/:id/settle'
  | 'GET /console/aside/bodies/:id'
  | 'POST /console/aside/bodies/:id/settle'

const LONGEST = 200

/** Messages that the service could not work off: to look at, to try again, to dismiss. */
export function asideRoom(parts: Parts): Pick<Handlers, Aside> {
  const { db } = parts.gate
  const { people, giving } = parts
  const note = noteBy(parts)

  return {
    async 'GET /console/aside'(c, who) {
      const said = c.req.query('said')
      const found = { stuck: await stuckWithin(who), unread: await unreadWithin(who) }
      return c.html(document(<AsidePage frame={who.frame} desk={who.desk} said={said} {...found} />))
    },

    async 'GET /console/aside/items/:id'(c, who) {
      const stuck = await itemOf(c, who)
      return stuck ? showItem(c, who, stuck) : notThere(c, who.frame)
    },

    async 'POST /console/aside/items/:id/settle'(c, who) {
      const stuck = await itemOf(c, who)
      if (!stuck) return notThere(c, who.frame)
      const asked = await typed(c, 'do', 'why')
      const again = asked.do === 'again'
      const why = readWhy(asked.why)
      if (!again && why === undefined) return showItem(c, who, stuck, asked.why)
      const done = await db.transaction(async (tx, hot) => {
        const took = again ? await putBack(hot, stuck.seq) : await dismissStuck(hot, stuck.seq)
        if (took && !again) await explain(tx, who, stuck.contact, why!)
        if (took) await note(tx, who, again ? 'aside.tried_again' : 'aside.dismissed', `item/${stuck.seq}`)
        return took
      })
      return back(c, who, done ? (again ? 'again' : 'dismissed') : 'past')
    },

    async 'GET /console/aside/bodies/:id'(c, who) {
      const body = await bodyOf(c, who)
      return body ? showBody(c, who, body) : notThere(c, who.frame)
    },

    async 'POST /console/aside/bodies/:id/settle'(c, who) {
      const body = await bodyOf(c, who)
      if (!body) return notThere(c, who.frame)
      const { why: typedWhy } = await typed(c, 'why')
      const why = readWhy(typedWhy)
      if (why === undefined) return showBody(c, who, body, typedWhy)
      const done = await db.transaction(async (tx, hot) => {
        const took = await dismissBody(hot, giving.secret, body.id, why)
        if (took) await note(tx, who, 'aside.dismissed', `body/${body.id}`)
        return took
      })
      return back(c, who, done ? 'dismissed' : 'past')
    },
  }

  /** Among what officers have noted on its person, under their key. */
  async function explain(tx: Tx, { session }: Signed, contact: string, why: string) {
    const { ids, clock } = parts.gate
    const said = { officer: session.officer, kind: 'note', text: why, at: clock.now() } as const
    await addNote(tx, { ids, keys: people }, await holderOf(tx, contact), said)
  }

  function back(c: Context, { frame }: Signed, said: string) {
    return c.redirect(to(`/console/aside?said=${said}`, frame.lang), 303)
  }

  async function stuckWithin({ units, tree }: Signed): Promise<readonly Stuck[]> {
    return within(db.prisma, tree, units, await stuckItems(db.hot))
  }

  /** Nobody knows from whom they are, so they are of the whole fund. */
  async function unreadWithin({ units, tree }: Signed): Promise<Unread[]> {
    return units.size === tree.size ? unreadBodies(db.hot) : []
  }

  async function itemOf(c: Context, who: Signed): Promise<Stuck | undefined> {
    const id = c.req.param('id')
    return (await stuckWithin(who)).find(({ seq }) => seq === id)
  }

  async function bodyOf(c: Context, who: Signed): Promise<Unread | undefined> {
    const id = c.req.param('id') ?? ''
    return isUuid(id) ? (await unreadWithin(who)).find((one) => one.id === id) : undefined
  }

  /** Nobody reads what somebody wrote without its being written down first. */
  async function showItem(c: Context, who: Signed, stuck: Stuck, typedWhy?: string) {
    await db.transaction((tx) => note(tx, who, 'aside.looked', `item/${stuck.seq}`))
    const text = (await openStuck(db.hot, people, stuck.seq)) ?? ''
    const about = { path: `items/${stuck.seq}`, source: stuck.source, at: stuck.stuckAt, text }
    return look(c, who, { ...about, again: true }, typedWhy)
  }

  async function showBody(c: Context, who: Signed, body: Unread, typedWhy?: string) {
    await db.transaction((tx) => note(tx, who, 'aside.looked', `body/${body.id}`))
    const text = withoutOneUseCodes((await openBody(db.hot, giving.secret, body.id))?.toString() ?? '')
    const about = { path: `bodies/${body.id}`, source: body.source, at: body.receivedAt, text }
    return look(c, who, { ...about, again: false }, typedWhy)
  }

  function look(c: Context, who: Signed, about: Parameters<typeof LookPage>[0]['about'], why?: string) {
    const page = <LookPage frame={who.frame} desk={who.desk} about={about} why={why} />
    return c.html(document(page), why === undefined ? 200 : 422)
  }
}

/** @returns undefined when it is empty, or too long */
function readWhy(text: string): string | undefined {
  const why = clean(text, LONGEST + 1).trim()
  return why === '' || why.length > LONGEST ? undefined : why
}
