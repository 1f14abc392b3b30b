export type { AccountKind, LedgerAccount, Line } from './account.ts'
export { balance, balances, type Entry, post, reverse } from './store.ts'
