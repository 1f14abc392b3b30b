export type { LedgerAccount, Line } from './account.ts'
export { balance, balances, type Entry, hasEntry, holdMoneyOf, post, redate, reverse } from './store.ts'
