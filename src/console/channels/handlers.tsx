import { channelHealth, workHealth } from '../../conversation/index.ts'
import { bankHealth } from '../../giving/index.ts'
import { lastSeen, SWEEPS, secondPoller } from '../../platform/seen.ts'
import { document } from '../../web/html.ts'
import type { Handlers } from '../desk.tsx'
import type { Parts } from '../room.ts'
import { ChannelsPage } from './pages.tsx'

/** Whether messages come and go. */
export function channelsRoom({ gate: { db } }: Parts): Pick<Handlers, 'GET /console/channels'> {
  const { hot } = db
  return {
    async 'GET /console/channels'(c, { frame, desk }) {
      const page = (
        <ChannelsPage
          frame={frame}
          desk={desk}
          channels={await channelHealth(hot)}
          banks={await bankHealth(hot)}
          work={await workHealth(hot)}
          second={await lastSeen(hot, secondPoller('telegram'))}
          sweeps={await lastSeen(hot, SWEEPS)}
        />
      )
      return c.html(document(page))
    },
  }
}
