import { z } from 'zod'
import type { Campaign } from '../../campaigns/index.ts'
import { file } from '../../platform/shapes.ts'
import type { Pledge } from '../pledges/pledge.ts'
import { qrFile } from './qr.ts'

const account = z.object({ number: z.string(), holder: z.string(), bank: z.string() })
/** What a transfer needs, as flows see it. */
export const transferShape = { qr: file, account, pay_url: z.string() }

/** @param site where its page for paying is */
export function transferOf(site: string, { account }: Pick<Campaign, 'account'>, pledge: Pledge) {
  const { number, holder, bankName } = account
  return {
    qr: qrFile(pledge),
    account: { number, holder, bank: bankName },
    pay_url: `${site}/pay/${pledge.code}`,
  }
}
