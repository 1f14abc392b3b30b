import type { Tx } from '../platform/tx.ts'

/** A campaign whose givers are being told that its day was put off: to which day, and up to whom they have been told. */
interface TellingLate {
  readonly campaign: string
  readonly by: Date
  readonly after: string
}

/** One of them, locked until the transaction ends; another process takes another. */
export async function takeTellingLate(tx: Tx): Promise<TellingLate | undefined> {
  const [row] = await tx.$queryRaw<TellingLate[]>`
    SELECT id::text AS campaign, distribute_by AS by, late_told_to::text AS after FROM campaign
    WHERE late_told_to IS NOT NULL ORDER BY id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`
  return row
}

/** The next who have given to a campaign and want news of their gifts, in the order of their ids: that of an index of gifts. */
export async function giversAfter(tx: Tx, campaign: string, after: string, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ contact: string }[]>`
    SELECT DISTINCT d.contact_id::text AS contact FROM donation d
    WHERE d.campaign_id = ${campaign}::uuid AND d.contact_id > ${after}::uuid AND d.state NOT IN ('returned', 'mistaken')
      AND EXISTS (SELECT 1 FROM consent c WHERE c.contact_id = d.contact_id AND c.purpose = 'my_gifts' AND c.withdrawn_at IS NULL)
    ORDER BY 1 LIMIT ${limit}`
  return rows.map(({ contact }) => contact)
}

/** @param contact null: all have been told */
export async function noteToldTo(tx: Tx, campaign: string, contact: string | null): Promise<void> {
  await tx.campaign.update({ where: { id: campaign }, data: { lateToldTo: contact } })
}

/** Ids of what somebody gave to a campaign and did not get back, the latest first: that waits likeliest. */
export async function giftsTo(tx: Tx, contact: string, campaign: string): Promise<string[]> {
  const rows = await tx.donation.findMany({
    where: { contactId: contact, campaignId: campaign, state: { notIn: ['returned', 'mistaken'] } },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}
