export { needActions } from './actions.ts'
export { buyable, holdToBuy, noteBought, noteDelivered, type ToBuy, takeForPot } from './bought-store.ts'
export { countBrought, promiseBrought, releaseBrought } from './brought-store.ts'
export { type Claim, claimOf, lockInOrder, type Setting, setClaim } from './claim-store.ts'
export {
  changeNeed,
  communeFor,
  communesWithoutCode,
  holdNeed,
  type KeptCommune,
  type KeptNeed,
  keptCommune,
  keptNeed,
  makeNeed,
  moveNeed,
  type NeedSheet,
} from './desk-store.ts'
export { campaignFacts, factsOfFlows } from './facts.ts'
export { type ClaimState, isLive, isOpen, lackingAmong, left, type Need, quantityFor } from './need.ts'
export { OLDEST, packages, SEXES, type Sex } from './packages.ts'
export { type Match, type Place, placesIn } from './places/finding.ts'
export { type Commune, communeOfCode, type How, type PlaceKind, type Unit } from './places/registry.ts'
export { type Choice, communeSaid, communesNamed } from './places/resolving.ts'
export { recordsOf, wishOf } from './search/actions.ts'
export { type Answer, findNeeds } from './search/finding.ts'
export { isWish } from './search/listening.ts'
export { lookAtNeed, lookForNeeds } from './search/looking.ts'
export { readWish } from './search/reading.ts'
export { campaignOfKey } from './search/store.ts'
export { saysSomething, type Wish } from './search/wish.ts'
export {
  CLOSE_REASONS,
  type CloseReason,
  lettersOf,
  type Slot,
  type SlotState,
  slotName,
} from './slots/slot.ts'
export {
  anyWaiting,
  closeSlot,
  freeSlot,
  historyOf,
  lengthenSlot,
  lockSlot,
  makeSlot,
  monthAfter,
  noteSlot,
  placesAmong,
  type SlotNote,
  type SlotSheet,
  SPONSORSHIP,
  seedSlot,
  slotById,
  slotNames,
  slotsOfUnits,
  spansOf,
  sponsorSlot,
  takeSlot,
  waitingSlot,
} from './slots/store.ts'
export { SLOT } from './slots/words.ts'
export { type CommuneStatus, statusToday } from './status.ts'
export {
  type CommuneInput,
  kindOf,
  type NeedInput,
  needById,
  needNames,
  needsOf,
  needsOfAll,
  progressOf,
  saveCommune,
  saveNeed,
  type Where,
  whereOf,
} from './store.ts'
export { type Unfit, unfitForAll } from './told.ts'
export {
  countWishes,
  forgetOldWishes,
  forgetWish,
  forgetWishes,
  type KeptWish,
  moveWishes,
  moveWishesBack,
  openWish,
  takeDueWishes,
  wishById,
  wishesOf,
} from './wishes/wish-store.ts'
