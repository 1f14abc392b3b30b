import { readdirSync, readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { expect, test } from 'vitest'

/** What a database of before comes to: lines that read their need, and the need of a place that was closed and written anew at the desk. */

const id = (n: number) => `'019a0000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}'`
const [unit, account, appeal, places, commune, coats, ofPlace, slot, officer, purchase, line] = Array.from(
  { length: 11 },
  (_, n) => id(n + 1),
)
const campaign = (it: string | undefined, key: string, event: string) => `
  INSERT INTO campaign (id, key, slug, unit_id, account_id, event_kind, flow, title, purpose, what, for_whom, state,
    receipt_series, code_prefix, opens_at, receives_until, gift_by, distribute_by, own_marks)
  VALUES (${it}, '${key}', '${key}', ${unit}, ${account}, '${event}', 'tet', 'T', 'p', 'w', 'f', 'open',
    '${key}', '${key}', '2026-01-01', '2027-01-01', '2027-01-01', '2027-01-01', true);`
const before = `
  INSERT INTO unit (id, key, kind, name, short_name, place) VALUES (${unit}, 'q', 'fund', 'Q', 'Q', 'S');
  INSERT INTO bank_account (id, unit_id, bin, bank_name, number, holder) VALUES (${account}, ${unit}, '000000', 'B', '1', 'H');
  ${campaign(appeal, 'AAA', 'winter')}
  ${campaign(places, 'BBB', 'sponsorship')}
  INSERT INTO commune (id, key, name, province) VALUES (${commune}, 'tx', 'Tà Xùa', 'Sơn La');
  INSERT INTO need (id, key, campaign_id, commune_id, package, mode, what, unit_word, unit_price, cap)
  VALUES (${coats}, 'coats', ${appeal}, ${commune}, 'warm-clothes', 'exclusive', 'áo ấm', 'áo', 180000, 60);
  INSERT INTO need (id, key, campaign_id, commune_id, package, mode, what, unit_word, unit_price, cap, taken, taken_before, state, deadline)
  VALUES (${ofPlace}, 'slot-sl-0001', ${places}, ${commune}, 'gifts', 'pooled', 'em của cô Thu', 'đồng', 1, 400000, 400000, 400000, 'closed', '2026-02-01');
  INSERT INTO slot (id, need_id, letters, number, province, sex, age_from, age_to, what, monthly, until_month, waits_since, state)
  VALUES (${slot}, ${ofPlace}, 'SL', 1, 'Sơn La', 'female', 6, 8, 'bữa trưa', 200000, '2027-05', '2026-01-01', 'sponsored');
  INSERT INTO officer (id, email_hash, email, name, password) VALUES (${officer}, '\\x01', '\\x01', '\\x01', 'none');
  INSERT INTO purchase (id, campaign_id, account_id, public_id, what, seller, day, amount, voucher, proposed_by, proposed_at)
  VALUES (${purchase}, ${appeal}, ${account}, 'P', 'áo', 'C', '2026-03-01', 180000, 'PC-01', ${officer}, '2026-03-01');
  INSERT INTO purchase_line (id, purchase_id, need_id, quantity, unit_price) VALUES (${line}, ${purchase}, ${coats}, 1, 180000);`

test('lines keep what their need says at that moment, and the need of a place takes months again', async () => {
  const db = new PGlite()
  const names = readdirSync('prisma/migrations').filter((name) => /^\d/.test(name))
  for (const name of names.sort()) {
    if (name.endsWith('bought_as_seen')) await db.exec(before)
    await db.exec(readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8'))
  }
  const rows = async (sql: string) => (await db.query(sql)).rows
  expect(await rows('SELECT what, unit_word, commune_id IS NOT NULL AS there FROM purchase_line')).toEqual([
    { what: 'áo ấm', unit_word: 'áo', there: true },
  ])
  expect(
    await rows(
      `SELECT what, package, state, cap::int AS cap, commune_id, deadline FROM need WHERE id = ${ofPlace}`,
    ),
  ).toEqual([
    {
      what: 'suất đỡ đầu SL-0001',
      package: 'sponsorship',
      state: 'open',
      cap: 200_000_000,
      commune_id: null,
      deadline: null,
    },
  ])
  await db.close()
})
