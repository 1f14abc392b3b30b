import type { Context } from 'hono'
import { channelsOf, pressingHandovers } from '../../conversation/index.ts'
import {
  ALARMS,
  ALWAYS,
  alarmOf,
  chooseAlarms,
  endAlarm,
  newAlarmCode,
  reach,
} from '../../organisers/index.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import type { Handlers, Signed } from '../desk.tsx'
import { noteBy, type Parts, typed } from '../room.ts'
import { within } from '../talks/within.ts'
import { AlarmsPage } from './pages.tsx'

type Alarms =
  | 'GET /console/alarm'
  | 'GET /console/alarms'
  | `POST /console/alarms/${'code' | 'kinds' | 'end'}`

/** What an open page learns every few seconds: numbers and an id, nothing of anybody. */
interface Ringing {
  readonly danger: number
  readonly despair: number
  readonly late: number
  readonly soon: number
  /** The most pressing conversation. */
  readonly first: string | null
  /** Changes when something new must be heard. */
  readonly mark: string
}

/** How an officer is woken: on every page of the desk, and in a chat of their own. */
export function alarmsRoom(parts: Parts): Pick<Handlers, Alarms> {
  const { db, ids } = parts.gate
  const note = noteBy(parts)

  return {
    async 'GET /console/alarm'(c, { desk, tree }) {
      const units = reach('talks.read', desk.officer.posts, tree)
      const theirs = await within(db.prisma, tree, units, await pressingHandovers(db.hot))
      const of = (kind: string) => theirs.filter((one) => one.kind === kind)
      const [danger, despair, late] = [of('danger'), of('despair'), of('late')]
      const soon = of('soon').filter(({ id }) => !late.some((one) => one.id === id))
      const ringing: Ringing = {
        danger: danger.length,
        despair: despair.length,
        late: late.length,
        soon: soon.length,
        first: [...danger, ...despair, ...late, ...soon][0]?.id ?? null,
        mark: [...danger, ...despair, ...late].map(({ id, promise }) => `${id}@${promise}`).join(' '),
      }
      c.header('cache-control', 'no-store')
      return c.json(ringing)
    },

    async 'GET /console/alarms'(c, who) {
      const said = (['kept', 'ended'] as const).find((one) => one === c.req.query('said'))
      return show(c, who, { said })
    },

    async 'POST /console/alarms/code'(c, who) {
      const code = await db.transaction(async (tx) => {
        await note(tx, who, 'alarm.code', `officer/${who.session.officer}`)
        return newAlarmCode(tx, ids, who.session.officer)
      })
      // It is shown once, and in no address.
      c.header('cache-control', 'no-store')
      return show(c, who, { code })
    },

    async 'POST /console/alarms/kinds'(c, who) {
      const chosen = await typed(c, 'soon', 'late')
      const kinds = ALARMS.filter(
        (one) => ALWAYS.includes(one) || (chosen as Record<string, string>)[one] !== '',
      )
      await db.transaction(async (tx) => {
        if (await chooseAlarms(tx, who.session.officer, kinds))
          await note(tx, who, 'alarm.chosen', `officer/${who.session.officer}`, kinds.join(' '))
      })
      return c.redirect(to('/console/alarms?said=kept', who.frame.lang), 303)
    },

    async 'POST /console/alarms/end'(c, who) {
      await db.transaction(async (tx) => {
        await endAlarm(tx, who.session.officer)
        await note(tx, who, 'alarm.ended', `officer/${who.session.officer}`)
      })
      return c.redirect(to('/console/alarms?said=ended', who.frame.lang), 303)
    },
  }

  async function show(
    c: Context,
    { frame, desk, session }: Signed,
    more: { code?: string; said?: 'kept' | 'ended' | undefined },
  ) {
    const alarm = await alarmOf(db.prisma, session.officer)
    const channels = alarm ? await channelsOf(db.hot, alarm.contact) : []
    return c.html(
      document(<AlarmsPage frame={frame} desk={desk} alarm={alarm} channels={channels} {...more} />),
    )
  }
}
