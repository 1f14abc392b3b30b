export { type AccountFault, type AccountForm, maskNumber, readAccount } from './account-change.ts'
export {
  type AccountChange,
  type AccountHere,
  accountsOf,
  applyChanges,
  askForAccount,
  askForChange,
  changesById,
  changesOf,
  changeWaits,
  openingWaits,
  stopChange,
} from './account-change-store.ts'
export {
  type Account,
  byUrgency,
  type Campaign,
  endedAt,
  isForPlaces,
  lastDayFor,
  receivesOn,
  takesPledges,
} from './campaign.ts'
export {
  type CampaignSheet,
  changeCampaign,
  holdCampaign,
  type KeptCampaign,
  keptCampaign,
  makeCampaign,
  moveCampaign,
} from './desk-store.ts'
export { firstPromised, LATE, type Late, putOff } from './later.ts'
export {
  daysFor,
  daysToFeast,
  featured,
  isPassed,
  nextWindow,
  OCCASIONS,
  type Occasion,
  occasionsOn,
  type Window,
  windowAfter,
  windowFor,
  windowOf,
} from './occasions.ts'
export { type Lack, lacking } from './opening.ts'
export {
  accountsToCollectOn,
  formerAccounts,
  type MarksTaken,
  marksTaken,
  marksTakenBefore,
  usualAccounts,
} from './opening-store.ts'
export { MOTIFS, type Motif, motifOf } from './pictures/palette.ts'
export { BANNER, bannerOf, pictureFile, pictureOf, SHARED, sharedPicture } from './pictures/picture.ts'
export { drawPoster, POSTER_SIZES, type PosterFacts, paintPoster } from './pictures/poster.ts'
export { paintOrnament } from './pictures/scene.ts'
export {
  accountById,
  accountsNumbered,
  accountsOfUnits,
  campaignById,
  campaignsOfUnits,
  campaignsOn,
  campaignTitles,
  openedOfKey,
  ownNumbers,
  publicCampaigns,
  saveAccount,
  saveCampaign,
  seedAnchor,
} from './store.ts'
export { keepTextChange, textChange } from './text-change.ts'
