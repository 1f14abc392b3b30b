import { monthsSaid, readMoney } from '../platform/vietnamese/index.ts'
import type { BothSaid } from './both-said.ts'
import { campaignSaid, openCampaigns, saidOfGift } from './campaign-said.ts'
import { wordsOf } from './hears.ts'
import type { Move } from './move.ts'
import { knownPlaces, placeNames, placesNamed } from './places-named.ts'
import { awaitedAt } from './stack.ts'
import type { State } from './state.ts'
import type { Listening, Values } from './types.ts'

/**
 * What else a sentence is for than its words say to flows. Before a flow of gifts it counts where it says much: “muốn góp sữa cho
 * các bé ở Phú Quốc” is for whoever knows where milk is needed.
 *
 * @param heard the flow whose words are in it, if there is one
 */
export function listened(state: State, line: string, heard?: string): Move | undefined {
  if (heard === undefined ? awaitedAt(state) >= 0 : !state.book.gives(heard)) return undefined
  const said = listen(state, line)
  return said && (heard === undefined || said.sure) ? { kind: 'flow', flow: said.flow } : undefined
}

/** What another ear makes of it, whose flow is live. Reading takes up to a millisecond: of one text once. */
function listen(state: State, line: string): Listening | undefined {
  const said = state.view.listens?.(line)
  return said && state.book.live(said.flow) ? said : undefined
}

/** A gift for a place, or for whoever it is that the words tell of, where that is no place that is known. */
export function towardOrListened(state: State, line: string): Move | undefined {
  const toward = giftToward(state, line)
  if (!toward) return undefined
  const { said, isKnown, move } = toward
  if (!move.with) return listened(state, line, move.flow) ?? move
  // “1 tháng ăn trưa cho 2 em ở Tà Xùa” says what, and not how many of what they count there.
  const counted = monthsSaid(line) === undefined ? undefined : listen(state, line)
  if (counted?.sure) return { kind: 'flow', flow: counted.flow }
  const last = lastPart(said)
  const behind = listen(state, said) ?? (last === said ? undefined : listen(state, last))
  // “300k cho bữa trưa ở Tà Xùa” names a thing that is needed there, “cho huyện Bắc Yên” where several places lie.
  if (behind && (behind.sure || (behind.place && !isKnown))) return { kind: 'flow', flow: behind.flow }
  return (isKnown ? undefined : listened(state, line, move.flow)) ?? move
}

/** "các em ở Hà Giang" → "Hà Giang" */
const lastPart = (said: string): string => said.split(/\s(?:ở|tại|o|tai|in)\s/iu).at(-1)!

/**
 * A gift in a sentence that says more: “tôi tên Lan, góp 500k cho xã Tà Xùa”. What it names besides is not let fall: a place that is
 * known, or whatever the search may know.
 */
export function giftSaidMore(state: State, line: string, flow: string): Move {
  const said = listen(state, line)
  if (said?.sure) return { kind: 'flow', flow: said.flow }
  // Whoever says an occasion means that.
  if (state.book.speaker(flow) !== flow) return { kind: 'flow', flow }
  const named = state.book.live(flow)?.definition.takes.has('toward') ? placesNamed(state, line) : []
  if (named.length === 1) return { kind: 'flow', flow, with: { gift: sumIn(line), toward: named[0]! } }
  // “góp bữa trưa 200k” may be a campaign's own words.
  const isSearch =
    said && (said.priced || said.place) && campaignSaid(state, line, { units: false }) === undefined
  return { kind: 'flow', flow: isSearch ? said.flow : flow }
}

/**
 * "góp 500k và 10 áo ấm": the money first, by a flow of gifts that is given the things to ask of next. Not where either half is
 * another flow's.
 */
export function bothGiven(state: State, line: string): Move | undefined {
  const both = state.book.bothSaid(line)
  if (!both) return onceAndNext(state, line)
  // Whoever takes things beside money, and is no gift of their own, says in whose name it is: “… tưởng nhớ bà”.
  const takesOf = (one: string) => state.book.live(one)?.definition.takes
  const isInName = (one: string) =>
    !state.book.gives(one) && takesOf(one)?.get('goods') === 'text' && takesOf(one)?.get('wish') !== 'money'
  const inName = state.book.listener.has(wordsOf(line), (one) => !isInName(one))
  if (inName !== undefined) return { kind: 'flow', flow: inName }
  const { money, goods } = both
  // “tháng sau góp 500k” is heard by whoever knows of another day, and gives both halves on.
  const flow = state.book.listener.has(wordsOf(money), (one) => state.book.gives(one)) ?? both.flow
  const takes = takesOf(flow)
  if (takes?.get('goods') !== 'text' || takes.get('wish') !== 'money') return undefined
  const amount = both.amount ?? sumOfUnits(state, { ...both, flow })
  if (amount === undefined) return undefined
  const given = Object.entries(ofMoney(state, { flow, money, amount })).filter(([name]) => takes.has(name))
  return { kind: 'flow', flow, with: { ...Object.fromEntries(given), goods } }
}

/** What so many units of the campaign that is meant cost. Where a place is named, its own price is for that flow to read. */
function sumOfUnits(state: State, { flow, units, money }: Omit<BothSaid, 'goods'>): bigint | undefined {
  if (units === undefined || placesNamed(state, money).length > 0 || giftToward(state, money))
    return undefined
  const { appeal } = saidOfGift(state, flow, money)
  const [first] = openCampaigns(state)
  const meant = appeal === undefined ? first : openCampaigns(state).find(({ id }) => id === appeal)
  const price = meant?.unit === null ? undefined : meant?.unit_price
  return typeof price === 'bigint' ? BigInt(units) * price : undefined
}

/** What a flow of gifts is given of the half that is money, with the place that is named in it. */
function ofMoney(
  state: State,
  { flow, amount, money }: { readonly flow: string; readonly amount: bigint; readonly money: string },
): Values {
  const toward = giftToward(state, money)?.move.with
  const [named, ...others] = placesNamed(state, money)
  const place =
    toward ?? (named !== undefined && others.length === 0 ? { gift: `${amount}đ`, toward: named } : {})
  return { ...saidOfGift(state, flow, money), wish: amount, ...place }
}

/** “góp 500k và mỗi tháng 200k”, “góp 500k và nhận đỡ đầu 1 em”, “góp 500k và 100 đô”: neither sum is taken for the other. */
function onceAndNext(state: State, line: string): Move | undefined {
  const { listener } = state.book
  const both = state.book.giftAndNext(line, (half) => {
    const flow =
      listener.numbered(half) ??
      listener.first(wordsOf(half), () => false) ??
      listener.has(wordsOf(half), () => false)
    const when = flow === undefined ? undefined : state.book.live(flow)?.definition.comesNext
    // “nhắc mình mỗi tháng” gives nothing each month.
    return when === 'always' || (when === 'sum' && readMoney(half).kind === 'amount') ? flow : undefined
  })
  if (!both || state.book.live(both.flow)?.definition.takes.get('next') !== 'text') return undefined
  const { flow, next, after } = both
  return { kind: 'flow', flow, with: { ...ofMoney(state, both), next, after } }
}

/** How much, if that is clear; it is asked for otherwise. */
function sumIn(line: string): string {
  const read = readMoney(line)
  return read.kind === 'amount' ? `${read.amount}đ` : ''
}

/** "góp 300k cho Tà Xùa", when neither half of it is another flow's. */
function giftToward(state: State, line: string): TowardMove | undefined {
  const said = state.book.towardSaid(line, () => knownPlaces(state))
  if (!said) return undefined
  const { flow, gift, toward, more } = said
  const halves = [gift, toward].map((half) => state.book.listener.has(wordsOf(half), (one) => one === flow))
  if (halves.some((other) => other !== undefined)) return undefined
  // “cho Tết” is no place, and what is for the common pot goes to none.
  const [named, ...others] = placesNamed(state, toward)
  const isKnown = named !== undefined
  const isNone = !isKnown && (campaignSaid(state, toward) !== undefined || state.book.isForPot(line))
  const meant = isKnown && others.length === 0 ? named : toward
  const move = { kind: 'flow', flow } as const
  if (isNone) return { said: toward, isKnown, move }
  return { said: toward, isKnown, move: { ...move, with: { gift, toward: meant, ...(more && { more }) } } }
}

/** What starts the flow, and what was said of whom it is for. */
interface TowardMove {
  readonly said: string
  /** A place in need is named there. */
  readonly isKnown: boolean
  readonly move: Move & { readonly kind: 'flow' }
}

/** "Tà Xùa": that place, and what is needed there. */
export function placeAlone(state: State, line: string): Move | undefined {
  const said = state.book.placeSaid(line, knownPlaces(state))
  return said && { kind: 'flow', flow: said.flow, with: { gift: '', toward: placeNames(state)[said.which]! } }
}
