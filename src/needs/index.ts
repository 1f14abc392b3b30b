export { needActions } from './actions.ts'
export { buyable, holdToBuy, noteBought, noteDelivered, takeForPot } from './bought-store.ts'
export { countBrought, promiseBrought, releaseBrought, uncountBrought } from './brought-store.ts'
export { type Claim, claimOf, lockInOrder, setClaim } from './claim-store.ts'
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
} from './desk-store.ts'
export { campaignFacts, factsOfFlows } from './facts.ts'
export {
  type ClaimState,
  isLive,
  isOpen,
  lackingAmong,
  left,
  type Need,
  type NeedSheet,
  quantityFor,
} from './need.ts'
export { OLDEST, packages, portionOf, SEXES, standardOf } from './packages.ts'
export { type Commune, communeOfCode } from './places/registry.ts'
export { type Choice, communeSaid, communesNamed } from './places/resolving.ts'
export { recordsOf, wishOf } from './search/actions.ts'
export { findNeeds } from './search/finding.ts'
export { isWish } from './search/listening.ts'
export { lookAtNeed, lookForNeeds } from './search/looking.ts'
export { readWish } from './search/reading.ts'
export { campaignOfKey } from './search/store.ts'
export { towardSaid } from './search/toward.ts'
export { CLOSE_REASONS, type CloseReason, type Slot, type SlotState, slotName } from './slots/slot.ts'
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
  seedSlot,
  slotById,
  slotNames,
  slotsOfUnits,
  spansOf,
  sponsorSlot,
  takeSlot,
  waitingPlaces,
  waitingSlot,
} from './slots/store.ts'
export { SLOT } from './slots/words.ts'
export { type CommuneStatus, statusToday } from './status.ts'
export {
  kindOf,
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
