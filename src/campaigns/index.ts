export { type Account, byUrgency, type Campaign, type Fund, takesPledges } from './campaign.ts'
export {
  type CampaignSheet,
  changeCampaign,
  type KeptCampaign,
  keptCampaign,
  makeCampaign,
  moveCampaign,
} from './desk-store.ts'
export { type Lack, lacking } from './opening.ts'
export {
  accountById,
  accountsNumbered,
  accountsOfUnits,
  campaignById,
  campaignsOfUnits,
  campaignsOn,
  publicCampaigns,
  saveAccount,
  saveCampaign,
  seedAnchor,
} from './store.ts'
