import type { Context } from 'hono'

/** What somebody asks on /check, as typed, at most 200 characters; empty when nothing is asked yet. */
export const questionOf = (c: Context): string => (c.req.query('q') ?? '').trim().slice(0, 200)
