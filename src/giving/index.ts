export { givingActions } from './actions.ts'
export { offerNext } from './again/asking.ts'
export { tellOccasions } from './again/sweep.ts'
export { forgetMemos } from './bank/forgetting-store.ts'
export { type BankHealth, bankHealth } from './bank/health.ts'
export { bankHook } from './bank/hook.ts'
export { type Booked, bookNotice, receiveNotice } from './bank/notice.ts'
export { pretendTransfer } from './bank/pretending.ts'
export { bookAgain, countSetAside, type SetAside, setAsideNotices } from './bank/quarantine-store.ts'
export { sepay, signSepay } from './bank/sepay.ts'
export {
  type Decision,
  readSetAside,
  type Settled,
  type Stated,
  settleNoticeByHand,
} from './bank/settling.ts'
export { creditById, type NoticeRef, normalRef, noticeId, noticeRef } from './bank/store.ts'
export { type Behalf, lineOf, payerOf } from './behalf/behalf.ts'
export { behalfOf, isOurs } from './behalf/store.ts'
export { copyOfDonor, copyOfGiving, type DonorCopy, type GivingCopy, receiptsInstead } from './copy.ts'
export { type Giving, random30bits, type Tell } from './deps.ts'
export { lastForNeed } from './donations/allocating.ts'
export { type Share, shareWithin } from './donations/allocation.ts'
export { decideMoney, isUndecided } from './donations/deciding.ts'
export {
  countOverdue,
  countUndecided,
  countUnowned,
  type Odd,
  oddMoney,
  pooledMoney,
  undecidedMoney,
  unownedMoney,
} from './donations/desk-store.ts'
export { candidatesFor, giveOwner } from './donations/matching.ts'
export { giftWithin, maskedName, maskName, type Owner, ownerNamed } from './donations/naming.ts'
export { correctReturn, noteReturn, refOfReturn } from './donations/noting-return.ts'
export { tellDonor } from './donations/owning.ts'
export { checkUrl, type ReceiptFacts } from './donations/receipt.ts'
export {
  isReceiptStill,
  keepReceiptPapers,
  type Receipt,
  receiptByPublicId,
  receiptPapers,
  receiptsFor,
  receiptsNumbered,
  undrawnReceipts,
} from './donations/receipt-store.ts'
export { isKept, keptFor } from './donations/receiving.ts'
export type { DonationRecord } from './donations/record.ts'
export { returnDonation } from './donations/returning.ts'
export { isGiftSpent, isPooledSpent } from './donations/spent.ts'
export {
  countGifts,
  type Donation,
  donationById,
  donationsOf,
  giftsBetween,
  isGone,
  isOwnerless,
  lockDonation,
  sumsOfDonations,
} from './donations/store.ts'
export { isTakenBackable, takeBack } from './donations/taking-back.ts'
export { pooledFrom, poolUnknown, potsFor } from './donations/unknown-giver.ts'
export { type Use, unitsIn, usedFor, useOf, wholeOf } from './donations/use.ts'
export { isWished, lateWishSweep, type PressingMoney, pressingMoney } from './donations/wishes.ts'
export { donorsNamed, type FoundDonor } from './donor-finding.ts'
export { forgetDonor, hasOpenMoney } from './forgetting.ts'
export { type Thanked, thankedIn } from './inviting/thanked.ts'
export { keepWatch } from './missing/watching.ts'
export { moveDonor, moveDonorBack } from './moving.ts'
export {
  finishOffer,
  lastCount,
  type OfferOutcome,
  takeBackCount,
  takesTwoToRecount,
} from './offers/counting.ts'
export { type DoneOffer, offersDoneIn } from './offers/done.ts'
export {
  type Arrival,
  acceptForeign,
  changeForeign,
  type ForeignReturn,
  holdForeign,
  returnForeign,
  stillHeld,
} from './offers/foreign.ts'
export { ringOffers } from './offers/late.ts'
export {
  AWAITED_OFFERS,
  isLate,
  MISCOUNTS,
  type Miscount,
  mayMove,
  OFFER_KINDS,
  OFFER_STATES,
  type OfferKind,
  type OfferState,
  type OfferWords,
  otherThanSaid,
  RETURNS,
  type ReturnReason,
  STANDING_OFFERS,
  type ThingKind,
} from './offers/offer.ts'
export {
  type Agreement,
  acceptOffer,
  askBack,
  declineOffer,
  handOffer,
  mayBeHandedTo,
  type OfferDone,
} from './offers/settling.ts'
export {
  countOffers,
  countWaitingOffers,
  type DeskOffer,
  deskOffer,
  offersOfUnits,
  openOffer,
} from './offers/store.ts'
export { payPages } from './pages.tsx'
export { type Kept, keptByMonth, keptPercent, keptSoonPercent } from './pledges/keeping.ts'
export { lapseDue } from './pledges/lapsing.ts'
export { missing, type Pledge, STANDING } from './pledges/pledge.ts'
export { confirmPledge, createPledge } from './pledges/pledging.ts'
export {
  type AwaitedMoney,
  awaitedIn,
  countPromises,
  pledgeByCode,
  pledgeById,
  standingPromises,
  unitsOfContacts,
} from './pledges/store.ts'
export { countPlaces, placeWishOf } from './sponsorship/copy.ts'
export { asAsked, type MonthlyGift, monthlyGift, monthlyGifts } from './sponsorship/desk.ts'
export { closePlace } from './sponsorship/ending.ts'
export { monthsSponsored, offer, withAll } from './sponsorship/places.ts'
export { monthsPaid, type Sponsorship } from './sponsorship/sponsorship.ts'
export { allOfSlots, countScheduled, settleUnused } from './sponsorship/store.ts'
export { releaseHolds } from './sponsorship/taking.ts'
export { bookSafely, givingSweep, offerSweep, setAsideSweep, turnMonths } from './sweep.ts'
export { givingTellings, REFUSABLE } from './tellings.ts'
export { drawQrOf } from './transfer/qr.ts'
export { readPaymentQr } from './transfer/qr-reading.ts'
export { findCodes, showCode } from './transfer/reference-code.ts'
