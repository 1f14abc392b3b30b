import type { Frame } from '../../web/layout.tsx'
import { to } from '../../web/show.ts'
import { FIRST_STEPS, type FirstStep } from './first-day.ts'
import { home } from './words.ts'

/** Where each is done. */
const WHERE: Readonly<Record<FirstStep, string>> = {
  second: '/console/officers',
  account: '/console/accounts',
  campaign: '/console/campaigns/new',
  need: '/console/campaigns',
  open: '/console/campaigns',
  alarms: '/console/alarms',
}

/** What is done first at a new desk, one after the other; what is done already is marked so. */
export function FirstDay({ frame, done }: { frame: Frame; done: ReadonlySet<FirstStep> }) {
  const { lang } = frame
  const w = home[lang].first
  return (
    <section class="card" id="first">
      <h2>{w.title}</h2>
      <p class="soft">{w.lead}</p>
      <ol class="steps">
        {FIRST_STEPS.map((step) => {
          const [name, why] = w.steps[step]
          return (
            <li key={step}>
              {done.has(step) ? (
                <>
                  {name} <span class="tag good">{w.done}</span>
                </>
              ) : (
                <>
                  <a href={to(WHERE[step], lang)}>{name}</a> <span class="soft">{why}</span>
                </>
              )}
            </li>
          )
        })}
      </ol>
      <p>
        <a href={to('/console/guide', lang)}>{w.guide} →</a>
      </p>
    </section>
  )
}
