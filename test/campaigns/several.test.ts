import { readdirSync, readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { expect, test } from 'vitest'

/** What a database of before comes to: campaigns shared their letters and series, and nobody noted when one was closed. */

const unit = '019a0000-0000-7000-8000-000000000001'
const account = '019a0000-0000-7000-8000-000000000002'
const id = (n: number) => `019a0000-0000-7000-8000-00000000001${n}`
const campaign = (n: number, state: string, opens: string, prefix: string, series: string) => `
  INSERT INTO campaign (id, key, slug, unit_id, account_id, event_kind, flow, title, purpose, what, for_whom, state,
    receipt_series, code_prefix, opens_at, receives_until, gift_by, distribute_by)
  VALUES ('${id(n)}', 'k${n}', 'k${n}', '${unit}', '${account}', 'tet', 'tet', 'T', 'p', 'w', 'f', '${state}',
    '${series}', '${prefix}', '${opens}', '2027-01-01', '2027-01-01', '2027-01-01');`
const before = `
  INSERT INTO unit (id, key, kind, name, short_name, place) VALUES ('${unit}', 'q', 'fund', 'Q', 'Q', 'S');
  INSERT INTO bank_account (id, unit_id, bin, bank_name, number, holder)
  VALUES ('${account}', '${unit}', '000000', 'B', '1', 'H');
  ${campaign(1, 'draft', '2025-01-01', 'TLV', 'A')}
  ${campaign(2, 'open', '2026-01-01', 'TLV', 'B')}
  ${campaign(3, 'closed', '2026-02-01', 'TLV', 'C')}
  ${campaign(4, 'open', '2026-03-01', 'ABC', 'B')}
  ${campaign(5, 'open', '2026-03-01', 'XYZ', 'Z')}
  INSERT INTO audit (n, at, act, object, detail, hash)
  VALUES (1, '2026-02-20', 'campaign.closed', 'campaign/${id(3)}', '', ''),
    (2, '2026-02-21', 'campaign.opened', 'campaign/${id(3)}', '', ''),
    (3, '2026-02-22', 'campaign.closed', 'campaign/${id(3)}', '', '');`

test('campaigns that shared theirs keep them, the first that opened as its own; the trail knows when one was closed', async () => {
  const db = new PGlite()
  const names = readdirSync('prisma/migrations').filter((name) => /^\d/.test(name))
  for (const name of names.sort()) {
    await db.exec(name.endsWith('several_campaigns') ? before : '')
    await db.exec(readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8'))
  }
  const { rows } = await db.query('SELECT key, own_marks, closed_at FROM campaign ORDER BY key')
  expect(rows).toEqual([
    { key: 'k1', own_marks: false, closed_at: null },
    { key: 'k2', own_marks: true, closed_at: null },
    { key: 'k3', own_marks: false, closed_at: new Date('2026-02-22T00:00:00Z') },
    { key: 'k4', own_marks: false, closed_at: null },
    { key: 'k5', own_marks: true, closed_at: null },
  ])
  await db.close()
})
