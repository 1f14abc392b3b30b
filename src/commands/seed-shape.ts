import { z } from 'zod'
import { SEXES } from '../needs/index.ts'

/**
 * The shape of a seed file; its own head (prisma/seed/demo.yaml) says what everything means. Money and counts are read
 * as bigint.
 */
export const key = z.string().regex(/^[a-z0-9{}.-]+$/, 'a key has small letters, digits and hyphens')
export const line = z.string().trim().min(1)
export const count = z.bigint().nonnegative()
const madeUp = z.boolean().default(false)
/** `2027-01-30`, or an anchor and a distance: `tet-7d`. */
export const day = z
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

export const account = z.strictObject({
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

export const campaign = z.strictObject({
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

export const need = z.strictObject({
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
  portion: z.bigint().positive().optional(),
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

export const seedFile = z.strictObject({
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
