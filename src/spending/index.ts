export { spendingActions } from './actions.ts'
export {
  askToReverse,
  bookPurchase,
  isUnderWay,
  PURCHASE_KIND,
  proposePurchase,
  purchaseObject,
  purseOf,
  REVERSAL_KIND,
  reversePurchase,
  spends,
} from './buying.ts'
export { confirmDelivery, recordDelivery, strikeDelivery, whyNotConfirm } from './delivering.ts'
export {
  type Delivery,
  type DeliverySheet,
  FEWEST,
  isFew,
  MISSING,
  placeTold,
  RECEIVERS,
  type Receiver,
} from './delivery.ts'
export { deliveriesOf, deliveriesWaiting, deliveryById } from './delivery-store.ts'
export { type LateGifts, lateGifts, lateOf } from './late.ts'
export { noteAt, papersKey, sealWordsBefore, sellerAt, type Words, wordsUnder } from './papers.ts'
export { faultsOfSpending } from './proof.ts'
export { proofSweep } from './proving.ts'
export { type Line, type Purse, planPurchase, voucherKey } from './purchase.ts'
export { tellPutOffs } from './putting-off.ts'
export { type RoadRecord, roadOf } from './road.ts'
export {
  type BoughtLine,
  emptySeller,
  lockPurchase,
  onTheWay,
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
export { tellPurchase } from './story.ts'
export { spendingTellings } from './tellings.ts'
export { SPENDING } from './words.ts'
