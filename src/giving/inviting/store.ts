import type { Tx } from '../../platform/tx.ts'

interface Invitation {
  readonly id: string
  readonly contactId: string
  readonly addressId: string | null
  readonly campaignId: string
  readonly code: string
  readonly createdAt: Date
}

/** The first that somebody has for a campaign: their link stays the same, however often they ask. */
export async function invitationOf(
  tx: Tx,
  contact: string,
  campaign: string,
): Promise<Invitation | undefined> {
  const where = { contactId: contact, campaignId: campaign }
  return (await tx.invitation.findFirst({ where, orderBy: { createdAt: 'asc' } })) ?? undefined
}

export async function insertInvitation(tx: Tx, invitation: Invitation): Promise<void> {
  await tx.invitation.create({ data: { ...invitation } })
}

export async function invitationByCode(tx: Tx, code: string): Promise<Invitation | undefined> {
  return (await tx.invitation.findUnique({ where: { code } })) ?? undefined
}

/** Whether somebody came by a link to this campaign before. */
export async function cameBefore(tx: Tx, contact: string, campaign: string): Promise<boolean> {
  const came = { contactId: contact, invitation: { campaignId: campaign } }
  return (await tx.invited.findFirst({ where: came, select: { id: true } })) !== null
}

export async function insertInvited(
  tx: Tx,
  row: {
    readonly id: string
    readonly contactId: string
    readonly addressId: string | null
    readonly invitationId: string
    readonly at: Date
  },
): Promise<void> {
  await tx.invited.create({ data: { ...row } })
}

/**
 * How many people gave to a campaign after they had followed somebody's link to it, by whose link; nobody counts for their own.
 * Only those who are given here are asked about, or all.
 */
export async function broughtTo(
  tx: Tx,
  campaign: string,
  contact: string | null = null,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ contact: string; count: number }[]>`
    SELECT i.contact_id::text AS contact, count(DISTINCT v.contact_id)::int AS count
    FROM invitation i JOIN invited v ON v.invitation_id = i.id AND v.contact_id <> i.contact_id
    WHERE i.campaign_id = ${campaign}::uuid AND (${contact}::uuid IS NULL OR i.contact_id = ${contact}::uuid)
      AND EXISTS (SELECT 1 FROM donation d JOIN receipt r ON r.donation_id = d.id AND r.state = 'valid'
        WHERE d.contact_id = v.contact_id AND d.campaign_id = i.campaign_id AND r.issued_at >= v.at)
    GROUP BY i.contact_id`
  return new Map(rows.map((row) => [row.contact, row.count]))
}

/** Links that somebody has, and links that they followed, go with them. */
export async function forgetInvitations(tx: Tx, contact: string): Promise<void> {
  await tx.invited.deleteMany({ where: { contactId: contact } })
  await tx.invitation.deleteMany({ where: { contactId: contact } })
}

/** Somebody's own links, and those that they followed: not whose they were. */
export async function copyOfInvitations(tx: Tx, contact: string): Promise<InvitationsCopy> {
  const campaign = { select: { title: true } }
  const mine = await tx.invitation.findMany({
    where: { contactId: contact },
    orderBy: { createdAt: 'asc' },
    include: { campaign },
  })
  const followed = await tx.invited.findMany({
    where: { contactId: contact },
    orderBy: { at: 'asc' },
    include: { invitation: { include: { campaign } } },
  })
  return {
    invitations: mine.map(({ campaign: { title }, createdAt }) => ({ campaign: title, at: createdAt })),
    invitedTo: followed.map(({ invitation, at }) => ({ campaign: invitation.campaign.title, at })),
  }
}

export interface InvitationsCopy {
  readonly invitations: readonly { readonly campaign: string; readonly at: Date }[]
  readonly invitedTo: readonly { readonly campaign: string; readonly at: Date }[]
}
