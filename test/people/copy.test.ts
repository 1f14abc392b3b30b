import { afterAll, beforeAll, expect, test } from 'vitest'
import { copied } from '../../src/app/copying.tsx'
import { addNote } from '../../src/conversation/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { KEYS, world } from '../giving/world.ts'
import { testDatabase } from '../support/database.ts'

/** The copy of somebody's data has all that is kept of them: a table that names a person has its part there, or a reason. */
let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

/** Where in the copy for programs the rows of a table are. */
const PARTS: Readonly<Record<string, (copy: Copy) => unknown>> = {
  address: ({ person }) => person.channels,
  bank_watch: ({ giving }) => giving.sought.filter(({ kind }) => kind === 'watch'),
  consent: ({ person }) => person.consents,
  credit_claim: ({ giving }) => giving.sought.filter(({ kind }) => kind === 'claim'),
  donation: ({ giving }) => giving.gifts,
  handover: ({ calls }) => calls,
  inbox: ({ talk }) => talk.filter(({ who }) => who === 'person'),
  invitation: ({ giving }) => giving.invitations,
  invited: ({ giving }) => giving.invitedTo,
  link: ({ person }) => person.links,
  officer_alarm: ({ alarm }) => alarm?.kinds,
  offer: ({ giving }) => giving.offers,
  outbox: ({ talk }) => talk.filter(({ who }) => who === 'bot'),
  pledge: ({ giving }) => giving.promises,
  request: ({ person }) => person.requests,
  slot_wish: ({ giving }) => giving.placeWish,
  sponsorship: ({ giving }) => giving.places,
  talk_note: ({ notes }) => notes,
  wish: ({ wishes }) => wishes,
}
const NOT_THERE: Readonly<Record<string, string>> = {
  link_try: 'a wrong code is counted for an hour, and its words are nowhere',
  person_key: 'it is what opens all of it',
  session: 'where the talk stands, which the talk itself shows; no word is there that is not in the talk',
  todo: 'the number of a message that waits for its turn; the message is in the talk',
}

type Part = readonly Readonly<Record<string, unknown>>[]
interface Copy {
  readonly person: {
    readonly channels: Part
    readonly consents: Part
    readonly requests: Part
    readonly links: Part
  }
  readonly giving: {
    readonly promises: Part
    readonly gifts: Part
    readonly places: Part
    readonly placeWish: string
    readonly invitations: Part
    readonly invitedTo: Part
    readonly sought: Part
    readonly offers: Part
  }
  readonly certificates: Part
  readonly calls: Part
  readonly alarm: { readonly kinds: readonly string[] } | null
  readonly wishes: Part
  readonly notes: Part
  readonly talk: Part
}

type Told = Awaited<ReturnType<typeof world>>
const copyFor = async ({ giving, clock }: Told, key: string) =>
  (await copied({ db, giving, clock }, key))?.toString().replaceAll('\u00a0', ' ')

test('every table that names a contact has its part in the copy, or a reason', async () => {
  const rows = await db.hot.query<{ name: string }>(
    'tables_copied',
    `select table_name::text as name from information_schema.columns
     where table_schema = 'public' and column_name = 'contact_id' order by 1`,
    [],
  )
  const why =
    'a table that names a contact: put it into the copy of their data (src/app/copying.tsx), and name it here'
  expect(
    rows.map(({ name }) => name),
    why,
  ).toEqual([...Object.keys(PARTS), ...Object.keys(NOT_THERE)].toSorted())
})

/** Leaves a row in each of these tables. @returns the last four of the transfer that she claimed */
async function lives(w: Told, lan: Awaited<ReturnType<Told['person']>>) {
  const { contact, address } = lan
  await lan.does('contact.name', { name: 'Lan' })
  await lan.does('consent.give', { purpose: 'news' })
  await lan.does('consent.withdraw', { purpose: 'my_gifts' })
  await lan.does('complaint.note', { words: 'Quà ghi thiếu hai áo len' })
  const { code } = await lan.pledges({ units: 1 })
  const promised = { pledge: { id: (await db.prisma.pledge.findUniqueOrThrow({ where: { code } })).id } }
  await lan.does('pledge.confirm', { ...promised, goods: '12 khăn len' })
  await w.bank.credits(300_000n, `${code} tang cac chau`)
  const donation = await db.prisma.donation.findFirstOrThrow({ where: { contactId: contact } })
  expect(await lan.does('certificate.issue', { donation: { id: donation.id }, name: 'Lan' })).toMatchObject({
    outcome: 'issued',
  })
  const odd = await w.bank.credits(222_000n, 'MINH ung ho', { ref: 'FT26W7731' })
  const { creditId } = await db.prisma.donation.findFirstOrThrow({
    where: { amount: 222_000n, contactId: null },
  })
  expect(odd.kind).toBe('unmatched')
  expect(await lan.does('bank.claim', { credit: creditId, last4: '7731' })).toMatchObject({
    outcome: 'matched',
  })
  await lan.does('bank.watch', { amount: 777_000n })
  const pledge = await db.prisma.pledge.findFirstOrThrow({ where: { code } })
  const behalf = { kind: 'company', name: 'Công ty TNHH Nắng Mai', occasion: null, tax_code: '0101234565' }
  await lan.does('behalf.note', { pledge: { id: pledge.id }, behalf })
  const goods = { kind: 'goods', campaign: { id: w.campaign }, what: '20 áo len', place: 'ngõ 12' }
  await lan.does('offer.make', goods)
  await lan.does('wish.keep', { said: 'xe lăn', what: 'xe lăn' })
  await w.addSlot()
  const { held } = (await lan.does('slot.take', {})) as unknown as { held: { id: string } }
  const { id } = held ?? (await db.prisma.sponsorship.findFirstOrThrow({ where: { contactId: contact } }))
  await lan.does('slot.begin', { held: { id } })
  await lan.does('slot.watch', {})
  const { campaignId: campaign } = await db.prisma.pledge.findFirstOrThrow({ where: { code } })
  await lan.does('invite.link', { campaign })
  const friend = { id: ids.uuid(), contactId: ids.uuid(), campaignId: campaign, createdAt: w.clock.now() }
  await db.prisma.invitation.create({ data: { ...friend, code: 'ABCDEFGH1234' } })
  await lan.does('invite.open', { said: 'https://chungtay.test/chat?start=ru-ABCDEFGH1234' })

  const key = (await KEYS.of(db.prisma, contact))!
  const sealed = (purpose: Parameters<typeof key.seal>[0], text: string) =>
    Uint8Array.from(key.seal(purpose, text))
  const now = w.clock.now()
  await db.transaction((tx) =>
    addNote(tx, { ids, keys: KEYS }, contact, {
      officer: ids.uuid(),
      kind: 'note',
      text: 'đã gọi lại',
      at: now,
    }),
  )
  const mine = { contactId: contact, addressId: address }
  const reason = sealed('reason', 'has things to give; hỏi giấy cho công ty')
  await db.prisma.handover.create({ data: { id: ids.uuid(), ...mine, reason, answerBy: now } })
  const said = { kind: 'heard', text: 'chào Chung Tay' }
  await db.prisma.inbox.create({
    data: {
      source: 'simulator:test',
      externalId: ids.uuid(),
      ...mine,
      body: sealed('heard', JSON.stringify(said)),
    },
  })
  await db.prisma.outbox.create({
    data: { ...mine, payload: sealed('told', JSON.stringify({ text: 'chào bạn' })), leaseUntil: now },
  })
  await db.prisma.link.create({
    data: {
      id: ids.uuid(),
      ...mine,
      state: 'joined',
      endsAt: now,
      joinedAt: new Date(now.getTime() - 60_000),
    },
  })
  const officer = ids.uuid()
  const hash = Uint8Array.from(Buffer.from(officer))
  await db.prisma.officer.create({
    data: { id: officer, emailHash: hash, email: hash, name: hash, password: 'x' },
  })
  await db.prisma.officerAlarm.create({ data: { officerId: officer, ...mine, kinds: 'danger', since: now } })
  w.clock.advance({ minutes: 1 })
}

test('the copy tells of all of it, for people and for programs, and the chat counts as much', async () => {
  const w = await world(db)
  const lan = await w.person()
  await lives(w, lan)
  const ready = (await lan.does('my_data.copy', {})) as unknown as Record<
    'readable' | 'data',
    { file: string }
  >
  const data = JSON.parse((await copyFor(w, ready.data.file))!) as Copy
  for (const [table, part] of Object.entries(PARTS))
    expect(part(data), table).toMatchObject(expect.anything())
  for (const [table, part] of Object.entries(PARTS)) {
    const found = part(data)
    expect(Array.isArray(found) ? found.length : found, `${table} is empty`).toBeTruthy()
  }
  const seen = (await lan.does('my_data.see', {})) as unknown as Record<string, number>
  expect(seen.promises).toBe(data.giving.promises.length)
  expect(seen.gifts).toBe(data.giving.gifts.length)
  expect(seen.papers).toBe(data.certificates.length)
  expect(seen.places).toBe(data.giving.places.length)
  expect(seen.offers).toBe(data.giving.offers.length)
  expect(seen.wishes).toBe(data.wishes.length + 1)
  expect(seen.requests).toBe(data.person.requests.length)
  expect([seen.gifts, seen.papers, seen.places, seen.wishes, seen.requests]).toEqual([2, 1, 1, 2, 2])

  const page = (await copyFor(w, ready.readable.file))!
  for (const words of [
    'nối hai kênh',
    /tin về phần bạn góp · [^·]+ · không muốn, nói lúc \d\d:\d\d/,
    'tang cac chau',
    'GN-TET27',
    /SL-\d{4} · 200\.000 đ mỗi tháng · \d\d:\d\d ngày 20\/12\/2026 · đang đồng hành · từ tháng \d+\/202\d/,
    /nhờ tìm tiền đã chuyển · 777\.000 đ/,
    'bằng số cuối mã giao dịch: đúng',
    'xe lăn',
    /hiện vật · Tết ấm 2027 · .* · chờ Quỹ trả lời<p class="said">20 áo len\nngõ 12/,
    /TLV\w{7} · .* · Công ty TNHH Nắng Mai \(MST 0101234565\) · /,
    'nói kèm: 12 khăn len',
    'một suất đỡ đầu đang chờ người',
    'liên kết rủ bạn bè góp cho đợt',
    'mở liên kết một người gửi, đợt',
    'Quà ghi thiếu hai áo len',
    'có hiện vật muốn tặng; hỏi giấy cho công ty',
    'đã gọi lại',
    'nhận báo động của Quỹ ở đây',
    'chào Chung Tay',
  ])
    expect(page).toMatch(words)
  // Four characters, or an officer's word, may be wrong: what the sender wrote is not read by them.
  expect(page).toContain('lời ấy có thể là của người khác')
  expect(data.giving.gifts).toMatchObject([
    { memo: expect.stringContaining('tang cac chau'), memoKept: false },
    { memo: null, memoKept: true },
  ])
  expect(page).not.toContain('MINH')
  // Minh's copy has nothing of hers.
  const minh = await w.person()
  const his = (await minh.does('my_data.copy', {})) as unknown as typeof ready
  expect(await copyFor(w, his.data.file)).not.toMatch(
    /tang cac chau|Nắng Mai|xe lăn|áo len|khăn len|777000|SL-/,
  )
})

test('money that an officer gave to the wrong donor and took back shows her nothing of whose it is', async () => {
  const w = await world(db)
  const lan = await w.person()
  const { code } = await lan.pledges({ units: 1 })
  await w.bank.credits(300_000n, `${code} loi rieng cua Minh`)
  await db.prisma.donation.updateMany({ where: { contactId: lan.contact }, data: { state: 'mistaken' } })
  const { data } = (await lan.does('my_data.copy', {})) as unknown as { data: { file: string } }
  const copy = (await copyFor(w, data.file))!
  expect(copy).toContain('"state": "mistaken"')
  expect(copy).not.toContain('loi rieng')
})

test('a promise that was changed is one promise, in the chat and in the copy; its codes are all there', async () => {
  const w = await world(db)
  const lan = await w.person()
  // She chose twice before she saw a code.
  for (const units of [3, 2]) {
    const held = await lan.does('pledge.create', { campaign: { id: w.campaign }, units })
    await lan.does('pledge.release_hold', { pledge: held.pledge })
  }
  const pledge = await lan.pledges({ units: 2 })
  const { second } = await lan.does('pledge.part', { pledge, first: 300_000n })
  const seen = async () => (await lan.does('my_data.see', {})) as unknown as { promises: number }
  expect((await seen()).promises).toBe(2)
  // All of it comes by the first code, and both are one again.
  await w.bank.credits(600_000n, pledge.code)
  expect((await seen()).promises).toBe(1)
  const ready = (await lan.does('my_data.copy', {})) as unknown as Record<
    'data' | 'readable',
    { file: string }
  >
  const data = JSON.parse((await copyFor(w, ready.data.file))!) as Copy
  expect(data.giving.promises).toMatchObject([{ amount: '600000', received: '600000', code: pledge.code }])
  expect(await copyFor(w, ready.readable.file)).toContain(`${pledge.code} + ${second.code}`)
})

test('what a gift was used for is told in the language of who reads it, as far as it is ours to say', async () => {
  const w = await world(db)
  for (const [lang, words] of [
    ['en', '1 suất quà Tết, and 200,000 đ for the common pot'],
    ['vi', '1 suất quà Tết, và 200.000 đ góp chung'],
  ] as const) {
    const one = await w.person(lang)
    await w.bank.credits(500_000n, (await one.pledges({ amount: 500_000n })).code)
    const ready = (await one.does('my_data.copy', {})) as unknown as { readable: { file: string } }
    expect(await copyFor(w, ready.readable.file)).toContain(words)
  }
})
