export { type PeopleNeeds, paperName, peopleActions } from './actions.ts'
export type { Purpose } from './consent.ts'
export { copyOfPerson, type PersonCopy } from './copy.ts'
export {
  endRequest,
  erasedContacts,
  filesRemoved,
  filesToRemove,
  lockRequest,
  noteRequest,
  openRequests,
  type Request,
  requestById,
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
