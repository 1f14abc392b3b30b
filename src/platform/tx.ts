import type { Prisma } from '../generated/prisma/client.ts'

/** An open database transaction. Whatever takes one neither opens nor ends it, and does no network. */
export type Tx = Prisma.TransactionClient

/** The database's clock: what holds for all servers, whatever their own clocks say. The same all through a transaction. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT now() AS now`
  return row!.now
}
