import type { HotSql } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import { countHandovers } from './handover-store.ts'
import { countUnread, forgetBodies } from './quarantine-store.ts'

/**
 * Reminds of what waits for a person of the fund, and forgets what they have settled, and bodies that nobody did. Once an hour: an alarm that rings
 * more often is switched off.
 */
export function officeSweep(hot: HotSql, log: Log): () => Promise<void> {
  return async () => {
    const { overdue } = await countHandovers(hot)
    if (overdue > 0) log.error('handover.overdue', { count: overdue })
    const unread = await countUnread(hot)
    if (unread > 0) log.error('webhook.unsettled', { count: unread })
    const gone = await forgetBodies(hot)
    if (gone > 0) log.error('webhook.forgotten', { count: gone })
  }
}
