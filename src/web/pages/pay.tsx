import { type Frame, Layout } from '../layout.tsx'
import { Own } from '../own.tsx'
import { day, moment, money, to, until } from '../show.ts'
import { words } from '../words.ts'
import { ChatLink, CopyRow, Facts, Verdict } from './parts.tsx'

/** A pledge as its pay page sees it. Nobody's name is on it: the link travels through chats and gets forwarded. */
export type PayData =
  | PayOpen
  | {
      readonly state: 'received'
      readonly code: string
      readonly amount: bigint
      readonly at: Date
      readonly receiptNumber: string
      readonly receiptUrl?: string
    }
  | ({ readonly state: 'lapsed'; readonly code: string; readonly at: Date } & Pick<PayOpen, 'simulateUrl'>)
  | ({ readonly state: 'cancelled'; readonly code: string } & Pick<PayOpen, 'simulateUrl'>)
  /** Its campaign takes nothing more. */
  | { readonly state: 'closed'; readonly code: string; readonly title: string }
  | { readonly state: 'not_found' }

export interface PayOpen {
  readonly state: 'open'
  /** As people read it: `TLV 8K3Q 7DX`. */
  readonly code: string
  /** What is still to come, in đồng. */
  readonly amount: bigint
  /** Part of it that has already arrived. */
  readonly seen?: bigint
  readonly qrUrl: string
  readonly account: { readonly number: string; readonly holder: string; readonly bank: string }
  readonly purpose: string
  readonly heldUntil: Date
  /** Links that open a bank's own app with the transfer filled in. */
  readonly bankApps: readonly { readonly name: string; readonly url: string }[]
  /** Where the demo's "Giả lập chuyển khoản" posts to; only a demo has it. */
  readonly simulateUrl?: string
}

/** `/pay/<code>`: everything that a transfer needs, each one tap away. */
export function PayPage({ frame, data, ...tried }: { frame: Frame; data: PayData } & Tried) {
  const text = words[frame.lang].pay
  const title = data.state === 'not_found' ? text.notFound.heading : text.title(data.code)
  // Money may come while the page is open, in parts too. A code that has run out may still be paid.
  const awaited = data.state === 'open' || data.state === 'lapsed' || data.state === 'closed'
  const news = awaited ? String(('seen' in data && data.seen) || 0) : undefined
  return (
    <Layout frame={frame} title={title} private state={data.state} news={news}>
      {data.state === 'open' ? (
        <Open frame={frame} pay={data} {...tried} />
      ) : (
        <Closed frame={frame} data={data} {...tried} />
      )}
    </Layout>
  )
}

/** What was pretended last, in a demo: that a person has to look at it, or that its sum could not be read. */
interface Tried {
  came?: string | undefined
  wrong?: { readonly way: string; readonly amount: string }
}

/** "Giả lập chuyển khoản": as it should be by one button, and as real ones go wrong. */
function Simulate({ frame: { lang }, url, came, wrong }: Tried & { frame: Frame; url: string }) {
  const text = words[lang].pay
  return (
    <>
      <form class="simulate" method="post" action={to(url, lang)}>
        <p>{text.simulateNote}</p>
        <button class="button quiet" type="submit">
          {text.simulate}
        </button>
      </form>
      {came !== undefined && (
        <p role="status">
          {text.ways.came} <a href={to('/console/money', lang)}>{text.ways.desk}</a>
        </p>
      )}
      <details open={wrong !== undefined}>
        <summary>{text.ways.title}</summary>
        <form class="simulate" method="post" action={to(url, lang)}>
          <label>
            {text.ways.way}{' '}
            <select name="way">
              {Object.entries(text.ways.each).map(([way, label]) => (
                <option key={way} value={way} selected={wrong?.way === way}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <label>
            {text.ways.amount} <input name="amount" value={wrong?.amount} maxlength={40} autocomplete="off" />
          </label>
          {wrong && (
            <p class="fault" role="alert">
              {text.ways.unread}
            </p>
          )}
          <button class="button quiet" type="submit">
            {text.ways.send}
          </button>
        </form>
      </details>
    </>
  )
}

function Open({ frame, pay, ...tried }: { frame: Frame; pay: PayOpen } & Tried) {
  const { lang } = frame
  const { pay: text, demo } = words[lang]
  const plainCode = pay.code.replaceAll(' ', '')
  return (
    <article class="pay">
      <h1>{text.heading}</h1>
      <p class="lead">
        <strong>{money(pay.amount, lang)}</strong> · <Own lang={lang}>{pay.purpose}</Own>
      </p>
      {pay.seen !== undefined && <p>{text.partly(money(pay.seen, lang))}</p>}
      {frame.demo && (
        <div class="no-transfer">
          <p>{demo.noTransfer}</p>
          {pay.simulateUrl !== undefined && <Simulate frame={frame} url={pay.simulateUrl} {...tried} />}
        </div>
      )}
      <div class="pay-grid">
        <figure class="qr">
          <img src={pay.qrUrl} alt={`${text.qrAlt}: ${pay.code}`} width="1080" height="1500" />
          <a class="button" href={pay.qrUrl} download={`vietqr-${plainCode}.png`}>
            {text.save}
          </a>
        </figure>
        <div>
          <p>{text.onPhone}</p>
          <div class="copy-rows">
            <CopyRow
              name="account"
              label={text.account}
              shown={pay.account.number}
              copy={pay.account.number}
              lang={lang}
            />
            <CopyRow
              name="amount"
              label={text.amount}
              shown={money(pay.amount, lang)}
              copy={String(pay.amount)}
              lang={lang}
            />
            <CopyRow
              name="code"
              label={text.code}
              shown={pay.code}
              copy={plainCode}
              lang={lang}
              note={text.codeNote}
            />
          </div>
          <Facts
            rows={[
              [text.holder, <Own lang={lang}>{pay.account.holder}</Own>],
              [text.bank, <Own lang={lang}>{pay.account.bank}</Own>],
            ]}
          />
          <p>{text.held(until(pay.heldUntil, lang))}</p>
          <p class="soft">{text.after}</p>
        </div>
      </div>
      {pay.bankApps.length > 0 && (
        <section>
          <h2>{text.apps}</h2>
          <p class="apps">
            {pay.bankApps.map((app) => (
              <a class="button quiet" href={app.url} rel="noopener noreferrer">
                {app.name}
              </a>
            ))}
          </p>
        </section>
      )}
      <p>
        <ChatLink lang={lang} quiet />
      </p>
    </article>
  )
}

function Closed({ frame, data, ...tried }: { frame: Frame; data: Exclude<PayData, PayOpen> } & Tried) {
  const { lang } = frame
  const text = words[lang].pay
  return (
    <>
      {data.state === 'received' && (
        <Verdict tone="good" title={text.received.heading}>
          <p>{text.received.text(money(data.amount, lang), moment(data.at, lang))}</p>
          <p>
            {data.receiptUrl === undefined ? (
              text.received.receipt(data.receiptNumber)
            ) : (
              <a href={to(data.receiptUrl, lang)}>{text.received.receipt(data.receiptNumber)}</a>
            )}
          </p>
          <p class="soft">{text.received.next}</p>
        </Verdict>
      )}
      {data.state === 'lapsed' && (
        <Verdict tone="calm" title={text.lapsed.heading}>
          <p>{text.lapsed.text(day(data.at, lang))}</p>
          <p class="soft">{text.lapsed.late}</p>
        </Verdict>
      )}
      {data.state === 'closed' && (
        <Verdict tone="calm" title={text.closed.heading}>
          <p>{text.closed.text(data.title)}</p>
          <p class="soft">{text.closed.late}</p>
        </Verdict>
      )}
      {data.state === 'cancelled' && (
        <Verdict tone="calm" title={text.cancelled.heading}>
          <p>{text.cancelled.text}</p>
        </Verdict>
      )}
      {data.state === 'not_found' && (
        <Verdict tone="warn" title={text.notFound.heading}>
          <p>{text.notFound.text}</p>
        </Verdict>
      )}
      {frame.demo && 'simulateUrl' in data && data.simulateUrl !== undefined && (
        <div class="no-transfer">
          <Simulate frame={frame} url={data.simulateUrl} {...tried} />
        </div>
      )}
      <p>
        <ChatLink lang={lang} />
      </p>
    </>
  )
}
