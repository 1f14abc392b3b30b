import { openApprovalOf } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'
import { MONEY_KIND, moneyObject, NOTICE_KIND, noticeObject } from './kinds.ts'

/** Whether something is proposed for this money already, and a second person is waited for. */
export const moneyWaits = async (tx: Tx, donation: string, now: Date): Promise<boolean> =>
  (await openApprovalOf(tx, MONEY_KIND, moneyObject(donation), now)) !== undefined

export const noticeWaits = async (tx: Tx, notice: string, now: Date): Promise<boolean> =>
  (await openApprovalOf(tx, NOTICE_KIND, noticeObject(notice), now)) !== undefined
