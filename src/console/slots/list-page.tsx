import { SLOT, type Slot, slotName } from '../../needs/index.ts'
import { dayOf, monthOf } from '../../platform/vietnamese/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { count, day, money, to } from '../../web/show.ts'
import { type Desk, DeskLayout, Notice, said as saidIn } from '../layout.tsx'
import { slots } from './words.ts'

export interface Page {
  frame: Frame
  desk: Desk
  /** What was just done. */
  said?: string | undefined
}

export function SlotsPage({ frame, desk, said, all, now }: Page & { all: readonly Slot[]; now: Date }) {
  const { lang } = frame
  const w = slots[lang]
  const are = (...states: Slot['state'][]) =>
    count(BigInt(all.filter(({ state }) => states.includes(state)).length), lang)
  const done = saidIn(w.said, said)
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <div>
        <h1>{w.title}</h1>
        <p class="soft">{w.lead}</p>
        {desk.can('slots.manage') && (
          <p>
            <a class="button" href={to('/console/slots/new', lang)}>
              {w.add}
            </a>
          </p>
        )}
      </div>
      {done && <Notice>{done}</Notice>}
      {all.length === 0 && <p class="soft">{w.none}</p>}
      {all.length > 0 && <p>{w.counts(are('open', 'held'), are('sponsored'), are('closed'))}</p>}
      <ul class="rows">
        {all.map((slot) => (
          <li key={slot.id} class="card">
            <Tags slot={slot} now={now} lang={lang} />
            <h3>
              <a class="whole" href={to(`/console/slots/${slot.id}`, lang)}>
                {slotName(slot)}
              </a>
            </h3>
            <p>{w.child(SLOT[lang][slot.sex], slot.ageFrom, slot.ageTo, slot.province)}</p>
            <p class="soft">
              {w.costs(money(slot.monthly, lang), slot.what)}
              {slot.state === 'open' && ` · ${w.waits(day(slot.waitsSince, lang))}`}
            </p>
          </li>
        ))}
      </ul>
    </DeskLayout>
  )
}

export function Tags({ slot, now, lang }: { slot: Slot; now: Date; lang: Frame['lang'] }) {
  const w = slots[lang]
  const over = slot.state !== 'closed' && slot.untilMonth < monthOf(dayOf(now))
  return (
    <p class="tags">
      <span class={slot.state === 'sponsored' ? 'tag good' : 'tag'}>{w.state[slot.state]}</span>
      {over && <span class="tag bad">{w.yearOver}</span>}
    </p>
  )
}
