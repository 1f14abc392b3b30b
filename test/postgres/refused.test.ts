import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { examine } from '../../src/commands/doctor.ts'
import { SERVER, type TemporaryDatabase, temporaryDatabase } from '../support/postgres.ts'
import { startProgram } from '../support/program.ts'

let server: TemporaryDatabase | string
let folder: string
const undo: (() => unknown)[] = []
beforeAll(async () => {
  server = await temporaryDatabase()
  if (typeof server !== 'string') return () => (server as TemporaryDatabase).drop()
})
beforeEach((context) => {
  if (typeof server === 'string') context.skip(server)
  folder = mkdtempSync(join(tmpdir(), 'ct-refused-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
})
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
})

const PASSWORD = 'a-password-nobody-may-read'
const envOf = (url: string) => ({
  DATABASE_URL: url,
  DATA_DIR: folder,
  SECRET_KEY: 'c'.repeat(44),
  PUBLIC_URL: 'https://127.0.0.1:1',
})

/** What start, migrate and the doctor say of the database. */
async function told(url: URL): Promise<string[]> {
  url.password = PASSWORD
  const said: string[] = []
  for (const command of ['all', 'migrate']) {
    const program = await startProgram(envOf(url.href), command)
    expect(await program.ended(), command).toBe(1)
    expect(program.output(), command).toMatch(/^Chung Tay cannot go on: [^\n]+\n$/)
    said.push(program.output())
  }
  const found = (await examine(envOf(url.href))).at(-1)!
  expect(found).toMatchObject({ about: 'database', state: 'wrong' })
  said.push(found.said)
  expect(said.join()).not.toContain(PASSWORD)
  return said
}

test('a database that is not there is named, with how to make it', async () => {
  const url = new URL(SERVER)
  url.pathname = '/chungtay_nobody_made'
  for (const said of await told(url)) {
    expect(said).toMatch(/at 127\.0\.0\.1:\d+ \(DATABASE_URL\) has no database "chungtay_nobody_made"/)
    expect(said).toContain('CREATE DATABASE "chungtay_nobody_made"')
  }
})

test('a user who may make no tables is told who can change it', async () => {
  const { db, url: made } = server as TemporaryDatabase
  const role = `ct_refused_${process.pid}`
  await db.script(
    `DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO public; CREATE ROLE ${role} LOGIN`,
  )
  undo.push(() => db.script(`DROP ROLE ${role}`))
  const url = new URL(made)
  url.username = role
  for (const said of await told(url))
    expect(said).toMatch(
      new RegExp(`"${role}" make or use the tables .* ALTER DATABASE .* OWNER TO "${role}"`),
    )
})

test('a wrong password is told as that', async () => {
  const url = new URL(SERVER)
  url.port = String(await refusing('28P01'))
  for (const said of await told(url)) expect(said).toMatch(/does not let the user "postgres" in \(28P01\)/)
})

/** As PostgreSQL does it: an ErrorResponse to the first message. @returns its port */
function refusing(code: string): Promise<number> {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0Mno\0\0`)
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(fields.length + 4, 1)
  const fake = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(Buffer.concat([head, fields])))
  })
  undo.push(() => fake.close())
  return new Promise((resolve) => {
    fake.listen(0, '127.0.0.1', () => resolve((fake.address() as { port: number }).port))
  })
}
