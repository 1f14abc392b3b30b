import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/db.ts'
import { failpoint } from '../../platform/failpoint.ts'
import type { Hook } from '../../platform/hook.ts'
import type { Log } from '../../platform/log.ts'
import type { Giving } from '../deps.ts'
import type { BankFeed } from './feed.ts'
import { receiveNotice } from './notice.ts'

interface Parts {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly giving: Giving
  readonly feed: BankFeed
}

/**
 * POST /hooks/<provider>: verified on the raw bytes, kept, answered. What it means is worked out afterwards, so a bank's
 * messenger never waits for us; whatever is signed is answered with success, or it would be sent again and again.
 */
export function bankHook({ db, clock, log, giving, feed }: Parts): Hook {
  return async ({ headers, body }) => {
    if (!feed.verify(headers, body, clock.now())) return { status: 401, json: { success: false } }
    try {
      await db.transaction((tx) => receiveNotice(tx, giving, feed, body))
      failpoint('notice.kept')
    } catch (error) {
      log.error('bank.not_kept', { kind: feed.provider, error })
      return { status: 503, json: { success: false } }
    }
    return { status: 200, json: { success: true } }
  }
}
