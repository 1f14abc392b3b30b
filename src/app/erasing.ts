import { unnameCertificates } from '../certificates/index.ts'
import { forgetTalk, hasUnsent, lockSession, openAlarm } from '../conversation/index.ts'
import { forgetDonor, forgetMemos, type Giving, hasOpenMoney } from '../giving/index.ts'
import { forgetWishes } from '../needs/index.ts'
import { endAlarmOfContact } from '../organisers/index.ts'
import {
  claimLink,
  endRequest,
  filesRemoved,
  filesToRemove,
  forgetContact,
  lockRequest,
  mergedInto,
  openRequests,
  type Request,
  requestById,
  shareOf,
} from '../people/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, HotSql } from '../platform/db.ts'
import { isDatabaseTrouble } from '../platform/db-trouble.ts'
import type { Files } from '../platform/files.ts'
import type { Log } from '../platform/log.ts'
import type { Queue } from '../platform/queue.ts'
import type { Tx } from '../platform/tx.ts'
import { part } from './parting.ts'

interface Parts {
  readonly db: Database
  readonly giving: Giving
  readonly files: Files
  readonly clock: Clock
  readonly queue: Queue
  readonly log: Log
}

const AT_ONCE = 20

/**
 * Erases whoever has asked for it. Not before the last word to them has gone out, and not while money of theirs waits for a
 * decision, or nobody of the fund has closed an alarm that they raised: then a person of the fund was told, and it waits for that. What was linked within seven days is parted first, and
 * only what belongs where it was asked is erased. Any number of processes may do it at once.
 *
 * @returns a sweep
 */
export function erasureSweep(parts: Parts): () => Promise<void> {
  const { db, files, queue, log } = parts
  return async () => {
    for (const request of await openRequests(db.prisma, 'erase', AT_ONCE)) {
      const { id } = request
      const done = await db
        .transaction((tx, hot) => workOn(parts, tx, hot, request))
        .catch((error) => {
          if (isDatabaseTrouble(error)) throw error
          // Those behind it wait for nothing.
          log.error('erasure.failed', { id, error })
          return undefined
        })
      if (done?.event === 'erased') log.info('person.erased', { contact: request.contact, id })
      if (done?.event === 'parted') log.info('link.parted', { id: done.link, reason: 'an erasure' })
      if (done?.event === 'parted') for (const one of done.people) await queue.add('todo', one)
    }
    for (const [id, keys] of await filesToRemove(db.prisma, AT_ONCE)) {
      for (const key of keys) await files.remove(key)
      await filesRemoved(db.prisma, id)
    }
  }
}

type Done =
  | { readonly event: 'erased' }
  | { readonly event: 'parted'; readonly link: string; readonly people: readonly string[] }

/** One step of it. @returns undefined when it must wait */
async function workOn(parts: Parts, tx: Tx, hot: HotSql, request: Request): Promise<Done | undefined> {
  const { id, contact, addressId } = request
  const now = parts.clock.now()
  // It may have changed hands since it was read.
  if (!(await lockRequest(tx, id)) || (await requestById(tx, id))?.contact !== contact) return undefined
  const { first } = await shareOf(tx, contact, addressId, now)
  if (first) {
    // Whoever else is about to part it does.
    const link = await claimLink(tx, first.id, 'joined')
    const people = link && (await part(parts, tx, hot, link, { address: addressId }))
    return people && { event: 'parted', link: first.id, people }
  }
  if ((await hasUnsent(hot, contact)) || (await hasOpenMoney({ tx, hot }, contact))) return undefined
  // Whoever raised it, perhaps under the eyes of somebody who made them ask, is read before anything is gone.
  if (await openAlarm(tx, contact)) return undefined
  const gone = await erase(parts, tx, hot, contact)
  await endRequest(tx, id, now, gone)
  return { event: 'erased' }
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
    await forgetWishes(tx, one)
    await endAlarmOfContact(tx, one, 'erased', clock.now())
    await forgetContact(tx, one, clock.now())
  }
  await forgetMemos(tx)
  return gone
}
