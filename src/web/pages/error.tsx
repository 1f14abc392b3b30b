import { type Frame, Layout } from '../layout.tsx'
import { to } from '../show.ts'
import { words } from '../words.ts'
import { ChatLink, Verdict } from './parts.tsx'

export interface ErrorData {
  readonly status: 404 | 413 | 429 | 500
  /** Seconds until the next try, when they are known (429). */
  readonly retryAfter?: number | undefined
}

/** One kind sentence and the next step. Says nothing of what went wrong inside. */
export function ErrorPage({ frame, data }: { frame: Frame; data: ErrorData }) {
  const { lang } = frame
  const { error } = words[lang]
  const { title, text } = error[data.status]
  // Whoever works there goes back to their work, and asks no bot.
  const isDesk = frame.path === '/console' || frame.path.startsWith('/console/')
  return (
    <Layout frame={frame} title={title} private>
      <Verdict tone="calm" title={title}>
        <p>{data.retryAfter === undefined ? text : error.wait(data.retryAfter)}</p>
      </Verdict>
      <p class="apps">
        {isDesk ? (
          <a class="button" href={to('/console', lang)}>
            {error.desk}
          </a>
        ) : (
          <>
            <ChatLink lang={lang} />
            <a class="button quiet" href={to('/', lang)}>
              {error.home}
            </a>
          </>
        )}
      </p>
    </Layout>
  )
}
