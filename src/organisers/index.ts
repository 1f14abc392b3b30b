export { saveUnit, type UnitInput } from './store.ts'
