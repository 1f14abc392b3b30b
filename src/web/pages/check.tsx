import { type Frame, Layout } from '../layout.tsx'
import { day, money, to } from '../show.ts'
import { words } from '../words.ts'
import { ChatLink, Facts, Verdict } from './parts.tsx'

/** What the thing that somebody asked about turned out to be. */
export type CheckResult =
  | {
      readonly kind: 'account'
      readonly ours: true
      readonly holder: string
      readonly bank: string
      readonly campaigns: readonly string[]
      /** They received on it. */
      readonly over: readonly string[]
    }
  | { readonly kind: 'account'; readonly ours: false }
  /** The fund's, and no campaign receives on it any more. */
  | { readonly kind: 'former_account' }
  | {
      readonly kind: 'paper'
      readonly paper: 'certificate' | 'receipt'
      readonly valid: boolean
      readonly number: string
      /** Đồng; of a receipt for money. */
      readonly amount?: bigint
      readonly receivedAt?: Date
      readonly cancelledAt?: Date
      readonly url?: string
    }
  | { readonly kind: 'unknown_paper' }
  /** A code that we gave for a transfer: where it is paid. */
  | { readonly kind: 'code'; readonly url: string }
  /** The telephone on which the fund is reached. */
  | { readonly kind: 'hotline'; readonly hotline: string }
  | { readonly kind: 'link'; readonly ours: boolean }
  | { readonly kind: 'unreadable' }
  /** Of a picture: it has no code that can be read, is no picture that we open, or too many were sent just now. */
  | { readonly kind: 'no_code' | 'unfit' | 'busy' }

export interface CheckData {
  /** What was asked, as typed; empty on the first visit. */
  readonly query: string
  /** It was not typed: it stood in the code of a picture. */
  readonly picture?: boolean
  readonly result?: CheckResult
}

/** `/check`: is this account, paper, code or link ours? The form comes back here as `?q=`. */
export function CheckPage({ frame, data }: { frame: Frame; data: CheckData }) {
  const { lang } = frame
  const { check } = words[lang]
  const Heading = data.result ? 'h2' : 'h1'
  return (
    <Layout frame={frame} title={check.title} description={check.intro}>
      {data.result && (
        <section>
          {data.query !== '' && (
            <p class="asked">
              {data.picture && `${check.inPicture} `}
              <q>{data.query}</q>
            </p>
          )}
          <Finding frame={frame} result={data.result} />
        </section>
      )}
      <section>
        <Heading>{check.heading}</Heading>
        <p class="lead">{check.intro}</p>
        <form class="check" method="get" action="/check">
          <input type="hidden" name="lang" value={lang} />
          <label for="q">{check.field}</label>
          <input
            id="q"
            name="q"
            value={data.result ? '' : data.query}
            required
            maxlength={500}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
          />
          <button class="button" type="submit">
            {check.submit}
          </button>
        </form>
        <form class="check" method="post" action={to('/check/picture', lang)} enctype="multipart/form-data">
          <label for="picture">{check.picture}</label>
          <input id="picture" name="picture" type="file" accept="image/png,image/jpeg" required />
          <button class="button quiet" type="submit">
            {check.submitPicture}
          </button>
          <p class="soft">{check.pictureNote}</p>
        </form>
        <p class="soft">{check.ask}</p>
        <p>
          <ChatLink lang={lang} quiet />
        </p>
      </section>
    </Layout>
  )
}

/** Who asks where to send money hears of an account with nothing open that it is not the place. */
function OnAccount({
  frame: { lang },
  campaigns,
  over,
}: {
  frame: Frame
  campaigns: readonly string[]
  over: readonly string[]
}) {
  const { account } = words[lang].check
  if (campaigns.length > 0) return <p>{account.usedFor(campaigns.join(', '))}</p>
  return (
    <>
      <p>{over.length > 0 ? account.over(over.join(', ')) : account.unused}</p>
      <p>
        <a href={to('/', lang)}>{account.campaigns}</a>
      </p>
    </>
  )
}

function Finding({ frame, result }: { frame: Frame; result: CheckResult }) {
  const { lang } = frame
  const { check } = words[lang]
  switch (result.kind) {
    case 'account':
      return result.ours ? (
        <Verdict tone="good" title={check.account.ours}>
          <p>{check.account.oursText(result.holder, result.bank)}</p>
          <OnAccount frame={frame} campaigns={result.campaigns} over={result.over} />
        </Verdict>
      ) : (
        <Verdict tone="warn" title={check.account.notOurs}>
          <p>{check.account.notOursText}</p>
        </Verdict>
      )
    case 'former_account':
      return (
        <Verdict tone="warn" title={check.account.former}>
          <p>{check.account.formerText}</p>
          <p>
            <a href={to('/', lang)}>{check.account.campaigns}</a>
          </p>
        </Verdict>
      )
    case 'paper': {
      const text = check[result.paper]
      return (
        <Verdict tone={result.valid ? 'good' : 'warn'} title={result.valid ? text.ours : text.gone}>
          {frame.demo && <p>{check.demoPaper}</p>}
          <Facts
            rows={[
              [check.rows.number, result.number],
              [check.rows.amount, result.amount === undefined ? undefined : money(result.amount, lang)],
              [check.rows.received, result.receivedAt && day(result.receivedAt, lang)],
              [check.rows.cancelled, result.cancelledAt && day(result.cancelledAt, lang)],
            ]}
          />
          {result.amount !== undefined && <p>{check.compare}</p>}
          {result.url && (
            <p>
              <a href={to(result.url, lang)}>{check.see}</a>
            </p>
          )}
        </Verdict>
      )
    }
    case 'unknown_paper':
      return (
        <Verdict tone="warn" title={check.unknown}>
          <p>{check.unknownText}</p>
        </Verdict>
      )
    case 'code':
      return (
        <Verdict tone="good" title={check.code}>
          <p>{check.codeText}</p>
          <p>
            <a href={to(result.url, lang)}>{check.codeSee}</a>
          </p>
        </Verdict>
      )
    case 'hotline':
      return (
        <Verdict tone="good" title={check.hotline}>
          <p>{check.hotlineText(result.hotline)}</p>
        </Verdict>
      )
    case 'link':
      return (
        <Verdict
          tone={result.ours ? 'good' : 'warn'}
          title={result.ours ? check.link.ours : check.link.notOurs}
        >
          {!result.ours && <p>{check.link.notOursText}</p>}
        </Verdict>
      )
    case 'no_code':
    case 'unfit':
    case 'busy':
      return (
        <Verdict tone="calm" title={check.pictures[result.kind].title}>
          <p>{check.pictures[result.kind].text}</p>
        </Verdict>
      )
    case 'unreadable':
      return (
        <Verdict tone="calm" title={check.unreadable}>
          <p>{check.unreadableText}</p>
        </Verdict>
      )
  }
}
