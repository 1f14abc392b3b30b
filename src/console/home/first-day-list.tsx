import type { NotKnown } from '../../organisers/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { to } from '../../web/show.ts'
import type { NameBook } from '../officers/names.ts'
import { officers } from '../officers/words.ts'
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

export interface First {
  readonly done: ReadonlySet<FirstStep>
  /** Who could be the second person, once somebody has said that the account is theirs; each with its address. */
  readonly waiting: readonly (NotKnown & { readonly email: string })[]
}

interface FirstDayProps {
  frame: Frame
  first: First
  names: Pick<NameBook, 'nameOf'>
}

/** What is done first at a new desk, one after the other; what is done already is marked so. */
export function FirstDay({ frame, first: { done, waiting }, names }: FirstDayProps) {
  const { lang } = frame
  const w = home[lang].first
  const { confirm } = officers[lang]
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
                  {step === 'second' &&
                    waiting.map(({ officer, mine, sayable, email }) => (
                      <p key={officer}>
                        {w.waits(names.nameOf(officer))}{' '}
                        {mine ? (
                          <a href="#unknown">{w.yours}</a>
                        ) : sayable ? (
                          confirm.desk
                        ) : (
                          confirm.server(email)
                        )}
                      </p>
                    ))}
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
