import { campaignById } from '../../campaigns/index.ts'
import { langOf } from '../../people/index.ts'
import type { Database } from '../../platform/db.ts'
import type { Studio } from '../../platform/paper/studio.ts'
import type { Lang } from '../../platform/vietnamese/index.ts'
import { missing, type Pledge } from '../pledges/pledge.ts'
import { pledgeById } from '../pledges/store.ts'
import { vietQr } from './vietqr.ts'
import { drawVietQrCard, type VietQrCard } from './vietqr-card.ts'

/**
 * The picture by which what is missing is paid. The key says what to draw; nothing is drawn here.
 *
 * @param lang of the page that it stands on; in a chat it speaks as the donor does
 */
export const qrFile = (pledge: Pledge, lang?: Lang): { file: string; name: string; mime: string } => ({
  file: `qr/${pledge.id}/${missing(pledge)}${lang ? `.${lang}` : ''}.png`,
  name: `${pledge.code}.png`,
  mime: 'image/png',
})

/**
 * Draws that picture, or remembers it by all that stands on it. When less is due than banks carry, it is for the least
 * they do.
 *
 * @returns undefined when there is no such pledge
 */
export async function drawQrOf(
  { db, studio }: { readonly db: Database; readonly studio: Studio },
  pledgeId: string,
  due: bigint,
  asked?: Lang,
): Promise<Buffer | undefined> {
  const found = await db.transaction(async (tx) => {
    const pledge = await pledgeById(tx, pledgeId)
    if (!pledge) return undefined
    const campaign = (await campaignById(tx, pledge.campaignId))!
    return { pledge, campaign, lang: asked ?? (await langOf(tx, pledge.contactId)) }
  })
  if (!found) return undefined
  const { pledge, campaign, lang } = found
  const { bin, number, holder, bankName } = campaign.account
  const amount = due > campaign.minAmount ? due : campaign.minAmount
  const card: VietQrCard = {
    payload: vietQr({ bin, account: number, amount, memo: pledge.code }),
    holder,
    bankName,
    account: number,
    amount,
    memo: pledge.code,
    campaignTitle: campaign.title,
    lang,
    demo: campaign.demo,
  }
  const key = `qr ${JSON.stringify({ ...card, amount: String(amount) })}`
  return (await studio.remember(key, async () => ({ png: await drawVietQrCard(card) }))).png
}
