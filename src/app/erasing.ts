import { unnameCertificates } from '../certificates/index.ts'
import { forgetTalk, hasUnsent, lockSession } from '../conversation/index.ts'
import { forgetDonor, type Giving, hasOpenMoney } from '../giving/index.ts'
import { endAlarmOfContact } from '../organisers/index.ts'
import {
  endRequest,
  filesRemoved,
  filesToRemove,
  forgetContact,
  lockRequest,
  mergedInto,
  openRequests,
} from '../people/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, HotSql } from '../platform/db.ts'
import type { Files } from '../platform/files.ts'
import type { Log } from '../platform/log.ts'
import type { Tx } from '../platform/tx.ts'

interface Parts {
  readonly db: Database
  readonly giving: Giving
  readonly files: Files
  readonly clock: Clock
  readonly log: Log
}

const AT_ONCE = 20

/**
 * Erases whoever has asked for it. Not before the last word to them has gone out, and not while money of theirs waits for a
 * decision: then a person of the fund was told, and it waits for that. Any number of processes may do it at once.
 *
 * @returns a sweep
 */
export function erasureSweep(parts: Parts): () => Promise<void> {
  const { db, files, clock, log } = parts
  return async () => {
    for (const { id, contact } of await openRequests(db.prisma, 'erase', AT_ONCE)) {
      const done = await db.transaction(async (tx, hot) => {
        if (!(await lockRequest(tx, id))) return false
        if ((await hasUnsent(hot, contact)) || (await hasOpenMoney(tx, contact))) return false
        const gone = await erase(parts, tx, hot, contact)
        await endRequest(tx, id, clock.now(), gone)
        return true
      })
      if (done) log.info('person.erased', { contact, id })
    }
    for (const [id, keys] of await filesToRemove(db.prisma, AT_ONCE)) {
      for (const key of keys) await files.remove(key)
      await filesRemoved(db.prisma, id)
    }
  }
}

/**
 * Everything of somebody but sums, days and numbers, and of those who were merged into them. May be repeated.
 *
 * @returns keys of files to remove after the commit
 */
export async function erase(
  { giving, clock }: Pick<Parts, 'giving' | 'clock'>,
  tx: Tx,
  hot: HotSql,
  contact: string,
): Promise<string[]> {
  // In the order in which turns take their locks.
  await lockSession(hot, contact)
  const gone: string[] = []
  for (const one of [...(await mergedInto(tx, contact)), contact]) {
    gone.push(...(await forgetDonor(tx, giving, one, clock.now())))
    gone.push(...(await unnameCertificates(tx, giving, one)))
    gone.push(...(await forgetTalk(hot, one)))
    await endAlarmOfContact(tx, one)
    await forgetContact(tx, one, clock.now())
  }
  return gone
}
