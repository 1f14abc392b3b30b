export { needActions } from './actions.ts'
export { type Claim, claimOf, type Setting, setClaim } from './claim-store.ts'
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
export { type Match, type Place, placesIn } from './places/finding.ts'
export { type Commune, communeOfCode, type How, type PlaceKind, type Unit } from './places/registry.ts'
export { type Choice, communeSaid, communesNamed } from './places/resolving.ts'
export {
  CLOSE_REASONS,
  type CloseReason,
  lettersOf,
  SEXES,
  type Sex,
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
