import type { Context } from 'hono'

/** What somebody asks on /check, as typed, at most 500 characters, as long as the text of a bank's QR; empty when nothing is asked yet. */
export const questionOf = (c: Context): string => (c.req.query('q') ?? '').trim().slice(0, 500)
