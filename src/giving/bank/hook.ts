import { Hono } from 'hono'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/db.ts'
import { failpoint } from '../../platform/failpoint.ts'
import type { Log } from '../../platform/log.ts'
import type { Giving } from '../deps.ts'
import { receiveNotice } from '../notice.ts'
import type { BankFeed } from './feed.ts'

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
export function bankHook({ db, clock, log, giving, feed }: Parts): Hono {
  const app = new Hono()
  app.post('/', async (c) => {
    const raw = Buffer.from(await c.req.arrayBuffer())
    if (!feed.verify(c.req.header(), raw, clock.now())) return c.json({ success: false }, 401)
    try {
      await db.transaction((tx) => receiveNotice(tx, giving, feed, raw))
      failpoint('notice.kept')
    } catch (error) {
      log.error('bank.not_kept', { kind: feed.provider, error })
      return c.json({ success: false }, 503)
    }
    return c.json({ success: true })
  })
  return app
}
