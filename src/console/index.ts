export { consolePages } from './rooms.ts'
export { ROUTES, type Route } from './routes.ts'
export { reasonIn } from './talks/reasons.ts'
export { within } from './talks/within.ts'
