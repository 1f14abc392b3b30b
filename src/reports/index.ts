export { publicPages } from './pages.tsx'
