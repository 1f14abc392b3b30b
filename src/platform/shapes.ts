import { z } from 'zod'

/**
 * The kinds of values that actions exchange with flows, as schemas. A day is `YYYY-MM-DD` in Việt Nam; a time is an
 * instant. The mark is what the check of flows reads.
 */
export const money = z.bigint().meta({ type: 'money' })
export const day = z.iso.date().meta({ type: 'day' })
export const time = z.date().meta({ type: 'time' })
export const file = z.object({ file: z.string(), name: z.string(), mime: z.string() }).meta({ type: 'file' })
/** The data of an outcome that says all by its name. (`z.object({})` would forbid even that.) */
export const nothing = z.looseObject({})
