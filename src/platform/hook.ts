/** What another program posts to us: raw bytes, as its signature covers them, and headers by their lower-case names. */
export interface HookRequest {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Buffer
}

/** Takes a webhook. The answer is a status and, if that program reads it, JSON. */
export type Hook = (request: HookRequest) => Promise<{ readonly status: number; readonly json?: object }>

/** A header that may stand there once. */
export function headerOf({ headers }: HookRequest, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' ? value : undefined
}
