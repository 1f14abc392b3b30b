import { createHash } from 'node:crypto'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { audit } from './audit-store.ts'
import { standingOf } from './officer-store.ts'
import { may, type Post } from './roles.ts'

/** What wakes an officer: a child in danger; somebody in despair; a promised hour that is near; one that has passed. */
export const ALARMS = ['danger', 'despair', 'soon', 'late'] as const
export type Alarm = (typeof ALARMS)[number]
/** Those that nobody turns off alone: a life may hang on them. */
export const ALWAYS: readonly Alarm[] = ['danger', 'despair']

/** The chat in which somebody wants to be woken. */
export interface OfficerAlarm {
  readonly officer: string
  readonly contact: string
  readonly kinds: readonly Alarm[]
  readonly since: Date
}

/** Whoever is woken in this chat, for the copy of its owner's data: not who they are at the desk. */
export async function copyOfAlarm(
  tx: Tx,
  contact: string,
): Promise<Pick<OfficerAlarm, 'kinds' | 'since'> | null> {
  const row = await tx.officerAlarm.findFirst({ where: { contactId: contact } })
  return row && { kinds: row.kinds.split(' ') as Alarm[], since: row.since }
}

const PREFIX = 'BAODONG'

/** Makes a code, 128 random bits, good once and for ten minutes. One made before opens nothing any more. */
export async function newAlarmCode(tx: Tx, ids: Ids, officer: string): Promise<string> {
  const secret = ids.public()
  await tx.$executeRaw`INSERT INTO alarm_code (officer_id, hash, ends_at)
    VALUES (${officer}::uuid, ${hashOf(secret)}::bytea, now() + interval '10 minutes')
    ON CONFLICT (officer_id) DO UPDATE SET hash = excluded.hash, ends_at = excluded.ends_at`
  return `${PREFIX}-${secret}`
}

const hashOf = (secret: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(createHash('sha256').update(`alarm ${secret}`).digest())

const CODE = new RegExp(`${PREFIX}[^0-9a-z]*([0-9a-z]{26})(?![0-9a-z])`, 'i')

/**
 * From now on this contact is woken as the officer who made the code. It is used up, right or too late.
 *
 * @param at the address where they are woken
 * @param text with a code somewhere in it
 * @returns false when there is none that holds, or its officer answers nobody any more
 */
export async function beginAlarm(
  tx: Tx,
  { contact, at = null }: { readonly contact: string; readonly at?: string | null | undefined },
  text: string,
  now: Date,
): Promise<boolean> {
  const [, secret] = CODE.exec(text) ?? []
  if (!secret) return false
  const [used] = await tx.$queryRaw<{ officer: string; fresh: boolean }[]>`
    DELETE FROM alarm_code WHERE hash = ${hashOf(secret.toUpperCase())}::bytea
    RETURNING officer_id::text AS officer, ends_at > now() AS fresh`
  if (!used?.fresh || !(await isAwake(tx, used.officer, now))) return false
  const { officer } = used
  // A chat that wakes somebody else goes on waking them: they would not hear that it does no more.
  const others = await tx.officerAlarm.count({ where: { contactId: contact, officerId: { not: officer } } })
  if (others > 0) return false
  await tx.officerAlarm.deleteMany({ where: { officerId: officer } })
  await tx.officerAlarm.create({
    data: { officerId: officer, contactId: contact, addressId: at, kinds: ALARMS.join(' '), since: now },
  })
  await audit(tx, { actor: officer, act: 'alarm.begun', object: `officer/${officer}`, detail: 'chat' }, now)
  return true
}

const isAwake = async (tx: Tx, officer: string, now: Date) =>
  (await standingOf(tx, officer, now))?.posts.some(({ role }) => may('alarms.own', role)) ?? false

/** Two chats have become one: whoever was woken in either is woken in it. Of two officers, no one's alarm ends unheard. */
export async function moveAlarm(tx: Tx, from: string, to: string): Promise<void> {
  await tx.officerAlarm.updateMany({ where: { contactId: from }, data: { contactId: to } })
}

/** Taken apart, it wakes where it was switched on. */
export async function moveAlarmBack(
  tx: Tx,
  from: string,
  to: string,
  addresses: readonly string[],
): Promise<void> {
  const theirs = { contactId: from, addressId: { in: [...addresses] } }
  await tx.officerAlarm.updateMany({ where: theirs, data: { contactId: to } })
}

/**
 * Ends what wakes this contact, for the trail too.
 *
 * @param why `chat`: it was said there; `erased`: its person was
 * @returns false when nothing did
 */
export async function endAlarmOfContact(
  tx: Tx,
  contact: string,
  why: 'chat' | 'erased',
  now: Date,
): Promise<boolean> {
  const ended = await tx.officerAlarm.findMany({
    where: { contactId: contact },
    orderBy: { officerId: 'asc' },
  })
  await tx.officerAlarm.deleteMany({ where: { contactId: contact } })
  for (const { officerId } of ended) {
    const actor = why === 'chat' ? officerId : null
    await audit(tx, { actor, act: 'alarm.ended', object: `officer/${officerId}`, detail: why }, now)
  }
  return ended.length > 0
}

/** Ends it, and with it a code that was not used. */
export async function endAlarm(tx: Tx, officer: string): Promise<void> {
  await tx.officerAlarm.deleteMany({ where: { officerId: officer } })
  await tx.alarmCode.deleteMany({ where: { officerId: officer } })
}

export async function alarmOf(tx: Tx, officer: string): Promise<OfficerAlarm | undefined> {
  const row = await tx.officerAlarm.findUnique({ where: { officerId: officer } })
  return row ? fromRow(row) : undefined
}

/** What nobody turns off alone always wakes. @returns false when there is no alarm to change */
export async function chooseAlarms(tx: Tx, officer: string, kinds: readonly Alarm[]): Promise<boolean> {
  const chosen = ALARMS.filter((one) => ALWAYS.includes(one) || kinds.includes(one))
  const { count } = await tx.officerAlarm.updateMany({
    where: { officerId: officer },
    data: { kinds: chosen.join(' ') },
  })
  return count === 1
}

/** Everybody who wants to be woken and is still at the desk, with what they hold at this moment. */
export async function alarms(
  tx: Tx,
  now: Date,
): Promise<(OfficerAlarm & { readonly posts: readonly Post[] })[]> {
  const woken: (OfficerAlarm & { readonly posts: readonly Post[] })[] = []
  for (const row of await tx.officerAlarm.findMany({ orderBy: { officerId: 'asc' } })) {
    const officer = await standingOf(tx, row.officerId, now)
    if (officer) woken.push({ ...fromRow(row), posts: officer.posts })
  }
  return woken
}

const fromRow = (row: {
  officerId: string
  contactId: string
  kinds: string
  since: Date
}): OfficerAlarm => ({
  officer: row.officerId,
  contact: row.contactId,
  kinds: ALARMS.filter((one) => ALWAYS.includes(one) || row.kinds.split(' ').includes(one)),
  since: row.since,
})
