import { expect, test } from 'vitest'
import { bigints, blobs, bools, instants, ints, texts, uuids } from '../../src/platform/columns.ts'
import type { Database } from '../../src/platform/db.ts'

/** What the embedded database and PostgreSQL must do alike. */
export function databaseContract(database: () => Database) {
  test('an entry that does not balance is refused when its transaction commits', async () => {
    const unit = '00000000-0000-7000-8000-000000000001'
    await expect(
      database().transaction(async (tx) => {
        await tx.unit.create({
          data: { id: unit, key: 'u', kind: 'fund', name: 'n', shortName: 'n', place: 'p' },
        })
        await tx.ledgerAccount.create({ data: { id: unit, unitId: unit, kind: 'bank', key: 'bank' } })
        await tx.ledgerEntry.create({ data: { id: unit, kind: 'credit', key: 'k', at: new Date() } })
        await tx.ledgerLine.create({ data: { entryId: unit, accountId: unit, amount: 5n } })
      }),
    ).rejects.toThrow(/does not balance/)
  })

  test('lists of every type arrive as they are, empty ones too', async () => {
    const sql = `select * from unnest($1::text[], $2::uuid[], $3::bytea[], $4::int4[], $5::int8[], $6::bool[], $7::timestamptz[])
    t(text, uuid, bytes, small, large, yes, at)`
    const at = new Date('2027-02-06T09:30:00.123Z')
    const id = 'ffffffff-0000-7000-8000-00000000000a'
    const columns = [
      texts(['', 'Mường Lát "\\ {}', null]),
      uuids([id, id, id]),
      blobs([Buffer.from([0xff, 0]), new Uint8Array(0), Buffer.from('ế')]),
      ints([-1, 0, 2_147_483_647]),
      bigints(['-9223372036854775808', '0', '9223372036854775807']),
      bools([true, false, true]),
      instants([at, new Date(0), null]),
    ]
    const rows = await database().hot.query<Record<string, unknown>>('every_type', sql, columns)
    expect(
      rows.map((row) => ({
        ...row,
        bytes: Buffer.from(row.bytes as Uint8Array).toString('hex'),
        large: String(row.large),
      })),
    ).toEqual([
      { text: '', uuid: id, bytes: 'ff00', small: -1, large: '-9223372036854775808', yes: true, at },
      { text: 'Mường Lát "\\ {}', uuid: id, bytes: '', small: 0, large: '0', yes: false, at: new Date(0) },
      {
        text: null,
        uuid: id,
        bytes: 'e1babf',
        small: 2_147_483_647,
        large: '9223372036854775807',
        yes: true,
        at: null,
      },
    ])
    const none = [texts([]), uuids([]), blobs([]), ints([]), bigints([]), bools([]), instants([])]
    expect(await database().hot.query('every_type', sql, none)).toEqual([])
  })

  test('in a transaction both ways of speaking are one, however many begin at once', async () => {
    const asks = Array.from({ length: 12 }, (_, n) =>
      database().transaction(async (tx, hot) => {
        const [mine] = await hot.query<{ id: string }>('which', 'select txid_current()::text as id', [])
        const theirs = await tx.$queryRaw<{ id: string }[]>`select txid_current()::text as id`
        await tx.contact.create({ data: { id: `00000000-0000-7000-8000-0000000001${10 + n}`, lang: 'vi' } })
        return [mine!.id, theirs[0]!.id]
      }),
    )
    const seen = await Promise.all(asks)
    for (const [mine, theirs] of seen) expect(theirs).toBe(mine)
    expect(new Set(seen.map(([mine]) => mine)).size).toBe(12)
    expect(await database().prisma.contact.count()).toBe(12)
  })

  test('what fails in a transaction takes everything of it along, by either way of speaking', async () => {
    const before = await database().prisma.contact.count()
    const id = '00000000-0000-7000-8000-000000000200'
    const makes = 'insert into contact (id, lang) values ($1::uuid, $2)'
    await expect(
      database().transaction(async (tx, hot) => {
        await tx.contact.create({ data: { id, lang: 'vi' } })
        await hot.query('makes', makes, [id, 'vi'])
      }),
    ).rejects.toThrow(/duplicate key/)
    await expect(
      database().transaction(async (tx, hot) => {
        await hot.query('makes', makes, [id, 'vi'])
        await tx.contact.create({ data: { id, lang: 'vi' } })
      }),
    ).rejects.toThrow(/Unique constraint/)
    await expect(
      database().transaction(async (_, hot) => {
        await hot.query('makes', makes, [id, 'vi'])
        await hot.query('makes', makes, [id, 'vi']).catch(() => {})
      }),
    ).rejects.toThrow()
    expect(await database().prisma.contact.count()).toBe(before)
  })
}
