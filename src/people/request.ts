import {
  addDays,
  dayOf,
  instantAt,
  readRequestNumber,
  workingDayAfter,
  workingDayUntil,
} from '../platform/vietnamese/index.ts'

/** What a person asks of us about their own data, or complains of. */
export interface Request {
  readonly id: string
  /** As people hear it: `R-0031`. */
  readonly number: string
  readonly contact: string
  /** Where it was asked. Null: nobody knows. */
  readonly addressId: string | null
  readonly kind: RequestKind
  readonly open: boolean
  readonly askedAt: Date
  readonly answerBy: Date
  /** Null: it was asked before this was kept. */
  readonly dueBy: Date | null
  /** When a person of the fund last answered; null again when more is told. */
  readonly answeredAt: Date | null
  readonly doneAt: Date | null
}

const REQUEST_KINDS = ['erase', 'copy', 'complaint'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** `R-0031` */
export const requestNumber = (number: number): string => `R-${String(number).padStart(4, '0')}`

/** The number that somebody names. Undefined: none. */
export function numberIn(text: string): string | undefined {
  const number = readRequestNumber(text)
  return number === undefined ? undefined : requestNumber(number)
}

const OFFICE_CLOSES = { hour: 17, minute: 0 }

/**
 * By when a request has an answer: two working days (Law 91/2025/QH15 on personal data, Decree 356/2025).
 *
 *     answerWithin(new Date('2026-12-24T02:00:00Z'))  // new Date('2026-12-28T10:00:00Z')   Thursday, by Monday 17:00
 */
export function answerWithin(asked: Date): Date {
  return instantAt(workingDayAfter(dayOf(asked), 2), OFFICE_CLOSES)
}

const DONE_DAYS = 15

/**
 * By when a request is done. The same decree gives 15 days to withdraw, restrict or object, 20 where somebody processes the
 * data for us, and 10 to 20 for others. We give everything the 15: whoever asks need not know who runs the computers. Where the
 * last day is free, it is the working day before.
 *
 *     doneWithin(new Date('2026-12-24T02:00:00Z'))  // new Date('2027-01-08T10:00:00Z')
 *     doneWithin(new Date('2027-01-22T02:00:00Z'))  // new Date('2027-02-04T10:00:00Z')   not mùng 1, but before Tết
 */
export function doneWithin(asked: Date): Date {
  return instantAt(workingDayUntil(addDays(dayOf(asked), DONE_DAYS)), OFFICE_CLOSES)
}

/** Which of its hours has passed: nobody has answered, or (which is worse) it is not done. */
export function overdue(request: Request, now: Date): 'answer' | 'done' | undefined {
  if (!request.open) return undefined
  if (request.dueBy && request.dueBy < now) return 'done'
  return request.answeredAt === null && request.answerBy < now ? 'answer' : undefined
}
