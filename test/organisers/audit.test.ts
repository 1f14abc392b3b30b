import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { textSigner } from '../../src/certificates/index.ts'
import { audit, checkTrail, sealSweep } from '../../src/organisers/index.ts'
import type { Database } from '../../src/platform/db.ts'
import type { Fields } from '../../src/platform/log.ts'
import { silentLog } from '../../src/platform/log.ts'
import { testDatabase } from '../support/database.ts'
import { SECRET } from '../support/known.ts'

const signer = textSigner(SECRET)
const logged: [string, Fields | undefined][] = []
const log = { ...silentLog, info: (event: string, fields?: Fields) => void logged.push([event, fields]) }
let now = new Date('2026-12-01T02:00:00Z')
const clock = { now: () => now }

let db: Database
const check = () => checkTrail({ db, signer })
const seal = () => sealSweep({ db, clock, signer, log })()
const write = (act = 'officer.signed_out') =>
  db.transaction((tx) => audit(tx, { actor: null, act, object: 'handover/1' }, clock.now()))

beforeAll(async () => {
  db = await testDatabase()
})
beforeEach(async () => {
  await asOwner('truncate audit, audit_seal')
  now = new Date('2026-12-01T02:00:00Z')
  for (const act of ['officer.signed_in', 'talk.read', 'talk.answered', 'talk.read', 'talk.closed'])
    await write(act)
})
afterAll(() => db.close())

/** As somebody who owns the database may. */
const asOwner = (sql: string) =>
  db.script(`alter table audit disable trigger user; alter table audit_seal disable trigger user; ${sql};
    alter table audit enable trigger user; alter table audit_seal enable trigger user`)

test('the trail is whole, is sealed once a day, and its head leaves the machine in the log', async () => {
  expect(await check()).toEqual({ kind: 'whole', rows: 5n, sealed: 0n })
  await seal()
  await write()
  await seal()
  expect(await check()).toEqual({ kind: 'whole', rows: 6n, sealed: 5n })
  now = new Date('2026-12-02T02:00:00Z')
  await seal()
  await seal()
  expect(await check()).toEqual({ kind: 'whole', rows: 6n, sealed: 6n })
  expect(logged.map(([event, fields]) => [event, fields?.id])).toEqual([
    ['audit.sealed', '5'],
    ['audit.sealed', '6'],
  ])
})

test.each([
  'update audit set act = act',
  'delete from audit',
  'truncate audit',
  'update audit_seal set n = n',
  'delete from audit_seal',
  'truncate audit_seal',
])('nobody can %s', async (sql) => {
  await seal()
  await expect(db.script(sql)).rejects.toThrow(/append-only/)
})

test.each([
  ['a changed row', "update audit set act = 'nothing' where n = 3", { kind: 'changed', n: 3n }],
  ['a changed time', "update audit set at = at + interval '1 hour' where n = 2", { kind: 'changed', n: 2n }],
  ['a row taken out', 'delete from audit where n = 3', { kind: 'missing', n: 3n }],
  ['the first row', 'delete from audit where n = 1', { kind: 'missing', n: 1n }],
  [
    'a row put in before the first',
    "insert into audit select -5, at, actor, 'put.in', object, detail, hash from audit where n = 1",
    { kind: 'changed', n: -5n },
  ],
  [
    'a row of number nought',
    "insert into audit select 0, at, actor, 'put.in', object, detail, hash from audit where n = 1",
    { kind: 'changed', n: 0n },
  ],
  ['a cut tail', 'delete from audit where n > 3', { kind: 'missing', n: 4n }],
  [
    'a row put in',
    `update audit set n = n + 100 where n > 3; update audit set n = n - 99 where n > 100;
     insert into audit select 4, at, actor, 'put.in', object, detail, hash from audit where n = 3`,
    { kind: 'changed', n: 4n },
  ],
  [
    'two that changed places',
    'update audit set n = 100 where n = 2; update audit set n = 2 where n = 3; update audit set n = 3 where n = 100',
    { kind: 'changed', n: 2n },
  ],
  [
    'a seal of somebody else',
    "update audit_seal set signature = decode(repeat('00', 64), 'hex')",
    { kind: 'forged', n: 5n },
  ],
])('%s is found', async (_, sql, found) => {
  await seal()
  expect((await check()).kind).toBe('whole')
  await asOwner(sql)
  expect(await check()).toEqual(found)
})

test('an owner who writes the whole chain anew is found by the seal', async () => {
  await seal()
  const { hashOf, START } = await import('../../src/organisers/audit.ts')
  const rows = await db.prisma.audit.findMany({ orderBy: { n: 'asc' } })
  let before: Uint8Array = START
  const anew: string[] = []
  for (const row of rows) {
    const changed = { ...row, act: row.n === 2n ? 'nothing' : row.act }
    before = hashOf(changed, before)
    anew.push(
      `update audit set act = '${changed.act}', hash = decode('${Buffer.from(before).toString('hex')}', 'hex') where n = ${row.n}`,
    )
  }
  await asOwner(anew.join('; '))
  expect(await check()).toEqual({ kind: 'changed', n: 5n })
})
