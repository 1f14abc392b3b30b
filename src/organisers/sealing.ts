import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import type { Tx } from '../platform/tx.ts'
import { dayOf } from '../platform/vietnamese/index.ts'
import { type Row, sealText, type Trail, Walk } from './audit.ts'
import { auditAfter, auditBefore, keepSeal, lastSeal, seals } from './audit-store.ts'

/** Signs a text of ours. The keys are not ours to keep: whoever puts the program together hands this over. */
export interface Signer {
  sign(tx: Tx, text: string): Promise<{ readonly kid: string; readonly signature: Uint8Array }>
  /** Whether any key of ours, retired ones too, has signed it under that name. */
  isSigned(tx: Tx, text: string, kid: string, signature: Uint8Array): Promise<boolean>
}

interface Parts {
  readonly db: Database
  readonly clock: Clock
  readonly signer: Signer
}

/**
 * Seals the head of the trail, once a day on which something was written. The head goes into the log too: who can write the
 * whole database anew cannot reach what has left the machine.
 *
 * @returns a sweep; any number of processes may do it at once
 */
export function sealSweep({ db, clock, signer, log }: Parts & { readonly log: Log }): () => Promise<void> {
  return async () => {
    const sealed = await db.transaction(async (tx) => {
      const [head] = await auditBefore(tx, {}, 1)
      const last = await lastSeal(tx)
      const now = clock.now()
      if (!head || head.n === last?.n || (last && dayOf(last.sealedAt) === dayOf(now))) return undefined
      const { n, hash } = head
      const fresh = await keepSeal(tx, {
        n,
        hash,
        sealedAt: now,
        ...(await signer.sign(tx, sealText(n, hash))),
      })
      return fresh ? head : undefined
    })
    if (sealed)
      log.info('audit.sealed', { id: String(sealed.n), hash: Buffer.from(sealed.hash).toString('hex') })
  }
}

const AT_ONCE = 1_000

/** Reads the whole trail and its seals. */
export async function checkTrail({ db, signer }: Pick<Parts, 'db' | 'signer'>): Promise<Trail> {
  return db.transaction(async (tx) => {
    const sealed = await seals(tx)
    for (const { n, hash, kid, signature } of sealed)
      if (!(await signer.isSigned(tx, sealText(n, hash), kid, signature))) return { kind: 'forged', n }
    const walk = new Walk(sealed)
    for (let at: bigint | undefined; ; ) {
      const rows: readonly Row[] = await auditAfter(tx, at, AT_ONCE)
      if (!walk.take(rows) || rows.length < AT_ONCE) return walk.end()
      at = rows.at(-1)!.n
    }
  })
}
