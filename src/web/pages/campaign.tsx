import type { Day } from '../../platform/vietnamese/index.ts'
import { type Frame, Layout } from '../layout.tsx'
import { Own } from '../own.tsx'
import { day, moment, money, to } from '../show.ts'
import { type Lang, words } from '../words.ts'
import { type ApartData, ApartSection } from './campaign-apart.tsx'
import { type NeedLine, Needs } from './campaign-needs.tsx'
import { Road, type RoadData } from './campaign-road.tsx'
import { Banner, ChatLink, CopyRow, Facts, type Progress, ProgressLine } from './parts.tsx'

export interface CampaignData {
  readonly slug: string
  /** What its picture shows: the occasion. */
  readonly motif: string
  readonly title: string
  readonly state: 'upcoming' | 'open' | 'closed'
  /** Paragraphs, as the organiser wrote them. */
  readonly purpose: readonly string[]
  readonly account: { readonly number: string; readonly holder: string; readonly bank: string }
  readonly opensAt: Date
  readonly receivesUntil: Date
  /** When it took its last promise; null while it takes some, or where nobody noted it. */
  readonly endedAt: Date | null
  /** What the fund promises about handing over, in its own words. */
  readonly distribution: string
  /** Absent when nothing is counted: it collects for its common pot. */
  readonly progress?: Progress
  /** Of sponsored places: how many wait for somebody. */
  readonly waiting?: number
  /** Đồng in the account. */
  readonly received: bigint
  /** Đồng promised and not yet received. Shown apart, never added. */
  readonly pledged: bigint
  readonly needs: readonly NeedLine[]
  readonly road?: RoadData
  /** What came beside money; absent when nothing did. */
  readonly apart?: ApartData
  /** The newest first. */
  readonly purchases: readonly PurchaseLine[]
  readonly receipts: readonly ReceiptLine[]
  /** Those who want to be named, in the order of the alphabet. */
  readonly thanked: readonly ThankedLine[]
}

/** A purchase, as anybody may read it. */
interface PurchaseLine {
  readonly publicId: string
  readonly what: string
  /** Đồng. */
  readonly amount: bigint
  readonly day: Day
  readonly voucher: string
}

/** Who gave, or brought so many others who did, and wants to be named. */
interface ThankedLine {
  readonly name: string
  readonly brought?: number
}

/** A receipt without its donor. */
interface ReceiptLine {
  readonly at: Date
  readonly number: string
  /** In the fund's words; absent for the common pot. */
  readonly what?: string
  /** Đồng; absent for goods. */
  readonly amount?: bigint
}

/** More than these are one tap away: on a phone the page would be many screens long. */
const NEEDS_SHOWN = 4
const NAMES_SHOWN = 40

/** `/campaigns/<slug>`: purpose, commitments, needs, and where the money stands. */
export function CampaignPage({ frame, data }: { frame: Frame; data: CampaignData }) {
  const { lang } = frame
  const { campaign: text } = words[lang]
  const over = data.state === 'closed'
  const places = data.waiting !== undefined
  const needs = over ? data.needs.map((need) => ({ ...need, closed: true })) : data.needs
  return (
    <Layout
      frame={frame}
      title={data.title}
      description={data.purpose[0] ?? data.title}
      picture={`/campaigns/${encodeURIComponent(data.slug)}/picture.png`}
    >
      <section>
        <Banner motif={data.motif} />
        <p class={`tag ${data.state}`}>{text.state[data.state]}</p>
        <h1>
          <Own lang={lang}>{data.title}</Own>
        </h1>
        {data.purpose.map((paragraph) => (
          <p class="lead">
            <Own lang={lang}>{paragraph}</Own>
          </p>
        ))}
        {data.progress && <ProgressLine progress={data.progress} lang={lang} />}
        {data.state === 'open' && places && <p>{words[lang].home.waiting(data.waiting!)}</p>}
        {data.state === 'open' && <ChatLink lang={lang} start={data.slug} places={places} />}
        {data.state === 'upcoming' && <p>{text.opensOn(day(data.opensAt, lang))}</p>}
        {over && <p>{closedText(data, lang)}</p>}
        {data.state !== 'open' && (
          <a class="button quiet" href={to('/', lang)}>
            {text.seeOpen}
          </a>
        )}
      </section>

      {data.needs.length > 0 && (
        <section>
          <h2>{over ? text.needsOver : text.needs}</h2>
          <Needs needs={needs.slice(0, NEEDS_SHOWN)} frame={frame} />
          {data.needs.length > NEEDS_SHOWN && (
            <details class="more">
              <summary>{text.moreNeeds(data.needs.length - NEEDS_SHOWN)}</summary>
              <Needs needs={needs.slice(NEEDS_SHOWN)} frame={frame} />
            </details>
          )}
        </section>
      )}

      <section>
        <h2>{text.money}</h2>
        <div class="pair">
          <div class="card figure" data-testid="received">
            <h3>{text.received}</h3>
            <p class="amount">{money(data.received, lang)}</p>
            <p class="soft">{text.receivedNote}</p>
          </div>
          <div class="card figure promised" data-testid="pledged">
            <h3>{text.pledged}</h3>
            <p class="amount">{money(data.pledged, lang)}</p>
            <p class="soft">{text.pledgedNote}</p>
          </div>
        </div>
        <p class="soft">{text.apart}</p>
        {data.needs.some(({ progress }) => (progress.before ?? 0n) > 0n) && (
          <p class="soft">{text.beforeBooks}</p>
        )}
      </section>

      {data.road && <Road slug={data.slug} road={data.road} frame={frame} />}
      {data.apart && <ApartSection apart={data.apart} lang={lang} />}

      {data.purchases.length > 0 && (
        <section>
          <h2>{text.purchases}</h2>
          <ul class="bought">
            {data.purchases.map((one) => (
              <li>
                <a href={to(`/vouchers/${one.publicId}`, lang)}>
                  <Own lang={lang}>{one.what}</Own>
                </a>{' '}
                <span class="soft">
                  {text.purchaseOf(money(one.amount, lang), day(one.day, lang), one.voucher)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}

      {/* Of places there is no list. */}
      {!places && (
        <section>
          <h2>{text.booksTitle}</h2>
          <p class="soft">{text.booksNote}</p>
          <a
            class="button quiet"
            href={to(`/campaigns/${encodeURIComponent(data.slug)}/books.csv`, lang)}
            download
          >
            {text.books}
          </a>
        </section>
      )}

      <section>
        <h2>{text.commitments}</h2>
        <div class="card">
          <Facts
            rows={[
              [
                text.period,
                text.periodIs(day(data.opensAt, lang), day(data.endedAt ?? data.receivesUntil, lang)),
              ],
              [text.distribution, data.distribution],
            ]}
          />
        </div>
      </section>

      <section>
        <h2>{text.accountTitle}</h2>
        {data.state === 'open' ? (
          <Account account={data.account} frame={frame} />
        ) : (
          <p>
            {over ? text.accountOver : text.accountYet} <a href={to('/check', lang)}>{text.accountCheck}</a>
          </p>
        )}
      </section>

      <section>
        <h2>{text.latest}</h2>
        {data.receipts.length === 0 ? (
          <p>{text.noneYet}</p>
        ) : (
          <Receipts receipts={data.receipts} frame={frame} />
        )}
        <p class="soft">{text.latestNote}</p>
      </section>

      {data.thanked.length > 0 && (
        <section data-testid="thanked">
          <h2>{text.thanks}</h2>
          <Names names={data.thanked.slice(0, NAMES_SHOWN)} lang={lang} />
          {data.thanked.length > NAMES_SHOWN && (
            <details class="more">
              <summary>{text.moreNames(data.thanked.length - NAMES_SHOWN)}</summary>
              <Names names={data.thanked.slice(NAMES_SHOWN)} lang={lang} />
            </details>
          )}
          <p class="soft">{text.thanksNote}</p>
        </section>
      )}
    </Layout>
  )
}

/** Where gifts are sent. Only while it takes some: what came before or after would lie apart, and somebody would have to be asked. */
function Account({ account, frame }: { account: CampaignData['account']; frame: Frame }) {
  const { lang } = frame
  const { campaign: text, demo, pay } = words[lang]
  return (
    <div class="card">
      {frame.demo && <p class="no-transfer">{demo.noTransfer}</p>}
      <Facts
        rows={[
          [pay.holder, <Own lang={lang}>{account.holder}</Own>],
          [pay.bank, <Own lang={lang}>{account.bank}</Own>],
        ]}
      />
      <CopyRow name="account" label={text.account} shown={account.number} copy={account.number} lang={lang} />
    </div>
  )
}

/** Its real last day; of one that was closed early not the day that was planned. */
function closedText({ endedAt, receivesUntil }: CampaignData, lang: Lang): string {
  const { campaign: text } = words[lang]
  if (endedAt === null) return text.closed
  return endedAt < receivesUntil ? text.closedEarly(day(endedAt, lang)) : text.closedOn(day(endedAt, lang))
}

const Names = ({ names, lang }: { names: readonly ThankedLine[]; lang: Lang }) => (
  <ul class="names">
    {names.map(({ name, brought }) => (
      <li>
        <Own lang={lang}>{name}</Own>
        {brought !== undefined && <span class="soft"> · {words[lang].campaign.brought(brought)}</span>}
      </li>
    ))}
  </ul>
)

function Receipts({ receipts, frame }: { receipts: readonly ReceiptLine[]; frame: Frame }) {
  const { lang } = frame
  const { columns, pot } = words[lang].campaign
  return (
    <table class="receipts">
      <thead>
        <tr>
          <th scope="col">{columns.when}</th>
          <th scope="col">{columns.number}</th>
          <th scope="col">{columns.what}</th>
          <th scope="col" class="number">
            {columns.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {receipts.map((receipt) => (
          <tr>
            <td>{moment(receipt.at, lang)}</td>
            <td>{receipt.number}</td>
            <td>{receipt.what === undefined ? pot : <Own lang={lang}>{receipt.what}</Own>}</td>
            <td class="number">{receipt.amount === undefined ? '–' : money(receipt.amount, lang)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
