import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { OLDEST, packages, SEXES } from '../needs/index.ts'
import { misplaced } from './seed-places.ts'

/**
 * The shape of a seed file; its own head (prisma/seed/demo.yaml) says what everything means. Money and counts are read
 * as bigint.
 */
const key = z.string().regex(/^[a-z0-9{}.-]+$/, 'a key has small letters, digits and hyphens')
const line = z.string().trim().min(1)
const count = z.bigint().nonnegative()
const madeUp = z.boolean().default(false)
/** `2027-01-30`, or an anchor and a distance: `tet-7d`. */
const day = z
  .string()
  .regex(/^(\d{4}-\d\d-\d\d|[a-z]+([+-]\d+d)?)$/, 'a day is 2027-01-30, or an anchor and a distance: tet-7d')

const unit = z.strictObject({
  key,
  parent: key.optional(),
  kind: z.enum(['department', 'fund', 'school', 'commune']),
  name: line,
  short: line,
  place: line,
  decision: line.optional(),
  hotline: line.optional(),
  refund_days: z
    .string()
    .regex(/^\d{1,2}(–\d{1,2})?$/, "working days: '5', or '3–5' with a long dash")
    .optional(),
  kept_share: z.bigint().min(0n).max(100n, 'must be a percentage: 100 at most.').transform(Number).optional(),
  invoices: z.boolean().default(false),
  approval_from: count.optional(),
  unknown_days: z.bigint().min(1n).max(3_650n, 'must be days: from 1 to 3650.').transform(Number).optional(),
  made_up: madeUp,
})

const account = z.strictObject({
  key,
  unit: key,
  bin: z.string().regex(/^\d{6}$/, "a BIN is six digits in quotes: '970436'"),
  bank: line,
  number: z
    .string()
    .regex(/^[A-Za-z0-9]{1,19}$/, 'an account number is 1 to 19 letters and digits in quotes'),
  holder: line,
  made_up: madeUp,
})

const status = z.strictObject({
  words: line,
  area: z.enum(['I', 'II', 'III']).optional(),
  decision: line.optional(),
  from: z.iso.date(),
  until: z.iso.date().optional(),
  source: key.optional(),
})

const commune = z.strictObject({
  key,
  code: z
    .string()
    .regex(/^\d{5}$/, "a code is five digits in quotes: '03868'")
    .optional(),
  name: line,
  province: line,
  old_district: line.optional(),
  former: line.optional(),
  into: z
    .string()
    .regex(/^\d{5}$/, "a code is five digits in quotes: '03868'")
    .optional(),
  statuses: z.array(status).default([]),
  source: key.optional(),
  made_up: madeUp,
})

const campaign = z.strictObject({
  key,
  unit: key,
  account: key,
  event: line,
  flow: line,
  slug: z.string().regex(/^[a-z0-9{}.-]+$/),
  title: line,
  purpose: line,
  what: line,
  for_whom: line,
  receipt_series: line,
  code_prefix: z.string().regex(/^[A-Z]{3}$/, 'three capital letters'),
  min: z.bigint().min(1_000n),
  most_unpaid: z.bigint().positive().default(20_000_000n),
  hold_minutes: count.transform(Number),
  pledge_days: count.transform(Number),
  opens: day,
  gift_by: day,
  receives_until: day,
  distribute_by: day,
  shows: key.optional(),
})

const need = z.strictObject({
  key,
  campaign: key,
  commune: key.optional(),
  package: key,
  item: key.optional(),
  sex: z.enum(SEXES).optional(),
  age_from: count.transform(Number).optional(),
  age_to: count.transform(Number).optional(),
  mode: z.enum(['exclusive', 'pooled']),
  what: line,
  unit: line,
  unit_price: z.bigint().positive(),
  cap: z.bigint().positive(),
  taken_at_start: count.default(0n),
  deadline: day.optional(),
  rank: count.transform(Number),
  source: key.optional(),
  made_up: madeUp,
})

/** A place that one person at a time sponsors. Nothing of it may change in a later file but the end of its school year. */
const slot = z.strictObject({
  key,
  campaign: key,
  province: line,
  commune: key.optional(),
  sex: z.enum(SEXES),
  ages: z
    .string()
    .regex(/^\d{1,2}–\d{1,2}$/, "an age band with a long dash: '6–8'")
    .transform((text) => text.split('–').map(Number) as [number, number]),
  what: line,
  monthly: z.bigint().min(10_000n),
  year_ends: day,
  waits_since: day,
  made_up: madeUp,
})

const answer = z.strictObject({ key, unit: key, title: line, text: line })

const seedFile = z.strictObject({
  demo: z.boolean().default(false),
  anchors: z
    .record(
      z.string().regex(/^[a-z]+$/),
      z.strictObject({ lunar: z.string().regex(/^\d{1,2}\/\d{1,2}$/), at_least: count.transform(Number) }),
    )
    .default({}),
  documents: z
    .record(key, z.strictObject({ title: line, number: line, day: z.iso.date().optional(), says: line }))
    .default({}),
  units: z.array(unit).default([]),
  accounts: z.array(account).default([]),
  communes: z.array(commune).default([]),
  campaigns: z.array(campaign).default([]),
  needs: z.array(need).default([]),
  slots: z.array(slot).default([]),
  answers: z.array(answer).default([]),
})
export type SeedFile = z.infer<typeof seedFile>

/** What is wrong with a seed file: all of it, each line with its place and what to do. */
export class SeedError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[], file?: string) {
    const lines = faults.map((fault) => `  ${fault}`).join('\n')
    super(
      `the seed file ${file ? `${file} ` : ''}cannot be imported, and nothing of it was:\n${lines}\n` +
        'Correct this and import it again. The head of prisma/seed/demo.yaml says what every field means.',
    )
    this.name = 'SeedError'
    this.faults = faults
  }
}

/** @throws SeedError */
export function readSeedFile(yaml: string): SeedFile {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { intAsBigInt: true, lineCounter: lines })
  if (document.errors.length > 0) throw new SeedError(document.errors.map((error) => error.message))
  const parsed = seedFile.safeParse(document.toJS())
  const faults = parsed.success
    ? [
        ...strayNames(parsed.data),
        ...misplaced(parsed.data),
        ...nonsense(parsed.data),
        ...pretended(parsed.data),
      ]
    : parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'file'}: ${saidOf(issue)}`)
  if (!parsed.success || faults.length > 0) throw new SeedError(faults.map(withLine(document, lines)))
  return parsed.data
}

/** What the schema says in the words of programmers. */
function saidOf(issue: z.core.$ZodIssue): string {
  const { message } = issue
  if (message.endsWith('received undefined')) return 'is missing.'
  if (issue.code === 'too_small' && issue.origin === 'bigint')
    return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}.`
  if (issue.code === 'too_small') return 'must not be empty.'
  if (issue.code === 'invalid_type' && issue.expected === 'bigint')
    return 'must be a whole number, without quotes.'
  return message
}

/** Puts the line in front of a fault that begins with a place, `needs.0.cap: …`. */
const withLine = (document: Document, lines: LineCounter) => (fault: string) => {
  const path = fault.slice(0, fault.indexOf(':')).split('.')
  // What is missing has no line; what it is missing from has one.
  for (let deep = path.length; deep > 0; deep--) {
    const node = document.getIn(path.slice(0, deep), true)
    if (isNode(node) && node.range) return `line ${lines.linePos(node.range[0]).line}, ${fault}`
  }
  return fault
}

function strayNames(file: SeedFile): string[] {
  const names = {
    units: file.units.map((one) => one.key),
    accounts: file.accounts.map((one) => one.key),
    communes: file.communes.map((one) => one.key),
    campaigns: file.campaigns.map((one) => one.key),
    needs: file.needs.map((one) => one.key),
    slots: file.slots.map((one) => one.key),
    documents: Object.keys(file.documents),
  }
  type List = keyof typeof names
  const faults = (Object.keys(names) as List[]).flatMap((list) =>
    names[list]
      .filter((name, n, all) => all.indexOf(name) !== n)
      .map((name) => `${list}: the key "${name}" is there twice. Give one of them another key.`),
  )
  const refer = (
    list: 'units' | 'accounts' | 'communes' | 'campaigns' | 'needs' | 'slots' | 'answers',
    n: number,
    field: string,
    to: List,
    name: string | undefined,
  ) => {
    if (name === undefined || names[to].includes(name)) return
    faults.push(
      `${list}.${n}.${field}: there is no "${name}" under ${to}. Add it there, or correct the name.`,
    )
  }
  for (const [n, one] of file.units.entries()) {
    const above = names.units.slice(0, n)
    if (one.parent !== undefined && !above.includes(one.parent)) {
      faults.push(
        `units.${n}.parent: "${one.parent}" does not stand above it. Add it there, or correct the name.`,
      )
    }
  }
  for (const [n, one] of file.accounts.entries()) refer('accounts', n, 'unit', 'units', one.unit)
  for (const [n, one] of file.communes.entries()) {
    refer('communes', n, 'source', 'documents', one.source)
    for (const [m, { source }] of one.statuses.entries())
      refer('communes', n, `statuses.${m}.source`, 'documents', source)
  }
  for (const [n, one] of file.campaigns.entries()) {
    refer('campaigns', n, 'unit', 'units', one.unit)
    refer('campaigns', n, 'account', 'accounts', one.account)
    refer('campaigns', n, 'shows', 'needs', one.shows)
  }
  for (const [n, one] of file.needs.entries()) {
    refer('needs', n, 'campaign', 'campaigns', one.campaign)
    refer('needs', n, 'commune', 'communes', one.commune)
    refer('needs', n, 'source', 'documents', one.source)
  }
  for (const [n, one] of file.slots.entries()) {
    refer('slots', n, 'campaign', 'campaigns', one.campaign)
    refer('slots', n, 'commune', 'communes', one.commune)
  }
  for (const [n, one] of file.answers.entries()) refer('answers', n, 'unit', 'units', one.unit)
  return faults
}

/** Real people give real money to a file without `demo: true`: nothing in it may be of the demo. */
function pretended(file: SeedFile): string[] {
  return file.demo ? [] : demoSaid(file, [])
}

function demoSaid(value: unknown, path: readonly string[]): string[] {
  if (typeof value === 'string' && /bản thử|số giả/i.test(value.normalize('NFC'))) {
    return [`${path.join('.')}: "${value}" is of the demo. Write the real one, or "demo: true" at the top.`]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'made_up' && inner === true
      ? [`${[...path, name].join('.')}: is invented. Write what is real and take this line out.`]
      : demoSaid(inner, [...path, name]),
  )
}

/** Packages and their things are those of prisma/seed/packages.yaml: people find a need by their words. */
function strayKind(
  n: number,
  { package: kind, item, age_from, age_to }: SeedFile['needs'][number],
): string[] {
  const known = packages()
  const faults: string[] = []
  if (!Object.hasOwn(known.packages, kind))
    faults.push(
      `needs.${n}.package: there is no "${kind}" in prisma/seed/packages.yaml. There are: ${Object.keys(known.packages).join(', ')}.`,
    )
  const its = Object.entries(known.items).flatMap(([key, one]) => (one.package === kind ? [key] : []))
  if (item !== undefined && !its.includes(item))
    faults.push(
      `needs.${n}.item: "${item}" is no thing of ${kind} in prisma/seed/packages.yaml. Its things are: ${its.join(', ') || 'none'}. Leave the line out for several things at once.`,
    )
  const both = age_from !== undefined && age_to !== undefined
  if ((age_from !== undefined || age_to !== undefined) && !(both && age_from <= age_to && age_to <= OLDEST))
    faults.push(
      `needs.${n}.age_from: age_from and age_to are both there or neither, in years, the lower first and at most ${OLDEST}.`,
    )
  return faults
}

function nonsense(file: SeedFile): string[] {
  const faults: string[] = []
  for (const [n, one] of file.needs.entries()) {
    faults.push(...strayKind(n, one))
    if (one.taken_at_start > one.cap) {
      faults.push(
        `needs.${n}.taken_at_start: ${one.taken_at_start} is more than the cap ${one.cap}. Correct one of them.`,
      )
    }
    if (one.mode === 'pooled' && one.unit_price !== 1n) {
      faults.push(`needs.${n}.unit_price: a pooled need counts đồng, so write 1.`)
    }
  }
  for (const [n, one] of file.units.entries()) {
    if (one.decision === undefined && file.campaigns.some((campaign) => campaign.unit === one.key)) {
      faults.push(
        `units.${n}.decision: is missing. Whoever is asked for money hears which decision founded the fund.`,
      )
    }
  }
  for (const [n, one] of file.slots.entries()) {
    const [from, to] = one.ages
    if (from < 3 || to > 18 || to - from < 2) {
      faults.push(
        `slots.${n}.ages: write at least two years between 3 and 18, such as '6–8': a narrower band points at a child.`,
      )
    }
    const campaign = file.campaigns.find(({ key }) => key === one.campaign)
    if (campaign && campaign.event !== 'sponsorship') {
      faults.push(
        `slots.${n}.campaign: "${one.campaign}" is an appeal. Places belong to a campaign whose event is sponsorship.`,
      )
    }
  }
  for (const [n, one] of file.campaigns.entries()) {
    const shown = file.needs.find((need) => need.key === one.shows)
    if (shown && shown.campaign !== one.key) {
      faults.push(
        `campaigns.${n}.shows: "${one.shows}" is a need of another campaign. Name one of this campaign.`,
      )
    }
  }
  return faults
}
