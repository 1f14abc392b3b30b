import { clean } from '../platform/vietnamese/index.ts'

/** Hours between the second person's word and a change: time for everybody to see it, and to stop it. */
export const CHANGE_HOURS = 24

/** `…4321`: enough to know it again. */
export const maskNumber = (number: string): string => `…${number.slice(-4)}`

/** An account as somebody types it. */
export interface AccountForm {
  readonly bank: string
  readonly bin: string
  readonly number: string
  readonly holder: string
}
export type AccountFault = keyof AccountForm

const LONGEST = 100

/**
 * An account as VietQR needs it, or the fields in which something is wrong, all at once.
 *
 *     readAccount({ bank: 'VCB', bin: '970436', number: '0011 00 4321', holder: 'QUY' }).account.number   // '0011004321'
 */
export function readAccount(
  typed: AccountForm,
): { readonly account: AccountForm } | { readonly faults: readonly AccountFault[] } {
  const line = (text: string) => clean(text.replace(/\s+/g, ' '), LONGEST).trim()
  const account = {
    bank: line(typed.bank),
    bin: typed.bin.replace(/\s/g, ''),
    number: typed.number.replace(/[\s.-]/g, ''),
    holder: line(typed.holder),
  }
  const wrong: Record<AccountFault, boolean> = {
    bank: account.bank === '',
    bin: !/^\d{6}$/.test(account.bin),
    number: !/^[A-Za-z0-9]{1,19}$/.test(account.number),
    holder: account.holder === '',
  }
  const faults = (Object.keys(wrong) as AccountFault[]).filter((field) => wrong[field])
  return faults.length > 0 ? { faults } : { account }
}
