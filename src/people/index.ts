export { type Hush, paperName, peopleActions } from './actions.ts'
export type { Purpose } from './consent.ts'
export { consentsOf, keepPaperName, type Person, personOf, refusedSince } from './store.ts'
