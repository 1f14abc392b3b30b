import { fieldsOf } from '../conversation/index.ts'
import type { Values, View } from '../engine/index.ts'
import { campaignFacts, factsOfFlows, isWish } from '../needs/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import { answerBy, dayOf } from '../platform/vietnamese/index.ts'

/** What flows see besides their own values, for the check of flows. */
export const factShapes = fieldsOf(factsOfFlows)

/** What every flow may say of the fund and its campaigns, kept at hand so that saying it needs no query. */
export interface Facts {
  view(lang: 'vi' | 'en', channel: string, called?: string): View
  /** Looks again. Called every few seconds, and after what is likely to change them. */
  refresh(): Promise<void>
}

/** Sentences about what somebody would like to give, in whatever words. */
export const listens: NonNullable<View['listens']> = (text) => {
  const wish = isWish(text)
  return wish && { flow: 'find', ...wish }
}

interface Parts {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly site: string
  readonly demo: boolean
}

/** What the pages /privacy and /needs open, and anybody's link may: the parameter of a deep link, and its flow. */
const OWN_LINKS: Values = Object.fromEntries(
  ['my-data', 'consents', 'concern', 'my-requests', 'find'].map((flow) => [flow, { flow, with: {} }]),
)

export async function openFacts({ db, clock, log, site, demo }: Parts): Promise<Facts> {
  let known: Values = {}

  async function refresh() {
    try {
      known = await campaignFacts(db.prisma, clock.now(), site)
    } catch (error) {
      // What we knew a moment ago is still nearly true, and actions check for themselves.
      log.warn('facts.not_refreshed', { error })
    }
  }

  /** What is the same for everybody, made anew once a second: every turn asks. */
  let made: { readonly second: number; readonly of: Values; readonly facts: Values } | undefined

  function everybodys(now: Date): Values {
    const second = Math.floor(now.getTime() / 1000)
    if (made?.second === second && made.of === known) return made.facts
    const [featured] = known.campaigns as readonly Values[]
    const answer_by = answerBy(now)
    const facts = {
      ...known,
      links: { ...OWN_LINKS, ...(known.links as Values | undefined) },
      fund: known.fund ? { ...(known.fund as Values), answer_by } : null,
      campaign: featured ?? null,
      today: dayOf(now),
      answer_by,
      demo,
      home: { flow: featured ? 'hello' : 'menu', with: {} },
    }
    made = { second, of: known, facts }
    return facts
  }

  known = await campaignFacts(db.prisma, clock.now(), site)
  return {
    refresh,
    view(lang, channel, called) {
      const now = clock.now()
      const facts = { ...everybodys(now), me: { lang } }
      return { now, lang, channel, listens, ...(called !== undefined && { called }), facts }
    },
  }
}
