import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'

/** In minutes. */
const WINDOW = 15

/**
 * How many wrong tries at an account may reach a check in a quarter of an hour. Ten at its password: three are kept for
 * browsers in which it has signed in before, so that no stranger can shut its owner out; and one network does not use up what
 * strangers have. Ten at its second factor, which only who knows the password comes to: five are kept for those browsers, and for
 * who is signed in already and is asked once more.
 */
const MOST = { known: 3, strange: 7, code: 5, code_known: 5 } as const
const OF_ONE_NETWORK = 4

interface Try {
  readonly account: Uint8Array<ArrayBuffer>
  readonly network: Uint8Array<ArrayBuffer>
  readonly kind: keyof typeof MOST
}

/**
 * Takes a try, before anything is checked: tries that come at once are counted one after another.
 *
 * @returns its id, to be given back when it was right; undefined when there is none left
 */
export async function takeTry(
  tx: Tx,
  ids: Ids,
  { account, network, kind }: Try,
): Promise<string | undefined> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(encode(${account}::bytea, 'hex'), 7))`
  const [row] = await tx.$queryRaw<{ all: number; here: number }[]>`
    SELECT count(*)::int AS "all", (count(*) FILTER (WHERE network = ${network}::bytea))::int AS here
    FROM sign_in_try
    WHERE account = ${account}::bytea AND kind = ${kind} AND at > now() - make_interval(mins => ${WINDOW}::int)`
  if (row!.all >= MOST[kind] || (kind === 'strange' && row!.here >= OF_ONE_NETWORK)) return undefined
  const id = ids.uuid()
  await tx.signInTry.create({ data: { id, account, network, kind } })
  return id
}

/** It was right, or was never checked. */
export async function giveBackTry(tx: Tx, id: string): Promise<void> {
  await tx.signInTry.deleteMany({ where: { id } })
}

/** What counts no more. */
export async function forgetTries(tx: Tx): Promise<void> {
  await tx.$executeRaw`DELETE FROM sign_in_try WHERE at < now() - make_interval(mins => ${WINDOW}::int)`
}
