import type { Context } from 'hono'
import { addNote } from '../../conversation/index.ts'
import {
  asAsked,
  countScheduled,
  type MonthlyGift,
  maskedName,
  monthlyGift,
  monthlyGifts,
} from '../../giving/index.ts'
import { holderOf } from '../../people/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { clean } from '../../platform/vietnamese/index.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { noteBy, type Parts, typed } from '../room.ts'
import { type Asked, GiftPage, GiftsPage } from './pages.tsx'
import { isWay, isWish, WISHES } from './words.ts'

type Monthly = 'GET /console/monthly' | 'GET /console/monthly/:id' | 'POST /console/monthly/:id/asked'

const LONGEST = 200

/** Gifts that come each month, of no place: to follow, and to let rest or end when their giver has asked. */
export function monthlyRoom(parts: Parts): Pick<Handlers, Monthly> {
  const { db, clock, ids } = parts.gate
  const { giving, people } = parts
  const note = noteBy(parts)

  return {
    async 'GET /console/monthly'(c, { frame, desk, units }) {
      const over = c.req.query('over') !== undefined
      const before = c.req.query('before') ?? ''
      const from = isUuid(before) ? before : undefined
      const now = clock.now()
      const { gifts, more } = await monthlyGifts(db.prisma, units, { goesOn: !over, before: from, now })
      const named = []
      for (const gift of gifts) named.push(await withName(gift))
      const counts = await countScheduled(db.prisma, units)
      return c.html(document(<GiftsPage {...{ frame, desk, over, counts, more }} gifts={named} />))
    },

    async 'GET /console/monthly/:id'(c, who) {
      const gift = await giftOf(c, who)
      return gift ? show(c, who, gift) : notThere(c, who.frame)
    },

    // How it was asked for goes into the trail; what was said is a note on its person, under their key.
    async 'POST /console/monthly/:id/asked'(c, who) {
      const gift = await giftOf(c, who)
      if (!gift) return notThere(c, who.frame)
      const said = await typed(c, 'what', 'way', 'why')
      const why = clean(said.why, LONGEST + 1).trim()
      const wrong = {
        what: !isWish(said.what),
        way: !isWay(said.way),
        why: why === '' || why.length > LONGEST,
      }
      if (!isWish(said.what) || wrong.way || wrong.why) return show(c, who, gift, { said, wrong })
      const months = WISHES[said.what]
      const done = await db.transaction(async (tx) => {
        if (!(await asAsked(tx, giving, { id: gift.id, months }, clock.now()))) return false
        const act = months === null ? 'monthly.ended' : 'monthly.paused'
        await note(tx, who, act, `monthly/${gift.id}`, said.way)
        const about = { officer: who.session.officer, kind: 'note', text: why, at: clock.now() } as const
        await addNote(tx, { ids, keys: people }, await holderOf(tx, gift.contact), about)
        return true
      })
      const word = !done ? 'past' : months === null ? 'ended' : 'paused'
      return c.redirect(to(`/console/monthly/${gift.id}?said=${word}`, who.frame.lang), 303)
    },
  }

  async function giftOf(c: Context, { units }: Signed): Promise<MonthlyGift | undefined> {
    const id = c.req.param('id') ?? ''
    const gift = isUuid(id) ? await monthlyGift(db.prisma, id, clock.now()) : undefined
    return gift && units.has(gift.unit) ? gift : undefined
  }

  async function withName(gift: MonthlyGift) {
    return { gift, name: await maskedName(db.prisma, people, gift.contact) }
  }

  async function show(c: Context, { frame, desk }: Signed, gift: MonthlyGift, form?: Asked) {
    const props = { frame, desk, said: c.req.query('said'), ...(await withName(gift)), asked: form }
    return c.html(document(<GiftPage {...props} />), form ? 422 : 200)
  }
}
