export { consolePages } from './rooms.ts'
export { ROUTES, type Route, type Rule } from './routes.ts'
export { within } from './talks/within.ts'
