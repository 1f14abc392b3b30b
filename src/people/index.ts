export { peopleActions } from './actions.ts'
export { channelOf, contactAt } from './address-store.ts'
export { channelName } from './channel-names.ts'
export { isChildInFull } from './child-name.ts'
export { closeComplaint, openWords, settledFrom } from './complaint-store.ts'
export { NEXT, type Next, PURPOSES, type Purpose } from './consent.ts'
export {
  consentsOf,
  giveConsent,
  hideName,
  type Refusal,
  refusals,
  refuseAgain,
  refusedSince,
  thankByName,
  thankedNames,
} from './consent-store.ts'
export { copyOfPerson, isRefusal, type PersonCopy } from './copy.ts'
export { type LinkNeeds, linkActions } from './link-actions.ts'
export { forgetMoved, noteMoved } from './link-move-store.ts'
export { returningOf, sayName, shareOf, stayedOf } from './link-share.ts'
export {
  claimLink,
  forgetLinks,
  type Link,
  linkById,
  linkedSince,
  linkFiles,
  linksInState,
  partableLinks,
  setLink,
  settledSince,
  voidLinks,
} from './link-store.ts'
export { hadBy, heldHolder, holderOf, mergedInto, olderOf } from './merged-store.ts'
export { type Move, movePerson, movePersonBack, remakePerson } from './moving.ts'
export type { Kept, PeopleNeeds } from './needs.ts'
export { isNoName, isOfficial, paperName, unfitName } from './paper-name.ts'
export { placeName } from './places.ts'
export { answerWithin, overdue, type Request } from './request.ts'
export {
  asksErasure,
  countRequests,
  endRequest,
  filesRemoved,
  filesToRemove,
  lockRequest,
  openRequests,
  requestById,
  requestNumbers,
  requestsAnswered,
  ringRequests,
  settledComplaints,
  waitingRequests,
} from './request-store.ts'
export { SALUTATIONS } from './salutation.ts'
export {
  erasedContacts,
  forgetContact,
  knowErased,
  knownPeople,
  langOf,
  openName,
  type Person,
  personOf,
  sealName,
  seedContact,
} from './store.ts'
