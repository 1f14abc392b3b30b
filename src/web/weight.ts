import type { IncomingMessage } from 'node:http'

/** What a webhook may weigh, in bytes. */
export const HOOK_BYTES = 1_000_000
/** What a request of the chat may weigh. An upload is at most 5 MB of bytes in base64. */
export const CHAT_BYTES = 8_000_000
/** What a picture of a code on /check may weigh: a phone's photo has some millions of bytes. */
export const PICTURE_BYTES = 8_000_000
export const takesPicture = (path: string): boolean => path === '/check/picture'
/** What any other request may weigh. */
export const FORM_BYTES = 100_000

/** Papers that the desk takes: as much as an upload of the chat, and a form around it. */
export const takesPaper = (path: string): boolean => /^\/console\/spending\/[\w-]+\/voucher$/.test(path)
export const PAPER_BYTES = 5_200_000

/** Bytes that a request says it has. Nought when it does not say. */
export const saidWeight = ({ headers }: IncomingMessage): number => Number(headers['content-length'] ?? 0)

/**
 * Whether a sender waits to be asked for its body (`Expect: 100-continue`), and is not asked: it says itself that the body
 * is too large. It reads 413 instead, and nothing was carried in vain.
 */
export const isUnasked = (request: IncomingMessage): boolean =>
  request.headers.expect?.toLowerCase() === '100-continue' && saidWeight(request) > mostFor(request.url ?? '')

/** In doubt (a path in another spelling, which the router reads) the most that anything may weigh. */
function mostFor(url: string): number {
  const [path = ''] = url.split('?', 1)
  if (path.startsWith('/hooks/')) return HOOK_BYTES
  if (takesPaper(path)) return PAPER_BYTES
  if (takesPicture(path)) return PICTURE_BYTES
  return path.startsWith('/chat/api') || !/^\/[^%]*$/.test(path) ? CHAT_BYTES : FORM_BYTES
}
