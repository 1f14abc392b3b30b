export { spendingActions } from './actions.ts'
export {
  askToReverse,
  bookPurchase,
  isUnderWay,
  PURCHASE_KIND,
  planNow,
  proposePurchase,
  purchaseObject,
  purseOf,
  REVERSAL_KIND,
  reversePurchase,
  spends,
} from './buying.ts'
export { confirmDelivery, recordDelivery, strikeDelivery } from './delivering.ts'
export {
  type Delivery,
  type DeliverySheet,
  FEWEST,
  isFew,
  MISSING,
  type Missing,
  placeTold,
  RECEIVERS,
  type Receiver,
} from './delivery.ts'
export { deliveriesOf, deliveriesWaiting, deliveryById } from './delivery-store.ts'
export { noteAt, papersKey, sealWordsBefore, sellerAt, type Words, wordsUnder } from './papers.ts'
export { type Fault, faultsOfSpending } from './proof.ts'
export { proofSweep } from './proving.ts'
export { type Line, type Plan, type Purse, planPurchase, type Refusal, voucherKey } from './purchase.ts'
export { type RoadRecord, roadOf } from './road.ts'
export {
  type BoughtLine,
  emptySeller,
  lockPurchase,
  type Purchase,
  type PurchaseSheet,
  publicPurchase,
  purchaseById,
  purchasesOf,
  type Stages,
  stagesOfCampaigns,
  stagesOfNeeds,
  updatePurchase,
} from './store.ts'
export { spendingTellings } from './tellings.ts'
export { SPENDING } from './words.ts'
