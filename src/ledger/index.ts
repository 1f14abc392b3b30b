export type { AccountKind, LedgerAccount, Line } from './account.ts'
export { balance, balances, type Entry, hasEntry, holdMoneyOf, post, reverse } from './store.ts'
