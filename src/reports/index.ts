export { tellAnniversaries, yearTellings } from './anniversary.ts'
export { publicPages } from './pages.tsx'
export { yearActions } from './year-actions.ts'
export { isTheirYear, yearPaper } from './year-file.ts'
