import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import {
  type Approval,
  checkFacts,
  type Facts,
  type NotDecided,
  type NotTwo,
  type Refusal,
  type Verdict,
  WAITS_DAYS,
  whyNot,
  whyNotTwo,
} from './approvals.ts'
import { audit } from './audit-store.ts'
import { holdStaff, standingOf } from './officer-store.ts'
import type { Act } from './roles.ts'
import { unitTree } from './store.ts'

/**
 * What is done when something of this kind is approved, and what both who ask and who approve must be allowed for it.
 *
 * `do` runs in the transaction of the approval. It looks again at what it is about: `stale` (and nothing done) when that is no
 * longer as it was when it was asked for; a link to be shown once, to who approves. What it writes into the audit trail it writes last, since that holds a lock.
 */
export interface ApprovalKind {
  readonly act: Act
  readonly do: (tx: Tx, approval: Approval, by: string, now: Date) => Promise<'done' | 'stale' | Once>
}

/** The secret of a link, which is shown once and kept nowhere. */
interface Once {
  readonly link: string
}

const DAY_MS = 86_400_000

/**
 * Asks for a second person. Whether the officer may ask is for the route to know; whether they still may is looked at when it
 * is decided.
 *
 * @returns `open` when the same is being asked for already: of a kind and object one waits at a time
 * @throws when the facts hold words
 */
export async function ask(
  tx: Tx,
  ids: Ids,
  { kind, object, facts, unit, by }: Pick<Approval, 'kind' | 'object' | 'facts' | 'unit'> & { by: string },
  now: Date,
): Promise<{ readonly kind: 'asked' | 'open'; readonly id: string }> {
  checkFacts(facts)
  await tx.$executeRaw`UPDATE approval SET state = 'lapsed'
    WHERE kind = ${kind} AND object = ${object} AND state = 'open' AND ends_at <= ${now}`
  const id = ids.uuid()
  const ends = new Date(now.getTime() + WAITS_DAYS * DAY_MS)
  const made = await tx.$executeRaw`
    INSERT INTO approval (id, kind, object, facts, unit_id, asked_by, asked_at, ends_at)
    VALUES (${id}::uuid, ${kind}, ${object}, ${JSON.stringify(facts)}::jsonb, ${unit}::uuid, ${by}::uuid, ${now}, ${ends})
    ON CONFLICT (kind, object) WHERE state = 'open' DO NOTHING`
  if (made === 0) {
    const open = await tx.approval.findFirstOrThrow({ where: { kind, object, state: 'open' } })
    return { kind: 'open', id: open.id }
  }
  await audit(tx, { actor: by, act: 'approval.asked', object: `approval/${id}`, detail: kind }, now)
  return { kind: 'asked', id }
}

/** `stale`: what it is about has changed since; it has lapsed. `not_there`: no approval, or of a kind that nobody does. */
export type Decided =
  | { readonly kind: Verdict; readonly approval: Approval; readonly link?: string }
  | { readonly kind: NotDecided | 'stale' | 'not_there' | 'no_reason' }

/** What an officer decides. */
interface Choice {
  readonly id: string
  readonly verdict: Verdict
  readonly by: string
  /** Why it is refused, which who asked reads. */
  readonly refusal?: Refusal | undefined
}

/**
 * Decides, and does what was asked for when it is approved: in one transaction, once, whoever presses at once.
 *
 * @param kinds what is done, by kind
 * @param choice.by the officer who decides; their roles, and those of who asked, are read here and now
 */
export async function decide(
  tx: Tx,
  kinds: Readonly<Record<string, ApprovalKind>>,
  { id, verdict, by, refusal }: Choice,
  now: Date,
): Promise<Decided> {
  await holdStaff(tx)
  await tx.$executeRaw`SELECT 1 FROM approval WHERE id = ${id}::uuid FOR UPDATE`
  const approval = await approvalById(tx, id)
  const kind = approval && Object.hasOwn(kinds, approval.kind) ? kinds[approval.kind] : undefined
  if (!approval || !kind) return { kind: 'not_there' }
  const decider = await standingOf(tx, by, now)
  if (!decider) return { kind: 'not_there' }
  const asker = await standingOf(tx, approval.askedBy, now)
  const why = whyNot(approval, verdict, { by: decider, asker, act: kind.act, tree: await unitTree(tx) }, now)
  if (why) return { kind: why }
  // Who may not decide it does not learn from the fault that it is there.
  if (verdict === 'refused' && !refusal) return { kind: 'no_reason' }
  const object = `approval/${id}`
  const done = verdict === 'approved' ? await kind.do(tx, approval, by, now) : 'done'
  if (done === 'stale') {
    await tx.approval.update({ where: { id }, data: { state: 'lapsed' } })
    await audit(tx, { actor: by, act: 'approval.stale', object, detail: approval.kind }, now)
    return { kind: 'stale' }
  }
  const reason = verdict === 'refused' ? (refusal ?? null) : null
  await tx.approval.update({
    where: { id },
    data: { state: verdict, decidedBy: by, decidedAt: now, why: reason },
  })
  const detail = [approval.kind, reason].filter(Boolean).join(' ')
  await audit(tx, { actor: by, act: `approval.${verdict}`, object, detail }, now)
  return { kind: verdict, approval, ...(done === 'done' ? {} : done) }
}

/**
 * Whether two officers are two people where something is done in halves without waiting at the desk. Their roles are read here and now,
 * and nobody's are taken away until the transaction ends.
 *
 * @returns why not; undefined: they are
 */
export async function whyNotTwoOf(
  tx: Tx,
  two: {
    readonly first: string
    readonly second: string
    readonly unit: string
    readonly acts: { readonly first: Act; readonly second: Act }
  },
  now: Date,
): Promise<NotTwo | undefined> {
  await holdStaff(tx)
  return whyNoTwo(tx, two, now)
}

/** The same for a page that says who may: nobody's roles are held meanwhile, so it is looked at once more when it is done. */
export async function whyNoTwo(
  tx: Tx,
  two: Parameters<typeof whyNotTwoOf>[1],
  now: Date,
): Promise<NotTwo | undefined> {
  const by = await standingOf(tx, two.second, now)
  if (!by) return 'not_yours'
  const asker = await standingOf(tx, two.first, now)
  const [asks, approves] = [[two.acts.first], [two.acts.second]]
  const { unit, first: askedBy } = two
  return whyNotTwo({ unit, askedBy, asker, by, asks, approves, tree: await unitTree(tx) }, now)
}

/** What waits now in these units, the oldest first. */
export async function openApprovals(tx: Tx, units: Iterable<string>, now: Date): Promise<Approval[]> {
  const rows = await tx.approval.findMany({
    where: { state: 'open', endsAt: { gt: now }, unitId: { in: [...units] } },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(approvalFrom)
}

/** What waits for this kind and object, if anything does. */
export async function openApprovalOf(
  tx: Tx,
  kind: string,
  object: string,
  now: Date,
): Promise<Approval | undefined> {
  const row = await tx.approval.findFirst({ where: { kind, object, state: 'open', endsAt: { gt: now } } })
  return row ? approvalFrom(row) : undefined
}

/** Whether two people ever did something of this kind to an object whose name begins so. */
export const wasApproved = async (tx: Tx, kind: string, begins: string): Promise<boolean> =>
  (await tx.approval.count({ where: { kind, state: 'approved', object: { startsWith: begins } } })) > 0

/** Of this kind, the objects for which a second person is waited for. */
export async function objectsWaiting(tx: Tx, kind: string, now: Date): Promise<ReadonlySet<string>> {
  const rows = await tx.approval.findMany({
    where: { kind, state: 'open', endsAt: { gt: now } },
    select: { object: true },
  })
  return new Set(rows.map(({ object }) => object))
}

/** What was refused of what an officer asked for, and they have not read yet, the oldest first. */
export async function refusalsFor(tx: Tx, officer: string): Promise<Approval[]> {
  const rows = await tx.approval.findMany({
    where: { askedBy: officer, state: 'refused', seenAt: null },
    orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(approvalFrom)
}

/** Who asked has read that it was refused. */
export async function refusalSeen(tx: Tx, id: string, officer: string, now: Date): Promise<void> {
  await tx.approval.updateMany({
    where: { id, askedBy: officer, state: 'refused', seenAt: null },
    data: { seenAt: now },
  })
}

export async function approvalsById(tx: Tx, ids: readonly string[]): Promise<Approval[]> {
  return (await tx.approval.findMany({ where: { id: { in: [...ids] } } })).map(approvalFrom)
}

export async function approvalById(tx: Tx, id: string): Promise<Approval | undefined> {
  const row = await tx.approval.findUnique({ where: { id } })
  return row ? approvalFrom(row) : undefined
}

/** What has waited too long is closed. */
export async function lapseApprovals(tx: Tx, now: Date): Promise<void> {
  await tx.approval.updateMany({ where: { state: 'open', endsAt: { lte: now } }, data: { state: 'lapsed' } })
}

type Row = NonNullable<Awaited<ReturnType<Tx['approval']['findUnique']>>>

const approvalFrom = ({ unitId, facts, state, why, ...rest }: Row): Approval => ({
  ...rest,
  unit: unitId,
  facts: facts as Facts,
  state: state as Approval['state'],
  why: why as Refusal | null,
})
