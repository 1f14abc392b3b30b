import type { Book } from './book.ts'
import { contains, fits, type Word, wordsOf, wordsOfLabel } from './hears.ts'
import { SAID_LISTS } from './said.ts'
import type { State } from './state.ts'
import type { Value, Values } from './types.ts'

/**
 * Which of the open campaigns is named in what somebody says: by its title or a piece of it that no other has (“tết ấm”),
 * by its occasion (“mùa đông”), or by what it counts in (“đôi ủng”). What is longest says most.
 *
 * @param how.units whether what it counts in names it
 * @returns its id; undefined when none is named, or several as well as one another
 */
export function campaignSaid(
  state: State,
  line: string,
  { units = true }: { readonly units?: boolean } = {},
): string | undefined {
  const { most, meant } = openSaid(state, wordsOf(line), units)
  return most > 0 && meant.length === 1 && typeof meant[0]!.id === 'string' ? meant[0]!.id : undefined
}

/** How many words name an open campaign at best, and which are named by so many. */
function openSaid(state: State, words: readonly Word[], units: boolean) {
  const open = openCampaigns(state)
  const named = (one: Values) => [...namesOf(state.book, one, open), ...(units ? unitOf(one) : [])]
  const lengths = open.map((one) => longest(words, named(one)))
  const most = Math.max(0, ...lengths)
  return { most, meant: open.filter((_, n) => lengths[n] === most) }
}

/**
 * One that is over, or not open yet, whose occasion is named and no open one as well: “góp trung thu 300k” the day after is
 * for no other. The next one comes first, then the last that was.
 */
function closedSaid(state: State, line: string): string | undefined {
  const { all_campaigns: all } = state.view.facts
  if (!Array.isArray(all)) return undefined
  const words = wordsOf(line)
  const { most } = openSaid(state, words, true)
  const named = (all as readonly Values[]).find((one) => {
    const title = titleOf(one)
    const names = [...state.book.namesOf(String(one.flow)), ...(title.length > 1 ? [title] : [])]
    return one.ended === true && longest(words, names) > most
  })
  return typeof named?.id === 'string' ? named.id : undefined
}

/** Whether an occasion is named for which there is no campaign at all, and no open one is named as well. */
function isOccasionAbsent(state: State, line: string): boolean {
  const { all_campaigns: all } = state.view.facts
  const words = wordsOf(line)
  const { most } = openSaid(state, words, false)
  const known = Array.isArray(all) ? (all as readonly Values[]) : []
  return SAID_LISTS.some((list) => {
    // Coats are needed at other times too.
    if (!list.startsWith('event_') || list === 'event_winter') return false
    const isThere = known.some(({ event }) => occasionList(event) === list)
    return !isThere && longest(words, state.book.said.phrases(list)) > most
  })
}

/** Words of the longest of these names that is said; none: 0. */
const longest = (words: readonly Word[], names: readonly (readonly Word[])[]): number =>
  Math.max(0, ...names.filter((name) => contains(words, name)).map((name) => name.length))

/** What the open campaigns count in: “suất”, “đôi ủng”. */
export const openUnits = (state: State): (readonly Word[])[] => openCampaigns(state).flatMap(unitOf)

/**
 * What a flow of gifts is given of the words that start it: which campaign they name, and that all of it is for the common pot. One that
 * takes `named` gets there which open one they name.
 *
 * @param line what was said, if anything was
 */
export function saidOfGift(state: State, flow: string, line: string | undefined): Values {
  const takes = state.book.live(flow)?.definition.takes
  if (line === undefined || !takes) return {}
  const named = takes.get('named') === 'text' ? campaignSaid(state, line) : undefined
  if (!takesGifts(state, flow)) return named === undefined ? {} : { named }
  const appeal =
    takes.get('appeal') === 'text' ? (closedSaid(state, line) ?? campaignSaid(state, line)) : undefined
  const pot = takes.get('pot') === 'yes_no' && state.book.isForPot(line)
  const absent = takes.get('absent') === 'yes_no' && isOccasionAbsent(state, line)
  return {
    ...(appeal !== undefined && !absent && { appeal }),
    ...(pot && { pot }),
    ...(absent && { absent }),
  }
}

/** Whose first words are read as a gift, or which may be told that it is for the common pot. */
const takesGifts = (state: State, flow: string): boolean =>
  state.book.gives(flow) || state.book.live(flow)?.definition.takes.get('pot') === 'yes_no'

function namesOf(book: Book, campaign: Values, open: readonly Values[]): readonly (readonly Word[])[] {
  const others = open.filter((one) => one !== campaign).map(titleOf)
  const title = titleOf(campaign)
  const pairs = title.slice(1).map((word, n) => [title[n]!, word])
  const own = [...pairs, title].filter(
    (piece) => piece.length > 1 && !others.some((other) => contains(other, piece)),
  )
  return [...own, ...occasion(book, campaign.event), ...book.namesOf(String(campaign.flow))]
}

const unitOf = ({ unit }: Values): readonly (readonly Word[])[] =>
  typeof unit === 'string' ? [wordsOfLabel(unit)] : []

/** Without the year. */
const titleOf = ({ title }: Values): readonly Word[] =>
  typeof title === 'string' ? wordsOfLabel(title).filter(({ base }) => !/^\d+$/.test(base)) : []

/** The words for a campaign's occasion, in the list of its name. */
function occasion(book: Book, event: Value | undefined): readonly (readonly Word[])[] {
  const list = SAID_LISTS.find((name) => name === occasionList(event))
  return list ? book.said.phrases(list) : []
}

const occasionList = (event: Value | undefined): string => `event_${String(event).replaceAll('-', '_')}`

export function openCampaigns({ view }: State): readonly Values[] {
  const { campaigns } = view.facts
  return Array.isArray(campaigns) ? (campaigns as readonly Values[]).filter((one) => one.ended !== true) : []
}

/** “góp Tết ấm 2027 500k” without the year, which is of the title and no amount. */
export function withoutYears(state: State, line: string): string {
  const pieces = line.split(/\s+/)
  const titles = openCampaigns(state).flatMap(({ title }) =>
    typeof title === 'string' ? [wordsOfLabel(title).slice(-2)] : [],
  )
  const isYear = (at: number): boolean => {
    const words = wordsOf(pieces.slice(at - 1, at + 1).join(' '))
    return titles.some(
      (end) => end.length === 2 && /^\d{4}$/.test(end[1]!.base) && words.length === 2 && fits(words, 0, end),
    )
  }
  const rest = pieces.filter((_, at) => at === 0 || !isYear(at))
  return rest.length < pieces.length ? rest.join(' ') : line
}
