import type { Prisma } from '../generated/prisma/client.ts'

/** An open database transaction. Whatever takes one neither opens nor ends it, and does no network. */
export type Tx = Prisma.TransactionClient
