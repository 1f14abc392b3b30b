export { type Hush, paperName, peopleActions } from './actions.ts'
export type { Purpose } from './consent.ts'
export {
  consentsOf,
  keepPaperName,
  langOf,
  openName,
  type Person,
  personOf,
  refusedSince,
  sealName,
} from './store.ts'
