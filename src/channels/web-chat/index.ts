export { type Bell, bell } from './bell.ts'
export { webChat } from './channel.ts'
export { webChatRoutes } from './routes.ts'
export { type WebChatStore, webChatStore } from './store.ts'
