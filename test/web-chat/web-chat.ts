import { createHash } from 'node:crypto'
import type { World } from '../support/world.ts'

/** A secret as a chat page makes it: 128 random bits or more. */
export const secretOf = (name: string): string =>
  createHash('sha256').update(`${name} ${process.hrtime.bigint()}`).digest('base64url')

/** Posts to the chat's interface as a program would. */
export function poster(it: World) {
  return (body: unknown, headers: Record<string, string> = {}) =>
    it.service.web.request('/chat/api/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
    })
}
