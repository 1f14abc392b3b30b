import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig, SETTINGS, SettingsError } from '../src/config.ts'

const KEY = 'bm90LWEtcmVhbC1rZXktbm90LWEtcmVhbC1rZXktMTI='

test('nothing configured is a working configuration', () => {
  const config = readConfig({})
  expect(config.PORT).toBe(3000)
  expect(config.DATA_DIR).toBe('./data')
  expect(config.DATABASE_URL).toBeUndefined()
  expect(config.TELEGRAM_API_ROOT).toBe('https://api.telegram.org')
})

test('set but empty means not set', () => {
  const empty = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, '']))
  expect(readConfig({ ...empty, TRUSTED_PROXIES: '0' })).toEqual(readConfig({}))
})

test('every problem is told at once, each with what to do, and no value is repeated', () => {
  const env = {
    PORT: 'eighty',
    DATABASE_URL: 'mysql://root:hunter2@db/x',
    SECRET_KEY: 'short',
    TELEGRAM_BOT_TOKEN: 'not-a-token',
    INTERNAL_ADDRESS: '3001',
    TELEGRAM_MODE: 'pigeon',
  }
  let said = ''
  try {
    readConfig(env)
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError)
    said = (error as Error).message
  }
  for (const name of Object.keys(env)) expect(said).toContain(name)
  expect(said).toContain('openssl rand -base64 32')
  for (const secret of ['hunter2', 'short.', 'not-a-token', 'pigeon']) expect(said).not.toContain(secret)
})

test('a database of one’s own needs a secret of one’s own', () => {
  expect(() => readConfig({ DATABASE_URL: 'postgres://a@b/c' })).toThrow(/SECRET_KEY is missing/)
  expect(readConfig({ DATABASE_URL: 'postgres://a@b/c', SECRET_KEY: KEY }).SECRET_KEY).toBe(KEY)
})

test('a webhook needs its secret and an address', () => {
  const telegram = { TELEGRAM_BOT_TOKEN: `123456:${'x'.repeat(35)}`, TELEGRAM_MODE: 'webhook' }
  expect(() => readConfig(telegram)).toThrow(/TELEGRAM_WEBHOOK_SECRET is missing[\s\S]*PUBLIC_URL is missing/)
})

test('the compose file sets only settings that there are, and they pass', () => {
  const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
    services: Record<
      string,
      { environment?: Record<string, string>; command?: string[]; healthcheck?: unknown }
    >
  }
  for (const name of ['migrate', 'web', 'worker']) {
    const env: Record<string, string> = {}
    for (const [key, value] of Object.entries(compose.services[name]!.environment!)) {
      expect(Object.keys(SETTINGS), `${name}: ${key}`).toContain(key)
      env[key] = value.replace(/\$\{(\w+)(:[-?][^}]*)?\}/g, (_, variable: string) => ENV[variable] ?? '')
    }
    const config = readConfig(env)
    expect(config.DATABASE_URL).toContain('@postgres:5432/')
    expect(config.REDIS_URL).toBe('redis://redis:6379')
  }
  expect(compose.services.redis!.command).toContain('noeviction')
  expect(compose.services.redis!.command).toContain('yes')
  for (const name of ['postgres', 'redis', 'web', 'worker'])
    expect(compose.services[name]!.healthcheck, name).toBeDefined()
  const { environment, healthcheck } = compose.services.worker!
  const port = /:(\d+)$/.exec(environment!.INTERNAL_ADDRESS!)![1]
  expect(JSON.stringify(healthcheck)).toContain(`127.0.0.1:${port}/readyz`)
})

const ENV: Record<string, string> = {
  POSTGRES_PASSWORD: 'not-a-real-password',
  SECRET_KEY: KEY,
  PUBLIC_URL: 'https://chungtay.example.vn',
  SEPAY_WEBHOOK_SECRET: 'whsec_not_real',
  TELEGRAM_BOT_TOKEN: `123456:${'x'.repeat(35)}`,
  TELEGRAM_WEBHOOK_SECRET: 'not-a-real-secret',
}
