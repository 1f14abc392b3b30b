export { consolePages } from './pages.tsx'
export { ROUTES, type Route, type Rule } from './routes.ts'
