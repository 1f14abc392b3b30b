export { peopleActions } from './actions.ts'
export { channelName } from './channel-names.ts'
export { closeComplaint, noteComplaint, openWords, settledFrom } from './complaint-store.ts'
export { PURPOSES, type Purpose } from './consent.ts'
export {
  consentsOf,
  hideName,
  type Refusal,
  refusals,
  refuseAgain,
  refusedSince,
  thankedNames,
} from './consent-store.ts'
export { copyOfPerson, isRefusal, type PersonCopy } from './copy.ts'
export { type LinkNeeds, linkActions } from './link-actions.ts'
export { returningOf, sayName, shareOf, stayedOf } from './link-share.ts'
export {
  channelOf,
  claimLink,
  contactAt,
  forgetLinks,
  forgetMoved,
  hadBy,
  heldHolder,
  holderOf,
  type Link,
  linkById,
  linkedSince,
  linkFiles,
  linksInState,
  mergedInto,
  noteMoved,
  olderOf,
  partableLinks,
  setLink,
  settledSince,
  voidLinks,
} from './link-store.ts'
export { type Move, movePerson, movePersonBack, remakePerson } from './moving.ts'
export type { Kept, PeopleNeeds } from './needs.ts'
export { paperName } from './paper-name.ts'
export { placeName } from './places.ts'
export { answerWithin, overdue, type Request } from './request.ts'
export {
  asksErasure,
  countRequests,
  endRequest,
  filesRemoved,
  filesToRemove,
  lockRequest,
  noteRequest,
  openRequests,
  requestById,
  requestNumbers,
  requestsAnswered,
  ringRequests,
  settledComplaints,
  waitingRequests,
} from './request-store.ts'
export { SALUTATIONS, type Salutation } from './salutation.ts'
export {
  erasedContacts,
  forgetContact,
  knowErased,
  knownPeople,
  langOf,
  openName,
  type Person,
  personOf,
  salutationsOf,
  sealName,
} from './store.ts'
