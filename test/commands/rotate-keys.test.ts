import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rotateKeys, SEALED } from '../../src/commands/rotate-keys.ts'
import { officerKeys } from '../../src/organisers/index.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { personKeys } from '../../src/platform/person-key.ts'
import { secretFrom } from '../../src/platform/secret.ts'
import { type World, world } from '../support/world.ts'

const OLD = 'a-secret-of-the-tests-that-is-long-enough-for-a-key'
const NEW = 'another-secret-of-the-tests-that-is-long-enough'
const secretOf = (...configured: string[]) => secretFrom({ configured: configured.join(',') })

let it: World
beforeAll(async () => {
  it = await world()
})
afterAll(() => it.close())

/** Chị Thu, as an officer lies in the database. */
async function officerOf({ db, secret }: World) {
  const keys = await officerKeys(db, secret)
  const id = randomIds.uuid()
  const sealed = (kind: 'email' | 'name' | 'totp', text: string) => keys.seal(id, kind, text)
  await db.prisma.officer.create({
    data: {
      id,
      emailHash: keys.digest('email', 'thu@quy.example'),
      email: sealed('email', 'thu@quy.example'),
      name: sealed('name', 'Thu'),
      password: 'none',
      totpSecret: sealed('totp', 'none'),
    },
  })
}

/** Every value that the instance's secret seals, with the place it is sealed for. */
async function sealedValues() {
  const all: { table: string; context: string; bytes: Uint8Array }[] = []
  for (const { table, column, id, place, base64 } of SEALED) {
    const filter = base64 ? `key like 'key:%'` : `${column} <> ''`
    const rows = await it.db.hot.query<{ id: string; value: unknown }>(
      `sealed_${table}_${column}`,
      `select ${id} as id, ${column} as value from ${table} where ${filter}`,
      [],
    )
    for (const { id: name, value } of rows) {
      const bytes = base64 ? Buffer.from(String(value), 'base64') : (value as Uint8Array)
      all.push({ table, context: place + name, bytes })
    }
  }
  return all
}

test('after rotating, the new secret opens everything and the old one nothing', async () => {
  const lan = it.person('Lan')
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  const code = lan.heard.findLast((message) => /^TLV\w{7}$/.test(message.text))!.text
  await it.bank.credits(300_000n, code)
  await lan.hears(/Biên nhận số/)
  await lan.presses('Lấy giấy ghi nhận')
  await lan.says('Gia đình bé Na')
  await lan.presses('Đúng rồi')
  await lan.hears(/Giấy ghi nhận số/)
  await officerOf(it)
  const before = await sealedValues()
  const tables = new Set(before.map((one) => one.table))
  expect([...tables].sort()).toEqual([
    'bank_credit',
    'bank_notice',
    'deployment',
    'officer',
    'person_key',
    'signing_key',
  ])

  const both = secretOf(NEW, OLD)
  expect((await rotateKeys({ db: it.db, secret: both })).join('\n')).toMatch(
    /person_key, wrapped: 1 sealed anew/,
  )
  for (const { context, bytes } of await sealedValues()) {
    expect(() => secretOf(NEW).unwrap(bytes, context), context).not.toThrow()
    expect(() => secretOf(OLD).unwrap(bytes, context), context).toThrow()
  }
  expect((await rotateKeys({ db: it.db, secret: secretOf(NEW) })).join('\n')).not.toMatch(
    /[1-9]\d* sealed anew/,
  )

  const { contactId, body } = await it.db.prisma.inbox.findFirstOrThrow({
    where: { addressId: { not: null } },
  })
  const key = await personKeys(secretOf(NEW)).of(it.db.prisma, contactId)
  expect(key!.open('heard', body).toString()).toContain('"kind":"heard"')
}, 60_000)

test('a secret that is missing is said, and nothing is changed', async () => {
  const before = await sealedValues()
  await expect(rotateKeys({ db: it.db, secret: secretOf('x'.repeat(40)) })).rejects.toThrow(/SECRET_KEY/)
  expect(await sealedValues()).toEqual(before)
})

test('no place that seals is forgotten', () => {
  // Whoever seals something more puts it into SEALED, and its file here.
  const wraps = [...walk('src')].filter((file) => readFileSync(file, 'utf8').includes('.wrap('))
  expect(wraps.sort()).toEqual([
    // Under a key of the instance, which is sealed anew itself.
    'src/app/vouchers.ts',
    'src/certificates/store.ts',
    'src/conversation/quarantine-store.ts',
    'src/giving/bank/store.ts',
    'src/organisers/officer-keys.ts',
    'src/platform/instance-key.ts',
    'src/platform/person-key.ts',
    'src/platform/secret.ts',
    // As app/vouchers.ts, whose key it is.
    'src/spending/papers.ts',
  ])
})

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) yield* walk(path)
    else if (/\.tsx?$/.test(path)) yield path
  }
}
