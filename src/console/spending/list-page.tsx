import type { Campaign } from '../../campaigns/index.ts'
import type { Purchase, Purse, Stages } from '../../spending/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { day, money, to } from '../../web/show.ts'
import { type Desk, DeskLayout, said, Top } from '../layout.tsx'
import { spending } from './words.ts'

interface Book {
  readonly campaign: Campaign
  readonly purse: Purse
  readonly stages: Stages
  /** Đồng of things that have not come. What a voucher names besides, such as carriage, is on no way. */
  readonly way: bigint
  readonly purchases: readonly Purchase[]
}

interface SpendingProps {
  frame: Frame
  desk: Desk
  said: string | undefined
  books: readonly Book[]
  /** Ids of purchases for which a second person is awaited. */
  waiting: ReadonlySet<string>
  /** Ids of those of which something arrived that nobody has confirmed. */
  unconfirmed: ReadonlySet<string>
}

/** `/console/spending`: by campaign what is left, what was bought with it, and how far that is. */
export function SpendingPage({ frame, desk, said: key, books, waiting, unconfirmed }: SpendingProps) {
  const { lang } = frame
  const w = spending[lang]
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <Top title={w.title} lead={w.lead} good={said(w.said, key)} />
      {books.length === 0 && <p class="soft">{w.none}</p>}
      {books.map(({ campaign, purse, stages, way, purchases }) => (
        <section key={campaign.id} id={campaign.slug}>
          <div>
            <h2>{campaign.title}</h2>
            <p>{w.left(money(purse.needs, lang), money(purse.pot + purse.surplus, lang))}</p>
            {stages.bought > 0n && (
              <p class="soft">
                {w.stages(money(stages.bought, lang), money(way, lang), money(stages.confirmed, lang))}
              </p>
            )}
            {desk.can('spending.manage') && (
              <p>
                <a class="button" href={to(`/console/spending/new?campaign=${campaign.id}`, lang)}>
                  {w.add}
                </a>
              </p>
            )}
          </div>
          {purchases.length === 0 && <p class="soft">{w.nothing}</p>}
          <ul class="rows">
            {purchases.map((one) => (
              <li key={one.id} class="card">
                <Tag purchase={one} awaited={waiting.has(one.id)} frame={frame} />
                {unconfirmed.has(one.id) && (
                  <p class="tags">
                    <span class="tag">{w.unconfirmed}</span>
                  </p>
                )}
                <h3>
                  <a class="whole" href={to(`/console/spending/${one.id}`, lang)}>
                    {one.what}
                  </a>
                </h3>
                <p>
                  {money(one.amount, lang)} · {w.paper(one.voucher, day(one.day, lang))}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </DeskLayout>
  )
}

/** What counts is bought, partly on the spot or wholly; what its paper names besides is brought nowhere. */
function farOf({ state, lines }: Purchase): Purchase['state'] | 'part' | 'here' {
  if (state !== 'booked' || lines.every(({ delivered }) => delivered === 0n)) return state
  return lines.every(({ delivered, quantity }) => delivered === quantity) ? 'here' : 'part'
}

/** How it stands with a purchase. */
export function Tag({ purchase, awaited, frame }: { purchase: Purchase; awaited: boolean; frame: Frame }) {
  const w = spending[frame.lang].state
  return (
    <p class="tags">
      {purchase.state !== 'proposed' && (
        <span class={purchase.state === 'booked' ? 'tag good' : 'tag bad'}>{w[farOf(purchase)]}</span>
      )}
      {awaited && <span class="tag">{w.waiting}</span>}
      {purchase.state === 'proposed' && !awaited && <span class="tag">{w.proposed}</span>}
    </p>
  )
}
