import { certificateActions, certified } from '../../src/certificates/index.ts'
import type { Action } from '../../src/conversation/action.ts'
import { type Booked, bookNotice, type Giving, givingActions, lapseDue, receiveNotice, sepay, signSepay } from '../../src/giving/index.ts'
import { needActions } from '../../src/needs/index.ts'
import { peopleActions } from '../../src/people/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { secretFrom } from '../../src/platform/secret.ts'
import { dayOf, formatTime } from '../../src/platform/vietnamese/index.ts'

export const WEBHOOK_SECRET = 'whsec_not_a_real_secret'
export const SECRET_KEY = 'not-a-real-secret-not-a-real-secret'
const DAY_MS = 86_400_000

export type Told = { contact: string; flow: string; key: string; with: Record<string, any>; notBefore?: Date }
export type Outcome = { outcome: string } & Record<string, any>

export interface Transfer {
  /** The bank's reference; by default one that no other transfer has. Null: the messenger gives none. */
  ref?: string | null
  id?: string
  provider?: string
  at?: Date
  account?: string
  direction?: 'in' | 'out'
}

/** A fund, its account and its Tết campaign, with the people of our stories, on a real database. */
export type World = Awaited<ReturnType<typeof world>>

let worlds = 0

export async function world(db: Database, about: { cap?: bigint; taken?: bigint; demo?: boolean } = {}) {
  worlds += 1
  const n = worlds
  let now = new Date('2026-12-20T13:15:00Z')
  const clock = { now: () => now, advance: (by: { days?: number; minutes?: number }) => {
    now = new Date(now.getTime() + (by.days ?? 0) * DAY_MS + (by.minutes ?? 0) * 60_000)
  } }
  const told: Told[] = []
  let random = n * 7_919
  const feeds = ['sepay', 'other'].map((provider) => ({ ...sepay([WEBHOOK_SECRET]), provider }))
  const giving: Giving = {
    tell: {
      async toContact(_, contact, message) {
        if (!told.some((one) => one.key === message.key)) told.push({ contact, ...message } as Told)
      },
      async takeBack(_, prefix) {
        for (let i = told.length - 1; i >= 0; i--) {
          if (told[i]!.key.startsWith(prefix) && (told[i]!.notBefore ?? now) > now) told.splice(i, 1)
        }
      },
    },
    bell: { bank() {}, paper() {} },
    ids,
    secret: secretFrom({ configured: SECRET_KEY }),
    feeds,
    site: 'https://chungtay.example',
    random30bits: () => {
      random = (random * 1_103_515_245 + 12_345) % 2 ** 30
      return random
    },
    demoSecret: about.demo ? WEBHOOK_SECRET : undefined,
    certified,
  }
  const actions = new Map<string, Action>(
    [...givingActions(giving), ...needActions, ...peopleActions, ...certificateActions(giving)].map((one) => [one.name, one]),
  )

  const unit = ids.uuid()
  const account = ids.uuid()
  const campaign = ids.uuid()
  const accountNumber = String(1_000_000_000 + n)
  await db.transaction(async (tx) => {
    await tx.unit.create({
      data: { id: unit, key: `fund-${n}`, kind: 'fund', name: 'Quỹ Bảo trợ trẻ em tỉnh Sơn La (bản thử)', shortName: 'Quỹ', place: 'Sơn La', decision: '00/QĐ-UBND' },
    })
    await tx.bankAccount.create({
      data: { id: account, unitId: unit, bin: '000000', bankName: 'Ngân hàng Thử', number: accountNumber, holder: 'QUỸ BẢN THỬ' },
    })
    await tx.campaign.create({
      data: {
        id: campaign,
        key: `tet-${n}`,
        slug: `tet-${n}`,
        unitId: unit,
        accountId: account,
        eventKind: 'tet',
        flow: 'tet',
        title: 'Tết ấm 2027',
        purpose: 'Quà Tết cho trẻ em vùng cao Sơn La',
        what: 'áo ấm, sữa, bánh',
        forWhom: 'trẻ em vùng cao Sơn La',
        receiptSeries: 'TET27',
        opensAt: new Date('2026-11-30T17:00:00Z'),
        giftBy: new Date('2027-01-30T16:59:59.999Z'),
        receivesUntil: new Date('2027-01-31T16:59:59.999Z'),
        distributeBy: new Date('2027-02-20T16:59:59.999Z'),
        demo: about.demo ?? false,
      },
    })
  })
  const gifts = await addNeed({ what: 'suất quà Tết', unitWord: 'suất', unitPrice: 300_000n, cap: about.cap ?? 600n, taken: about.taken ?? 0n, shows: true })

  async function addNeed(need: {
    what: string
    unitWord: string
    unitPrice: bigint
    cap: bigint
    taken?: bigint
    place?: string
    mode?: 'exclusive' | 'pooled'
    shows?: boolean
    rank?: number
  }): Promise<string> {
    const id = ids.uuid()
    await db.transaction(async (tx) => {
      const { place, taken = 0n, ...rest } = need
      const commune = place && (await tx.commune.create({ data: { id: ids.uuid(), key: id, name: place, province: 'Sơn La' } })).id
      await tx.need.create({
        data: { id, key: id, campaignId: campaign, communeId: commune ?? null, package: 'gifts', mode: 'exclusive', ...rest, taken, takenBefore: taken },
      })
    })
    return id
  }

  let keys = 0
  async function perform(contact: string, name: string, input: object, key = `${n}:${contact}:${keys++}`): Promise<Outcome> {
    const one = actions.get(name)!
    const parsed = one.input.parse(input)
    const result = await db.transaction((tx) => one.run({ tx, clock, ids, contact, key, lang: 'vi' }, parsed))
    const { outcome, ...data } = result as Outcome
    const shape = one.outcomes[outcome]
    if (!shape) throw new Error(`${name} came to "${outcome}", which it does not declare`)
    const checked = shape.strict().safeParse(data)
    if (!checked.success && Object.keys(shape.shape).length > 0) throw new Error(`${name} ${outcome}: ${checked.error.message}`)
    return result as Outcome
  }

  async function person(lang: 'vi' | 'en' = 'vi') {
    const contact = ids.uuid()
    await db.transaction(async (tx) => {
      await tx.contact.create({ data: { id: contact, lang } })
      await tx.address.create({ data: { id: ids.uuid(), contactId: contact, channel: 'simulator', account: 'test', keyHash: new Uint8Array(Buffer.from(contact)) } })
    })
    return {
      contact,
      does: (name: string, input: object = {}, key?: string) => perform(contact, name, input, key),
      /** Promises and asks for the transfer code. */
      async pledges(wish: { units?: number; amount?: bigint; need?: string | null }): Promise<Record<string, any>> {
        const held = await perform(contact, 'pledge.create', { campaign: { id: campaign }, ...wish })
        if (held.outcome !== 'held') throw new Error(`pledge.create came to ${held.outcome}`)
        const ready = await perform(contact, 'pledge.confirm', { pledge: held.pledge })
        return ready.pledge
      },
      hears: (flow: string) => told.filter((one) => one.contact === contact && one.flow === flow && (one.notBefore ?? now) <= now),
    }
  }

  let transfers = 0
  const bank = {
    /** What SePay would send. */
    notification(amount: bigint, memo: string, transfer: Transfer = {}): { provider: string; raw: Buffer; headers: Record<string, string> } {
      transfers += 1
      const at = transfer.at ?? now
      const id = transfer.id ?? String(n * 1_000_000 + transfers)
      const body = `{"id":${id},"gateway":"Thử","transactionDate":"${dayOf(at)} ${formatTime(at)}:${String(at.getUTCSeconds()).padStart(2, '0')}","accountNumber":"${transfer.account ?? accountNumber}","code":null,"content":${JSON.stringify(memo)},"transferType":"${transfer.direction ?? 'in'}","transferAmount":${amount},"accumulated":0,"subAccount":null,"referenceCode":${JSON.stringify(transfer.ref === undefined ? `FT${n}.${transfers}` : transfer.ref)}}`
      const raw = Buffer.from(body)
      const timestamp = String(Math.floor(now.getTime() / 1000))
      return { provider: transfer.provider ?? 'sepay', raw, headers: { 'x-sepay-timestamp': timestamp, 'x-sepay-signature': signSepay(WEBHOOK_SECRET, timestamp, raw) } }
    },
    /** A transfer that its messenger tells of, booked at once. */
    async credits(amount: bigint, memo: string, transfer: Transfer = {}): Promise<Booked> {
      const { provider, raw } = bank.notification(amount, memo, transfer)
      return bank.hears(raw, provider)
    },
    async hears(raw: Buffer, provider = 'sepay'): Promise<Booked> {
      const feed = feeds.find((one) => one.provider === provider)!
      const ref = await db.transaction((tx) => receiveNotice(tx, giving, feed, raw))
      return db.transaction((tx) => bookNotice(tx, giving, ref, now))
    },
  }

  return {
    db,
    clock,
    giving,
    told,
    unit,
    account,
    accountNumber,
    campaign,
    gifts,
    addNeed,
    person,
    bank,
    lapses: () => db.transaction((tx) => lapseDue(tx, giving, now)),
    taken: async (need: string) => (await db.prisma.need.findUniqueOrThrow({ where: { id: need } })).taken,
    /** Sums of this world's ledger by kind of account; credits shown above zero. */
    async books(): Promise<Record<string, bigint>> {
      const rows = await db.prisma.$queryRaw<{ kind: string; sum: bigint }[]>`
        SELECT a.kind, sum(l.amount)::bigint AS sum FROM ledger_account a JOIN ledger_line l ON l.account_id = a.id
        WHERE a.unit_id = ${unit}::uuid GROUP BY a.kind HAVING sum(l.amount) <> 0`
      return Object.fromEntries(rows.map(({ kind, sum }) => [kind, kind === 'bank' ? sum : -sum]))
    },
  }
}

/**
 * What must hold in every state: the books balance, every đồng that came is somewhere, allocations say the same as the
 * ledger, a need has given exactly what live claims hold, receipts have no gap.
 */
export async function checkBooks({ db, unit, campaign }: Pick<World, 'db' | 'unit' | 'campaign'>): Promise<void> {
  const faults = await db.prisma.$queryRaw<{ fault: string }[]>`
    WITH sums AS (
      SELECT a.kind, sum(l.amount)::bigint AS sum FROM ledger_account a JOIN ledger_line l ON l.account_id = a.id
      WHERE a.unit_id = ${unit}::uuid GROUP BY a.kind
    ), had AS (SELECT k.kind, coalesce(-s.sum, 0) AS sum FROM (VALUES ('campaign'), ('pot'), ('surplus'), ('held_late'), ('suspense')) k(kind) LEFT JOIN sums s USING (kind)),
    parts AS (
      SELECT CASE al.target WHEN 'need' THEN 'campaign' ELSE al.target END AS kind, sum(al.amount) AS sum
      FROM allocation al JOIN donation d ON d.id = al.donation_id WHERE d.unit_id = ${unit}::uuid GROUP BY 1
      UNION ALL SELECT 'suspense', sum(amount) FROM donation WHERE unit_id = ${unit}::uuid AND state = 'unmatched'
    )
    SELECT 'ledger sums to ' || sum(sum) AS fault FROM sums HAVING sum(sum) <> 0
    UNION ALL
    SELECT 'bank has ' || b || ' but ' || c || ' came in' FROM
      (SELECT coalesce((SELECT sum FROM sums WHERE kind = 'bank'), 0) AS b,
        (SELECT coalesce(sum(c.amount), 0) FROM bank_credit c JOIN bank_account a ON a.id = c.account_id WHERE a.unit_id = ${unit}::uuid) AS c) x
      WHERE b <> c
    UNION ALL
    SELECT had.kind || ' is ' || had.sum || ' in the ledger and ' || coalesce(parts.sum, 0) || ' in allocations'
      FROM had LEFT JOIN parts USING (kind) WHERE had.sum <> coalesce(parts.sum, 0)
    UNION ALL
    SELECT 'donation of ' || d.amount || ' is allocated ' || coalesce(sum(al.amount), 0) FROM donation d LEFT JOIN allocation al ON al.donation_id = d.id
      WHERE d.unit_id = ${unit}::uuid AND d.state <> 'unmatched' GROUP BY d.id HAVING coalesce(sum(al.amount), 0) <> d.amount
    UNION ALL
    SELECT 'need has given ' || n.taken || ' and claims hold ' || coalesce(sum(c.quantity), 0) + n.taken_before
      FROM need n LEFT JOIN claim c ON c.need_id = n.id AND c.state NOT IN ('lapsed', 'released')
      WHERE n.campaign_id = ${campaign}::uuid GROUP BY n.id HAVING n.taken <> coalesce(sum(c.quantity), 0) + n.taken_before
    UNION ALL
    SELECT 'pledge has received ' || p.received || ' but donations are ' || coalesce(sum(d.amount), 0) FROM pledge p
      LEFT JOIN donation d ON d.pledge_id = p.id AND d.state NOT IN ('unmatched', 'held_late', 'cancelled_pledge')
      WHERE p.campaign_id = ${campaign}::uuid GROUP BY p.id HAVING p.received <> coalesce(sum(d.amount), 0)
    UNION ALL
    SELECT 'a live claim of a pledge that is ' || p.state FROM claim c JOIN pledge p ON p.id = c.pledge_id
      WHERE p.campaign_id = ${campaign}::uuid AND p.need_id IS NOT NULL AND ((c.state = 'held' AND p.state <> 'held') OR (c.state = 'pledged' AND p.state <> 'open')
        OR (c.state = 'received' AND p.state <> 'part_paid') OR (c.state IN ('lapsed', 'released') AND p.state IN ('held', 'open', 'part_paid')))
    UNION ALL
    SELECT 'receipts ' || count(*) || ', last number ' || max(number) FROM receipt WHERE unit_id = ${unit}::uuid HAVING count(*) <> coalesce(max(number), 0)
    UNION ALL
    SELECT 'a donation with an owner has no receipt' FROM donation d LEFT JOIN receipt r ON r.donation_id = d.id
      WHERE d.unit_id = ${unit}::uuid AND (d.contact_id IS NULL) <> (r.id IS NULL)`
  if (faults.length > 0) throw new Error(faults.map((one) => one.fault).join('; '))
}
