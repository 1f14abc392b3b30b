import { parse } from 'yaml'
import { z } from 'zod'
import { MISSING, RECEIVERS } from '../spending/index.ts'
import { faultOf, SeedError } from './seed-file.ts'
import { account, campaign, count, day, key, line, need } from './seed-shape.ts'

/** The shape of prisma/seed/demo-story.yaml, whose head says what everything means. */
const gift = z.strictObject({
  by: key,
  campaign: key,
  need: key.optional(),
  units: count.optional(),
  amount: count.optional(),
  day,
  certificate: line.optional(),
})

const brought = z.strictObject({
  need: key,
  sent: count,
  arrived: count,
  missing: z.enum(MISSING).optional(),
  day,
  receiver: z.enum(RECEIVERS),
  confirmed: day,
})

const purchase = z.strictObject({
  campaign: key,
  voucher: line,
  what: line,
  seller: line,
  day,
  amount: count,
  lines: z.array(z.strictObject({ need: key, quantity: count, unit_price: count })),
  brought: z.array(brought).default([]),
})

const story = z.strictObject({
  officers: z.tuple([line, line]),
  donors: z.record(key, z.strictObject({ thanked: line.optional() })),
  accounts: z.array(account),
  campaigns: z.array(campaign),
  needs: z.array(need),
  gifts: z.array(gift),
  purchases: z.array(purchase),
})
export type Story = z.infer<typeof story>

/** @throws SeedError */
export function readStory(yaml: string): Story {
  const read = story.safeParse(parse(yaml, { intAsBigInt: true }))
  if (!read.success) throw new SeedError(read.error.issues.map(faultOf))
  return read.data
}
