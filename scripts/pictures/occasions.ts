import type { Occasion } from '../../src/campaigns/index.ts'
import { randomIds } from '../../src/platform/ids.ts'
import type { World } from '../../test/support/world.ts'

const DAY_MS = 86_400_000

/** Campaigns of the other occasions, beside the demo's own for Tết. */
export const OTHERS: Readonly<
  Record<Exclude<Occasion, 'tet'>, readonly [title: string, what: string, price: bigint]>
> = {
  'children-month': ['Tháng Sáu vì trẻ em 2027', 'tủ sách và đồ chơi ngoài trời', 250_000n],
  'new-school-year': ['Khai giảng 2027', 'cặp, vở và áo trắng', 220_000n],
  'mid-autumn': ['Trung thu 2027', 'đèn ông sao, bánh và sữa', 200_000n],
  winter: ['Đồ ấm mùa đông 2026', 'áo ấm, mũ và tất', 180_000n],
}

/** Open now, whatever the calendar says: each speaks in its own voice. */
export async function openOccasions({ clock, db }: World): Promise<void> {
  const tet = await db.prisma.campaign.findFirstOrThrow({ where: { eventKind: 'tet' } })
  const now = clock.now().getTime()
  for (const [n, [occasion, [title, what, unitPrice]]] of Object.entries(OTHERS).entries()) {
    const id = randomIds.uuid()
    await db.prisma.campaign.create({
      data: {
        ...tet,
        id,
        key: occasion,
        slug: occasion,
        eventKind: occasion,
        flow: occasion,
        title,
        what,
        purpose: `${what[0]!.toUpperCase()}${what.slice(1)} cho các em ở xã vùng cao Sơn La.`,
        receiptSeries: `X${n}27`,
        codePrefix: `XA${'BCDE'[n]}`,
        opensAt: new Date(now - DAY_MS),
        giftBy: new Date(now + (60 + n) * DAY_MS),
        receivesUntil: new Date(now + 80 * DAY_MS),
        distributeBy: new Date(now + 100 * DAY_MS),
      },
    })
    await db.prisma.need.create({
      data: {
        id: randomIds.uuid(),
        key: occasion,
        campaignId: id,
        package: 'gifts',
        mode: 'exclusive',
        what,
        unitWord: 'suất',
        unitPrice,
        cap: 300n,
        taken: 120n,
        takenBefore: 120n,
        shows: true,
      },
    })
  }
  // What the service has read is read anew every two seconds.
  await new Promise((resolve) => setTimeout(resolve, 2_500))
}
