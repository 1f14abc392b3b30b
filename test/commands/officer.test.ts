import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { given, withGround } from '../../src/commands/officer.ts'
import { quarantined } from '../../src/commands/quarantine.ts'
import { readConfig } from '../../src/config.ts'
import { officeSweep, quarantine } from '../../src/conversation/index.ts'
import { setAsideSweep } from '../../src/giving/index.ts'
import { takeDataDir } from '../../src/platform/data-dir.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { type Fields, silentLog } from '../../src/platform/log.ts'
import { secretFrom } from '../../src/platform/secret.ts'
import type { Ground } from '../../src/running/start.ts'
import { world } from '../giving/world.ts'
import { testDatabase, testDataDir } from '../support/database.ts'

const secret = secretFrom({ configured: 'not-a-real-secret-not-a-real-secret' })
let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const logged: [string, Fields | undefined][] = []
const note = (event: string, fields?: Fields) => void logged.push([event, fields])
const log = { ...silentLog, info: note, error: note }
const office = async (...args: string[]) => {
  const ground = { db, secret, log, config: readConfig({}), demo: false } as unknown as Ground
  return (await quarantined(ground, ids, args)).join('\n')
}

test('a webhook body that nobody could read lies sealed, is an alarm, is looked at, dismissed, and forgotten', async () => {
  expect(await office()).toBe('Nothing is set aside.')
  await quarantine(db.hot, { ids, secret, log }, 'telegram:1', Buffer.from('{"text":"Lan"}'), 'not an update')
  const { id, body } = await db.prisma.quarantine.findFirstOrThrow()
  expect(Buffer.from(body).toString('latin1')).not.toContain('Lan')
  expect(logged.at(-1)).toEqual([
    'webhook.quarantined',
    { id, source: 'telegram:1', reason: 'not an update' },
  ])
  expect(await office()).toMatch(new RegExp(`^${id}  telegram:1 at .*  not an update\n`))
  expect(await office('show', id)).toBe('{"text":"Lan"}')
  await expect(office('match', id, 'TLV8K3Q7DX')).rejects.toThrow(/is no bank notice/)
  await expect(office('dismiss', id)).rejects.toThrow(/the reason is missing/)
  const sweep = officeSweep(db.hot, log)
  await sweep()
  expect(logged.at(-1)).toEqual(['webhook.unsettled', { count: 1 }])
  await office('dismiss', id, 'a new kind of update')
  expect(await office()).toBe('Nothing is set aside.')
  await expect(office('show', id)).rejects.toThrow(/nothing of the id/)

  await sweep()
  expect(await db.prisma.quarantine.count()).toBe(1)
  await db.script("update quarantine set settled_at = now() - interval '31 days'")
  await sweep()
  expect(await db.prisma.quarantine.count()).toBe(0)
})

test('a bank notice is shown to the officer and settled by the command, and only its id is logged', async () => {
  const w = await world(db)
  const lan = await w.person()
  const pledge = await lan.pledges({ units: 1 })
  await w.bank.credits(300_000n, 'NGUYEN THI X gop', {
    id: '660001',
    account: '1',
    // The command goes by the database's clock.
    at: new Date(Date.now() - 86_400_000),
  })
  const id = 'sepay/660001'
  expect(await office()).toMatch(/^sepay\/660001 {2}bank notice of .* {2}unknown account/)
  expect(await office('show', id)).toMatch(/^300\.000.đ came to 1 at .*\n.*\nmemo +NGUYEN THI X gop$/)
  await setAsideSweep(db.hot, log)()
  expect(logged.at(-1)).toEqual(['bank.unsettled', { count: 1 }])
  const match = ['match', id, pledge.code, '--account']
  await expect(office(...match, '2')).rejects.toThrow('sepay/660001 stays as it is: unknown account.')
  await expect(office(...match, w.accountNumber, '--amount', '3e5')).rejects.toThrow(/--amount takes whole/)
  await expect(office(...match, w.accountNumber, '--at', 'today')).rejects.toThrow(/--at takes day and time/)
  logged.length = 0
  expect(await office(...match, w.accountNumber)).toMatch(/^Booked for the pledge/)
  expect(logged).toEqual([['bank.settled', { id, outcome: 'matched' }]])
  // The service beside it tells Lan: the message lies in her inbox.
  expect(await db.prisma.todo.count({ where: { contactId: lan.contact } })).toBe(1)
  await expect(office('again', id)).rejects.toThrow(/nothing of the id/)
})

test('an embedded database that the service holds, and one that is not there, are told in one sentence', async () => {
  const folder = await testDataDir()
  const dir = takeDataDir(folder)
  const env = { DATA_DIR: folder, SECRET_KEY: randomBytes(32).toString('base64') }
  try {
    await expect(withGround(readConfig(env), async () => {})).rejects.toThrow(
      'the running service holds the embedded database alone: stop it, run this command again, and start it again.',
    )
    const none = withGround(readConfig({ DATA_DIR: `${folder}/none` }), async () => {})
    await expect(none).rejects.toThrow(/there is no database yet in/)
    writeFileSync(`${folder}/database-being-made`, '')
    await expect(withGround(readConfig(env), async () => {})).rejects.toThrow(/there is no database yet in/)
  } finally {
    dir.release()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('an officer’s words are cleaned like everybody’s, and not endless', () => {
  expect(given(['\u001b[31mChào', 'bạn\u202e'], 'the answer')).toBe('[31mChào bạn')
  expect(() => given(['a'.repeat(2_001)], 'the answer')).toThrow(/longer than 2000 characters/)
  expect(() => given(['\u200b '], 'the answer')).toThrow(/is missing/)
})
