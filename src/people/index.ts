export { paperName, peopleActions } from './actions.ts'
export { channelName } from './channel-names.ts'
export { closeComplaint, noteComplaint, openWords } from './complaint-store.ts'
export type { Purpose } from './consent.ts'
export { copyOfPerson, type PersonCopy } from './copy.ts'
export type { PeopleNeeds } from './needs.ts'
export { overdue, type Request } from './request.ts'
export {
  countRequests,
  endRequest,
  erasedContacts,
  filesRemoved,
  filesToRemove,
  lockRequest,
  noteRequest,
  openRequests,
  requestById,
  requestsAnswered,
  ringRequests,
  waitingRequests,
} from './request-store.ts'
export { SALUTATIONS, type Salutation } from './salutation.ts'
export {
  consentsOf,
  forgetContact,
  keepPaperName,
  langOf,
  openName,
  type Person,
  personOf,
  refusedSince,
  salutationsOf,
  sealName,
} from './store.ts'
