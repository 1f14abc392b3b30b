/** Failures before a byte of the request was written: certainly not sent. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_CLOSED',
])
/** No TLS connection came about: an expired certificate, a wrong name, an authority that nobody knows. */
const TLS = /CERT|SIGNATURE/

/** Whether a call that failed so has certainly not reached its provider. @param code of Node, undici or OpenSSL */
export const isUnsent = (code: string): boolean => BEFORE_SENDING.has(code) || TLS.test(code)

/** The code of an error, or of what it comes from; its name where it has none. Holds no address and no payload. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = (error as { code?: unknown }).code
  if (typeof code === 'string') return code
  return error.cause ? codeOf(error.cause) : error.name
}
