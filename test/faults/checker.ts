import type { Gift, History } from './history.ts'
import { open } from './opened.ts'

/**
 * Judges a fault test from outside: what the people and the bank saw, what the fake platform counted, and SQL. It
 * shares no code with the program.
 */
export interface Evidence {
  readonly history: History
  /** What reached each chat of the fake platform, in order. */
  readonly received: ReadonlyMap<string, readonly string[]>
  readonly sql: (text: string, params?: readonly unknown[]) => Promise<Record<string, unknown>[]>
  /** Đồng of one gift. */
  readonly gift: bigint
}

export interface Verdict {
  /** Empty when every promise was kept. */
  readonly broken: readonly string[]
  /** Answers that reached a chat more than once: allowed, counted. */
  readonly sentTwice: number
  /** At-most-once messages that nobody can tell the fate of: allowed, listed. */
  readonly unknown: number
  readonly figures: Readonly<Record<string, number>>
}

export async function check(evidence: Evidence): Promise<Verdict> {
  const { history, sql } = evidence
  const one = async (text: string, params?: readonly unknown[]) =>
    Number(Object.values((await sql(text, params))[0]!)[0])
  const broken: string[] = []
  const must = (holds: boolean, what: string) => {
    if (!holds) broken.push(what)
  }
  const none = (count: number, what: string) => must(count === 0, `${count} ${what}`)

  await checkAcknowledged(evidence, broken)
  await checkGifts(evidence, broken)

  // ── money and places ─────────────────────────────────────────────────────────────────────────────────────────
  const notices = history.sent.filter((sent) => sent.kind === 'notice')
  none(
    await one('select abs(coalesce(sum(amount), 0)) from ledger_line'),
    'đồng more on one side of the ledger',
  )
  none(
    await one('select count(*) from (select entry_id from ledger_line group by 1 having sum(amount) <> 0) e'),
    'ledger entries that do not balance',
  )
  const inBank = await one(
    `select coalesce(sum(l.amount), 0) from ledger_line l join ledger_account a on a.id = l.account_id where a.kind = 'bank'`,
  )
  const paid = Number(evidence.gift) * notices.filter((sent) => sent.acknowledged).length
  const perhaps = Number(evidence.gift) * notices.length
  must(paid <= inBank && inBank <= perhaps, `the bank account has ${inBank} đồng, but people paid ${paid}`)
  none(
    await one(`select count(*) from need n where taken - taken_before - from_pot - brought_promised - brought <>
      (select coalesce(sum(quantity), 0) from claim c where c.need_id = n.id and c.state not in ('lapsed', 'released'))`),
    'needs of which more or less is taken than is claimed',
  )
  none(await one('select count(*) from need where taken > cap'), 'needs of which more is taken than there is')
  none(
    await one(`select count(*) from receipt_series s where next - 1 <>
      (select count(*) from receipt r where r.unit_id = s.unit_id and r.series = s.series)`),
    'series of receipts with a gap',
  )

  // ── nothing lies about ───────────────────────────────────────────────────────────────────────────────────────
  none(await one('select count(*) from todo where stuck_at is not null'), 'items that were given up')
  none(
    await one('select count(*) from todo where stuck_at is null and not_before <= now()'),
    'items that wait for their turn',
  )
  none(
    await one(`select count(*) from outbox where state not in ('sent', 'unknown')`),
    'messages that were not sent',
  )
  none(
    await one(`select count(*) from outbox where state = 'unknown' and class <> 'once'`),
    'answers that were given up',
  )
  none(
    await one(`select count(*) from bank_notice where state <> 'booked'`),
    'bank notices that were not booked',
  )

  const messages = await checkMessages(evidence, broken)
  return {
    broken,
    sentTwice: messages.sentTwice,
    unknown: await one(`select count(*) from outbox where state = 'unknown'`),
    figures: {
      people: history.gifts.length,
      finished: history.gifts.filter((gift) => gift.finished).length,
      sent: history.sent.length,
      tries: history.sent.reduce((sum, sent) => sum + sent.tries, 0),
      replies: await one('select count(*) from outbox'),
      receipts: await one('select count(*) from receipt'),
    },
  }
}

/** Nothing that was acknowledged is lost, and nothing is there twice. */
async function checkAcknowledged({ history, sql }: Evidence, broken: string[]) {
  const updates = new Set(
    (await sql(`select external_id from inbox where source like 'telegram:%'`)).map((row) => row.external_id),
  )
  // The web chat keeps the sender's id behind the address of who sent it.
  const chats = (await sql(`select external_id from inbox where source like 'web-chat:%'`)).map((row) =>
    String(row.external_id),
  )
  const chatIds = new Set(chats.map((id) => id.slice(id.indexOf(':') + 1)))
  const notices = new Set((await sql('select provider_id from bank_notice')).map((row) => row.provider_id))
  const kept = { update: updates, chat: chatIds, notice: notices }
  for (const { kind, id, acknowledged } of history.sent) {
    if (acknowledged && !kept[kind].has(id)) broken.push(`${kind} ${id} was acknowledged and is lost`)
  }
  if (chatIds.size !== chats.length) broken.push('a chat message is there twice')
}

/** Exactly one pledge, donation, receipt and end for every gift. */
async function checkGifts({ history, sql }: Evidence, broken: string[]) {
  const rows = await sql(
    `select p.code, p.state, count(distinct d.id)::int as donations, count(distinct r.id)::int as receipts
     from pledge p left join donation d on d.pledge_id = p.id left join receipt r on r.donation_id = d.id group by p.id`,
  )
  const byCode = new Map(rows.map((row) => [row.code, row]))
  for (const gift of history.gifts) {
    if (!gift.finished)
      broken.push(
        `${gift.channel} ${gift.who} (code ${gift.code}, paid ${gift.paid}) was left without an end`,
      )
    const pledge = byCode.get(gift.code)
    if (gift.code && !pledge) broken.push(`nobody knows the code ${gift.code} that was told`)
    if (gift.paid && (pledge?.state !== 'fulfilled' || pledge.donations !== 1 || pledge.receipts !== 1)) {
      broken.push(`gift ${gift.code} came to ${JSON.stringify(pledge)}`)
    }
  }
  if (rows.length > history.gifts.length)
    broken.push(`${rows.length} pledges of ${history.gifts.length} people`)
  const [all] = await sql(
    'select (select count(*)::int from donation) as donations, (select count(*)::int from receipt) as receipts',
  )
  if (all!.donations !== all!.receipts)
    broken.push(`${all!.donations} donations have ${all!.receipts} receipts`)
  if (Number(all!.donations) > history.gifts.length)
    broken.push(`${all!.donations} donations of ${history.gifts.length} people`)
}

/** Every reply has arrived, in order; what may go once did not go twice. */
async function checkMessages({ history, received, sql }: Evidence, broken: string[]) {
  const sealed = await sql(
    `select a.channel, a.external_id, o.id::text as id, o.state, o.payload, o.contact_id, k.wrapped, a.id as address
     from outbox o join address a on a.id = o.address_id join person_key k on k.contact_id = o.contact_id order by o.id`,
  )
  const rows = sealed.map(
    ({ external_id, payload, contact_id, wrapped, ...row }): Record<string, unknown> => ({
      ...row,
      text: (JSON.parse(open(contact_id, wrapped, 'told', payload)) as { text: string }).text,
      chat: external_id && open(contact_id, wrapped, 'address', external_id),
    }),
  )
  const once = new Set(history.once)
  const lines = grouped(
    rows.filter((row) => row.channel === 'telegram'),
    (row) => String(row.chat),
  )
  let sentTwice = 0
  for (const [chat, line] of lines) {
    const due = line.filter((row) => row.state === 'sent').map((row) => String(row.text))
    const all = line.map((row) => String(row.text))
    const { missing, twice, wrong } = compare(due, all, received.get(chat) ?? [])
    sentTwice += twice.length
    for (const text of missing) broken.push(`chat ${chat} never got "${text}"`)
    for (const text of wrong) broken.push(`chat ${chat} got "${text}" out of its order`)
    for (const text of twice)
      if (once.has(text)) broken.push(`chat ${chat} got "${text}" twice, which may go once`)
  }
  const web = grouped(
    rows.filter((row) => row.channel === 'web-chat'),
    (row) => String(row.address),
  )
  const fetched = new Set(history.gifts.filter(isWeb).map((gift) => gift.fetched.join(',')))
  for (const line of web.values()) {
    const ids = line.map((row) => row.id).join(',')
    if (!fetched.has(ids)) broken.push(`somebody in the web chat was told ${ids} and fetched something else`)
  }
  return { sentTwice }
}

const isWeb = (gift: Gift) => gift.channel === 'web-chat'

/**
 * Lays what arrived beside what was to be said, both in order. What comes next in the order has arrived; what came
 * before and comes again is a repeat; anything else is out of its order.
 *
 * @param due what must have arrived
 * @param all with what may have arrived
 */
export function compare(due: readonly string[], all: readonly string[], arrived: readonly string[]) {
  const twice: string[] = []
  const wrong: string[] = []
  const seen = new Set<number>()
  const must = new Map<string, number>()
  for (const text of due) must.set(text, (must.get(text) ?? 0) + 1)
  let next = 0
  for (const text of arrived) {
    const ahead = all.indexOf(text, next)
    // Only what is not owed may be passed over.
    const passed = ahead < 0 ? [] : all.slice(next, ahead)
    if (ahead >= 0 && passed.every((other) => !must.has(other))) {
      seen.add(ahead)
      next = ahead + 1
    } else if (all.slice(0, next).includes(text)) twice.push(text)
    else wrong.push(text)
  }
  const got = new Map<string, number>()
  for (const index of seen) got.set(all[index]!, (got.get(all[index]!) ?? 0) + 1)
  const missing = [...must].flatMap(([text, count]) =>
    Array<string>(Math.max(0, count - (got.get(text) ?? 0))).fill(text),
  )
  return { missing, twice, wrong }
}

function grouped<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}
