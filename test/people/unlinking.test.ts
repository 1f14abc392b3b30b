import { afterAll, beforeAll, expect, test } from 'vitest'
import { countKept } from '../../src/app/counting.ts'
import { openGiving } from '../../src/app/giving.ts'
import { sentFile } from '../../src/app/sent-files.ts'
import { readConfig } from '../../src/config.ts'
import {
  type Action,
  addNote,
  awaited,
  openAlarm,
  openHandovers,
  post,
} from '../../src/conversation/index.ts'
import { givingActions, isOurs } from '../../src/giving/index.ts'
import { keepBeside } from '../../src/giving/pledges/beside.ts'
import { makeSlot, needActions } from '../../src/needs/index.ts'
import { consentsOf, peopleActions, refusedSince } from '../../src/people/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { asDay, asMonth } from '../../src/platform/vietnamese/index.ts'
import type { Ground } from '../../src/running/start.ts'
import { KEYS } from '../support/known.ts'
import type { Person, World } from '../support/world.ts'
import { poster } from '../web-chat/web-chat.ts'
import { type TwoChannels, transferCode, twoChannels, WAIT } from './two-channels.ts'

/** Somebody got a link by a trick, or by mistake: what each did while it lasted is theirs again when it is undone. */
let on: TwoChannels
let it: World
let actions: ReadonlyMap<string, Action>
beforeAll(async () => {
  on = await twoChannels()
  it = on.it
  const ground = { ...it, config: readConfig({}) } as unknown as Ground
  const giving = await openGiving({ ...ground, ids, site: 'http://localhost', queue: undefined })
  const people = peopleActions({
    hush: async () => {},
    hasOpenMoney: async () => false,
    openAlarm,
    countKept,
    awaited,
    isOurs,
  })
  actions = new Map([...givingActions(giving), ...needActions, ...people].map((one) => [one.name, one]))
})
afterAll(() => on.close())

/** A PNG of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Tables whose rows say where they were made, and tables whose rows follow others. */
const BY_ADDRESS = [
  'bank_watch',
  'consent',
  'credit_claim',
  'handover',
  'inbox',
  'invitation',
  'invited',
  'offer',
  'officer_alarm',
  'outbox',
  'pledge',
  'request',
  'slot_wish',
  'sponsorship',
  'talk_note',
  'wish',
]
const OTHERWISE = {
  address: 'it is what goes',
  donation: 'with its promise, or with whoever claimed it',
  link: 'it is undone itself',
  link_try: 'a guess is the guesser’s, and gone after an hour',
  person_key: 'each has their own',
  session: 'both begin afresh',
  todo: 'with its message',
}

/** Everything that somebody can do on a channel that leaves a trace. */
async function livesOn(
  person: Person,
  name: string,
  ref: string,
  complains: () => Promise<unknown>,
): Promise<{ paper: string; code: string }> {
  // Money without a code, claimed by its number; and money that never came.
  await it.bank.credits(BigInt(ref) * 1_000n, 'ung ho', { ref: `FT99${ref}` })
  const unclaimed = { amount: BigInt(ref) * 1_000n }
  await expect.poll(() => it.db.prisma.donation.count({ where: unclaimed }), WAIT).toBe(1)
  const { creditId } = await it.db.prisma.donation.findFirstOrThrow({ where: unclaimed })
  expect(await does(person, 'bank.claim', { credit: creditId, last4: ref })).toBe('matched')
  expect(await does(person, 'bank.watch', { amount: 777_000n })).toBe('watching')
  const paper = await on.gives(person, name)
  const code = await on.promises(person)
  const { id } = await it.db.prisma.pledge.findUniqueOrThrow({ where: { code } })
  const behalf = { kind: 'group', name: `Nhóm của ${name}`, occasion: null, tax_code: null }
  expect(await does(person, 'behalf.note', { pledge: { id }, behalf })).toBe('noted')
  await person.says('menu')
  expect(await does(person, 'consent.give', { purpose: 'news' })).toBe('saved')
  expect(await does(person, 'wish.keep', { said: 'xe lăn', what: 'xe lăn' })).toBe('kept')
  const goods = { kind: 'goods', campaign: { id: await tetId() }, what: `20 áo len của ${name}` }
  expect(await does(person, 'offer.make', goods)).toBe('made')
  await sponsors(person)
  await invites(person)
  await complains()
  await person.says(`Quà ghi thiếu hai áo: lời của ${name}`)
  await person.says('menu')
  const { contact, address } = await on.knownOf(person)
  const note = { officer: ids.uuid(), kind: 'note' as const, text: `Sổ tay về ${name}`, at: new Date() }
  await it.db.transaction((tx) => addNote(tx, { ids, keys: KEYS }, contact, note))
  await wakes(contact, address)
  return { paper, code }
}

const tetId = async () =>
  (await it.db.prisma.campaign.findFirstOrThrow({ where: { state: 'open', flow: 'tet' } })).id

/** Goes along with a place of the fund's choice. */
async function sponsors(person: Person): Promise<void> {
  // The demo world has fewer places than there are people in these stories.
  const { campaignId } = await it.db.prisma.need.findFirstOrThrow({ where: { slot: { isNot: null } } })
  const place = {
    ...{ campaignId, province: 'Sơn La', communeId: null, sex: 'female' as const, ageFrom: 6, ageTo: 8 },
    ...{ what: 'bữa trưa và sách vở', monthly: 200_000n, madeUp: true },
    ...{ untilMonth: asMonth('2027-05'), waitsSince: asDay('2026-11-03') },
  }
  await it.db.transaction((tx) => makeSlot(tx, ids, place, it.clock.now()))
  expect(await does(person, 'slot.take', {})).toBe('held')
  const { address } = await on.knownOf(person)
  const { id } = await it.db.prisma.sponsorship.findFirstOrThrow({
    where: { addressId: address, state: 'held' },
  })
  expect(await does(person, 'slot.begin', { held: { id } })).toBe('ready')
}

/** Asks friends to give, and follows a stranger's link. */
async function invites(person: Person): Promise<void> {
  const campaign = await it.db.prisma.campaign.findFirstOrThrow({ where: { slug: 'tet-2027' } })
  const { contact, address } = await on.knownOf(person)
  expect(await does(person, 'invite.link', { campaign: campaign.id })).toBe('ready')
  // Who is one person has one link, whichever of them asked: a row of each side all the same.
  const again = {
    id: ids.uuid(),
    campaignId: campaign.id,
    code: ids.public().slice(0, 12),
    createdAt: new Date(),
  }
  await it.db.prisma.invitation.create({ data: { ...again, contactId: contact, addressId: address } })
  const stranger = { id: ids.uuid(), contactId: ids.uuid(), campaignId: campaign.id, createdAt: new Date() }
  await it.db.prisma.invitation.create({ data: { ...stranger, code: ids.public().slice(0, 12) } })
  const { code } = await it.db.prisma.invitation.findUniqueOrThrow({ where: { id: stranger.id } })
  expect(await does(person, 'invite.open', { said: `/start ru-${code}` })).toBe('campaign')
  const came = { contactId: contact, addressId: address, invitationId: stranger.id, at: new Date() }
  await it.db.prisma.invited.create({ data: { id: ids.uuid(), ...came } })
}

/** Asks for an action where they write. @returns its outcome */
async function does(person: Person, name: string, input: Record<string, unknown>): Promise<string> {
  const { contact, address } = await on.knownOf(person)
  const said = { contact, address, key: ids.uuid(), lang: 'vi' as const, way: 'typed' as const }
  const action = actions.get(name)!
  const result = await it.db.transaction((tx, hot) =>
    action.run({ tx, hot, clock: it.clock, ids, keys: KEYS, ...said }, action.input.parse(input)),
  )
  return result.outcome
}

/** An officer is woken there. */
async function wakes(contact: string, address: string): Promise<void> {
  const id = ids.uuid()
  const hash = Uint8Array.from(Buffer.from(id))
  await it.db.prisma.officer.create({ data: { id, emailHash: hash, email: hash, name: hash, password: 'x' } })
  const alarm = { officerId: id, addressId: address, kinds: 'danger', since: new Date() }
  // One chat wakes one officer.
  await it.db.prisma.officerAlarm.deleteMany({ where: { contactId: contact } })
  await it.db.prisma.officerAlarm.create({ data: { ...alarm, contactId: contact } })
}

const countAt = async (table: string, address: string, contact: string, not = false) => {
  const [row] = await it.db.hot.query<{ count: number }>(
    `count_${table}_${not}`,
    `select count(*)::int as count from ${table} where address_id = $1::uuid and (contact_id = $2::uuid) <> $3::bool`,
    [address, contact, not],
  )
  return row!.count
}

test('each table that names a contact says where its rows were made, or why it need not', async () => {
  const rows = await it.db.hot.query<{ name: string; said: boolean }>(
    'tables_by_address',
    `select t.table_name::text as name, exists (select 1 from information_schema.columns a
       where a.table_schema = 'public' and a.table_name = t.table_name and a.column_name = 'address_id') as said
     from information_schema.columns t where t.table_schema = 'public' and t.column_name = 'contact_id' order by 1`,
    [],
  )
  const why = 'undoing a link must know whose a row of it is (docs/decisions/0020)'
  const named = rows.map(({ name }) => name)
  expect(named, why).toEqual([...BY_ADDRESS, ...Object.keys(OTHERWISE)].toSorted())
  const said = rows.filter((row) => row.said).map(({ name }) => name)
  expect(said, why).toEqual([...BY_ADDRESS, 'link'].toSorted())
})

test('Lan and Minh live on both sides of a link; undone, every row is with whoever made it, and so is the money', async () => {
  const [lan, minh] = [it.person('Lan'), it.person('Minh')]
  await lan.says('gọi tôi là chị')
  await on.gives(lan, 'Gia đình chị Lan')
  await on.gives(minh, 'Chào Mào Đỏ')
  const goods = { kind: 'goods', campaign: { id: await tetId() }, what: 'chăn bông của Minh' }
  expect(await does(minh, 'offer.make', goods)).toBe('made')
  const before = await on.sums()
  expect(await does(minh, 'slot.watch', {})).toBe('noted')
  await on.joins(lan, minh)
  const kept = await on.contactOf(lan)
  expect(await on.contactOf(minh)).toBe(kept)
  expect(await it.db.prisma.slotWish.findMany()).toMatchObject([{ contactId: kept }])

  // What was said under his key opens under hers.
  expect(await does(lan, 'offer.mine', {})).toBe('one')

  // While they are one, each goes on.
  const his = await livesOn(minh, 'Sơn Ca Xanh', '4321', () => minh.says('phản ánh'))
  await it.bank.credits(300_000n, his.code)
  const theirAlarm = await it.db.prisma.officerAlarm.findFirstOrThrow({ where: { contactId: kept } })
  await expect.poll(() => it.db.prisma.donation.count({ where: { contactId: kept } }), WAIT).toBe(5)
  // What she does: all of the same, but that one chat wakes one officer.
  const hers = await livesOn(lan, 'Họa Mi Vàng', '8765', async () => {
    // To the complaint that is open, which is his.
    await lan.says('phản ánh')
    await lan.presses('Kể thêm')
  })
  await it.db.prisma.officerAlarm.deleteMany({ where: { contactId: kept } })
  await it.db.prisma.officerAlarm.create({ data: theirAlarm })
  await it.bank.credits(300_000n, hers.code)
  await expect.poll(() => it.db.prisma.donation.count({ where: { contactId: kept } }), WAIT).toBe(8)
  // Whoever takes a place waits for none, so both ask once more.
  for (const person of [minh, lan, lan]) expect(await does(person, 'slot.watch', {})).toBe('noted')
  expect(await it.db.prisma.slotWish.count({ where: { contactId: kept } })).toBe(2)
  // He has the last word on what both are called.
  await minh.says('gọi tôi là bác')
  expect(await does(minh, 'contact.name', { name: 'Vẹt Xám' })).toBe('saved')
  // Something waits to be said of a promise of his, for an hour when he is at rest.
  const pledge = await it.db.prisma.pledge.findUniqueOrThrow({ where: { code: his.code } })
  const later = { notBefore: new Date(Date.now() + 3_600_000), key: `later:${pledge.id}` }
  await it.db.transaction((tx) =>
    post(tx, kept, { flow: 'pledge-reminder', with: { pledge: { id: pledge.id } }, ...later }),
  )
  // Things that were said beside each one's money, as if nobody had asked of them yet.
  for (const [code, name] of [
    [his.code, 'Sơn Ca Xanh'],
    [hers.code, 'Họa Mi Vàng'],
  ] as const) {
    const { id } = await it.db.prisma.pledge.findUniqueOrThrow({ where: { code } })
    await it.db.transaction((tx) => keepBeside(tx, KEYS, { id, contactId: kept }, `12 khăn của ${name}`))
  }
  const sums = await on.sums()

  await on.parts(lan, minh)
  const apart = await on.contactOf(minh)
  expect(apart).not.toBe(kept)
  expect(await on.contactOf(lan)).toBe(kept)
  const [herAddress, hisAddress] = [(await on.knownOf(lan)).address, (await on.knownOf(minh)).address]
  for (const table of BY_ADDRESS) {
    expect([table, await countAt(table, hisAddress, apart, true)]).toEqual([table, 0])
    expect([table, await countAt(table, herAddress, kept, true)]).toEqual([table, 0])
    expect([table, (await countAt(table, hisAddress, apart)) > 0]).toEqual([table, true])
  }
  for (const table of BY_ADDRESS.filter((one) => one !== 'officer_alarm'))
    expect([table, (await countAt(table, herAddress, kept)) > 0]).toEqual([table, true])

  // Money: of each, a gift from before, one since, one claimed, and what came for the promise.
  const gifts = async (contact: string) => {
    const rows = await it.db.prisma.donation.findMany({ where: { contactId: contact } })
    return rows.map(({ amount }) => amount).toSorted((a, b) => Number(a - b))
  }
  expect(await gifts(apart)).toEqual([300_000n, 300_000n, 300_000n, 4_321_000n])
  expect(await gifts(kept)).toEqual([300_000n, 300_000n, 300_000n, 8_765_000n])
  expect(await on.sums()).toEqual(sums)
  expect(sums).not.toEqual(before)
  expect(await it.db.prisma.todo.findFirst({ where: { externalId: later.key } })).toMatchObject({
    contactId: apart,
  })
  expect(await it.db.prisma.inbox.findFirst({ where: { externalId: later.key } })).toMatchObject({
    contactId: apart,
  })

  // Each is called as was last said on its side, and so are their papers.
  expect(await on.nameOf(apart)).toBe('Vẹt Xám')
  expect(await on.nameOf(kept)).toBe('Họa Mi Vàng')
  for (const [paper, name] of [
    [his.paper, 'Sơn Ca Xanh'],
    [hers.paper, 'Họa Mi Vàng'],
  ])
    expect(await (await it.service.web.request(paper!)).text()).toContain(name)
  expect(await it.db.prisma.contact.findUniqueOrThrow({ where: { id: apart } })).toMatchObject({
    salutation: 'bác',
  })
  expect(await it.db.prisma.contact.findUniqueOrThrow({ where: { id: kept } })).toMatchObject({
    salutation: 'chị',
  })
  // Of hers one offer, of his the one from before too; and each opens.
  expect([await does(lan, 'offer.mine', {}), await does(minh, 'offer.mine', {})]).toEqual(['one', 'some'])
  // In whose name a promise is opens under its giver's key alone.
  for (const [contact, code, name] of [
    [apart, his.code, 'Sơn Ca Xanh'],
    [kept, hers.code, 'Họa Mi Vàng'],
  ] as const) {
    const pledge = await it.db.prisma.pledge.findUniqueOrThrow({ where: { code } })
    const key = (await KEYS.of(it.db.prisma, contact))!
    expect(key.open('behalf', pledge.behalfBody!).toString()).toContain(`Nhóm của ${name}`)
    expect(key.open('beside', pledge.besideBody!).toString()).toBe(`12 khăn của ${name}`)
  }
  // Words, for the desk and in a copy.
  const [ofHis, ofHers] = [await on.wordsOf(apart), await on.wordsOf(kept)]
  expect(ofHis).toContain('lời của Sơn Ca Xanh')
  expect(ofHis).not.toContain('Họa Mi Vàng')
  expect(ofHers).toContain('lời của Họa Mi Vàng')
  expect(ofHers).not.toContain('Sơn Ca Xanh')
  const open = await openHandovers(it.db.hot, KEYS)
  const reasons = (contact: string) => open.filter((one) => one.contact === contact).map((one) => one.reason)
  // Of a complaint a person of the fund is told.
  expect(reasons(apart)).toEqual(['concern R-0001'])
  expect(reasons(kept)).toEqual(['concern R-0002'])
  for (const [contact, name] of [
    [apart, 'Sơn Ca Xanh'],
    [kept, 'Họa Mi Vàng'],
  ] as const) {
    const key = (await KEYS.of(it.db.prisma, contact))!
    const notes = await it.db.prisma.talkNote.findMany({ where: { contactId: contact } })
    expect(notes.map(({ body }) => key.open('note', body).toString())).toEqual([`Sổ tay về ${name}`])
    const complaints = await it.db.prisma.request.findMany({
      where: { contactId: contact, kind: 'complaint' },
    })
    expect(complaints.map(({ words }) => key.open('request', words!).toString())).toEqual([
      `Quà ghi thiếu hai áo: lời của ${name}`,
    ])
  }
  expect(transferCode(minh)).toBe(his.code)
}, 120_000)

test('what one allowed and the other took back holds again, unless they have said no themselves', async () => {
  const [lan, minh] = [it.person('Lan'), it.person('Minh')]
  await lan.says('chào')
  await minh.says('chào')
  const yes = (person: Person, purpose: string) =>
    purpose === 'public_name'
      ? does(person, 'name.show', { name: 'Vẹt Xám' })
      : does(person, 'consent.give', { purpose })
  const no = (person: Person, purpose: string) => does(person, 'consent.withdraw', { purpose })
  for (const purpose of ['news', 'my_gifts', 'public_name']) await yes(lan, purpose)
  await yes(minh, 'reminders')
  await on.joins(lan, minh)
  const kept = await on.contactOf(lan)
  // Her yes holds for both; his is his all the same.
  await yes(minh, 'news')
  await no(minh, 'my_gifts')
  await no(minh, 'public_name')
  await no(lan, 'public_name')
  await no(lan, 'reminders')
  expect(await consentsOf(it.db.prisma, kept)).toEqual(new Set(['news']))

  await on.parts(minh, lan)
  const apart = await on.contactOf(minh)
  expect(await consentsOf(it.db.prisma, kept)).toEqual(new Set(['news', 'my_gifts']))
  expect(await consentsOf(it.db.prisma, apart)).toEqual(new Set(['news', 'reminders']))
  // Each no is with whoever said it.
  expect(await refusedSince(it.db.prisma, apart, 'my_gifts')).toBeInstanceOf(Date)
  expect(await refusedSince(it.db.prisma, kept, 'reminders')).toBeInstanceOf(Date)
  expect(await refusedSince(it.db.prisma, kept, 'my_gifts')).toBeUndefined()
}, 60_000)

test('pictures open for an officer while they are one and when they are apart, whoever sent them', async () => {
  const [lan, minh] = [it.person('Lan'), it.person('Minh')]
  await lan.says('chào')
  await minh.says('chào')
  const send = poster(it)
  const sends = async (person: Person, id: string) => {
    const { address } = await on.knownOf(person)
    const file = { name: `${id}.png`, base64: PIXEL.toString('base64') }
    expect((await send({ id, file }, { 'x-chat-contact': person.secret })).status).toBe(202)
    const named = { addressId: address, externalId: { endsWith: `:${id}` } }
    return (await it.db.prisma.inbox.findFirstOrThrow({ where: named })).files!
  }
  const opens = async (person: Person, file: string) =>
    sentFile({ db: it.db, keys: KEYS, files: it.files }, `sent/${await on.contactOf(person)}/${file}`)
  const before = [await sends(lan, 'p1'), await sends(minh, 'p2')]
  await on.joins(lan, minh)
  for (const file of before) expect(await opens(lan, file)).toEqual(PIXEL)
  const since = [await sends(lan, 'p3'), await sends(minh, 'p4')]
  await on.parts(lan, minh)
  for (const [n, person] of [lan, minh].entries()) {
    expect(await opens(person, before[n]!)).toEqual(PIXEL)
    expect(await opens(person, since[n]!)).toEqual(PIXEL)
  }
}, 60_000)

/** Whose each row of each table with a contact is, by what tells it from others there; what the rows themselves say, but for seals. */
async function whose(people: ReadonlyMap<string, string>): Promise<Record<string, Record<string, string>>> {
  const found: Record<string, Record<string, string>> = {}
  for (const table of [...BY_ADDRESS, 'address', 'donation', 'todo', 'contact']) {
    const column = table === 'contact' ? 'id' : 'contact_id'
    const rows = await it.db.hot.query<{ row: Record<string, unknown> }>(
      `whose_${table}`,
      `select to_jsonb(t) as row from ${table} t where ${column} = any($1::uuid[])`,
      [`{${[...people.keys()].join(',')}}`],
    )
    found[table] = Object.fromEntries(
      rows.map(({ row }) => {
        const owner = people.get(String(row[column]))!
        const sealed = Object.entries(row).filter(([, value]) => !String(value).startsWith('\\x'))
        // Sweeps go on meanwhile.
        const {
          contact_id: _,
          id,
          n,
          merged_into: __,
          parted_from: ___,
          look_at: ____,
          ...rest
        } = Object.fromEntries(sealed)
        const name =
          table === 'contact'
            ? owner
            : [id, n, row.source, row.external_id, row.seq, row.officer_id].join(' ')
        return [name, `${owner}: ${JSON.stringify(rest)}`]
      }),
    )
  }
  return found
}

test('joined and taken apart at once, every row of every table is whose it was, and says what it said', async () => {
  for (const older of ['Lan', 'Minh']) {
    const [lan, minh] = [it.person('Lan'), it.person('Minh')]
    const [first, second] = older === 'Lan' ? [lan, minh] : [minh, lan]
    await first.says('chào')
    await second.says('chào')
    await lan.says('gọi tôi là chị')
    await livesOn(lan, 'Họa Mi Vàng', older === 'Lan' ? '1357' : '1359', () => lan.says('phản ánh'))
    await livesOn(minh, 'Sơn Ca Xanh', older === 'Lan' ? '2468' : '2466', () => minh.says('phản ánh'))
    await minh.says('gọi tôi là bác')
    for (const person of [lan, minh]) {
      expect(await does(person, 'slot.watch', {})).toBe('noted')
      const { contact, address } = await on.knownOf(person)
      await it.db.prisma.contact.update({ where: { id: contact }, data: { homeAddress: address } })
      const later = { notBefore: new Date(Date.now() + 3_600_000), key: `later:${contact}` }
      await it.db.transaction((tx) =>
        post(tx, contact, { flow: 'notice', at: address, with: { at: address }, ...later }),
      )
    }
    const people = async () =>
      new Map([
        [await on.contactOf(lan), 'Lan'],
        [await on.contactOf(minh), 'Minh'],
      ])
    const were = await people()
    const before = await whose(were)
    await on.joins(first, second)
    await on.parts(first, second)
    // What the system has said already stays under the name that is gone: it makes a repeat a repeat.
    const after = await whose(new Map([...were, ...(await people())]))
    // What was said to join them and to part them came on top.
    after.contact = (await whose(await people())).contact!
    for (const [table, rows] of Object.entries(before))
      for (const [row, said] of Object.entries(rows))
        expect([table, row, after[table]![row]]).toEqual([table, row, said])
  }
}, 180_000)

test('each side is called as was last said on it, whoever had the last word, however they part', async () => {
  for (const [older, erased] of [
    ['Lan', false],
    ['Minh', false],
    ['Lan', true],
    ['Minh', true],
  ] as const) {
    const [lan, minh] = [it.person('Lan'), it.person('Minh')]
    const [first, second] = older === 'Lan' ? [lan, minh] : [minh, lan]
    await first.says('chào')
    await second.says('chào')
    await on.joins(first, second)
    await lan.says('gọi tôi là chị')
    expect(await does(lan, 'contact.name', { name: 'Chị Lan' })).toBe('saved')
    await minh.says('gọi tôi là bác')
    expect(await does(minh, 'contact.name', { name: 'Bác Minh' })).toBe('saved')
    if (erased) {
      await minh.says('xoá tôi')
      await minh.presses('Xóa hết')
      await minh.says('xoá')
      await lan.hears(/vừa có lời nhờ xóa dữ liệu/)
    } else await on.parts(first, second)
    const hers = await on.contactOf(lan)
    const { salutation } = await it.db.prisma.contact.findUniqueOrThrow({ where: { id: hers } })
    expect([older, erased, salutation, await on.nameOf(hers)]).toEqual([older, erased, 'chị', 'Chị Lan'])
    if (erased) continue
    const his = await on.contactOf(minh)
    const { salutation: form } = await it.db.prisma.contact.findUniqueOrThrow({ where: { id: his } })
    expect([older, form, await on.nameOf(his)]).toEqual([older, 'bác', 'Bác Minh'])
  }
}, 180_000)
