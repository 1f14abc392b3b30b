export { hotlines, saveUnit, type UnitInput } from './store.ts'
