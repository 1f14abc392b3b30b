import { countKept } from '../../src/app/counting.ts'
import { certificateActions, certified, revokeOf } from '../../src/certificates/index.ts'
import type { Action, Way } from '../../src/conversation/action.ts'
import { awaited, openAlarm } from '../../src/conversation/index.ts'
import type { Values } from '../../src/engine/index.ts'
import {
  type Booked,
  bookNotice,
  type DonationRecord,
  type Giving,
  givingActions,
  givingTellings,
  isOurs,
  lapseDue,
  noticeId,
  noticeRef,
  receiveNotice,
  releaseHolds,
  sepay,
  signSepay,
  turnMonths,
} from '../../src/giving/index.ts'
import type { PledgeRecord } from '../../src/giving/pledges/record.ts'
import type { PlaceRecord } from '../../src/giving/sponsorship/record.ts'
import type { ScheduleRecord } from '../../src/giving/sponsorship/schedule-record.ts'
import { makeSlot, needActions, type SlotSheet } from '../../src/needs/index.ts'
import { peopleActions } from '../../src/people/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import { personKeys } from '../../src/platform/person-key.ts'
import { secretFrom } from '../../src/platform/secret.ts'
import { asDay, asMonth, dayOf, formatTime } from '../../src/platform/vietnamese/index.ts'

export const WEBHOOK_SECRET = 'whsec_not_a_real_secret'
export const SECRET_KEY = 'not-a-real-secret-not-a-real-secret'
export const KEYS = personKeys(secretFrom({ configured: SECRET_KEY }))
const DAY_MS = 86_400_000

interface FileRef {
  file: string
  name: string
  mime: string
}

/** What a message brings along: what its flow takes, of which each message has a part. */
export interface Told {
  contact: string
  flow: string
  key: string
  with: {
    pledge: PledgeRecord
    donation: DonationRecord
    sponsored: PlaceRecord
    schedule: ScheduleRecord
    last: boolean
  }
  notBefore?: Date
}

/** What an action came to: of these fields, those that its outcome has. The world checks them against its shape. */
export interface Outcome {
  outcome: string
  pledge: PledgeRecord
  first: PledgeRecord
  second: PledgeRecord
  donation: DonationRecord
  sponsored: PlaceRecord
  schedule: ScheduleRecord
  held: { id: string; until: Date }
  slot: { id: string; monthly: bigint }
  after: number
  latest: DonationRecord
  credits: { id: string }[]
  qr: FileRef
  image: FileRef
  pdf: FileRef
  url: string
  number: string
  check_at: Date
  check_again_at: Date
  answer_by: Date
}

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
  const clock = {
    now: () => now,
    /** To an instant that is yet to come. */
    to: (instant: string) => {
      now = new Date(instant)
    },
    advance: (by: { days?: number; minutes?: number }) => {
      now = new Date(now.getTime() + (by.days ?? 0) * DAY_MS + (by.minutes ?? 0) * 60_000)
    },
  }
  const told: Told[] = []
  /** Keys of all that was ever to be told: the inbox keeps them, also of what was taken back. */
  const everTold = new Set<string>()
  /** Whom a person of the fund is to call. */
  const called: { contact: string; reason: string }[] = []
  /** Notices that a worker is to book. */
  const rung: string[] = []
  let random = n * 7_919
  const feeds = ['sepay', 'other'].map((provider) => ({ ...sepay([WEBHOOK_SECRET]), provider }))
  const giving: Giving = {
    tell: {
      // Read at once, as if its turn came now; what is due later is read when a test asks for it (`tells`).
      async toContact(tx, contact, message) {
        if (everTold.has(message.key)) return
        everTold.add(message.key)
        const read = message.notBefore
          ? undefined
          : await tellings[message.flow]!({ tx, contact, now }, message.with)
        if (read?.kind !== 'nothing') told.push({ contact, ...message, ...read } as Told)
      },
      async takeBack(_, prefix) {
        for (let i = told.length - 1; i >= 0; i--) {
          if (told[i]!.key.startsWith(prefix) && (told[i]!.notBefore ?? now) > now) told.splice(i, 1)
        }
        // Read at once, so nothing of it was left unsaid.
        return 0
      },
    },
    bell: {
      bank: (notice) => void rung.push(notice),
      paper() {},
    },
    ids,
    secret: secretFrom({ configured: SECRET_KEY }),
    markKey: Buffer.alloc(32, 7),
    keys: KEYS,
    feeds,
    site: 'https://chungtay.example',
    random30bits: () => {
      random = (random * 1_103_515_245 + 12_345) % 2 ** 30
      return random
    },
    demoSecret: about.demo ? WEBHOOK_SECRET : undefined,
    certified,
    revokeCertificates: revokeOf,
    callPerson: async (_, contact, reason) => void called.push({ contact, reason }),
  }
  const tellings = givingTellings(giving)
  // Who refuses messages is asked at each turn; what is taken back from the inbox is in test/conversation.
  const people = peopleActions({
    hush: async () => {},
    hasOpenMoney: async () => false,
    openAlarm,
    countKept,
    awaited,
    isOurs,
  })
  const actions = new Map<string, Action>(
    [...givingActions(giving), ...needActions, ...people, ...certificateActions(giving)].map((one) => [
      one.name,
      one,
    ]),
  )

  const unit = ids.uuid()
  const account = ids.uuid()
  const campaign = ids.uuid()
  const accountNumber = String(1_000_000_000 + n)
  await db.transaction(async (tx) => {
    await tx.unit.create({
      data: {
        id: unit,
        key: `fund-${n}`,
        kind: 'fund',
        name: 'Quỹ Bảo trợ trẻ em tỉnh Sơn La (bản thử)',
        shortName: 'Quỹ',
        place: 'Sơn La',
        decision: '00/QĐ-UBND',
        hotline: '0000 000 000 (số giả)',
      },
    })
    await tx.bankAccount.create({
      data: {
        id: account,
        unitId: unit,
        bin: '000000',
        bankName: 'Ngân hàng Thử',
        number: accountNumber,
        holder: 'QUỸ BẢN THỬ',
      },
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
        // Each world of this database has the same ones.
        ownMarks: false,
        opensAt: new Date('2026-11-30T17:00:00Z'),
        giftBy: new Date('2027-01-30T16:59:59.999Z'),
        receivesUntil: new Date('2027-01-31T16:59:59.999Z'),
        distributeBy: new Date('2027-02-20T16:59:59.999Z'),
        demo: about.demo ?? false,
      },
    })
  })
  const gifts = await addNeed({
    what: 'suất quà Tết',
    unitWord: 'suất',
    unitPrice: 300_000n,
    cap: about.cap ?? 600n,
    taken: about.taken ?? 0n,
    shows: true,
  })

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
      const commune =
        place &&
        (await tx.commune.create({ data: { id: ids.uuid(), key: id, name: place, province: 'Sơn La' } })).id
      await tx.need.create({
        data: {
          id,
          key: id,
          campaignId: campaign,
          communeId: commune ?? null,
          package: 'gifts',
          mode: 'exclusive',
          ...rest,
          taken,
          takenBefore: taken,
        },
      })
    })
    return id
  }

  /** A place that waits for a sponsor. The campaign goes on to the end of its school year. */
  async function addSlot(about: Partial<SlotSheet> = {}): Promise<string> {
    return db.transaction(async (tx) => {
      const receivesUntil = new Date('2027-12-31T16:59:59.999Z')
      await tx.campaign.update({ where: { id: campaign }, data: { receivesUntil } })
      const sheet = {
        campaignId: campaign,
        province: 'Sơn La',
        communeId: null,
        sex: 'female' as const,
        ageFrom: 6,
        ageTo: 8,
        what: 'bữa trưa và sách vở',
        monthly: 200_000n,
        untilMonth: asMonth('2027-05'),
        waitsSince: asDay('2026-11-03'),
        madeUp: true,
      }
      return makeSlot(tx, ids, { ...sheet, ...about }, now)
    })
  }

  let keys = 0
  /** Where each person writes. */
  const addresses = new Map<string, string>()
  async function perform(
    contact: string,
    name: string,
    input: object,
    key = `${n}:${contact}:${keys++}`,
    way: Way | null = 'button',
  ): Promise<Outcome> {
    const one = actions.get(name)!
    const parsed = one.input.parse(input)
    const address = addresses.get(contact)
    const said = { contact, address, key, lang: 'vi' as const, way: way ?? undefined }
    const result = await db.transaction((tx, hot) =>
      one.run({ tx, hot, clock, ids, keys: KEYS, ...said }, parsed),
    )
    const { outcome, ...data } = result as { outcome: string }
    const shape = one.outcomes[outcome]
    if (!shape) throw new Error(`${name} came to "${outcome}", which it does not declare`)
    const checked = shape.strict().safeParse(data)
    if (!checked.success && Object.keys(shape.shape).length > 0)
      throw new Error(`${name} ${outcome}: ${checked.error.message}`)
    return result as unknown as Outcome
  }

  async function person(lang: 'vi' | 'en' = 'vi') {
    const [contact, address] = [ids.uuid(), ids.uuid()]
    addresses.set(contact, address)
    await db.transaction(async (tx) => {
      await tx.contact.create({ data: { id: contact, lang } })
      const wrapped = Uint8Array.from(KEYS.make(contact).wrapped)
      await tx.personKey.create({ data: { contactId: contact, wrapped } })
      await tx.address.create({
        data: {
          id: address,
          contactId: contact,
          channel: 'simulator',
          account: 'test',
          keyHash: new Uint8Array(Buffer.from(contact)),
        },
      })
    })
    return {
      contact,
      address,
      does: (name: string, input: object = {}, key?: string, way?: Way | null) =>
        perform(contact, name, input, key, way),
      /** Promises and asks for the transfer code. */
      async pledges(wish: { units?: number; amount?: bigint; need?: string | null }): Promise<PledgeRecord> {
        const held = await perform(contact, 'pledge.create', { campaign: { id: campaign }, ...wish })
        if (held.outcome !== 'held') throw new Error(`pledge.create came to ${held.outcome}`)
        const ready = await perform(contact, 'pledge.confirm', { pledge: held.pledge })
        return ready.pledge
      },
      /** What a message posted so would say now. */
      tells: (flow: string, posted: Values) =>
        db.transaction((tx) => tellings[flow]!({ tx, contact, now }, posted)),
      hears: (flow: string) =>
        told.filter((one) => one.contact === contact && one.flow === flow && (one.notBefore ?? now) <= now),
    }
  }

  let transfers = 0
  const bank = {
    /** What SePay would send. */
    notification(
      amount: bigint,
      memo: string,
      transfer: Transfer = {},
    ): { provider: string; raw: Buffer; headers: Record<string, string> } {
      transfers += 1
      const at = transfer.at ?? now
      const id = transfer.id ?? String(n * 1_000_000 + transfers)
      const body = `{"id":${id},"gateway":"Thử","transactionDate":"${dayOf(at)} ${formatTime(at)}:${String(at.getUTCSeconds()).padStart(2, '0')}","accountNumber":"${transfer.account ?? accountNumber}","code":null,"content":${JSON.stringify(memo)},"transferType":"${transfer.direction ?? 'in'}","transferAmount":${amount},"accumulated":0,"subAccount":null,"referenceCode":${JSON.stringify(transfer.ref === undefined ? `FT${n}.${transfers}` : transfer.ref)}}`
      const raw = Buffer.from(body)
      const timestamp = String(Math.floor(now.getTime() / 1000))
      return {
        provider: transfer.provider ?? 'sepay',
        raw,
        headers: {
          'x-sepay-timestamp': timestamp,
          'x-sepay-signature': signSepay(WEBHOOK_SECRET, timestamp, raw),
        },
      }
    },
    /** A transfer that its messenger tells of, booked at once. */
    async credits(amount: bigint, memo: string, transfer: Transfer = {}): Promise<Booked> {
      const { provider, raw } = bank.notification(amount, memo, transfer)
      return bank.hears(raw, provider)
    },
    async hears(raw: Buffer, provider = 'sepay'): Promise<Booked> {
      const feed = feeds.find((one) => one.provider === provider)!
      const ref = await db.transaction((tx) => receiveNotice(tx, giving, feed, raw))
      if (rung.at(-1) === noticeId(ref)) rung.pop()
      return bank.books(noticeId(ref))
    },
    /** Books a notice that waits. */
    books: (notice: string): Promise<Booked> =>
      db.transaction((tx) => bookNotice(tx, giving, noticeRef(notice), now)),
  }

  return {
    db,
    clock,
    giving,
    told,
    called,
    rung,
    unit,
    account,
    accountNumber,
    campaign,
    gifts,
    addNeed,
    addSlot,
    person,
    bank,
    /** What the sweep does every few seconds: promises and holds lapse, months fall due. */
    async sweeps() {
      await db.transaction((tx) => lapseDue(tx, giving, now))
      await db.transaction((tx) => releaseHolds(tx, now))
      await turnMonths(db, giving, silentLog, { failed: new Map(), now })
    },
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
