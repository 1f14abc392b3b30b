import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { examine, report } from '../../src/commands/doctor.ts'
import { databaseChecks } from '../../src/commands/doctor-database.ts'
import { done, type Finding } from '../../src/commands/finding.ts'
import { takeDataDir } from '../../src/platform/data-dir.ts'
import type { Database } from '../../src/platform/db.ts'
import { instanceKey } from '../../src/platform/instance-key.ts'
import { secretFrom } from '../../src/platform/secret.ts'
import { noteSeen, secondPoller } from '../../src/platform/seen.ts'
import { testDatabase, testDataDir } from '../support/database.ts'

const TOKEN = '1000001:fake-token-that-opens-nothing'
const secretOf = () => secretFrom({ configured: randomBytes(32).toString('base64') })

const folders: string[] = []
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-doctor-'))
  folders.push(folder)
})
afterEach(() => {
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true })
})

const about = (findings: readonly Finding[], what: string) => findings.find((one) => one.about === what)!
const wrong = (findings: readonly Finding[]) => findings.filter((one) => one.state === 'wrong')

test('with nothing configured and nothing made, nothing is wrong, and nothing is made', async () => {
  const findings = await examine({ DATA_DIR: join(folder, 'data') })
  expect(wrong(findings)).toEqual([])
  expect(about(findings, 'DATA_DIR').said).toMatch(/which the first start makes/)
  expect(about(findings, 'database').said).toMatch(/none yet/)
  expect(about(findings, 'flows').said).toMatch(/^\d+, nothing to mend$/)
  expect(report(findings)).toMatch(/\nNothing is wrong\.$/)
  expect((await examine({ DATA_DIR: join(folder, 'data') })).length).toBe(findings.length)
})

test('all settings that are wrong are told at once, without their values', async () => {
  const findings = await examine({ PORT: 'eighty', TELEGRAM_BOT_TOKEN: 'my-secret-token', DATA_DIR: folder })
  expect(about(findings, 'settings')).toMatchObject({
    state: 'wrong',
    said: expect.stringMatching(/PORT [\s\S]*TELEGRAM_BOT_TOKEN /),
  })
  expect(report(findings)).not.toMatch(/my-secret-token/)
  expect(report(findings)).toMatch(/\n1 to mend\. Not looked into: the rest\.$/)
})

test('a folder that is a file, and services that do not answer, are named with what to do', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  mkdirSync(join(folder, 'data'))
  const findings = await examine({
    DATA_DIR: join(folder, 'data'),
    FILES_URL: `file://${file}`,
    DATABASE_URL: 'postgres://chungtay:my-password@127.0.0.1:1/none',
    REDIS_URL: 'redis://:my-password@127.0.0.1:1',
    SECRET_KEY: 'b'.repeat(44),
    PUBLIC_URL: 'http://chungtay.example',
  })
  expect(about(findings, 'papers').said).toMatch(/cannot be written.*FILES_URL/)
  expect(about(findings, 'database').said).toMatch(/127\.0\.0\.1:1 \(DATABASE_URL\) does not answer/)
  expect(about(findings, 'Redis').said).toMatch(/REDIS_URL does not answer/)
  expect(about(findings, 'PUBLIC_URL').said).toMatch(/is not https/)
  expect(wrong(findings)).toHaveLength(4)
  expect(report(findings)).not.toMatch(/my-password|bbbb/)
})

test('Telegram is asked whether it knows the token and where it sends', async () => {
  const api = await botApi()
  const env = { DATA_DIR: folder, TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root }
  const telegram = async (more: Record<string, string> = {}) =>
    about(await examine({ ...env, ...more }), 'Telegram')
  const webhook = {
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-the-webhook',
    PUBLIC_URL: api.root,
  }
  try {
    expect(await telegram()).toEqual({
      about: 'Telegram',
      state: 'ok',
      said: '@chungtay_bot, by polling, 0 waiting',
    })
    expect(await telegram(webhook)).toMatchObject({
      state: 'look',
      said: expect.stringMatching(/does not send/),
    })
    api.hook = { url: `${api.root}/hooks/telegram`, pending_update_count: 3 }
    expect((await telegram(webhook)).said).toBe('@chungtay_bot, by webhook, 3 waiting')
    expect(await telegram()).toMatchObject({
      state: 'look',
      said: expect.stringMatching(/a webhook elsewhere/),
    })
    api.hook = { ...api.hook, last_error_message: 'Connection refused' }
    expect(await telegram(webhook)).toMatchObject({
      state: 'look',
      said: expect.stringMatching(/“Connection refused”/),
    })
    for (const [code, message] of [
      [401, /does not know this token/],
      [409, /another program asks/],
      [429, /patience/],
    ] as const) {
      api.refuses = code
      expect(await telegram()).toMatchObject({ state: 'wrong', said: expect.stringMatching(message) })
    }
  } finally {
    await api.close()
  }
  const away = await telegram()
  expect(away).toMatchObject({
    state: 'wrong',
    said: expect.stringMatching(/TELEGRAM_API_ROOT does not answer/),
  })
  expect(away.said).not.toContain(TOKEN.slice(8))
})

/** What Telegram answers who only looks. */
async function botApi() {
  const answers = {
    root: '',
    refuses: 0,
    hook: { url: '', pending_update_count: 0 } as object,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const server = createServer((request, response) => {
    const result = request.url!.endsWith(`/bot${TOKEN}/getMe`)
      ? { id: 1, username: 'chungtay_bot' }
      : answers.hook
    const refusal = { ok: false, error_code: answers.refuses, description: 'No' }
    response.end(JSON.stringify(answers.refuses ? refusal : { ok: true, result }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  answers.root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return answers
}

test('a data folder is looked into, and one that is in use is left alone', async () => {
  const dataDir = await testDataDir()
  folders.push(dataDir)
  expect(about(await examine({ DATA_DIR: dataDir }), 'database')).toMatchObject({ state: 'ok' })
  const dir = takeDataDir(dataDir)
  const findings = await examine({ DATA_DIR: dataDir })
  expect(about(findings, 'database')).toMatchObject({
    state: 'unseen',
    said: expect.stringMatching(/in use by another Chung Tay/),
  })
  expect(report(findings)).toMatch(/\nNothing is wrong in what was looked at\. Not looked into: database\.$/)
  dir.release()
})

test('inside the database: keys that do not open, money set aside, stuck work, messages in doubt', async () => {
  const db = await testDatabase()
  const secret = secretOf()
  const look = async (of: typeof secret | undefined) => {
    const findings: Finding[] = []
    for (const check of databaseChecks(db, of)) findings.push(await done(check))
    return findings
  }
  try {
    await instanceKey(db, secret, 'file-links')
    expect(wrong(await look(secret))).toEqual([])
    expect(about(await look(secret), 'fund')).toMatchObject({
      state: 'look',
      said: expect.stringMatching(/no fund yet/),
    })
    expect(about(await look(secret), 'SECRET_KEY').said).toBe('opens all 1 stored keys')
    for (const other of [secretOf(), undefined]) {
      const found = about(await look(other), 'SECRET_KEY')
      expect(found).toMatchObject({
        state: 'wrong',
        said: expect.stringMatching(/1 of 1 stored keys do not open/),
      })
    }
    await trouble(db)
    const findings = await look(secret)
    expect(about(findings, 'bank notices')).toMatchObject({
      state: 'wrong',
      said: expect.stringMatching(/^1 could/),
    })
    expect(about(findings, 'work')).toMatchObject({
      state: 'wrong',
      said: expect.stringMatching(/^1 stuck.*npm run quarantine$/),
    })
    expect(about(findings, 'messages')).toMatchObject({
      state: 'look',
      said: expect.stringMatching(/of 1 nobody/),
    })
    expect(about(findings, 'webhooks')).toMatchObject({
      state: 'look',
      said: expect.stringMatching(/^1 could not be read.*npm run quarantine/),
    })
    expect(about(findings, 'handovers')).toMatchObject({
      state: 'look',
      said: expect.stringMatching(
        /^1 open, 0 of them about a child in danger or somebody in despair, 0 past/,
      ),
    })
    await db.script("update handover set answer_by = now() - interval '1 minute'")
    expect(about(await look(secret), 'handovers')).toMatchObject({
      state: 'wrong',
      said: expect.stringMatching(/1 past the promised hour. Answer now: npm run handovers/),
    })
    await db.script('update handover set urgent = true, answered_at = now()')
    expect(about(await look(secret), 'handovers').state).toBe('look')
    expect(about(findings, 'polling').state).toBe('ok')
    await noteSeen(db.hot, secondPoller('telegram'))
    expect(about(await look(secret), 'polling')).toMatchObject({
      state: 'look',
      said: expect.stringMatching(/^0 minutes ago another program asked Telegram with this token/),
    })
    await db.script(
      "update deployment set value = (now() - interval '2 hours')::text where key like 'seen:%'",
    )
    expect(about(await look(secret), 'polling').state).toBe('ok')
  } finally {
    await db.close()
  }
})

test('clocks that are far apart', async () => {
  const sql = { hot: { query: async () => [{ ms: Date.now() + 90_000 }] } } as unknown as Database
  const found = await done(databaseChecks(sql, undefined).find((one) => one.about === 'clock')!)
  expect(found).toMatchObject({ state: 'wrong', said: expect.stringMatching(/(89|90) s apart/) })
})

async function trouble(db: Database) {
  const id = '019aa000-0000-7000-8000-000000000001'
  await db.script(`
    insert into bank_notice (provider, provider_id, body, state) values ('sepay', '1', '', 'quarantined');
    insert into todo (source, external_id, contact_id, stuck_at) values ('event', '1', '${id}', now());
    insert into outbox (contact_id, address_id, payload, state, lease_until) values ('${id}', '${id}', '', 'unknown', now());
    insert into handover (id, contact_id, reason, answer_by) values ('${id}', '${id}', 'x', now() + interval '1 hour');
    insert into quarantine (id, source, body, reason) values ('${id}', 'telegram:1', '', 'not an update')`)
}
