import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countKept } from '../../src/app/counting.ts'
import { erase } from '../../src/app/erasing.ts'
import { openGiving } from '../../src/app/giving.ts'
import { readConfig } from '../../src/config.ts'
import { type Action, awaited, openAlarm } from '../../src/conversation/index.ts'
import {
  closePlace,
  type Giving,
  givingActions,
  hasOpenMoney,
  isOurs,
  moveDonor,
  moveDonorBack,
  settleUnused,
  turnMonths,
} from '../../src/giving/index.ts'
import { needActions } from '../../src/needs/index.ts'
import { peopleActions } from '../../src/people/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import { dayOf } from '../../src/platform/vietnamese/index.ts'
import type { Ground } from '../../src/running/start.ts'
import { KEYS } from '../support/known.ts'
import type { World } from '../support/world.ts'
import { type TwoChannels, twoChannels, WAIT } from './two-channels.ts'

/** A place that somebody sponsors and its promise are one person's, whatever is linked and undone between taking and beginning it. */
let on: TwoChannels
let it: World
let giving: Giving
let actions: ReadonlyMap<string, Action>
beforeAll(async () => {
  on = await twoChannels()
  it = on.it
  const ground = { ...it, config: readConfig({}) } as unknown as Ground
  giving = await openGiving({ ...ground, ids, site: 'http://localhost', queue: undefined })
  const people = peopleActions({
    hush: async () => {},
    hasOpenMoney: async () => false,
    countKept,
    awaited,
    openAlarm,
    isOurs,
  })
  actions = new Map([...givingActions(giving), ...needActions, ...people].map((one) => [one.name, one]))
})
afterAll(() => on.close())
// There are four places, and each story takes one.
beforeEach(() =>
  it.db.script(
    "update slot set state = 'open' where state = 'held'; delete from sponsorship where state = 'held'",
  ),
)

interface Side {
  readonly contact: string
  readonly address: string
}

/** What an action answers, with what of it the stories read. */
interface Answer {
  readonly outcome: string
  readonly held: { readonly id: string }
  readonly sponsored: { readonly monthly: bigint }
}

async function does(side: Side, name: string, input: Record<string, unknown>): Promise<Answer> {
  const said = { ...side, key: ids.uuid(), lang: 'vi' as const, way: 'typed' as const }
  const action = actions.get(name)!
  const done = await it.db.transaction((tx, hot) =>
    action.run({ tx, hot, clock: it.clock, ids, keys: KEYS, ...said }, action.input.parse(input)),
  )
  return done as unknown as Answer
}

const sponsorship = (id: string) => it.db.prisma.sponsorship.findUniqueOrThrow({ where: { id } })
const promiseOf = async (id: string) =>
  it.db.prisma.pledge.findUniqueOrThrow({ where: { id: (await sponsorship(id)).pledgeId! } })

/** Orders in which somebody takes a place, begins it, is linked to somebody and parted; and who takes, who begins. */
const STEPS = [
  ['take', 'begin', 'link', 'undo'],
  ['take', 'link', 'begin', 'undo'],
  ['take', 'link', 'undo', 'begin'],
  ['link', 'take', 'begin', 'undo'],
  ['link', 'take', 'undo', 'begin'],
  ['link', 'undo', 'take', 'begin'],
] as const
const sides = ['lan', 'minh'] as const
const ORDERS = STEPS.flatMap((steps) =>
  sides.flatMap((takes) =>
    sides.flatMap((begins) => {
      const linked =
        steps.indexOf('link') < steps.indexOf('begin') && steps.indexOf('begin') < steps.indexOf('undo')
      return takes === begins || linked ? [{ order: steps.join(' '), steps, takes, begins }] : []
    }),
  ),
)

describe('all orders', () => {
  let count = 0
  test.each(ORDERS)('$order: $takes takes it, $begins begins it', async ({ steps, takes, begins }) => {
    const people = { lan: it.person(`Lan ${++count}`), minh: it.person(`Minh ${count}`) }
    for (const one of Object.values(people)) await one.says('/start')
    const own = { lan: await on.knownOf(people.lan), minh: await on.knownOf(people.minh) }
    const key = async (one: keyof typeof own) => (await KEYS.of(it.db.prisma, own[one].contact))!
    const [hers, his] = [await key('lan'), await key('minh')]
    let moved: Record<string, readonly string[]> = {}
    let linked = false
    let held = ''
    const sideOf = (one: keyof typeof own): Side =>
      linked ? { ...own[one], contact: own.lan.contact } : own[one]
    for (const step of steps) {
      if (step === 'take') held = (await does(sideOf(takes), 'slot.take', {})).held.id
      if (step === 'begin')
        expect((await does(sideOf(begins), 'slot.begin', { held: { id: held } })).outcome).toBe('ready')
      const there = { from: own.minh.contact, to: own.lan.contact, keys: { from: his, to: hers } }
      const back = { from: own.lan.contact, to: own.minh.contact, keys: { from: hers, to: his } }
      if (step === 'link') moved = (await it.db.transaction((tx, hot) => moveDonor(tx, hot, there))).moved
      if (step === 'undo')
        await it.db.transaction((tx, hot) =>
          moveDonorBack(tx, hot, back, { moved, addresses: [own.minh.address] }),
        )
      linked = step === 'link' || (step !== 'undo' && linked)
    }
    const promise = await promiseOf(held)
    expect(promise.contactId).toBe(own[begins].contact)
    expect((await sponsorship(held)).contactId).toBe(promise.contactId)
    // Whoever else is erased takes nothing of it along; its own sponsor gives it back with its promise.
    const other = begins === 'lan' ? 'minh' : 'lan'
    const erased = (one: keyof typeof own) =>
      it.db.transaction((tx, hot) => erase({ giving, clock: it.clock }, tx, hot, own[one].contact))
    await erased(other)
    expect((await promiseOf(held)).state).toBe('open')
    expect((await sponsorship(held)).state).toBe('active')
    await erased(begins)
    expect((await promiseOf(held)).state).toBe('cancelled')
    expect((await sponsorship(held)).state).toBe('handed_back')
  })
})

test('through the chats: Minh takes it, Lan begins it, the link is undone, and months turn for her alone', async () => {
  const [lan, minh] = [it.person('Lan'), it.person('Minh')]
  await lan.says('/start')
  await minh.says('/start')
  const { held } = await does(await on.knownOf(minh), 'slot.take', {})
  await on.joins(lan, minh)
  await does(await on.knownOf(lan), 'slot.begin', { held, remind_day: 5 })
  await on.parts(lan, minh)
  const [her, him] = [await on.knownOf(lan), await on.knownOf(minh)]
  expect((await sponsorship(held.id)).contactId).toBe(her.contact)
  expect((await does(her, 'slot.mine', {})).outcome).toBe('one')
  expect((await does(him, 'slot.mine', {})).outcome).toBe('none')
  expect((await does(him, 'slot.hand_back', { sponsored: { id: held.id } })).outcome).toBe('gone')
  const month = 31 * 86_400_000
  const now = new Date(it.clock.now().getTime() + month)
  await turnMonths(it.db, giving, silentLog, { failed: new Map(), now })
  expect((await promiseOf(held.id)).contactId).toBe(her.contact)
  await does(her, 'slot.hand_back', { sponsored: { id: held.id } })
})

test('who is to be asked about unused money of a place is not erased before the fund has seen to it', async () => {
  const lan = it.person('Lan')
  await lan.says('/start')
  const her = await on.knownOf(lan)
  const { held } = await does(her, 'slot.take', {})
  const { sponsored } = await does(her, 'slot.begin', { held })
  const promise = await promiseOf(held.id)
  const { account } = await it.db.prisma.campaign.findUniqueOrThrow({
    where: { id: promise.campaignId },
    include: { account: true },
  })
  await it.bank.credits(sponsored.monthly, promise.code, { account: account.number })
  await expect.poll(() => it.db.prisma.donation.count({ where: { pledgeId: promise.id } }), WAIT).toBe(1)
  const { slotId } = await sponsorship(held.id)
  const over = { why: 'moved', on: dayOf(it.clock.now()), unused: sponsored.monthly } as const
  const open = (share = {}) => it.db.transaction((tx, hot) => hasOpenMoney({ tx, hot }, her.contact, share))
  expect(await open()).toBe(false)
  await it.db.transaction((tx) => closePlace(tx, giving, slotId!, over, it.clock.now()))
  expect(await open()).toBe(true)
  await does(her, 'slot.wish', { sponsored: { id: held.id }, wish: 'refund' })
  expect(await open()).toBe(true)
  // Of a link that is about to be undone, with whoever has the promise.
  const here = { moved: {}, addresses: [her.address] }
  expect(await open({ only: here })).toBe(true)
  expect(await open({ but: [here] })).toBe(false)
  expect(await open({ only: { moved: {}, addresses: [ids.uuid()] } })).toBe(false)
  // Asked for in the chat, it waits.
  await lan.says('xoá tôi')
  await lan.presses('Xóa hết')
  await lan.says('xoá')
  const state = async () =>
    (await it.db.prisma.contact.findUniqueOrThrow({ where: { id: her.contact } })).state
  await it.sweeps()
  expect(await state()).toBe('active')
  expect(await settleUnused(it.db.prisma, held.id, it.clock.now())).toBe(true)
  expect(await settleUnused(it.db.prisma, held.id, it.clock.now())).toBe(false)
  await it.sweeps()
  expect(await state()).toBe('erased')
})
