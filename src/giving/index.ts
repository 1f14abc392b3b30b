export { givingActions } from './actions.ts'
export type { BankFeed, BankMovement, Unreadable } from './bank/feed.ts'
export { bankHook } from './bank/hook.ts'
export { sepay, signSepay } from './bank/sepay.ts'
export { type NoticeRef, noticeId, noticeRef } from './bank-store.ts'
export { type Bell, type Giving, random30bits, type Tell } from './deps.ts'
export { type DonationRecord, donationRecord } from './donation-record.ts'
export { type Donation, donationById, donationsOf, lockDonation } from './donation-store.ts'
export { lapseDue } from './lapsing.ts'
export { type Candidate, candidatesFor, giveOwner, type Owner } from './matching.ts'
export { type Booked, bookNotice, receiveNotice } from './notice.ts'
export { type Owned, tellDonor } from './owning.ts'
export { payPages } from './pages.tsx'
export { missing, type Pledge } from './pledge.ts'
export { pledgeByCode, pledgeById } from './pledge-store.ts'
export { drawQrOf } from './qr.ts'
export { bookAgain, type SetAside, setAsideNotices } from './quarantine-store.ts'
export { checkUrl, type ReceiptFacts } from './receipt.ts'
export {
  keepReceiptPapers,
  type Receipt,
  receiptByPublicId,
  receiptPapers,
  receiptsFor,
  receiptsNumbered,
  undrawnReceipts,
} from './receipt-store.ts'
export { isKept } from './receiving.ts'
export { findCodes } from './reference-code.ts'
export { returnDonation } from './returning.ts'
export {
  type Decision,
  readSetAside,
  type Settled,
  type Stated,
  settleNoticeByHand,
} from './settling.ts'
export { bookSafely, databaseNow, givingSweep, setAsideSweep } from './sweep.ts'
export { givingTellings, REFUSABLE } from './tellings.ts'
export { type Use, unitsIn, usedFor, useOf } from './use.ts'
export { keepWatch } from './watching.ts'
