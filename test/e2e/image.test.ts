import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { buildImage, type Image } from '../support/dockerfile.ts'
import { type TemporaryDatabase, temporaryDatabase } from '../support/postgres.ts'
import { freePort } from '../support/program.ts'
import { redisOrSkip } from '../support/services.ts'

/** What docker-compose.yml says of a service, as far as it is used here. */
interface Composed {
  readonly command: readonly string[]
  readonly healthcheck?: { readonly test: readonly string[] }
}

interface Marks {
  readonly dev?: boolean
  readonly devOptional?: boolean
}

const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Composed>
}
let folder = ''
let server: TemporaryDatabase
let image: Image
let settings: Record<string, string>
const running: ChildProcess[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-image-'))
  server = (await temporaryDatabase()) as TemporaryDatabase
  await server.db.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  settings = {
    DATABASE_URL: server.url,
    REDIS_URL: (await redisOrSkip(10))!,
    SECRET_KEY: 'a'.repeat(44),
    PUBLIC_URL: 'https://chungtay.example',
    LOG_LEVEL: 'warn',
  }
  image = await buildImage('.', folder)
}, 600_000)
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await server.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the image as an engine would, with the entry point and the command of the compose file. */
function start(command: readonly string[], port: string) {
  const [program, ...args] = [...image.entrypoint, ...command]
  expect(program).toBe('node')
  const child = spawn(process.execPath, args, {
    cwd: join(image.root, image.workdir),
    env: { PATH: process.env.PATH!, ...image.env, ...settings, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(image.uid ? { uid: image.uid, gid: image.uid } : {}),
  })
  running.push(child)
  let said = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (data: Buffer) => (said += data))
  const end = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  return { child, end, output: () => said }
}

test('the image holds what it runs and nothing that only developers need', () => {
  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
  const { packages } = read('package-lock.json') as { packages: Record<string, Marks> }
  // Marked so: wanted by a developer alone, or by one and by somebody who can do without.
  const named = Object.keys(read('package.json').devDependencies)
    .map((name) => `node_modules/${name}`)
    .filter((path) => packages[path]!.dev || packages[path]!.devOptional)
  expect(named).toEqual(expect.arrayContaining(['node_modules/typescript', 'node_modules/vitest']))
  const developers = [...named, ...Object.keys(packages).filter((path) => packages[path]!.dev)]
  const app = join(image.root, image.workdir)
  expect(developers.filter((path) => existsSync(join(app, path)))).toEqual([])
  for (const path of ['test', 'docs', 'src/app.ts', '.git', '.env'])
    expect(existsSync(join(app, path))).toBe(false)
  expect(existsSync(join(app, 'node_modules/hono'))).toBe(true)
})

test('the image migrates an empty database, serves pages, passes its health check and stops at SIGTERM', async () => {
  const port = String(await freePort())
  const migrating = start(services.migrate!.command, port)
  expect(await migrating.end, migrating.output()).toBe(0)
  const doctor = start(['doctor'], port)
  expect(await doctor.end, doctor.output()).toBe(0)

  const web = start(services.web!.command, port)
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
  await expect
    .poll(
      () =>
        web.child.exitCode === null
          ? ask('/readyz').then(
              (answer) => answer.ok,
              () => false,
            )
          : web.output(),
      { timeout: 120_000, interval: 200 },
    )
    .toBe(true)
  expect((await ask('/healthz')).status).toBe(200)
  const page = await ask('/')
  expect(page.status).toBe(200)
  const style = /href="(\/[^"]+\.css[^"]*)"/.exec(await page.text())![1]!
  expect((await ask(style)).status).toBe(200)

  const [, program, ...args] = services.web!.healthcheck!.test
  expect(program).toBe('node')
  const check = spawn(
    process.execPath,
    args.map((one) => one.replace(':3000', `:${port}`)),
  )
  expect(await new Promise((resolve) => check.once('close', resolve))).toBe(0)

  web.child.kill('SIGTERM')
  expect(await web.end, web.output()).toBe(0)
  expect(web.output()).toMatch(/Stopped\.\n$/)
})

test('the image works as a worker and, with nothing configured, by its own command as a whole', async () => {
  const internal = await freePort()
  settings.INTERNAL_ADDRESS = `127.0.0.1:${internal}`
  const worker = start(services.worker!.command, '0')
  await expect.poll(worker.output, { timeout: 120_000 }).toMatch(/is running \(worker\)/)
  const [, program, ...args] = services.worker!.healthcheck!.test
  expect(program).toBe('node')
  const check = spawn(
    process.execPath,
    args.map((one) => one.replace(':3001', `:${internal}`)),
  )
  expect(await new Promise((resolve) => check.once('close', resolve))).toBe(0)
  worker.child.kill('SIGTERM')
  expect(await worker.end, worker.output()).toBe(0)
  settings = { LOG_LEVEL: 'warn' }
  const all = start(image.cmd, '0')
  await expect.poll(all.output, { timeout: 120_000 }).toMatch(/is running \(web and worker\)/)
  all.child.kill('SIGTERM')
  expect(await all.end, all.output()).toBe(0)
})
