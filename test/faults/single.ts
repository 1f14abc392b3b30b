import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { addressOf } from './addressed.ts'
import { mail } from './mail.ts'
import { type Phone, switchboard } from './people.ts'
import { chance } from './random.ts'
import type { Stage } from './stage.ts'

/** Faults that are set up one by one, at one place. Each answers what was wrong. */

const sees = async (phone: Phone, text: RegExp, ms: number): Promise<boolean> =>
  Promise.race([phone.sees((one) => text.test(one.text)).then(() => true), pause(ms, false, { ref: false })])

const told = (on: Stage, phone: Phone) =>
  on.api.arrived.filter((one) => one.chat === phone.gift.who).map((one) => one.message.text ?? '')

/** Locks the session of a chat, as a turn of somebody else does, until the answer is called. */
export async function hold(on: Stage, chat: string): Promise<() => Promise<void>> {
  const { contact } = await addressOf(on, chat)
  const client = new pg.Client({ connectionString: on.databaseUrl })
  await client.connect()
  await client.query('begin')
  await client.query('select 1 from session where contact_id = $1 for update', [contact])
  return async () => {
    await client.query('rollback')
    await client.end()
  }
}

async function counting(on: Stage): Promise<Phone> {
  const phone = switchboard(on)(mail({ gifts: [], sent: [], once: [] }, chance(1), 0))
  await phone.says('đếm số')
  await sees(phone, /^Bạn gõ/, 30_000)
  return phone
}

/**
 * The process dies after a message that must wait for its turn is committed, and before anybody is told to work it off. The
 * sender sends it again to the next process, for which it is a repeat.
 */
export async function betweenCommitAndQueue(on: Stage, patienceMs: number): Promise<string[]> {
  await on.run(0).ready
  const phone = await counting(on)
  await on.processes[0]!.stop()
  const dying = on.run(0, { FAIL_AT: 'batch.committed' })
  await dying.ready
  const release = await hold(on, phone.gift.who)
  const acknowledged = phone.says('1000')
  const how = await dying.ended
  await release()
  if (how !== 'SIGKILL') return [`it ended by ${how}`]
  await on.run(0).ready
  await acknowledged
  return (await sees(phone, /^Số 1000, thứ 1\.$/, patienceMs))
    ? []
    : ['what was acknowledged was never answered']
}

/**
 * A worker falls asleep with an item in its hands; when its lease is over another does the turn, and then the first one
 * wakes up.
 */
export async function lateWorker(on: Stage, patienceMs: number): Promise<string[]> {
  const [sleeper, other] = [on.run(0, { FAIL_AT: 'slow.claimed:1:stop' }), on.run(1)]
  await Promise.all([sleeper.ready, other.ready])
  on.door.route(() => 0)
  const phone = await counting(on)
  const release = await hold(on, phone.gift.who)
  await phone.says('1000')
  await asleep(sleeper.pid)
  await release()
  on.door.route(() => 1)
  // The lease goes by the database's clock; this is what the clock would have come to.
  await on.sql(`update todo set lease_until = now() where lease_until is not null`)
  const wrong: string[] = []
  if (!(await sees(phone, /^Số 1000, thứ 1\.$/, patienceMs))) wrong.push('nobody took over')
  await phone.says('5')
  if (!(await sees(phone, /^Số 5, thứ 2\.$/, patienceMs))) wrong.push('the conversation did not go on')
  sleeper.signal('SIGCONT')
  await pause(1_000)
  await phone.says('6')
  if (!(await sees(phone, /^Số 6, thứ 3\.$/, patienceMs)))
    wrong.push('the late worker wrote over what had been done')
  const answers = told(on, phone)
  if (answers.length !== 4) wrong.push(`there were ${answers.length} answers: ${answers.join(' | ')}`)
  return wrong
}

/**
 * A process falls asleep with answers in its hands, for longer than their lease; another sends them, and then the first
 * one wakes up. What it was just sending goes out a second time; what lay behind that does not.
 */
export async function sleepingSender(on: Stage): Promise<string[]> {
  for (const one of on.processes) await one?.stop()
  const [sleeper, other] = [on.run(0, { FAIL_AT: 'send.before:2:stop' }), on.run(1)]
  await Promise.all([sleeper.ready, other.ready])
  on.door.route(() => 0)
  const phone = await counting(on)
  // It may fall asleep before its word that "1" is kept has gone out.
  const acknowledged = phone.says('1')
  await asleep(sleeper.pid)
  on.door.route(() => 1)
  for (const x of ['2', '3', '4']) await phone.says(x)
  const wrong: string[] = []
  if (!(await sees(phone, /^Số 4, thứ 4\.$/, 60_000))) wrong.push('nobody took over')
  sleeper.signal('SIGCONT')
  await acknowledged
  await pause(3_000)
  const answers = told(on, phone)
  const [first, ...others] = ['Số 1, thứ 1.', 'Số 2, thứ 2.', 'Số 3, thứ 3.', 'Số 4, thứ 4.']
  const count = (text: string) => answers.filter((one) => one === text).length
  if (count(first!) > 2) wrong.push(`what was on its way arrived ${count(first!)} times`)
  for (const text of others) if (count(text) !== 1) wrong.push(`"${text}" arrived ${count(text)} times`)
  return wrong
}

async function asleep(pid: number) {
  for (;;) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    if (stat.slice(stat.lastIndexOf(')') + 2).startsWith('T')) return
    await pause(20)
  }
}
