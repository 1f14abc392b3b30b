import type { Tx } from '../../platform/tx.ts'
import { capitalise, dayOf } from '../../platform/vietnamese/index.ts'
import { statusToday } from '../status.ts'
import { wishOf } from './actions.ts'
import { findNeeds } from './finding.ts'
import { narrowings } from './narrowing.ts'
import { type FoundNeed, openNeedByKey, statusesOf } from './store.ts'
import { heldFor, type Lang, placeOf, reasonsFor, standingOf, whatIs, whereIs } from './words.ts'

/** What somebody asks on the page of needs: in their words, and by the words of its fields. Empty: not said. */
interface Asked {
  readonly query: string
  readonly kind: string
  readonly place: string
  readonly who: string
  /** One of the places that were asked back. */
  readonly at: string
}

interface Looked {
  readonly ending: 'found' | 'near' | 'held' | 'ask' | 'quiet'
  readonly what: string
  readonly where: string | null
  readonly needs: readonly LookedNeed[]
  /** Those that fit, and whose last units somebody holds. */
  readonly held: readonly LookedNeed[]
  readonly more: boolean
  readonly choices: readonly string[]
  /** What there is to choose from, by field. */
  readonly fields: {
    readonly kind: readonly string[]
    readonly place: readonly string[]
    readonly who: readonly string[]
  }
}

interface LookedNeed {
  readonly key: string
  readonly place: string
  readonly what: string
  readonly standing: string
  /** What the law says of its commune today, and the number of the decision that says so. */
  readonly status?: { readonly words: string; readonly decision: string | null }
  /** Đồng for one, where units are counted. */
  readonly price?: bigint
  readonly unit: string
}

/** So many stand on a page. */
const SHOWN = 24

/** The search of the chat for a page: many needs at once, and those that are due first where nothing was asked. */
export async function lookForNeeds(tx: Tx, asked: Asked, now: Date, lang: Lang): Promise<Looked> {
  const choices = (by: 'kind' | 'place' | 'who') => narrowings(tx, by, undefined, now, lang)
  const fields = { kind: await choices('kind'), place: await choices('place'), who: await choices('who') }
  const said = (text: string) => (text === '' ? undefined : text)
  const wish = wishOf({
    said: [asked.query, asked.kind].filter((part) => part !== '').join('. '),
    place: said(asked.place),
    who: said(asked.who),
    where: said(asked.at),
  })
  const what = whatIs(wish, lang)
  const none = { what, where: null, needs: [], held: [], more: false, choices: [], fields }
  if (fields.place.length === 0) return { ...none, ending: 'quiet' }
  const answer = await findNeeds(tx, wish, now, SHOWN)
  if (answer.kind === 'ask') {
    const names = answer.choices.map(({ name, provinces }) => `${name}, ${provinces.join(', ')}`)
    return { ...none, ending: 'ask', choices: names }
  }
  const held = answer.kind === 'near' ? answer.held : []
  const reasons = answer.kind === 'found' ? reasonsFor(answer.needs, wish.first, lang) : []
  return {
    ending: held.length > 0 ? 'held' : answer.kind,
    what,
    where: whereIs(answer.places, lang),
    needs: await placed(
      tx,
      now,
      answer.needs.map((need, n) => lineOf(need, reasons[n] ?? null, lang)),
    ),
    held: await placed(
      tx,
      now,
      held.map((need) => heldLineOf(need, need.minutes, lang)),
    ),
    more: answer.kind === 'found' && answer.more,
    choices: [],
    fields,
  }
}

/** A need that a link names, while it takes gifts, or may take some again when nobody holds the last of it any more. */
export async function lookAtNeed(
  tx: Tx,
  key: string,
  now: Date,
  lang: Lang,
): Promise<{ readonly need: LookedNeed; readonly held: boolean } | undefined> {
  const found = await openNeedByKey(tx, key, now)
  if (!found) return undefined
  const { need, heldFor } = found
  const line = heldFor === undefined ? lineOf(need, null, lang) : heldLineOf(need, heldFor, lang)
  return { need: (await placed(tx, now, [line]))[0]!, held: heldFor !== undefined }
}

/** The same, each with what may be said of its commune. */
async function placed(tx: Tx, now: Date, needs: readonly LookedNeed[]): Promise<LookedNeed[]> {
  const statuses = await statusesOf(
    tx,
    needs.map(({ key }) => key),
  )
  return needs.map((need) => {
    const status = statusToday(statuses.get(need.key) ?? [], dayOf(now))
    return status ? { ...need, status: { words: capitalise(status.words), decision: status.decision } } : need
  })
}

const lineOf = (need: FoundNeed, why: string | null, lang: Lang): LookedNeed =>
  lineWith(need, standingOf(need, why, lang), lang)

const heldLineOf = (need: FoundNeed, minutes: number, lang: Lang): LookedNeed =>
  lineWith(need, heldFor(minutes, lang), lang)

function lineWith(need: FoundNeed, standing: string, lang: Lang): LookedNeed {
  const { key, what, unitWord: unit, mode, unitPrice } = need
  return {
    key,
    place: placeOf(need, lang),
    what,
    standing,
    unit,
    ...(mode === 'exclusive' && { price: unitPrice }),
  }
}
