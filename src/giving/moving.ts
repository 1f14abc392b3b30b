import { uuids } from '../platform/columns.ts'
import type { HotSql } from '../platform/db.ts'
import { type Handing, type Returning, resealed } from '../platform/handing.ts'
import type { Tx } from '../platform/tx.ts'
import { resealBehalf } from './behalf/store.ts'
import { undrawReceipts } from './donations/receipt-store.ts'
import { resealBeside } from './pledges/beside.ts'

/** Tables whose rows are a donor's. */
const TABLES = [
  'pledge',
  'sponsorship',
  'donation',
  'bank_watch',
  'credit_claim',
  'invitation',
  'invited',
  'slot_wish',
  'offer',
] as const
type Table = (typeof TABLES)[number]

/** What of giving changed hands, by table, and which drawn papers lie under the key before: to be removed after the commit. */
export interface DonorMoved {
  readonly moved: Readonly<Record<Table, readonly string[]>>
  readonly files: readonly string[]
}

/**
 * A donor's promises, and what they gave, are another's, who they are. Promises first: whoever books money for one holds it,
 * and what comes of that is seen by what follows.
 */
export async function moveDonor(tx: Tx, hot: HotSql, handing: Handing): Promise<DonorMoved> {
  const { from, to } = handing
  const give = async (table: Table) => idsOf(await hot.query<Row>(`move_${table}`, GIVE[table], [from, to]))
  const moved = {
    pledge: await give('pledge'),
    sponsorship: await give('sponsorship'),
    donation: await give('donation'),
    bank_watch: await give('bank_watch'),
    credit_claim: await give('credit_claim'),
    invitation: await give('invitation'),
    invited: await give('invited'),
    slot_wish: await give('slot_wish'),
    offer: await give('offer'),
  }
  await resealOffers(tx, handing, moved.offer)
  await resealBehalf(tx, handing, moved.pledge)
  await resealBeside(tx, handing, moved.pledge)
  return { moved, files: await resealReceipts(tx, handing, moved.donation) }
}

/**
 * What came from a donor goes back, and what was promised at their addresses since. Money goes with its promise, whenever it
 * came; money without one with whoever said, and knew, that it is theirs, or with the gift by whose receipt it was given to them.
 */
export async function moveDonorBack(
  tx: Tx,
  hot: HotSql,
  handing: Handing,
  returning: Returning,
): Promise<DonorMoved> {
  const { from, to } = handing
  const { moved: had, addresses } = returning
  const give = async (table: Exclude<Table, 'donation' | 'sponsorship'>) => {
    const going = [from, to, uuids(had[table] ?? []), uuids(addresses)]
    return idsOf(await hot.query<Row>(`move_back_${table}`, GIVE_SOME[table], going))
  }
  const sponsorship = await sponsorshipsGoing(hot, from, returning)
  const pledge = await give('pledge')
  await hot.query('move_back_sponsorship', GIVE_THESE.sponsorship, [from, to, uuids(sponsorship)])
  const donation = await donationsGoing(hot, from, returning)
  await hot.query('move_back_donation', GIVE_THESE.donation, [from, to, uuids(donation)])
  const moved = {
    pledge,
    sponsorship,
    donation,
    bank_watch: await give('bank_watch'),
    credit_claim: await give('credit_claim'),
    invitation: await give('invitation'),
    invited: await give('invited'),
    slot_wish: await give('slot_wish'),
    offer: await give('offer'),
  }
  await resealOffers(tx, handing, moved.offer)
  await resealBehalf(tx, handing, moved.pledge)
  await resealBeside(tx, handing, moved.pledge)
  return { moved, files: await resealReceipts(tx, handing, moved.donation) }
}

/** Which donations of somebody go back when a link is undone. */
export async function donationsGoing(
  hot: HotSql,
  contact: string,
  { moved, addresses }: Returning,
): Promise<string[]> {
  const had = [uuids(moved.pledge ?? []), uuids(moved.donation ?? [])]
  return idsOf(await hot.query<Row>('donations_going', GOING, [contact, ...had, uuids(addresses)]))
}

/** The same of sponsorships: one that was begun goes with its promise, wherever its place was taken; one that is held, by where it was. */
export async function sponsorshipsGoing(
  hot: HotSql,
  contact: string,
  { moved, addresses }: Returning,
): Promise<string[]> {
  const had = [uuids(moved.pledge ?? []), uuids(moved.sponsorship ?? [])]
  return idsOf(await hot.query<Row>('sponsorships_going', SPONSORED, [contact, ...had, uuids(addresses)]))
}

interface Row {
  readonly id: string
}
const idsOf = (rows: readonly Row[]): string[] => rows.map(({ id }) => id)

const each = (sql: (table: Table) => string) =>
  Object.fromEntries(TABLES.map((table) => [table, sql(table)])) as Record<Table, string>
const GIVE = each(
  (table) => `update ${table} set contact_id = $2::uuid where contact_id = $1::uuid returning id::text as id`,
)
const GIVE_SOME = each(
  (table) =>
    `update ${table} set contact_id = $2::uuid where contact_id = $1::uuid and (id = any($3::uuid[])
     or address_id = any($4::uuid[])) returning id::text as id`,
)
// What an officer gave to somebody by the receipt of another gift goes where that one goes.
const GOING = `with own as (
  select d.id from donation d left join pledge p on p.id = d.pledge_id where d.contact_id = $1::uuid
  and (p.id = any($2::uuid[]) or p.address_id = any($4::uuid[]) or p.id is null and (d.id = any($3::uuid[]) or exists (
    select 1 from credit_claim k where k.credit_id = d.credit_id and k.matched and k.address_id = any($4::uuid[]))
    or exists (select 1 from offer o where o.donation_id = d.id and o.address_id = any($4::uuid[]))))
) select id::text as id from own union
select d.id::text from donation d join own on own.id = d.like_id where d.contact_id = $1::uuid and d.pledge_id is null order by id`
const SPONSORED = `select s.id::text as id from sponsorship s left join pledge p on p.id = s.pledge_id
where s.contact_id = $1::uuid and case when p.id is null then s.id = any($3::uuid[]) or s.address_id = any($4::uuid[])
  else p.id = any($2::uuid[]) or p.address_id = any($4::uuid[]) end order by 1`
const GIVE_THESE = each(
  (table) => `update ${table} set contact_id = $2::uuid where contact_id = $1::uuid and id = any($3::uuid[])`,
)

/** Names on receipts lie under the other key; what was drawn is drawn anew when somebody asks. */
async function resealReceipts(tx: Tx, handing: Handing, donations: readonly string[]): Promise<string[]> {
  const gone = await undrawReceipts(tx, donations)
  const rows = await tx.receipt.findMany({ where: { donationId: { in: [...donations] } } })
  for (const { id, donorName } of rows) {
    const name = donorName && resealed(handing, 'name', donorName)
    await tx.receipt.update({ where: { id }, data: { donorName: name } })
  }
  return gone
}

/** What was said of offers lies under the other key too. */
async function resealOffers(tx: Tx, handing: Handing, offers: readonly string[]): Promise<void> {
  for (const { id, body } of await tx.offer.findMany({ where: { id: { in: [...offers] } } }))
    if (body) await tx.offer.update({ where: { id }, data: { body: resealed(handing, 'offer', body) } })
}
