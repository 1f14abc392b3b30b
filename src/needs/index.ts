export { needActions } from './actions.ts'
export { type Claim, claimOf, type Setting, setClaim } from './claim-store.ts'
export {
  changeNeed,
  communes,
  type KeptNeed,
  keptNeed,
  makeNeed,
  moveNeed,
  type NeedSheet,
} from './desk-store.ts'
export { campaignFacts, factsOfFlows } from './facts.ts'
export { type ClaimState, isLive, isOpen, left, type Need, quantityFor } from './need.ts'
export {
  type CommuneInput,
  type NeedInput,
  needById,
  needNames,
  needsOf,
  progressOf,
  saveCommune,
  saveNeed,
  whereOf,
} from './store.ts'
