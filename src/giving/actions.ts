import type { Action } from '../conversation/action.ts'
import { againActions } from './again/actions.ts'
import { behalfActions } from './behalf/actions.ts'
import type { Giving } from './deps.ts'
import { donationActions } from './donations/actions.ts'
import { invitingActions } from './inviting/actions.ts'
import { bankActions } from './missing/actions.ts'
import { offerActions } from './offers/actions.ts'
import { pledgeActions } from './pledges/actions.ts'
import { changingActions } from './pledges/changing-actions.ts'
import { slotActions } from './sponsorship/actions.ts'
import { scheduleActions } from './sponsorship/schedule-actions.ts'

/** What flows may ask of promises and money. */
export const givingActions = (giving: Giving): readonly Action[] => [
  ...pledgeActions(giving),
  ...changingActions(giving),
  ...slotActions(giving),
  ...scheduleActions(giving),
  ...bankActions(giving),
  ...donationActions(giving),
  ...invitingActions(giving),
  ...offerActions(giving),
  ...behalfActions(giving),
  ...againActions,
]
