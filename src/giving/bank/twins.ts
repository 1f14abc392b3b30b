import type { Tx } from '../../platform/tx.ts'

const TWIN_HOURS = 48

/**
 * Whether another messenger may have told of this movement already: the same account and amount about the same time,
 * and one of the two has no bank reference to tell them apart by. Two tellings of one messenger are two movements.
 */
export async function hasTwin(tx: Tx, credit: string, provider: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM bank_credit me JOIN bank_credit other
        ON other.account_id = me.account_id AND other.amount = me.amount AND other.id <> me.id
        AND (other.bank_ref IS NULL OR me.bank_ref IS NULL)
        AND other.at BETWEEN me.at - ${TWIN_HOURS}::int * interval '1 hour' AND me.at + ${TWIN_HOURS}::int * interval '1 hour'
      WHERE me.id = ${credit}::uuid
        AND EXISTS (SELECT 1 FROM bank_notice n WHERE n.credit_id = other.id)
        AND NOT EXISTS (SELECT 1 FROM bank_notice n WHERE n.credit_id = other.id AND n.provider = ${provider})
    ) AS found`
  return rows[0]!.found
}

/** The same of a credit whoever told of it: one of its messengers may have been another's twin. */
export async function mayBeTwin(tx: Tx, credit: string): Promise<boolean> {
  const notices = await tx.bankNotice.findMany({ where: { creditId: credit }, select: { provider: true } })
  for (const { provider } of notices) if (await hasTwin(tx, credit, provider)) return true
  return false
}
