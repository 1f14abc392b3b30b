import { type Campaign, endedAt, type Lack, POSTER_SIZES } from '../../campaigns/index.ts'
import type { Kept } from '../../giving/index.ts'
import { isOpen, type Need } from '../../needs/index.ts'
import type { LateGifts } from '../../spending/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { unitOrOwn } from '../../web/pages/parts.tsx'
import { count, day, money, to } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { About } from '../fields.tsx'
import { type Desk, DeskLayout, Form, Notice } from '../layout.tsx'
import { PromisesKept } from './kept.tsx'
import { Missing } from './later-page.tsx'
import { later } from './later-words.ts'
import { StateTags } from './list-page.tsx'
import { campaigns } from './words.ts'

export interface OneProps {
  frame: Frame
  desk: Desk
  campaign: Campaign
  legalBasis: string | null
  /** Those that are no sponsored places. */
  needs: readonly Need[]
  /** How many sponsored places it has. */
  places: number
  /** The open campaign that the chat names first; the others of its flow it names behind it. */
  offered: Campaign | undefined
  /** Whether its opening waits for a second person. */
  waits: boolean
  /** How its promises were kept, by month. */
  promises: readonly Kept[]
  /** Whether new words of it, or of a need of it, wait for a second person. */
  texts: boolean
  /** What of its gifts is late. */
  late: LateGifts | undefined
  now: Date
  /** What was just done. */
  said?: string | undefined
  /** Why it was not opened. */
  lacks?: readonly Lack[]
}

export function OnePage(props: OneProps) {
  const {
    frame,
    desk,
    campaign,
    legalBasis,
    needs,
    places,
    offered,
    waits,
    texts,
    promises,
    late,
    now,
    said,
    lacks,
  } = props
  const { lang } = frame
  const w = campaigns[lang]
  const { field } = w
  const at = `/console/campaigns/${campaign.id}`
  const manages = desk.can('campaigns.manage')
  const { state, account } = campaign
  const potOnly = state !== 'open' && !waits && places === 0 && !needs.some((need) => need.state === 'open')
  const prints = state === 'open' && now < campaign.receivesUntil
  const done = said !== undefined && Object.hasOwn(w.said, said) ? w.said[said] : undefined
  return (
    <DeskLayout frame={frame} title={campaign.title} desk={desk}>
      <div>
        <p>
          <a href={to('/console/campaigns', lang)}>← {w.back}</a>
        </p>
        <p class="tags">
          <StateTags campaign={campaign} now={now} lang={lang} />
        </p>
        <h1>{campaign.title}</h1>
        {state !== 'draft' && (
          <p>
            <a href={to(`/campaigns/${campaign.slug}`, lang)}>{w.page}</a>
            {desk.can('names.hide') && (
              <>
                {' · '}
                <a href={to(`${at}/names`, lang)}>{w.names}</a>
              </>
            )}
          </p>
        )}
      </div>
      {done && lacks === undefined && <Notice>{done}</Notice>}
      {state === 'open' && offered && offered.id !== campaign.id && (
        <Notice>{w.another(offered.title)}</Notice>
      )}
      {waits && <Notice bad>{w.waits}</Notice>}
      {late && (
        <section class="card" role="alert">
          <h2>{later[lang].title}</h2>
          <Missing late={late} frame={frame} />
        </section>
      )}
      {texts && !said?.startsWith('texts_') && <Notice>{w.textsWait}</Notice>}
      {lacks && (
        <div class="notice bad" role="alert">
          <p>{w.lacks}</p>
          <ul>
            {lacks.map((lack) => (
              <li key={lack}>{w.lack[lack]}</li>
            ))}
          </ul>
        </div>
      )}
      <section class="card">
        <About
          rows={[
            [field.unit, campaign.unit.name],
            [field.purpose, campaign.purpose || '–'],
            [field.what, campaign.what || '–'],
            [field.for_whom, campaign.forWhom || '–'],
            [field.legal_basis, legalBasis ?? '–'],
            [field.account, `${account.number} · ${account.bankName} · ${account.holder}`],
            [field.opens, day(campaign.opensAt, lang)],
            [field.gift_by, day(campaign.giftBy, lang)],
            [field.until, day(campaign.receivesUntil, lang)],
            [field.distribute, day(campaign.distributeBy, lang)],
            ...putOffRow(campaign, lang),
            [field.series, campaign.receiptSeries],
            [field.prefix, campaign.codePrefix],
            [field.min, money(campaign.minAmount, lang)],
            [field.most, money(campaign.mostUnpaid, lang)],
          ]}
        />
        {manages && (
          <div class="buttons">
            <a class="button quiet" href={to(`${at}/edit`, lang)}>
              {w.edit}
            </a>
            {state !== 'draft' && places === 0 && (
              <a class="button quiet" href={to(`${at}/later`, lang)}>
                {later[lang].putOff}
              </a>
            )}
            {!waits && (
              <Form action={`${at}/${state === 'open' ? 'close' : 'open'}`} frame={frame} desk={desk}>
                <button type="submit" class={state === 'open' ? 'button quiet' : 'button'}>
                  {state === 'open' ? w.close : state === 'draft' ? w.open : w.reopen}
                </button>
              </Form>
            )}
            {potOnly && (
              <Form action={`${at}/open`} frame={frame} desk={desk}>
                <input type="hidden" name="pot" value="yes" />
                <button type="submit" class="button quiet">
                  {w.potOnly}
                </button>
              </Form>
            )}
          </div>
        )}
        {prints && <Posters at={at} frame={frame} />}
        {manages && potOnly && <p class="soft">{w.potNote}</p>}
        {manages && state === 'open' && endedAt(campaign, now) === null && <p class="soft">{w.closeNote}</p>}
      </section>
      <PromisesKept promises={promises} frame={frame} />
      <section>
        <h2>{w.needsOf}</h2>
        {places > 0 && (
          <p>
            {desk.can('slots.see') ? (
              <a href={to('/console/slots', lang)}>{w.places(String(places))}</a>
            ) : (
              w.places(String(places))
            )}
          </p>
        )}
        {needs.length === 0 && places === 0 && <p class="soft">{w.need.none}</p>}
        <ul class="rows">
          {needs.map((need) => (
            <NeedCard
              key={need.id}
              need={need}
              prints={prints && isOpen(need, now)}
              over={state !== 'draft' && endedAt(campaign, now) !== null}
              frame={frame}
              desk={desk}
            />
          ))}
        </ul>
        {manages && (
          <p class="after">
            <a class="button quiet" href={to(`${at}/needs/new`, lang)}>
              {w.need.new}
            </a>
          </p>
        )}
      </section>
    </DeskLayout>
  )
}

/** The day that was promised first, where it was put off, and why. */
const putOffRow = ({ distributeWas, distributeLate }: Campaign, lang: Lang) =>
  distributeWas === null || distributeLate === null
    ? []
    : [[later[lang].first, `${day(distributeWas, lang)} · ${later[lang].reasons[distributeLate]}`] as const]

/** One drawing in three sizes; what is on it is always today's. */
function Posters({ at, frame: { lang } }: { at: string; frame: Frame }) {
  const w = campaigns[lang]
  return (
    <details>
      <summary>{w.poster}</summary>
      <p class="soft">{w.posterNote}</p>
      <p class="buttons">
        {POSTER_SIZES.toReversed().map((size) => (
          <a key={size} class="button quiet" href={to(`${at}/poster?size=${size}`, lang)}>
            {size.toUpperCase()}
          </a>
        ))}
      </p>
    </details>
  )
}

interface NeedCardProps {
  need: Need
  /** Whether a poster of it may be hung now. */
  prints: boolean
  /** Its campaign takes no more. */
  over: boolean
  frame: Frame
  desk: Desk
}

function NeedCard({ need, prints, over, frame, desk }: NeedCardProps) {
  const { lang } = frame
  const w = campaigns[lang]
  const at = `/console/needs/${need.id}`
  const open = need.state === 'open'
  return (
    <li class="card row">
      <div>
        <p class="tags">
          <span class={open && !over ? 'tag good' : 'tag'}>
            {open && over ? w.need.over : w.need.state[need.state]}
          </span>
          {need.shows && <span class="tag">{w.need.shown}</span>}
        </p>
        <h3>{need.place ?? w.need.anywhere}</h3>
        <p>{need.what}</p>
        <p class="soft">
          {w.taken(count(need.taken, lang), count(need.cap, lang), unitOrOwn(lang, need.unitWord, need.cap))}
          {need.mode === 'exclusive' &&
            ` · ${w.need.each(money(need.unitPrice, lang), unitOrOwn(lang, need.unitWord, 1n))}`}
          {need.deadline && ` · ${w.need.by(day(need.deadline, lang))}`}
        </p>
        {prints && <Posters at={at} frame={frame} />}
      </div>
      {desk.can('campaigns.manage') && (
        <div class="buttons">
          <a class="button quiet" href={to(`${at}/edit`, lang)}>
            {w.edit}
          </a>
          <Form action={`${at}/${open ? 'close' : 'open'}`} frame={frame} desk={desk}>
            <button type="submit" class="button quiet">
              {open ? w.need.close : w.need.open}
            </button>
          </Form>
        </div>
      )}
    </li>
  )
}
