import {
  accountById,
  type CampaignSheet,
  changeCampaign,
  holdCampaign,
  type KeptCampaign,
  keptCampaign,
  maskNumber,
  moveCampaign,
  textChange,
  usualAccounts,
} from '../../campaigns/index.ts'
import { changeNeed, holdNeed } from '../../needs/index.ts'
import { audit, unitTree } from '../../organisers/index.ts'
import type { DeskKinds } from '../approvals/kinds.ts'
import type { Parts } from '../room.ts'
import { lineOf } from './line.ts'
import { readiness } from './opening.ts'
import { campaigns } from './words.ts'

/** What two people do to campaigns. */
export const campaignKinds = ({ campaignFlows }: Pick<Parts, 'campaignFlows'>): DeskKinds => ({
  /** A campaign opens on an account that its unit has not collected on. Facts: `campaign`, `account`, `pot` (1: without needs). */
  'campaign.open': {
    act: 'campaigns.approve',
    async do(tx, { facts }, by, now) {
      const campaign = await holdCampaign(tx, String(facts.campaign))
      if (!campaign || campaign.state === 'open' || campaign.accountId !== facts.account) return 'stale'
      const how = { pot: facts.pot === 1, tree: await unitTree(tx), flows: campaignFlows(), now }
      if ((await readiness(tx, campaign, how)).lacks.length > 0) return 'stale'
      await moveCampaign(tx, campaign.id, 'open', now)
      await audit(tx, { actor: by, act: 'campaign.opened', object: `campaign/${campaign.id}` }, now)
      return 'done'
    },
    async show(tx, { unit, facts }, lang) {
      const usual = await usualAccounts(tx, unit, lineOf(unit, await unitTree(tx)))
      const used = usual.map((one) => `${one.bankName} ${maskNumber(one.number)}`).join(', ')
      const campaign = await keptCampaign(tx, String(facts.campaign))
      const { bankName, bin, number, holder } = await accountById(tx, String(facts.account))
      return {
        what: campaigns[lang].opening(campaign?.title ?? ''),
        from: used === '' ? campaigns[lang].usualNone : campaigns[lang].usual(used),
        // Whole: whoever approves compares it with the bank's paper, digit by digit.
        to: campaigns[lang].receivesAt(`${bankName} (BIN ${bin})`, number, holder),
        path: `/console/campaigns/${String(facts.campaign)}`,
      }
    },
  },
  /** Words of a campaign that two people opened, or of a need of it. Fact: `change`. */
  'campaign.texts': {
    act: 'campaigns.approve',
    async do(tx, { facts }, by, now) {
      const { campaignId, needId, was, becomes } = await textChange(tx, String(facts.change))
      const campaign = await holdCampaign(tx, campaignId)
      const need = needId === null ? undefined : await holdNeed(tx, needId)
      const held = needId === null ? campaign : need
      if (!campaign || !held) return 'stale'
      const asIs: Readonly<Record<string, unknown>> = { ...held }
      if (Object.entries(was).some(([name, text]) => asIs[name] !== text)) return 'stale'
      const done = need
        ? await changeNeed(tx, need, becomes)
        : await changeCampaign(tx, campaign, { ...sheetOf(campaign), ...becomes })
      if (done !== 'changed') return 'stale'
      const [act, object] = need
        ? ['need.changed', `need/${need.id}`]
        : ['campaign.changed', `campaign/${campaignId}`]
      await audit(tx, { actor: by, act, object, detail: Object.keys(becomes).join(',') }, now)
      return 'done'
    },
    async show(tx, { facts }, lang) {
      const { campaignId, was, becomes } = await textChange(tx, String(facts.change))
      const campaign = await keptCampaign(tx, campaignId)
      return {
        what: campaigns[lang].texts(campaign?.title ?? ''),
        from: Object.values(was).join(' · '),
        to: Object.values(becomes).join(' · '),
        path: `/console/campaigns/${campaignId}`,
      }
    },
  },
})

const sheetOf = ({ id: _, slug: __, state: ___, ...sheet }: KeptCampaign): CampaignSheet => sheet
