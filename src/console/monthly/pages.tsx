import type { MonthlyGift } from '../../giving/index.ts'
import { formatMonth } from '../../platform/vietnamese/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { count, day, money, to } from '../../web/show.ts'
import { About, Line, Pick } from '../fields.tsx'
import { forms } from '../forms/words.ts'
import { type Desk, DeskLayout, Form, Notice, said as saidIn, Top } from '../layout.tsx'
import { monthlyWords, WAYS, WISHES, type Wish } from './words.ts'

const WISH_NAMES = Object.keys(WISHES) as Wish[]

interface Page {
  frame: Frame
  desk: Desk
}

interface Named {
  readonly gift: MonthlyGift
  /** `L•••`; null when they have given none. */
  readonly name: string | null
}

/** What was typed into the form, and which of it is wrong. */
export interface Asked {
  readonly said: Readonly<Record<Field, string>>
  readonly wrong: Readonly<Record<Field, boolean>>
}
type Field = 'what' | 'way' | 'why'

interface ListProps extends Page {
  gifts: readonly Named[]
  /** Of those that are over, in place of those that go on or rest. */
  over: boolean
  more: boolean
  counts: {
    readonly active: number
    readonly paused: number
    readonly over: number
    readonly monthly: bigint
  }
}

/** `/console/monthly`: who gives each month, what comes next and what has come. */
export function GiftsPage({ frame, desk, gifts, over, more, counts }: ListProps) {
  const { lang } = frame
  const w = monthlyWords[lang]
  const n = (many: number) => count(BigInt(many), lang)
  const last = gifts.at(-1)?.gift.id
  const list = over ? '/console/monthly?over=1' : '/console/monthly'
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <Top title={w.title} lead={w.lead} />
      <div>
        <p>{w.counts(n(counts.active), n(counts.paused), money(counts.monthly, lang))}</p>
        {counts.over > 0 && (
          <p>
            {over ? (
              <a href={to('/console/monthly', lang)}>← {w.goesOn}</a>
            ) : (
              <a href={to('/console/monthly?over=1', lang)}>{w.over(n(counts.over))}</a>
            )}
          </p>
        )}
      </div>
      {gifts.length === 0 && <p class="soft">{over ? w.noneOver : w.none}</p>}
      <ul class="rows">
        {gifts.map(({ gift, name }) => (
          <li key={gift.id} class="card">
            <Tags gift={gift} frame={frame} />
            <h3>
              <a class="whole" href={to(`/console/monthly/${gift.id}`, lang)}>
                {name ?? w.nameless} · {w.each(money(gift.monthly, lang))}
              </a>
            </h3>
            <p>{gift.campaign.title}</p>
            <p class="soft">
              {[nextSaid(gift, frame), w.kept(gift.kept)].filter(Boolean).join(' · ')}
              {gift.sponsorship.missed > 0 && ` · ${w.missed(gift.sponsorship.missed)}`}
            </p>
          </li>
        ))}
      </ul>
      {more && last && (
        <p>
          <a href={to(`${list}${over ? '&' : '?'}before=${last}`, lang)}>{w.older}</a>
        </p>
      )}
    </DeskLayout>
  )
}

function Tags({ gift, frame }: { gift: MonthlyGift; frame: Frame }) {
  return (
    <p class="tags">
      <span class={gift.state === 'paid' ? 'tag good' : 'tag'}>
        {monthlyWords[frame.lang].state[gift.state]}
      </span>
    </p>
  )
}

/** What comes next, and when; nothing of one that is over. */
function nextSaid({ next, state, sponsorship }: MonthlyGift, { lang }: Frame): string | undefined {
  const w = monthlyWords[lang]
  if (next === null) return undefined
  const on = day(next, lang)
  if (sponsorship.remindDay === null) return w.asks(on)
  return state === 'paused' ? w.resumes(on) : w.reminds(on)
}

interface OneProps extends Page, Named {
  said?: string | undefined
  asked?: Asked | undefined
}

/** `/console/monthly/<id>`: one of them, and what its giver may have asked for. */
export function GiftPage({ frame, desk, gift, name, said, asked }: OneProps) {
  const { lang } = frame
  const w = monthlyWords[lang]
  const { sponsorship: s } = gift
  const done = saidIn(w.said, said)
  const ended = s.endedWhy ? w.whyEnded[s.endedWhy] : undefined
  const next = nextSaid(gift, frame)
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <div>
        <p>
          <a href={to('/console/monthly', lang)}>← {w.back}</a>
        </p>
        <Tags gift={gift} frame={frame} />
        <h1>
          {name ?? w.nameless} · {w.each(money(gift.monthly, lang))}
        </h1>
      </div>
      {done && <Notice>{done}</Notice>}
      {asked && <Notice bad>{forms[lang].first}</Notice>}
      <section class="card">
        <About
          rows={[
            [w.rows.campaign, gift.campaign.title],
            [w.rows.from, formatMonth(s.fromMonth!)],
            [w.rows.until, s.untilMonth ? formatMonth(s.untilMonth) : w.rows.open],
            [w.rows.came, `${money(gift.received, lang)} · ${w.kept(gift.kept)}`],
            ...(next ? [[w.rows.next, next] as const] : []),
            ...(ended ? [[w.rows.why, ended] as const] : []),
            [w.rows.code, gift.code],
          ]}
        />
        {desk.can('people.see') && (
          <p>
            <a href={to(`/console/people/${gift.contact}`, lang)}>{w.see}</a>
          </p>
        )}
      </section>
      {gift.next !== null && desk.can('slots.manage') && <Ask {...{ frame, desk, gift, asked }} />}
    </DeskLayout>
  )
}

function Ask({ frame, desk, gift, asked }: Omit<OneProps, 'name'>) {
  const w = monthlyWords[frame.lang]
  const about = (field: Field) => ({
    name: field,
    value: asked?.said[field] ?? '',
    fault: asked?.wrong[field] ? w.wrong[field] : undefined,
  })
  const wishes = WISH_NAMES.filter((wish) => gift.state !== 'paused' || WISHES[wish] === null)
  return (
    <section>
      <h2>{w.asked}</h2>
      <Form action={`/console/monthly/${gift.id}/asked`} frame={frame} desk={desk} class="card fields">
        <p class="soft">{w.askedNote}</p>
        <div class="pair">
          <Pick
            {...about('what')}
            label={w.what}
            options={[['', '–'], ...wishes.map((wish) => [wish, w.wishes[wish]] as const)]}
          />
          <Pick
            {...about('way')}
            label={w.way}
            options={[['', '–'], ...WAYS.map((way) => [way, w.ways[way]] as const)]}
          />
        </div>
        <Line {...about('why')} label={w.why} hint={w.whyHint} max={200} />
        <button type="submit" class="button">
          {w.send}
        </button>
      </Form>
    </section>
  )
}
