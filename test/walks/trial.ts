import { simulator } from '../../src/channels/simulator/index.ts'
import { nowAhead } from '../../src/commands/chat-world.ts'
import type { Lang } from '../../src/engine/index.ts'
import { openPostgres } from '../../src/platform/db.ts'
import { type Log, silentLog } from '../../src/platform/log.ts'
import { type Chance, chance } from '../faults/random.ts'
import { addressRow } from '../support/known.ts'
import type { TemporaryDatabase } from '../support/postgres.ts'
import { type World, world } from '../support/world.ts'
import { brokenBooks, inBank, promiseOf } from './books.ts'
import { chooses, flaws, notes, type Walker, walker } from './walker.ts'

/** What each channel can show, as the simulator plays it: buttons, pictures, length of a message. */
export const CHANNELS = {
  telegram: { buttons: 12, media: true, textLength: 4_096 },
  'zalo-oa': { buttons: 5, media: true, textLength: 2_000 },
  'zalo-bot': { buttons: 0, media: true, textLength: 2_000 },
  'plain text': { buttons: 0, media: false, textLength: 2_000 },
} as const

interface Trial {
  readonly channel: keyof typeof CHANNELS
  readonly steps: number
  readonly people: number
  readonly seed: number
  readonly database: TemporaryDatabase
  readonly log?: Log
}

export interface Walked {
  readonly wrong: readonly string[]
  readonly figures: Readonly<Record<string, number>>
}

/** What one gift of the demo's campaign costs. */
const GIFT = 300_000n

/** How the references of what we pay begin. */
const OURS = 'FTWALK'

/** So many things each does before time passes. */
const A_ROUND = 20

/** Many people walk through the whole service at once, pay what they were asked for, and months pass. */
export async function walkTrial({
  channel,
  steps,
  people,
  seed,
  database,
  log = silentLog,
}: Trial): Promise<Walked> {
  const able = CHANNELS[channel]
  const app = simulator(able)
  const time = await ownTime(database)
  const it = await world({ db: openPostgres(database.url), simulator: app, log })
  const wrong: string[] = []
  const figures = { steps: 0, bubbles: 0, codes: 0, credits: 0, silent: 0, handed: 0 }
  const luck = chance(seed)
  const all = Array.from({ length: people }, (_, n) => {
    const lang: Lang = n % 2 ? 'en' : 'vi'
    return walker(app.person(`Lan ${n}`, lang), lang, chance(seed * 1_000 + n + 1))
  })
  let paid = 0n

  async function step(one: Walker, what = chooses(one)): Promise<void> {
    await one.person.sends(what)
    const now = await answered(it, one)
    const fresh = notes(one, what)
    const before = one.heard
    one.heard = now
    figures.steps += 1
    figures.bubbles += fresh.length
    const blame = (fault: string) =>
      wrong.push(`${one.person.id} (${one.lang}): ${fault}\n    after ${one.past.slice(-6).join(' | ')}`)
    for (const { text, buttons } of fresh) {
      // In the turn that changes the language both are right.
      for (const flaw of before === now ? flaws(text, now) : []) blame(`“${flaw}” in “${text}”`)
      if (text.length > able.textLength || buttons.length > able.buttons)
        blame(`too much for ${channel}: “${text}”`)
    }
    if (fresh.length === 0) {
      figures.silent += 1
      if (await mayBeSilent(it, one)) figures.handed += 1
      else blame('no answer')
    }
    for (const [code, asked] of one.codes) await checkAsked(it, one, code, asked, blame)
    figures.codes += one.codes.size
    if (one.codes.size > 0 && one.chance.of(0.4)) await pays(one)
    one.codes.clear()
  }

  /** All of it, a part, or too much; by their code. */
  async function pays({ codes, chance: own }: Walker): Promise<void> {
    const [code, asked] = own.pick([...codes])
    if (asked === 0n) return
    const sum = own.of(0.7) ? asked : own.of(0.5) ? asked / 3n + 2_000n : asked * 2n + 7_000n
    const account = await accountOf(it, code)
    figures.credits += 1
    paid += sum
    const status = await it.bank.credits(sum, `ck ${code}`, { account, ref: `${OURS}${figures.credits}` })
    if (status !== 200) wrong.push(`the bank heard ${status} of ${sum} for ${code}`)
  }

  try {
    while (figures.steps < steps) {
      await Promise.all(
        all.map(async (one) => {
          for (let n = 0; n < A_ROUND; n++) await step(one)
        }),
      )
      const by = passing(luck)
      it.clock.advance({ minutes: by })
      await time(by)
      await it.sweeps()
    }
    // From wherever they are, one word leads to the menu.
    for (const one of all) {
      await step(one, { text: 'menu' })
      if (one.options.length === 0) wrong.push(`${one.person.id} has no way on`)
    }
    await it.sweeps()
    const simulated = await simulatedIn(it)
    const held = await inBank(it.db)
    if (held !== paid + simulated)
      wrong.push(`the bank has ${held} đ, and ${paid} + ${simulated} đ were sent`)
    wrong.push(...(await brokenBooks(it.db)))
    return { wrong, figures }
  } finally {
    await it.close()
  }
}

/** Minutes until people go on. */
const passing = (luck: Chance) => luck.pick([1, 20, 7 * 60, 7 * 60, 24 * 60, 3 * 24 * 60])

/** Lets the clock of this database go ahead as that of the service does: by it money is in time, and what is due is due. */
async function ownTime({ db, url }: TemporaryDatabase): Promise<(minutes: number) => Promise<void>> {
  let ahead = 0
  await db.script(
    `${nowAhead(0)}; alter database ${new URL(url).pathname.slice(1)} set search_path = public, pg_catalog`,
  )
  return async (minutes) => {
    ahead += minutes * 60_000
    await db.script(nowAhead(ahead))
  }
}

/** Waits until all that was to be said to them now has been said. @returns the language they have by then */
async function answered(it: World, { person }: Walker): Promise<Lang> {
  const contact = await contactOf(it, person.id)
  for (let tries = 0; ; tries++) {
    const [row] = await it.db.hot.query<{ busy: boolean; lang: Lang }>('walk_busy', BUSY, [contact])
    if (!row!.busy) return row!.lang
    if (tries > 3_000) throw new Error(`${person.id} waits for an answer that does not leave`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const BUSY = `select exists (select 1 from outbox where contact_id = $1 and state in ('waiting', 'sending'))
  or exists (select 1 from todo t where t.contact_id = $1 and t.stuck_at is null and t.source not in ('system', 'time')) as busy,
  (select lang from contact where id = $1) as lang`

const contacts = new WeakMap<World, Map<string, string>>()
async function contactOf(it: World, id: string): Promise<string> {
  const those = contacts.get(it) ?? new Map<string, string>()
  contacts.set(it, those)
  const known = those.get(id)
  if (known) return known
  const { contactId } = await addressRow(it.db, 'simulator', 'main', id)
  those.set(id, contactId)
  return contactId
}

/** Who is with a person of the fund is answered by that person. */
async function mayBeSilent(it: World, { person }: Walker): Promise<boolean> {
  const contactId = await contactOf(it, person.id)
  return (await it.db.prisma.handover.count({ where: { contactId, closedAt: null } })) > 0
}

/** With a code stands what is missing of its promise; and the promise is of a sum that they named, or of whole things. */
async function checkAsked(
  it: World,
  one: Walker,
  code: string,
  asked: bigint,
  blame: (fault: string) => void,
) {
  const promise = await promiseOf(it.db, code)
  if (!promise) return blame(`nobody knows the code ${code}`)
  if (asked !== promise.amount - promise.received)
    blame(`${code} asks for ${asked}, and ${promise.amount - promise.received} is missing`)
  // “2 suất” of something that takes any sum are two gifts of the campaign; “1 tháng ăn trưa” is what that costs.
  const prices = [promise.unit_price > 1n ? promise.unit_price : GIFT, promise.portion ?? 0n]
  // Of what goes in two parts, both together were named.
  const sum = promise.amount + promise.parted
  const whole = prices.some((price) => price > 0n && sum % price === 0n)
  if (!whole && promise.part_of === null && !promise.monthly && !one.named.has(sum))
    blame(`${code} is of ${promise.amount} đ, which nobody named`)
}

async function accountOf(it: World, code: string): Promise<string> {
  const { campaign } = await it.db.prisma.pledge.findUniqueOrThrow({
    where: { code },
    include: { campaign: true },
  })
  return (await it.db.prisma.bankAccount.findUniqueOrThrow({ where: { id: campaign.accountId } })).number
}

/** What the button “Giả lập chuyển khoản” sent. */
async function simulatedIn(it: World): Promise<bigint> {
  const [row] = await it.db.prisma.$queryRaw<{ sum: string }[]>`
    SELECT coalesce(sum(c.amount), 0)::text AS sum FROM bank_credit c
    WHERE c.bank_ref NOT LIKE ${`${OURS}%`}`
  return BigInt(row!.sum)
}
