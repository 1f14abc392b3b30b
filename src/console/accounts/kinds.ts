import { accountById, campaignById, changeWaits, maskNumber, openingWaits } from '../../campaigns/index.ts'
import { unitNames } from '../../organisers/index.ts'
import type { DeskKinds } from '../approvals/kinds.ts'
import type { Parts } from '../room.ts'
import { accounts as words } from './words.ts'

/** What two people do to bank accounts. Approved, it waits for a day (campaigns/account-change-store.ts). */
export const accountKinds = ({ gate: { ids } }: Pick<Parts, 'gate'>): DeskKinds => ({
  /** A campaign receives on another account. Facts: `campaign`, `from`, `to`. */
  'campaign.account': {
    act: 'accounts.manage',
    do: changeWaits(ids),
    async show(tx, { facts }, lang) {
      const campaign = await campaignById(tx, String(facts.campaign))
      const [from, to] = [await accountById(tx, String(facts.from)), await accountById(tx, String(facts.to))]
      return {
        what: words[lang].change(campaign?.title ?? ''),
        from: words[lang].whole(from.bankName, maskNumber(from.number), from.holder),
        to: words[lang].whole(`${to.bankName} (BIN ${to.bin})`, to.number, to.holder),
        path: '/console/accounts',
      }
    },
  },
  /** A unit has an account that it had not. Facts: `account`, `unit`. */
  'account.open': {
    act: 'accounts.manage',
    do: openingWaits(ids),
    async show(tx, { facts }, lang) {
      const to = await accountById(tx, String(facts.account))
      return {
        what: words[lang].opening((await unitNames(tx)).get(String(facts.unit)) ?? ''),
        // Whole: whoever approves compares it with the bank's paper, digit by digit.
        to: words[lang].whole(`${to.bankName} (BIN ${to.bin})`, to.number, to.holder),
        path: '/console/accounts',
      }
    },
  },
})
