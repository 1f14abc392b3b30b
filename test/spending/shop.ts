import { randomIds as ids } from '../../src/platform/ids.ts'
import { secretFrom } from '../../src/platform/secret.ts'
import { dayOf } from '../../src/platform/vietnamese/index.ts'
import {
  askToReverse,
  bookPurchase,
  confirmDelivery,
  type DeliverySheet,
  type PurchaseSheet,
  proposePurchase,
  purchaseById,
  recordDelivery,
  reversePurchase,
  strikeDelivery,
  wordsUnder,
} from '../../src/spending/index.ts'
import type { World } from '../giving/world.ts'

/** As the service seals words of purchases. */
export const WORDS = wordsUnder(secretFrom({ configured: 'x'.repeat(44) }))

/** Two officers who buy and bring things for a fund of the tests. */
export async function shop(w: World) {
  const { db, clock } = w
  const officer = async () => {
    const [id, email, name] = [ids.uuid(), new Uint8Array(4), new Uint8Array(4)]
    const emailHash = Uint8Array.from(Buffer.from(id))
    const long = new Date(clock.now().getTime() - 2 * 86_400_000)
    const stands = { totpSince: long, knownSince: long }
    await db.prisma.officer.create({ data: { id, emailHash, email, name, password: 'none', ...stands } })
    const { unitId } = await db.prisma.campaign.findUniqueOrThrow({ where: { id: w.campaign } })
    await db.prisma.officerRole.create({
      data: { officerId: id, unitId, role: 'coordinator', givenAt: long },
    })
    return id
  }
  const [thu, hoa] = [await officer(), await officer()]
  let papers = 0

  const shopping = {
    thu,
    hoa,
    sheet: (more: Partial<PurchaseSheet> & Pick<PurchaseSheet, 'amount'>): PurchaseSheet => ({
      campaignId: w.campaign,
      accountId: w.account,
      what: 'áo ấm, sữa, bánh',
      seller: 'Cửa hàng (bản thử)',
      day: dayOf(clock.now()),
      voucher: `PC-${++papers}`,
      lines: [],
      ...more,
    }),
    propose: (sheet: PurchaseSheet) =>
      db.transaction((tx) => proposePurchase(tx, { ids, words: WORDS }, sheet, thu, clock.now())),
    book: (id: string) => db.transaction((tx) => bookPurchase(tx, ids, id, clock.now())),
    reverse: (id: string) => db.transaction((tx) => reversePurchase(tx, ids, id, clock.now())),
    askToReverse: (id: string) =>
      db.transaction((tx) => askToReverse(tx, ids, { id, wrong: 'ghi nhầm đợt', by: thu }, clock.now())),
    /** Asked for and booked. @returns its id, or why it was not asked for */
    async buys(quantity: bigint, unitPrice: bigint, more: { need?: string; amount?: bigint } = {}) {
      const { need = w.gifts, amount = quantity * unitPrice } = more
      const lines = quantity === 0n ? [] : [{ need, quantity, unitPrice }]
      const asked = await shopping.propose(shopping.sheet({ amount, lines }))
      if (asked.kind !== 'asked') return asked
      return { kind: await shopping.book(asked.id), id: asked.id } as const
    },
    async line(id: string) {
      return (await purchaseById(db.prisma, id))!.lines[0]!
    },
    async brings(id: string, quantity: bigint, more: Partial<DeliverySheet> = {}) {
      const lineId = (await shopping.line(id)).id
      const missing = more.sent !== undefined && more.sent > quantity ? ('broken' as const) : null
      const sheet = {
        purchase: id,
        lineId,
        communeId: null,
        sent: quantity,
        quantity,
        missing,
        note: null,
        day: dayOf(clock.now()),
        receiver: 'teacher' as const,
        ...more,
      }
      return db.transaction((tx) => recordDelivery(tx, { ids, words: WORDS }, sheet, thu, clock.now()))
    },
    confirm: (id: string, by = hoa) =>
      db.transaction((tx) => confirmDelivery(tx, w.giving, id, by, clock.now())),
    strike: (id: string) => db.transaction((tx) => strikeDelivery(tx, id, clock.now())),
    claims: async () =>
      (
        await db.prisma.claim.findMany({
          where: { need: { campaignId: w.campaign } },
          orderBy: { id: 'asc' },
        })
      ).map(({ state, quantity, bought, delivered }) => [state, quantity, bought, delivered] as const),
  }
  return shopping
}
