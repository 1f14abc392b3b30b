import { type Frame, Layout } from '../layout.tsx'
import { privacyWords } from '../privacy-words.ts'
import { to } from '../show.ts'

/**
 * `/privacy`: what is kept of a person, for how long, who sees it, and what they can do about it, one tap away.
 *
 * @param messengers that are switched on besides the web chat, as people call them
 */
export function PrivacyPage({ frame, messengers }: { frame: Frame; messengers: readonly string[] }) {
  const { lang } = frame
  const text = privacyWords[lang]
  const where = new Intl.ListFormat(lang, { type: 'disjunction' }).format(messengers)
  return (
    <Layout frame={frame} title={text.title}>
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      <section>
        <h2>{text.doings.heading}</h2>
        <ul class="doings">
          {text.doings.all.map(({ start, what, how, say }) => (
            <li>
              <a class="button" href={to(`/chat?start=${start}`, lang)}>
                {what}
              </a>
              <p>{how}</p>
              {where !== '' && <p class="soft">{text.doings.elsewhere(where, say)}</p>}
            </li>
          ))}
        </ul>
      </section>
      {text.parts.map(({ heading, lines }) => (
        <section>
          <h2>{heading}</h2>
          <ul>
            {lines.map((line) => (
              <li>{typeof line === 'string' ? line : line(where)}</li>
            ))}
          </ul>
        </section>
      ))}
    </Layout>
  )
}
