import { type Frame, Layout } from '../layout.tsx'
import { Naming, Own } from '../own.tsx'
import { day, money } from '../show.ts'
import { type Lang, words } from '../words.ts'
import { ChatLink, Facts, Verdict } from './parts.tsx'

/** What the signed certificate says. */
export interface CertificateFacts {
  readonly number: string
  /** As the donor agreed to show it, or masked; absent when she prefers none. */
  readonly name?: string
  /** For whom it was given: `Để tưởng nhớ ông nội`. */
  readonly dedication?: string
  readonly what: string
  readonly whatLang: Lang
  /** Đồng; only with the donor's consent. */
  readonly amount?: bigint
  readonly campaign: string
  readonly fund: string
  readonly issuedAt: Date
  readonly imageUrl?: string
  readonly pdfUrl?: string
  readonly key: CertificateKey
}

/** How to check the signature without us. */
export interface CertificateKey {
  readonly id: string
  /** As people can look it up: `Ed25519`. */
  readonly algorithm: string
  readonly publicKeyUrl: string
  readonly signedUrl: string
}

/** A broken signature shows nothing of what the paper claims: none of it can be trusted. */
export type CertificateData =
  | { readonly state: 'valid'; readonly facts: CertificateFacts }
  | {
      readonly state: 'revoked'
      readonly facts: CertificateFacts
      readonly revokedAt: Date
      /** A word of `reasons`, or the words of whoever revoked it. */
      readonly reason: string
    }
  | { readonly state: 'broken' }
  | { readonly state: 'not_found' }

/** `/c/<id>`: anyone who holds a certificate can check it here. */
export function CertificatePage({ frame, data }: { frame: Frame; data: CertificateData }) {
  const { lang } = frame
  const { certificate: text } = words[lang]
  return (
    <Layout frame={frame} title={text.title} private state={data.state}>
      <Finding frame={frame} data={data} />
      {'facts' in data ? <Content frame={frame} facts={data.facts} /> : <ChatLink lang={lang} />}
    </Layout>
  )
}

function Finding({ frame, data }: { frame: Frame; data: CertificateData }) {
  const { lang } = frame
  const { certificate: text } = words[lang]
  switch (data.state) {
    case 'valid':
      return (
        <Verdict tone="good" title={frame.demo ? text.demo.valid : text.valid}>
          <p>
            {frame.demo ? (
              text.demo.validText
            ) : (
              <Naming text={text.validText(data.facts.fund)} name={data.facts.fund} lang={lang} />
            )}
          </p>
        </Verdict>
      )
    case 'revoked':
      return (
        <Verdict tone="warn" title={text.revoked}>
          <p>{text.revokedText(day(data.revokedAt, lang))}</p>
          <p>
            {text.reason}: {text.reasons[data.reason] ?? data.reason}
          </p>
        </Verdict>
      )
    case 'broken':
      return (
        <Verdict tone="warn" title={text.broken}>
          <p>{text.brokenText}</p>
        </Verdict>
      )
    case 'not_found':
      return (
        <Verdict tone="warn" title={text.notFound}>
          <p>{text.notFoundText}</p>
        </Verdict>
      )
  }
}

function Content({ frame, facts }: { frame: Frame; facts: CertificateFacts }) {
  const { lang } = frame
  const { certificate: text } = words[lang]
  const { key } = facts
  return (
    <>
      <div class="card">
        <Facts
          rows={[
            [text.name, <strong>{facts.name ?? text.unnamed}</strong>],
            [text.dedication, facts.dedication],
            [text.what, <span lang={facts.whatLang}>{facts.what}</span>],
            [text.amount, facts.amount === undefined ? undefined : money(facts.amount, lang)],
            [text.campaign, <Own lang={lang}>{facts.campaign}</Own>],
            [text.fund, <Own lang={lang}>{facts.fund}</Own>],
            [text.issued, day(facts.issuedAt, lang)],
            [text.number, facts.number],
          ]}
        />
      </div>
      {facts.imageUrl !== undefined && (
        <figure class="paper-image">
          <img src={facts.imageUrl} alt={`${text.image} ${facts.number}`} width="1684" height="1191" />
        </figure>
      )}
      {facts.pdfUrl !== undefined && (
        <p>
          <a class="button quiet" href={facts.pdfUrl}>
            {text.pdf}
          </a>
        </p>
      )}
      <section>
        <h2>{text.offline}</h2>
        <p>{text.offlineText(key.algorithm)}</p>
        <p class="apps">
          <a class="button quiet" href={key.signedUrl}>
            {text.signed}
          </a>
          <a class="button quiet" href={key.publicKeyUrl}>
            {text.publicKey}
          </a>
        </p>
        <p class="soft">
          {text.key}: <code>{key.id}</code>
        </p>
      </section>
    </>
  )
}
