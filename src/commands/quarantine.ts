import { parseArgs } from 'node:util'
import { openGiving } from '../app/giving.ts'
import {
  dismissBody,
  dismissStuck,
  openBody,
  openStuck,
  putBack,
  stuckItems,
  unreadBodies,
} from '../conversation/index.ts'
import {
  bookAgain,
  noticeId,
  noticeRef,
  readSetAside,
  type Settled,
  type Stated,
  setAsideNotices,
  settleNoticeByHand,
} from '../giving/index.ts'
import { StartError } from '../platform/data-dir.ts'
import { type Ids, isUuid } from '../platform/ids.ts'
import { personKeys } from '../platform/person-key.ts'
import { databaseNow } from '../platform/tx.ts'
import { asDay, formatMoney, instantAt, isDay } from '../platform/vietnamese/index.ts'
import type { Ground } from '../running/start.ts'
import { given, shownAt, soon } from './officer.ts'

export const QUARANTINE_USAGE = `npm run quarantine                            what was set aside
npm run quarantine -- show <id>               what lies in it, for your eyes
npm run quarantine -- again <id>              the cause is gone: the service books it anew, or tries the message again
npm run quarantine -- match <id> <code>       money for the pledge of this code; of money that went out: back to its donor, by code or receipt number
npm run quarantine -- unknown <id>            money that came, and nobody knows from whom
npm run quarantine -- dismiss <id> "why"      nothing comes of it; of a message that is stuck without a word why
With match and unknown, where the bank's statement says what the notice does not:
  --account 0123456789  --amount 300000  --at "2026-12-20 20:15"  --ref FT26355012345`

/**
 * What was set aside for a person: bank notices that could not be booked, webhook bodies that could not be read, and messages
 * whose turn failed until they were given up.
 *
 * @returns lines for the officer's terminal; those of `show` are personal
 * @throws StartError with what to do; then nothing was changed
 */
export async function quarantined(ground: Ground, ids: Ids, args: readonly string[]): Promise<string[]> {
  const { verb, id, rest, stated } = read(args)
  if (verb === 'list') return list(ground)
  if (!VERBS.includes(verb)) throw new StartError(`there is no "${verb}".\n${QUARANTINE_USAGE}`)
  const [, seq] = ITEM.exec(id) ?? []
  if (seq) return item(ground, verb, id, seq)
  return isUuid(id) ? body(ground, verb, id, rest) : notice(ground, ids, verb, id, rest, stated)
}

/** A message that is stuck, by its place in line. */
const ITEM = /^item-([1-9]\d{0,17})$/

const VERBS = ['show', 'again', 'match', 'unknown', 'dismiss']

async function list({ db }: Ground): Promise<string[]> {
  const notices = (await setAsideNotices(db.hot)).map(
    (one) => `${noticeId(one)}  bank notice of ${shownAt(one.receivedAt)}  ${one.reason}`,
  )
  const bodies = (await unreadBodies(db.hot)).map(
    (one) => `${one.id}  ${one.source} at ${shownAt(one.receivedAt)}  ${one.reason}`,
  )
  const items = (await stuckItems(db.hot)).map(
    (one) =>
      `item-${one.seq}  ${one.source} of ${one.contact}, stuck since ${shownAt(one.stuckAt)}  failed several times: turn.failed in the log says where`,
  )
  const all = [...notices, ...bodies, ...items]
  return all.length === 0 ? ['Nothing is set aside.'] : [...all, '', QUARANTINE_USAGE]
}

/** A message that is stuck: it can be looked at, tried again, or dismissed. */
async function item({ db, secret }: Ground, verb: string, id: string, seq: string): Promise<string[]> {
  switch (verb) {
    case 'show': {
      const found = await openStuck(db.hot, personKeys(secret), seq)
      if (found === undefined) throw new StartError(absent(id))
      return [found]
    }
    case 'again':
      if (!(await putBack(db.hot, seq))) throw new StartError(absent(id))
      return [`It is tried again${soon(db)}. Look again then: npm run quarantine`]
    case 'dismiss':
      if (!(await dismissStuck(db.hot, seq))) throw new StartError(absent(id))
      return ['Dismissed. What the next officer should know is noted at the desk, on the page of its person.']
    default:
      throw new StartError(`${id} is a message: it can be shown, tried again and dismissed.`)
  }
}

/** A webhook body: it can be looked at and dismissed, no more. */
async function body(
  { db, secret }: Ground,
  verb: string,
  id: string,
  rest: readonly string[],
): Promise<string[]> {
  if (verb === 'show') {
    const found = await openBody(db.hot, secret, id)
    if (!found) throw new StartError(absent(id))
    return [found.toString()]
  }
  if (verb !== 'dismiss') throw new StartError(`${id} is no bank notice: it can be shown and dismissed.`)
  if (!(await dismissBody(db.hot, secret, id, given(rest, 'the reason')))) throw new StartError(absent(id))
  return ['Dismissed. It is removed in 30 days.']
}

async function notice(
  ground: Ground,
  ids: Ids,
  verb: string,
  id: string,
  rest: readonly string[],
  stated: Stated,
): Promise<string[]> {
  const { db } = ground
  const ref = noticeRef(id)
  if (verb === 'again') {
    if (!(await db.transaction((tx) => bookAgain(tx, ref)))) throw new StartError(absent(id))
    return [`It is booked anew${soon(db)}. Look again then: npm run quarantine`]
  }
  const site = ground.config.PUBLIC_URL ?? `http://localhost:${ground.config.PORT}`
  const giving = await openGiving({ ...ground, ids, site, queue: undefined })
  if (verb === 'show') {
    const found = await db.transaction((tx) => readSetAside(tx, giving, ref))
    if (!found) throw new StartError(absent(id))
    const { read } = found
    if (read.kind === 'unreadable') return [`It cannot be read: ${read.reason}.`, found.body.toString()]
    const way = read.direction === 'in' ? 'came to' : 'went out from'
    return [
      `${formatMoney(read.amount)} ${way} ${read.accounts.join(' / ')} at ${shownAt(read.at)}`,
      `reference ${read.bankRef ?? 'none'}`,
      `memo      ${read.memo}`,
    ]
  }
  const decision =
    verb === 'dismiss'
      ? ({ kind: 'dismiss', reason: given(rest, 'the reason') } as const)
      : verb === 'match'
        ? ({ kind: 'match', code: given(rest, 'the code'), stated } as const)
        : ({ kind: 'unknown', stated } as const)
  const settled = await db.transaction(async (tx) =>
    settleNoticeByHand(tx, giving, ref, decision, await databaseNow(tx)),
  )
  ground.log.info('bank.settled', { id, outcome: settled.kind })
  if (settled.kind === 'refused') throw new StartError(`${id} stays as it is: ${settled.why}.`)
  return [SAID[settled.kind] ?? 'Settled.']
}

const SAID: Partial<Record<Settled['kind'], string>> = {
  matched: 'Booked for the pledge. The donor hears of it, with a receipt.',
  unmatched: 'Booked as money of which nobody knows who sent it.',
  returned: 'Booked as sent back. Whoever gave it hears of it, if that is known.',
  known: 'It was in the books already: another notice told of the same transfer.',
  dismissed: 'Dismissed. What it says is removed in 30 days.',
}

const absent = (id: string) => `nothing of the id "${id}" is set aside. See: npm run quarantine`

function read(args: readonly string[]) {
  const options = {
    account: { type: 'string' },
    amount: { type: 'string' },
    at: { type: 'string' },
    ref: { type: 'string' },
  } as const
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new StartError(`${(error as Error).message}.\n${QUARANTINE_USAGE}`)
  }
  const [verb = 'list', id = '', ...rest] = parsed.positionals
  const { account, amount, at, ref } = parsed.values
  const stated: Stated = {
    ...(account !== undefined && { account }),
    ...(amount !== undefined && { amount: amountOf(amount) }),
    ...(at !== undefined && { at: instantOf(at) }),
    ...(ref !== undefined && { bankRef: ref }),
  }
  return { verb, id, rest, stated }
}

function amountOf(text: string): bigint {
  if (/^[1-9]\d{0,11}$/.test(text)) return BigInt(text)
  throw new StartError('--amount takes whole đồng, digits only: --amount 300000')
}

function instantOf(text: string): Date {
  const [, day, hour, minute] = /^(\d{4}-\d\d-\d\d) ([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  if (day && isDay(day)) return instantAt(asDay(day), { hour: Number(hour), minute: Number(minute) })
  throw new StartError('--at takes day and time in Việt Nam: --at "2026-12-20 20:15"')
}
