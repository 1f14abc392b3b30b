import type { Tx } from '../../platform/tx.ts'
import { wishOf } from './actions.ts'
import { findNeeds } from './finding.ts'
import { narrowings } from './narrowing.ts'
import { type FoundNeed, openNeedByKey } from './store.ts'
import { type Lang, placeOf, reasonsFor, standingOf, whatIs, whereIs } from './words.ts'

/** What somebody asks on the page of needs: in their words, and by the words of its fields. Empty: not said. */
export interface Asked {
  readonly query: string
  readonly kind: string
  readonly place: string
  readonly who: string
  /** One of the places that were asked back. */
  readonly at: string
}

export interface Looked {
  readonly ending: 'found' | 'near' | 'ask' | 'quiet'
  readonly what: string
  readonly where: string | null
  readonly needs: readonly LookedNeed[]
  readonly more: boolean
  readonly choices: readonly string[]
  /** What there is to choose from, by field. */
  readonly fields: {
    readonly kind: readonly string[]
    readonly place: readonly string[]
    readonly who: readonly string[]
  }
}

export interface LookedNeed {
  readonly key: string
  readonly place: string
  readonly what: string
  readonly standing: string
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
  const none = { what, where: null, needs: [], more: false, choices: [], fields }
  if (fields.place.length === 0) return { ...none, ending: 'quiet' }
  const answer = await findNeeds(tx, wish, now, SHOWN)
  if (answer.kind === 'ask') {
    const names = answer.choices.map(({ name, provinces }) => `${name}, ${provinces.join(', ')}`)
    return { ...none, ending: 'ask', choices: names }
  }
  const reasons = answer.kind === 'found' ? reasonsFor(answer.needs, wish.first, lang) : []
  return {
    ending: answer.kind,
    what,
    where: whereIs(answer.places, lang),
    needs: answer.needs.map((need, n) => lineOf(need, reasons[n] ?? null, lang)),
    more: answer.kind === 'found' && answer.more,
    choices: [],
    fields,
  }
}

/** A need that a link names, while it takes gifts. */
export async function lookAtNeed(
  tx: Tx,
  key: string,
  now: Date,
  lang: Lang,
): Promise<LookedNeed | undefined> {
  const need = await openNeedByKey(tx, key, now)
  return need && lineOf(need, null, lang)
}

function lineOf(need: FoundNeed, why: string | null, lang: Lang): LookedNeed {
  const { key, what, unitWord: unit, mode, unitPrice } = need
  const standing = standingOf(need, why, lang)
  return {
    key,
    place: placeOf(need, lang),
    what,
    standing,
    unit,
    ...(mode === 'exclusive' && { price: unitPrice }),
  }
}
