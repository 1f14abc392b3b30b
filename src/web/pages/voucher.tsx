import type { Day } from '../../platform/vietnamese/index.ts'
import { type Frame, Layout } from '../layout.tsx'
import { Own } from '../own.tsx'
import { count, day, money, to } from '../show.ts'
import { type Lang, words } from '../words.ts'
import { Facts, unitIn } from './parts.tsx'

/** A purchase, by nobody's name. Sums are đồng. */
export interface VoucherData {
  readonly campaign: { readonly title: string; readonly slug: string }
  readonly what: string
  readonly amount: bigint
  readonly day: Day
  readonly voucher: string
  /** When two people said that it was written down wrongly; null: it counts. */
  readonly reversedAt: Date | null
  /** What of the paper no line comes to. */
  readonly rest: bigint
  readonly lines: readonly VoucherLine[]
}

interface VoucherLine {
  readonly what: string
  /** Null: where it is needed most, or so few came on a day that only a province is named. */
  readonly place: string | null
  /** What is said then; absent: nobody said where. */
  readonly around?: string
  readonly quantity: bigint
  /** Null: what is counted is đồng. */
  readonly unit: string | null
  readonly price: bigint
  /** Units that the common pot paid. */
  readonly fromPot: bigint
  readonly deliveries: readonly {
    /** Null: only few came there, or nobody said where. */
    readonly place: string | null
    readonly around: string
    readonly quantity: bigint
    readonly sent: bigint
    /** Why fewer came, as part of a sentence. */
    readonly missing: string | null
    readonly day: Day
    /** Who took it, as part of a sentence. */
    readonly receiver: string
    readonly confirmed: boolean
  }[]
}

/** `/vouchers/<id>`: what was bought, with which money, and where it came. */
export function VoucherPage({ frame, data }: { frame: Frame; data: VoucherData }) {
  const { lang } = frame
  const { voucher: text } = words[lang]
  return (
    <Layout frame={frame} title={text.title(data.voucher)} description={data.what}>
      <section>
        <p>
          <a href={to(`/campaigns/${encodeURIComponent(data.campaign.slug)}`, lang)}>
            ← <Own lang={lang}>{data.campaign.title}</Own>
          </a>
        </p>
        <h1>{text.title(data.voucher)}</h1>
        {data.reversedAt && <p class="tag closed">{text.reversed(day(data.reversedAt, lang))}</p>}
        <div class="card">
          <Facts
            rows={[
              [text.what, <Own lang={lang}>{data.what}</Own>],
              [text.amount, money(data.amount, lang)],
              [text.day, day(data.day, lang)],
              [text.rest, data.rest > 0n ? text.restIs(money(data.rest, lang)) : undefined],
            ]}
          />
          <p class="soft">{text.twoPeople}</p>
        </div>
      </section>
      {data.lines.map((line) => (
        <Line line={line} lang={lang} />
      ))}
      <p class="soft">{text.noNames}</p>
    </Layout>
  )
}

function whereOf({ place, around }: VoucherLine, lang: Lang) {
  return place === null ? (around ?? words[lang].campaign.anywhere) : <Own lang={lang}>{place}</Own>
}

function Line({ line, lang }: { line: VoucherLine; lang: Lang }) {
  const { voucher: text } = words[lang]
  const shown = (n: bigint) =>
    line.unit === null
      ? money(n, lang)
      : [count(n, lang), unitIn(lang, line.unit, n)].filter(Boolean).join(' ')
  return (
    <section class="card">
      <h2>
        <Own lang={lang}>{line.what}</Own>, {whereOf(line, lang)}
      </h2>
      <p>
        {line.unit === null
          ? shown(line.quantity)
          : text.bought(shown(line.quantity), money(line.price, lang))}
      </p>
      {line.fromPot > 0n && <p class="soft">{text.fromPot(shown(line.fromPot))}</p>}
      {line.deliveries.length === 0 ? (
        <p class="soft">{text.onTheWay}</p>
      ) : (
        <ul>
          {line.deliveries.map((one) => (
            <li>
              {text.came(shown(one.quantity), day(one.day, lang))}{' '}
              {one.place !== null ? <Own lang={lang}>{one.place}</Own> : one.around},{' '}
              {text.takenBy(one.receiver)}
              {one.missing !== null && (
                <>
                  {' '}
                  {text.short(shown(one.sent))} {one.missing}.
                </>
              )}{' '}
              <span class="soft">{one.confirmed ? text.confirmed : text.unconfirmed}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
