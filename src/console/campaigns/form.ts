import {
  type Account,
  type CampaignSheet,
  daysFor,
  isForPlaces,
  type KeptCampaign,
  type MarksTaken,
  nextWindow,
  OCCASIONS,
  type Occasion,
} from '../../campaigns/index.ts'
import { unfitForAll } from '../../needs/index.ts'
import { clean, type Day, dayOf, endOfDay, startOfDay } from '../../platform/vietnamese/index.ts'
import type { Faults, Typed } from '../forms/faults.ts'
import { reader } from '../forms/reader.ts'

export const CAMPAIGN_FIELDS = [
  'unit',
  'account',
  'title',
  'purpose',
  'what',
  'for_whom',
  'legal_basis',
  'event',
  'flow',
  'series',
  'prefix',
  'min',
  'most',
  'hold',
  'days',
  'opens',
  'gift_by',
  'until',
  'distribute',
] as const
export type CampaignField = (typeof CAMPAIGN_FIELDS)[number]

/** Of each text as much as chats and papers bear. */
const MOST = { title: 60, purpose: 1_000, what: 120, for_whom: 200, legal_basis: 200 } as const

/** What kinds of occasion there are. */
export const EVENTS: readonly string[] = [...OCCASIONS, 'sponsorship', 'other']

/**
 * What a campaign's occasion can be. From its first opening on it never becomes one for sponsored places, nor stops being one: places
 * are on no public page and their money is spent by nobody, and donors saw which it is.
 */
export function eventsFor(known: Pick<KeptCampaign, 'state' | 'eventKind'> | undefined): readonly string[] {
  if (!known) return EVENTS
  const all = [...new Set([...EVENTS, known.eventKind])]
  if (known.state === 'draft') return all
  return all.filter((eventKind) => isForPlaces({ eventKind }) === isForPlaces(known))
}

/** What an occasion proposes for a new campaign: the next time that it can be prepared. */
export function proposed(
  occasion: Occasion,
  today: Day,
  flows: readonly string[],
): Partial<Typed<CampaignField>> {
  const window = nextWindow(occasion, today)
  if (!window) return { event: occasion }
  const { opens, giftBy, until, distributeBy } = daysFor(window, today)
  return {
    event: occasion,
    ...(flows.includes(occasion) && { flow: occasion }),
    opens,
    gift_by: giftBy,
    until,
    distribute: distributeBy,
  }
}

export interface Choices {
  readonly accounts: readonly Account[]
  /** Those that campaigns have left: nobody is sent there any more. */
  readonly former: ReadonlySet<string>
  /** The unit's and those above it: whose accounts it may collect on. */
  readonly line: readonly string[]
  readonly flows: readonly string[]
  /** The fund's own numbers, which its texts may show. */
  readonly ours: readonly string[]
}

/**
 * Reads the form of a campaign: all faults at once. A draft may lack its purpose and whom it is for; what was ever open keeps its
 * account, its series and its prefix, whatever the form says, since donors hold codes and receipts of it.
 *
 * @param known undefined for a new one
 */
export function readCampaign(
  typed: Typed<CampaignField>,
  unit: string,
  { accounts, former, line, flows, ours }: Choices,
  known: KeptCampaign | undefined,
): { readonly sheet: CampaignSheet } | { readonly faults: Faults<CampaignField> } {
  const { faults, whole, day, one } = reader(typed)
  const fixed = known !== undefined && known.state !== 'draft'
  const text = (field: keyof typeof MOST): string => {
    const said = clean(typed[field].replaceAll('\r\n', '\n'), MOST[field] + 1).trim()
    if (said.length > MOST[field]) faults[field] = 'long'
    else if (said === '' && (field === 'title' || (fixed && field !== 'legal_basis')))
      faults[field] = 'missing'
    // Who calls for a campaign may be named in it.
    const unfit = unfitForAll(said, { ours, people: true })
    if (!faults[field] && unfit) faults[field] = unfit
    return said
  }
  const { receiptSeries: series, codePrefix: prefix } = marksTyped(typed)
  const others = eventsFor(undefined).includes(typed.event) && !eventsFor(known).includes(typed.event)
  if (!fixed && !/^[A-Z][A-Z0-9]{1,9}$/.test(series)) faults.series = 'series'
  if (!fixed && !/^[A-Z]{3}$/.test(prefix)) faults.prefix = 'prefix'
  const mine = accounts.filter((account) => line.includes(account.unitId)).map(({ id }) => id)
  const account = fixed ? known.accountId : one('account', mine)
  if (faults.account && former.has(account)) faults.account = 'former'
  const [opens, gift, until, hands] = [day('opens'), day('gift_by'), day('until'), day('distribute')]
  const sheet = {
    unitId: unit,
    accountId: account,
    title: text('title'),
    purpose: text('purpose'),
    what: text('what'),
    forWhom: text('for_whom'),
    legalBasis: text('legal_basis') || null,
    eventKind: one('event', eventsFor(known)),
    flow: one('flow', known ? [...flows, known.flow] : flows),
    receiptSeries: fixed ? known.receiptSeries : series,
    codePrefix: fixed ? known.codePrefix : prefix,
    minAmount: whole('min', 'sum', 1_000n, 1_000_000_000n),
    mostUnpaid: whole('most', 'sum', 1_000n, 100_000_000_000n),
    holdMinutes: Number(whole('hold', 'count', 5n, 1_440n)),
    pledgeDays: Number(whole('days', 'count', 1n, 90n)),
  }
  if (others) faults.event = 'places'
  if (opens && gift && gift < opens) faults.gift_by = { after: 'opens' }
  if (gift && until && until < gift) faults.until = { after: 'gift_by' }
  if (until && hands && hands < until) faults.distribute = { after: 'until' }
  // Donors were promised that day: it is put off for a reason that they can read (later-page.tsx), and not here.
  if (fixed && hands && hands > dayOf(known.distributeBy)) faults.distribute = 'put_off'
  if (Object.keys(faults).length > 0 || !opens || !gift || !until || !hands) return { faults }
  const days = {
    opensAt: startOfDay(opens),
    giftBy: endOfDay(gift),
    receivesUntil: endOfDay(until),
    distributeBy: endOfDay(hands),
  }
  return { sheet: { ...sheet, ...days } }
}

/** The letters and the series that a form asks for. */
export const marksTyped = ({ series, prefix }: Typed<'series' | 'prefix'>) => ({
  receiptSeries: series.trim().toUpperCase(),
  codePrefix: prefix.trim().toUpperCase(),
})

/** Beside which fields other campaigns are named. */
export function takenIn({ prefix, series }: MarksTaken): Faults<CampaignField> {
  return {
    ...(prefix === undefined ? {} : { prefix: { taken: prefix } }),
    ...(series === undefined ? {} : { series: { taken: series } }),
  }
}

/** What differs, by the names of the data: the trail says what was changed, not to what. */
export function changedIn<T extends object>(was: T, is: Partial<T>): string[] {
  const same = (a: unknown, b: unknown) =>
    a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b
  return (Object.keys(is) as (keyof T & string)[]).filter((name) => !same(was[name], is[name]))
}
