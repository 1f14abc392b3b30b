import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildProgram } from '../faults/build.ts'
import { testDataDir } from '../support/database.ts'
import { type Program, startFromSources, startProgram } from '../support/program.ts'
import { personBy } from '../support/world.ts'

// Each of these starts the program, some of them several times.
const LONG = 240_000

let folder = ''
const running: Program[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-start-'))
})
afterEach(async () => {
  for (const program of running.splice(0)) await program.stop('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function start(env: Record<string, string> = {}, command?: string) {
  return kept(await startProgram({ DATA_DIR: folder, ...env }, command))
}
function kept(program: Program) {
  running.push(program)
  return program
}
/** From now on in a folder whose database was made before: only the first two tests are about making one. */
async function inMadeFolder() {
  rmSync(folder, { recursive: true })
  folder = await testDataDir()
}
const talk = ({ url }: Program, name: string) => personBy((path, init) => fetch(url + path, init), name)

test('with nothing configured it says what runs, where to click and that it is a demo, and stops cleanly', {
  timeout: LONG,
}, async () => {
  const program = kept(await startFromSources({ DATA_DIR: folder }))
  await expect.poll(program.output).toMatch(/Talk to it +http:\/\/localhost:\d+\/chat/)
  expect(program.output()).toMatch(/DEMO/)
  const lan = talk(program, 'Lan')
  await lan.says('/start')
  expect(lan.heard[0]!.text).toMatch(/Chung Tay.*Sơn La/)
  const second = await start()
  expect(await second.ended()).toBe(1)
  expect(second.output().trim().split('\n')).toHaveLength(1)
  expect(second.output()).toMatch(/in use by another Chung Tay/)
  expect(await program.stop('SIGINT')).toBe(0)
  expect(program.output()).toMatch(/^Making the database[\s\S]*Stopped\.\n$/)
})

test('a kill during the first start leaves nothing that keeps the next one from starting, with its demo world', {
  timeout: LONG,
}, async () => {
  const port = '0'
  const child = spawn(process.execPath, ['dist/main.js', 'all'], {
    cwd: await buildProgram('real'),
    env: { PATH: process.env.PATH!, DATA_DIR: folder, PORT: port },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  await expect.poll(() => existsSync(join(folder, 'database', 'PG_VERSION')), { timeout: 30_000 }).toBe(true)
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('close', resolve))
  const program = await start()
  const lan = talk(program, 'Lan')
  await lan.says('/start')
  expect(lan.heard[0]!.text).toMatch(/Chung Tay.*Sơn La/)
  expect(await program.stop('SIGTERM')).toBe(0)
})

test('after kill -9 a conversation, a pledge and money go on where they were', {
  timeout: LONG,
}, async () => {
  await inMadeFolder()
  const before = await start()
  const lan = talk(before, 'Lan')
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  // Acknowledged, and killed before anything can have come of it.
  await lan.sends({ choice: lan.choice('Giả lập chuyển khoản') })
  await before.stop('SIGKILL')
  const after = await start({ PORT: new URL(before.url).port })
  await lan.hears(/Mình đã thấy 300\.000/)
  await lan.hears(/TET\d\d-\d{6}/)
  expect(await after.stop('SIGTERM')).toBe(0)
})

test('every problem at start is one message with what to do, and exit code 1', {
  timeout: LONG,
}, async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const cases: [Record<string, string>, RegExp][] = [
    [{ PORT: 'eighty', SECRET_KEY: 'x' }, /PORT [\s\S]*SECRET_KEY /],
    [{ DATA_DIR: join(file, 'data') }, /cannot be made .*DATA_DIR/],
    [{ FILES_URL: `file://${file}` }, /papers and uploads cannot be written into .*FILES_URL/],
    [
      { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', SECRET_KEY: 'b'.repeat(44) },
      /at 127.0.0.1:1 \(DATABASE_URL\) does not answer/,
    ],
  ]
  for (const [env, message] of cases) {
    const program = await start(env)
    expect(await program.ended()).toBe(1)
    expect(program.output()).toMatch(message)
    expect(program.output(), 'no stack trace').not.toMatch(/\n\s+at /)
  }
})

test('web or worker alone asks for a database that both share', { timeout: LONG }, async () => {
  for (const command of ['web', 'worker']) {
    const program = await start({}, command)
    expect(await program.ended()).toBe(1)
    expect(program.output()).toMatch(
      new RegExp(`^Chung Tay cannot go on: "${command}" alone needs .*npm start.*DATABASE_URL\\.\n$`),
    )
  }
})

test('papers that cannot lie in the data folder are told at the start', { timeout: LONG }, async () => {
  await inMadeFolder()
  writeFileSync(join(folder, 'files'), '')
  const program = await start()
  expect(await program.ended()).toBe(1)
  expect(program.output()).toMatch(/papers and uploads cannot be written into .*files .*DATA_DIR\.\n$/)
})

test('a second signal, of whichever kind, ends a stop that waits', { timeout: LONG }, async () => {
  await inMadeFolder()
  const program = await start({ LOG_LEVEL: 'info' })
  // Whoever sends half a request is waited for.
  const half = connect(Number(new URL(program.url).port), '127.0.0.1')
  half.on('error', () => {})
  await new Promise<unknown>((sent) => half.write('POST /hooks/none HTTP/1.1\r\nhost: x\r\nx-half', sent))
  // What came before has been read when this is answered.
  await fetch(`${program.url}/healthz`)
  program.child.kill('SIGINT')
  await expect.poll(program.output, { timeout: 30_000 }).toContain('process.stopping')
  // With 0, and its last word, ends a stop that has waited.
  expect(await program.stop('SIGTERM')).toBe(1)
  expect(program.output()).not.toContain('Stopped.')
  half.destroy()
})

test('a port in use is named', { timeout: LONG }, async () => {
  await inMadeFolder()
  const first = await start()
  const other = await testDataDir()
  const second = await start({ PORT: new URL(first.url).port, DATA_DIR: other })
  expect(await second.ended()).toBe(1)
  expect(second.output()).toMatch(/port \d+ is in use\. Stop what uses it, or choose another with PORT/)
  rmSync(other, { recursive: true, force: true })
})
