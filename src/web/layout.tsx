import type { ComponentChildren } from 'preact'
import { Mark } from './mark.tsx'
import { Naming, Own } from './own.tsx'
import { to } from './show.ts'
import { type Lang, words } from './words.ts'

/** What every page needs to know, whatever it shows. */
export interface Frame {
  readonly lang: Lang
  /** The demo world: the page says so in its first line. */
  readonly demo: boolean
  readonly fund: {
    /** As people should read it, in the page's language. */
    readonly name: string
    /** Number of the decision that founded it. */
    readonly decision?: string
  }
  /** Path of this page without a query, for the language switch. */
  readonly path: string
  /** PUBLIC_URL: what is shared names its page and picture by their whole addresses. */
  readonly site: string
}

interface DocumentProps {
  frame: Frame
  title: string
  description?: string
  /** Path of the picture that a shared link shows, 1200 × 630. */
  picture?: string
  /** Kept out of search engines: pages that belong to one person. */
  private?: boolean
  /** Fills the screen as a chat, with the shorter demo mark. */
  chat?: boolean
  head?: ComponentChildren
  children: ComponentChildren
}

/** The bare HTML document with the demo mark. The site's own pages use `Layout`, the chat fills the screen itself. */
export function Document({
  frame,
  title,
  description,
  picture,
  private: hidden,
  chat,
  head,
  children,
}: DocumentProps) {
  return (
    <html lang={frame.lang}>
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        />
        <title>{`${title} · ${frame.fund.name}`}</title>
        {description && <meta name="description" content={description} />}
        <meta property="og:title" content={title} />
        {description && <meta property="og:description" content={description} />}
        {picture && <Shared frame={frame} picture={picture} />}
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#faf6ef" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#141a19" media="(prefers-color-scheme: dark)" />
        <meta name="format-detection" content="telephone=no" />
        {(hidden || frame.demo) && <meta name="robots" content="noindex" />}
        <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/style.css" />
        {head}
      </head>
      <body class={chat ? 'chat' : undefined}>
        {frame.demo && <DemoBar lang={frame.lang} short={chat === true} />}
        {children}
      </body>
    </html>
  )
}

/** What a messenger shows of a shared link besides its words. */
function Shared({ frame, picture }: { frame: Frame; picture: string }) {
  const { lang, path, site, fund } = frame
  return (
    <>
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={fund.name} />
      <meta property="og:locale" content={lang === 'vi' ? 'vi_VN' : 'en_GB'} />
      <meta property="og:url" content={`${site}${to(path, lang)}`} />
      <meta property="og:image" content={`${site}${picture}`} />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}

function DemoBar({ lang, short }: { lang: Lang; short: boolean }) {
  const { demo } = words[lang]
  return (
    <p class="demo-bar" data-testid="demo">
      <strong>{demo.tag}</strong> {short ? demo.short : demo.bar}
    </p>
  )
}

/**
 * A page of the public site: header, the page's own part, footer.
 *
 * @param state what the page tells of; when it has changed, an open page turns by itself (static/news.js)
 * @param news given while something is awaited, and another text when a part of it has come: the page looks by itself
 */
export function Layout({
  children,
  state,
  news,
  ...document
}: DocumentProps & { state?: string; news?: string | undefined }) {
  const { frame } = document
  const { lang } = frame
  const { site } = words[lang]
  const head = (
    <>
      <link rel="stylesheet" href="/assets/pages.css" />
      <script type="module" src="/assets/page.js" />
    </>
  )
  return (
    <Document {...document} head={head}>
      <a class="skip" href="#main">
        {site.skip}
      </a>
      <header class="site-head">
        <a class="brand" href={to('/', lang)} aria-label={`Chung Tay, ${site.home}`}>
          <Mark size={40} />
          <span>
            Chung Tay{' '}
            <small>
              <Own lang={lang}>{frame.fund.name}</Own>
            </small>
          </span>
        </a>
        <nav>
          <a href={to('/check', lang)}>{site.check}</a>
          <LangSwitch frame={frame} />
        </nav>
      </header>
      <main id="main" data-state={state} data-news={news}>
        {children}
      </main>
      <p class="unseen" role="status" data-announce="" />
      <footer class="site-foot">
        <p>
          <strong>
            <Own lang={lang}>{frame.fund.name}</Own>
          </strong>
          {frame.fund.decision && (
            <span>
              <Naming text={site.decision(frame.fund.decision)} name={frame.fund.decision} lang={lang} />
            </span>
          )}
        </p>
        <nav>
          <a href={to('/', lang)}>{site.home}</a>
          <a href={to('/chat', lang)}>{site.chat}</a>
          <a href={to('/check', lang)}>{site.check}</a>
          <a href={to('/privacy', lang)}>{site.privacy}</a>
        </nav>
        <p class="child-line">{site.childLine}</p>
      </footer>
    </Document>
  )
}

/** Leads to the same page in the other language. */
export function LangSwitch({ frame, id, say }: { frame: Frame; id?: string; say?: string }) {
  const other = frame.lang === 'vi' ? 'en' : 'vi'
  const { lang } = words[frame.lang]
  return (
    <a class="lang" id={id} href={`${frame.path}?lang=${other}`} hreflang={other} lang={other} data-say={say}>
      {lang.other}
    </a>
  )
}
