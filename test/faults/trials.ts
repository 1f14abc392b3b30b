import { setTimeout as pause } from 'node:timers/promises'
import type { History } from './history.ts'
import { mail } from './mail.ts'
import { chatPhone, type Phone, switchboard } from './people.ts'
import { chance } from './random.ts'
import type { Stage } from './stage.ts'

/**
 * Hard tries that need no crash. Each is given a stage whose processes run, and answers what was wrong: nothing, unless
 * the program or its mutant breaks a promise.
 */

export const newHistory = (): History => ({ gifts: [], sent: [], once: [] })
export const range = (count: number) => Array.from({ length: count }, (_, n) => n)
export const number = async (on: Stage, sql: string, params: readonly unknown[] = []) =>
  Number(Object.values((await on.sql(sql, params))[0]!)[0])

// Longer than the haste in which the same word is one answer.
const A_MOMENT_MS = 500
// Longer than a lease and a sweep: what has not moved for so long will not move any more.
const STALL_MS = 45_000

/** Waits until everything that was sent is dealt with. @returns false when nothing moves any more before that */
export async function settled(on: Stage): Promise<boolean> {
  let left = -1
  for (let since = Date.now(); Date.now() - since < STALL_MS; await pause(50)) {
    const now = await number(
      on,
      `select (select count(*) from todo where not_before <= now() + interval '1 minute' and stuck_at is null)
         + (select count(*) from outbox where state = 'waiting')`,
    )
    if (now === 0) return true
    if (now !== left) since = Date.now()
    left = now
  }
  return false
}

// ── repeats ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Every update of a conversation one to five times, over eight connections, in any order: one effect each. */
export async function repeatsTrial(on: Stage, people: number): Promise<string[]> {
  const wrong: string[] = []
  const history = newHistory()
  // Each delivery is a letter of its own here; the first answer may belong to any of them.
  const lanes = range(8).map(() => Promise.resolve())
  let next = 0
  const post = {
    async deliver(kind: 'update' | 'chat' | 'notice', id: string, once: () => Promise<number>) {
      history.sent.push({ kind, id, tries: 1, acknowledged: true })
      const copies = range(on.chance.whole(1, 5)).map(() => {
        const lane = on.chance.whole(0, 7)
        next += 1
        lanes[lane] = lanes[lane]!.then(async () => {
          const status = await once()
          if (status !== 200) wrong.push(`${kind} ${id} was answered ${status}`)
        })
        return lanes[lane]
      })
      await Promise.all(copies)
    },
  }
  const before = await counts(on)
  const telegramPhone = switchboard(on)
  const phones = range(people).map(() => telegramPhone(post))
  const all = (step: (phone: Phone) => Promise<unknown>) => Promise.all(phones.map(step))
  const sees = (label: RegExp) =>
    all((phone) => phone.sees((one) => one.buttons.some((button) => label.test(button.label))))
  await all((phone) => phone.says('/start'))
  await sees(/^Góp quà/)
  await all((phone) => phone.presses(/^Góp quà/))
  await sees(/^1 suất/)
  await all((phone) => phone.presses(/^1 suất/))
  await sees(/mã chuyển khoản/)
  await all((phone) => phone.presses(/mã chuyển khoản/))
  await all((phone) => phone.sees((one) => /^Mình đợi tiền/.test(one.text)))
  if (!(await settled(on))) wrong.push('not everything was dealt with')
  const now = await counts(on)
  const expect = (name: keyof typeof now, wanted: number) => {
    const more = now[name] - before[name]
    if (more !== wanted) wrong.push(`${more} ${name} instead of ${wanted}`)
  }
  expect('people', people)
  expect('messages', history.sent.length)
  expect('pledges', people)
  expect('claimed', people)
  // Hello, how many, held, then four bubbles with the code and the wait.
  expect('replies', people * 8)
  expect('arrived', people * 8)
  console.log(`repeats: ${next} deliveries of ${history.sent.length} updates`)
  return wrong
}

async function counts(on: Stage) {
  const count = (sql: string) => number(on, `select count(*) from ${sql}`)
  return {
    people: await count('contact'),
    messages: await count(`inbox where source like 'telegram:%'`),
    pledges: await count('pledge'),
    claimed: await number(on, 'select coalesce(sum(quantity), 0) from claim'),
    replies: await count('outbox'),
    arrived: on.api.arrived.length,
  }
}

// ── order ────────────────────────────────────────────────────────────────────────────────────────────────────────

const COUNTED = /^Số (\d+), thứ (\d+)\.$/

/** What somebody who counts has been answered, without repeats: the numbers in order, and the places they were given. */
export function counted(on: Stage, phone: Phone) {
  const seen = on.api.arrived.flatMap(({ chat, message }) => {
    const [, x, place] = (chat === phone.gift.who && COUNTED.exec(message.text ?? '')) || []
    return x && place ? [{ x: Number(x), place: Number(place) }] : []
  })
  return seen.filter(
    (one, n) => seen.findIndex((other) => other.x === one.x && other.place === one.place) === n,
  )
}

/**
 * People who type one number after the other without waiting for an answer, each to any of the processes; every third
 * needs an action. They must hear them in the order they typed them.
 *
 * @param trouble how often Telegram refuses a message for a second
 */
export async function orderTrial(
  on: Stage,
  people: number,
  messages: number,
  trouble: number,
): Promise<string[]> {
  const luck = chance(on.chance.whole(1, 1_000_000))
  const post = mail(newHistory(), luck, 0.1)
  const telegramPhone = switchboard(on)
  const phones = range(people).map(() => telegramPhone(post))
  await Promise.all(phones.map((phone) => phone.says('đếm số')))
  await Promise.all(phones.map((phone) => phone.sees((one) => /^Bạn gõ/.test(one.text))))
  on.api.trouble(() =>
    luck.of(trouble) ? { kind: 'throttle', seconds: 1 } : { kind: 'slow', ms: luck.whole(1, 80) },
  )
  const numbers = range(messages).map((n) => (n % 3 === 2 ? 1000 + n : n + 1))
  await Promise.all(
    phones.map(async (phone) => {
      for (const x of numbers) await phone.says(String(x))
    }),
  )
  const done = await settled(on)
  on.api.trouble(() => undefined)
  const wrong = done ? [] : ['not everything was dealt with']
  for (const phone of phones) {
    const heard = counted(on, phone)
    const told = heard.map(({ x, place }) => `${x}/${place}`).join(' ')
    const due = numbers.map((x, n) => `${x}/${n + 1}`).join(' ')
    if (told !== due) wrong.push(`${phone.gift.who} heard ${told}\n    instead of ${due}`)
  }
  return wrong
}

/** Everything somebody has to say at the same moment, to all processes: each is one turn, none is lost or doubled. */
export async function sameContactTrial(on: Stage, people: number, messages: number): Promise<string[]> {
  const luck = chance(on.chance.whole(1, 1_000_000))
  const post = mail(newHistory(), luck, 0.1)
  const telegramPhone = switchboard(on)
  const phones = range(people).map(() => telegramPhone(post))
  await Promise.all(phones.map((phone) => phone.says('đếm số')))
  await Promise.all(phones.map((phone) => phone.sees((one) => /^Bạn gõ/.test(one.text))))
  const numbers = range(messages).map((n) => (n % 3 === 2 ? 1000 + n : n + 1))
  await Promise.all(phones.flatMap((phone) => numbers.map((x) => phone.says(String(x)))))
  const wrong = (await settled(on)) ? [] : ['not everything was dealt with']
  for (const phone of phones) {
    const heard = counted(on, phone)
    const places = heard.map((one) => one.place).join(' ')
    const xs = heard.map((one) => one.x).sort((a, b) => a - b)
    if (
      places !==
      range(messages)
        .map((n) => n + 1)
        .join(' ')
    )
      wrong.push(`${phone.gift.who} was given the places ${places}`)
    if (xs.join(' ') !== [...numbers].sort((a, b) => a - b).join(' '))
      wrong.push(`${phone.gift.who} was told ${xs.join(' ')}`)
  }
  const stuck = await number(on, 'select count(*) from todo where stuck_at is not null')
  if (stuck > 0) wrong.push(`${stuck} messages were given up`)
  return wrong
}

/** One person's conversation is held fast by somebody else; all others are answered meanwhile. */
export async function heldTrial(
  on: Stage,
  holdSession: (chat: string) => Promise<() => Promise<void>>,
): Promise<string[]> {
  const post = mail(newHistory(), chance(1), 0)
  const telegramPhone = switchboard(on)
  const [held, ...others] = range(11).map(() => telegramPhone(post)) as [Phone, ...Phone[]]
  await Promise.all([held, ...others].map((phone) => phone.says('đếm số')))
  await Promise.all([held, ...others].map((phone) => phone.sees((one) => /^Bạn gõ/.test(one.text))))
  const release = await holdSession(held.gift.who)
  const acknowledged = Promise.all([held.says('1'), held.says('2'), held.says('3')])
  for (let n = 1; n <= 5; n++) {
    await Promise.all(others.map((phone) => phone.says(String(n % 2 ? n : 1000 + n))))
    await Promise.all(others.map((phone) => phone.sees((one) => one.text.endsWith(`thứ ${n}.`))))
  }
  const early = counted(on, held).length
  await acknowledged
  await release()
  const wrong = early === 0 ? [] : ['the one who was held was answered all the same']
  await settled(on)
  if (counted(on, held).length !== 3) wrong.push('the one who was held was not answered afterwards')
  return wrong
}

// ── the last one ─────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * People want the last gift, round after round, by typing into the chat. Who gets it is asked other things for the next
 * rounds and then tries again.
 */
export async function lastOneTrial(on: Stage, people: number, rounds: number): Promise<string[]> {
  const wrong: string[] = []
  const post = mail(newHistory(), chance(on.chance.whole(1, 1_000_000)), 0.02)
  const phones = range(people).map(() => chatPhone(on, post))
  for (const phone of phones) phone.close()
  const all = async (text: string) => {
    await Promise.all(phones.map((phone) => phone.says(text)))
    if (!(await settled(on))) wrong.push('not everything was dealt with')
  }
  await all('/start')
  await all('Góp quà Tết')
  const before = await number(on, 'select count(*) from claim')
  for (let round = 1; round <= rounds && wrong.length === 0; round++) {
    // Sooner, the same word would be the same answer sent twice.
    await pause(A_MOMENT_MS)
    await on.sql('update need set cap = taken + 1 where shows')
    await all('1')
    const [row] = await on.sql(
      `select cap - taken as left, taken = (select coalesce(sum(quantity), 0) from claim c where c.need_id = n.id) as agree,
         (select count(*)::int from claim c where c.need_id = n.id) as winners,
         (select count(*)::int from todo where stuck_at is not null) as stuck
       from need n where shows`,
    )
    const winners = Number(row!.winners) - before
    if (Number(row!.left) !== 0) wrong.push(`round ${round}: ${row!.left} left`)
    if (row!.agree !== true) wrong.push(`round ${round}: more or less taken than claimed`)
    if (winners !== round) wrong.push(`round ${round}: ${winners} winners so far`)
    if (row!.stuck !== 0) wrong.push(`round ${round}: ${row!.stuck} people were given up`)
  }
  return wrong
}
