export { type Account, byUrgency, type Campaign, type Fund, takesPledges } from './campaign.ts'
export {
  accountById,
  accountsNumbered,
  campaignById,
  campaignsOn,
  publicCampaigns,
  saveAccount,
  saveCampaign,
  seedAnchor,
} from './store.ts'
