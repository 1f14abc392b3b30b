import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { usePostgres } from '../support/postgres.ts'
import { freePort, startProgram } from '../support/program.ts'

const server = usePostgres()

/** The worker's own check in docker-compose.yml, as Docker would run it. @returns its exit code */
function check(port: string): Promise<unknown> {
  const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
    services: { worker: { healthcheck: { test: string[] } } }
  }
  const [, program, ...args] = services.worker.healthcheck.test
  expect(program).toBe('node')
  const child = spawn(
    process.execPath,
    args.map((one) => one.replace(':3001', `:${port}`)),
  )
  return new Promise((resolve) => child.once('close', resolve))
}

test('the health check of the compose file finds a worker well, and one that is gone not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ct-worker-'))
  const port = String(await freePort())
  const settings = {
    DATABASE_URL: server().url,
    SECRET_KEY: 'a'.repeat(44),
    DATA_DIR: folder,
    INTERNAL_ADDRESS: `127.0.0.1:${port}`,
    // Where this test looks whether it is there; a worker opens no port but the internal one.
    PORT: port,
  }
  const worker = await startProgram(settings, 'worker')
  try {
    expect(await check(port), worker.output()).toBe(0)
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    expect(text).toMatch(/^chungtay_waiting\{what="todo"\} 0$/m)
    expect(await worker.stop('SIGTERM')).toBe(0)
    expect(await check(port)).toBe(1)
  } finally {
    await worker.stop('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the commands of officers work on the database of the service', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ct-officer-'))
  const settings = { DATABASE_URL: server().url, SECRET_KEY: 'a'.repeat(44), DATA_DIR: folder }
  try {
    for (const [command, says] of [
      ['handovers', 'Nobody waits for a person.\n'],
      ['quarantine', 'Nothing is set aside.\n'],
    ] as const) {
      const program = await startProgram(settings, command)
      expect(await program.ended(), program.output()).toBe(0)
      expect(program.output()).toBe(says)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
