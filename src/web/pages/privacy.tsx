import { type Frame, Layout } from '../layout.tsx'
import { privacyWords } from '../privacy-words.ts'
import { ChatLink } from './parts.tsx'

/** `/privacy`: what is kept of a person, for how long, who sees it, and how to change that. */
export function PrivacyPage({ frame }: { frame: Frame }) {
  const text = privacyWords[frame.lang]
  return (
    <Layout frame={frame} title={text.title}>
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      {text.parts.map(({ heading, lines }) => (
        <section>
          <h2>{heading}</h2>
          <ul>
            {lines.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      <p class="apps">
        <ChatLink lang={frame.lang} />
      </p>
    </Layout>
  )
}
