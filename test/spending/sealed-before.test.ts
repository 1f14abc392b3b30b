import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, embedded } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { noteAt, sealWordsBefore, sellerAt } from '../../src/spending/index.ts'
import { everything, latin } from '../support/everything.ts'
import { WORDS } from './shop.ts'

/** What a version before wrote of purchases goes on: sealed, and each voucher's number once. */
let db: Database
let before: string
beforeAll(async () => {
  before = mkdtempSync(join(tmpdir(), 'ct-before-'))
  for (const name of readdirSync('prisma/migrations'))
    if (name < '20261130174000')
      cpSync(join('prisma/migrations', name), join(before, name), { recursive: true })
  const { PGlite } = await import('@electric-sql/pglite')
  db = embedded(await PGlite.create())
  await migrate(db, before)
}, 60_000)
afterAll(async () => {
  await db.close()
  rmSync(before, { recursive: true })
})

test('who sold and why less came are sealed; two spellings of one voucher both stay', async () => {
  const [unit, account, campaign, thu, commune, need] = Array.from({ length: 6 }, () => ids.uuid())
  const [one, twin, wrong] = [ids.uuid(), ids.uuid(), ids.uuid()]
  const [line, delivery] = [ids.uuid(), ids.uuid()]
  const bought = (id: string, voucher: string, state: 'booked' | 'reversed') => `
    INSERT INTO purchase (id, campaign_id, account_id, public_id, what, seller, day, amount, voucher, state, proposed_by, proposed_at, booked_at, reversed_at)
    VALUES ('${id}', '${campaign}', '${account}', '${id}', 'áo ấm', 'Chị Hoa, chợ Bắc Yên', '2026-12-01', 100000, '${voucher}', '${state}',
      '${thu}', now(), now(), ${state === 'reversed' ? 'now()' : 'NULL'});`
  await db.script(`
    INSERT INTO unit (id, key, kind, name, short_name, place, decision, hotline) VALUES ('${unit}', 'quy', 'fund', 'Quỹ (bản thử)', 'Quỹ', 'Sơn La', '00', '0');
    INSERT INTO bank_account (id, unit_id, bin, bank_name, number, holder) VALUES ('${account}', '${unit}', '000000', 'Ngân hàng Thử', '1', 'QUY');
    INSERT INTO campaign (id, key, slug, unit_id, account_id, event_kind, flow, title, purpose, what, for_whom, receipt_series, opens_at, receives_until, gift_by, distribute_by)
    VALUES ('${campaign}', 'tet', 'tet', '${unit}', '${account}', 'tet', 'tet', 'Tết', 'x', 'x', 'x', 'T', now(), now(), now(), now());
    INSERT INTO officer (id, email_hash, email, name, password) VALUES ('${thu}', '\\x01', '\\x01', '\\x01', 'x');
    INSERT INTO commune (id, key, name, province) VALUES ('${commune}', 'ta-xua', 'Tà Xùa', 'Sơn La');
    INSERT INTO need (id, key, campaign_id, commune_id, package, mode, what, unit_word, unit_price, cap)
    VALUES ('${need}', 'ao', '${campaign}', '${commune}', 'gifts', 'exclusive', 'áo', 'áo', 10000, 20);
    ${bought(one, 'PC-01', 'booked')} ${bought(twin, 'pc 01', 'booked')} ${bought(wrong, 'PC-01.', 'reversed')}
    INSERT INTO purchase_line (id, purchase_id, need_id, what, unit_word, quantity, unit_price, from_pot, delivered) VALUES ('${line}', '${one}', '${need}', 'áo', 'áo', 10, 10000, 10, 3);
    INSERT INTO delivery (id, line_id, sent, quantity, missing, day, receiver, recorded_by, recorded_at)
    VALUES ('${delivery}', '${line}', 5, 3, 'xe nằm lại ở Km 12', '2026-12-02', 'teacher', '${thu}', now());`)

  await migrate(db, 'prisma/migrations')
  await sealWordsBefore(db, WORDS)
  // A later start reads none of them again.
  await sealWordsBefore(db, { ...WORDS, seal: () => expect.fail('it was sealed already') })
  const rows = await db.prisma.purchase.findMany()
  for (const { id, seller } of rows) expect(WORDS.open(sellerAt(id), seller)).toBe('Chị Hoa, chợ Bắc Yên')
  const keys = new Map(rows.map(({ id, voucherKey }) => [id, voucherKey]))
  // Ids tell which was first.
  const [first, second] = one < twin ? [one, twin] : [twin, one]
  expect([keys.get(first), keys.get(second), keys.get(wrong)]).toEqual(['PC01', `PC01#${second}`, 'PC01'])
  const came = await db.prisma.delivery.findUniqueOrThrow({ where: { id: delivery } })
  expect([came.missing, WORDS.open(noteAt(delivery), came.note!)]).toEqual(['other', 'xe nằm lại ở Km 12'])
  const all = await everything(db)
  for (const words of ['Chị Hoa', 'Km 12']) expect(all).not.toContain(latin(words))
})
