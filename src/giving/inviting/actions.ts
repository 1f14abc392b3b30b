import { z } from 'zod'
import { campaignById, isForPlaces, takesPledges } from '../../campaigns/index.ts'
import { type Action, action } from '../../conversation/action.ts'
import { nothing } from '../../platform/shapes.ts'
import type { Giving } from '../deps.ts'
import { toldOf } from './brought.ts'
import {
  broughtTo,
  cameBefore,
  insertInvitation,
  insertInvited,
  invitationByCode,
  invitationOf,
} from './store.ts'

/** As a link carries it, and as the engine knows it (`#invite`). 60 random bits: links are not to be guessed by hand, and open nothing. */
const CODE_LENGTH = 12
const CODE = /ru-([0-9a-hjkmnp-tv-z]{12})(?![\p{L}\d])/iu

/** What flows may ask of links for friends. */
export const invitingActions = (giving: Giving): readonly Action[] => [
  action({
    name: 'invite.link',
    input: z.object({ campaign: z.string() }),
    outcomes: {
      /** `joined`: so many people, or more, gave after following it; null while they are too few to be told. */
      ready: z.object({ link: z.string(), campaign: z.string(), joined: z.number().nullable() }),
      over: nothing,
    },
    async run({ tx, ids, clock, contact, address }, input) {
      const campaign = await campaignById(tx, input.campaign)
      if (!campaign || isForPlaces(campaign) || !takesPledges(campaign, clock.now()))
        return { outcome: 'over' as const }
      const known = await invitationOf(tx, contact, campaign.id)
      const code = known?.code ?? ids.public().slice(0, CODE_LENGTH)
      if (!known)
        await insertInvitation(tx, {
          id: ids.uuid(),
          contactId: contact,
          addressId: address ?? null,
          campaignId: campaign.id,
          code,
          createdAt: clock.now(),
        })
      const brought = await broughtTo(tx, campaign.id, contact)
      return {
        outcome: 'ready' as const,
        link: `${giving.site}/chat?start=ru-${code}`,
        campaign: campaign.title,
        joined: toldOf(brought.get(contact) ?? 0) ?? null,
      }
    },
  }),
  action({
    name: 'invite.open',
    /** `said`: the link, or the message in which it came. */
    input: z.object({ said: z.string().nullish() }),
    /** `mine`: it is their own. */
    outcomes: { campaign: z.object({ campaign: z.string() }), mine: nothing, unknown: nothing },
    async run({ tx, ids, clock, contact, address }, { said }) {
      const code = CODE.exec(said ?? '')?.[1]?.toUpperCase()
      const invitation = code === undefined ? undefined : await invitationByCode(tx, code)
      const campaign = invitation && (await campaignById(tx, invitation.campaignId))
      if (!invitation || !campaign || isForPlaces(campaign)) return { outcome: 'unknown' as const }
      if (invitation.contactId === contact) return { outcome: 'mine' as const }
      if (!(await cameBefore(tx, contact, campaign.id)))
        await insertInvited(tx, {
          id: ids.uuid(),
          contactId: contact,
          addressId: address ?? null,
          invitationId: invitation.id,
          at: clock.now(),
        })
      return { outcome: 'campaign' as const, campaign: campaign.id }
    },
  }),
]
