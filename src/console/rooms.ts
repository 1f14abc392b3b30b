import type { Hono } from 'hono'
import { accountsRoom } from './accounts/handlers.tsx'
import { accountKinds } from './accounts/kinds.ts'
import { alarmsRoom } from './alarms/handlers.tsx'
import { answersRoom } from './answers/handlers.tsx'
import { approvalsRoom } from './approvals/handlers.tsx'
import type { DeskKinds } from './approvals/kinds.ts'
import { asideRoom } from './aside/handlers.tsx'
import { auditRoom } from './audit/handlers.tsx'
import { campaignsRoom } from './campaigns/handlers.tsx'
import { campaignKinds } from './campaigns/kinds.ts'
import { laterRoom } from './campaigns/later-handlers.tsx'
import { needsRoom } from './campaigns/need-handlers.tsx'
import { postersRoom } from './campaigns/poster-handlers.ts'
import { channelsRoom } from './channels/handlers.tsx'
import { desk } from './desk.tsx'
import { entrance } from './entrance/handlers.tsx'
import { guideRoom } from './guide/handlers.tsx'
import { homeRoom } from './home/handlers.tsx'
import { moneyRoom } from './money/handlers.tsx'
import { moneyKinds } from './money/kinds.ts'
import { noticesRoom } from './money/notice-handlers.tsx'
import { monthlyRoom } from './monthly/handlers.tsx'
import { namesRoom } from './names/handlers.tsx'
import { offersRoom } from './offers/handlers.tsx'
import { offerKinds } from './offers/kinds.ts'
import { officersRoom } from './officers/handlers.tsx'
import { officerKinds } from './officers/kinds.ts'
import { peopleRoom } from './people/handlers.tsx'
import { requestsRoom } from './requests/handlers.tsx'
import type { Parts } from './room.ts'
import { sessionsRoom } from './sessions/handlers.tsx'
import { slotsRoom } from './slots/handlers.tsx'
import { spendingRoom } from './spending/handlers.tsx'
import { spendingKinds } from './spending/kinds.ts'
import { talksRoom } from './talks/handlers.tsx'

/** `/console`: the desk of the fund's officers. A folder a room. */
export function consolePages(parts: Parts): Hono {
  // What a second person may approve: each room says what is done then.
  const kinds: DeskKinds = {
    ...officerKinds(parts),
    ...accountKinds(parts),
    ...campaignKinds(parts),
    ...moneyKinds(parts),
    ...spendingKinds(parts),
    ...offerKinds(parts),
  }
  return desk(parts, {
    ...entrance(parts),
    ...homeRoom(parts, kinds),
    ...talksRoom(parts),
    ...requestsRoom(parts),
    ...answersRoom(parts),
    ...alarmsRoom(parts),
    ...peopleRoom(parts),
    ...channelsRoom(parts),
    ...asideRoom(parts),
    ...moneyRoom(parts),
    ...noticesRoom(parts),
    ...campaignsRoom(parts),
    ...laterRoom(parts),
    ...needsRoom(parts),
    ...postersRoom(parts),
    ...namesRoom(parts),
    ...slotsRoom(parts),
    ...monthlyRoom(parts),
    ...spendingRoom(parts),
    ...offersRoom(parts),
    ...guideRoom(),
    ...sessionsRoom(parts),
    ...auditRoom(parts),
    ...officersRoom(parts),
    ...accountsRoom(parts),
    ...approvalsRoom(parts, kinds),
  })
}
