export { givingActions } from './actions.ts'
export type { BankFeed, BankMovement, Unreadable } from './bank/feed.ts'
export { forgetMemos } from './bank/forgetting-store.ts'
export { type BankHealth, bankHealth } from './bank/health.ts'
export { bankHook } from './bank/hook.ts'
export { type Booked, bookNotice, receiveNotice } from './bank/notice.ts'
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
export { copyOfDonor, copyOfGiving, type DonorCopy, type GivingCopy, receiptsInstead } from './copy.ts'
export { type Bell, type Giving, random30bits, type Tell } from './deps.ts'
export { type Decided, decideMoney, isUndecided } from './donations/deciding.ts'
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
export { type Candidate, candidatesFor, giveOwner } from './donations/matching.ts'
export { giftWithin, maskedName, maskName, type Owner, ownerNamed } from './donations/naming.ts'
export { correctReturn, type Noted, noteReturn, refOfReturn } from './donations/noting-return.ts'
export { type Owned, tellDonor } from './donations/owning.ts'
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
export { isKept } from './donations/receiving.ts'
export { type DonationRecord, donationRecord } from './donations/record.ts'
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
export { type Pooled, pooledFrom, poolUnknown, potsFor } from './donations/unknown-giver.ts'
export { type Use, unitsIn, usedFor, useOf } from './donations/use.ts'
export { isWished, lateWishSweep, type PressingMoney, pressingMoney } from './donations/wishes.ts'
export { donorsNamed, type FoundDonor } from './donor-finding.ts'
export { forgetDonor, hasOpenMoney } from './forgetting.ts'
export { type Thanked, thankedIn } from './inviting/thanked.ts'
export { keepWatch } from './missing/watching.ts'
export { type DonorMoved, donationsGoing, moveDonor, moveDonorBack } from './moving.ts'
export {
  isLate,
  mayMove,
  moves,
  OFFER_KINDS,
  OFFER_STATES,
  type Offer,
  type OfferKind,
  type OfferState,
  type OfferWords,
  STANDING_OFFERS,
} from './offers/offer.ts'
export {
  type Agreement,
  acceptOffer,
  askBack,
  declineOffer,
  finishOffer,
  type OfferDone,
  type OfferOutcome,
} from './offers/settling.ts'
export {
  countOffers,
  countWaitingOffers,
  type DeskOffer,
  deskOffer,
  offersOfUnits,
  openOffer,
  ringOffers,
} from './offers/store.ts'
export { payPages } from './pages.tsx'
export { type Kept, keptByMonth, keptPercent, keptSoonPercent } from './pledges/keeping.ts'
export { lapseDue } from './pledges/lapsing.ts'
export { missing, type Pledge, STANDING } from './pledges/pledge.ts'
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
export { type Closed, closePlace } from './sponsorship/ending.ts'
export { monthsSponsored, offer, withAll } from './sponsorship/places.ts'
export { monthsPaid, type Sponsorship } from './sponsorship/sponsorship.ts'
export { allOfSlots, countScheduled, settleUnused } from './sponsorship/store.ts'
export { releaseHolds } from './sponsorship/taking.ts'
export { bookSafely, givingSweep, offerSweep, setAsideSweep, turnMonths } from './sweep.ts'
export { givingTellings, REFUSABLE } from './tellings.ts'
export { drawQrOf } from './transfer/qr.ts'
export { readPaymentQr } from './transfer/qr-reading.ts'
export { findCodes, showCode } from './transfer/reference-code.ts'
