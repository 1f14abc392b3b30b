import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildProgram } from '../faults/build.ts'
import { startProgram } from '../support/program.ts'

let built = ''
let folder = ''
beforeAll(async () => {
  built = await buildProgram('real')
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-commands-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a command that ends by itself. */
async function run(command: string, env: Record<string, string> = {}) {
  const program = await startProgram({ DATA_DIR: join(folder, 'data'), ...env }, command)
  const code = await program.ended()
  return { code, said: program.output() }
}

test('the doctor ends with 0 when nothing is wrong, and with 1 and the reasons when something is', async () => {
  const well = await run('doctor')
  expect(well.said).toMatch(/^ok +settings[\s\S]*Nothing is wrong\.\n$/)
  expect(well.code).toBe(0)
  const ill = await run('doctor', { PORT: 'eighty' })
  expect(ill.said).toMatch(/^WRONG +settings[\s\S]*PORT [\s\S]*1 to mend\. Not looked into: the rest\.\n$/)
  expect(ill.code).toBe(1)
})

test('who asks how a command is used is told, and nothing is made', () => {
  const data = join(folder, 'data')
  const help = (...args: string[]) => {
    const env = { PATH: process.env.PATH!, DATA_DIR: data, PORT: 'not looked at' }
    return spawnSync(process.execPath, [join(built, 'dist/main.js'), ...args], { env, encoding: 'utf8' })
  }
  expect(help('--help').stdout).toMatch(/^chung-tay <command>\n {2}all [\s\S]*seed <file>/)
  expect(help('migrate', '--help').stdout).toBe(
    'migrate          brings the database to this version (npm run migrate)\n',
  )
  for (const command of ['handovers', 'quarantine']) {
    const { stdout, status } = help(command, '-h')
    expect(stdout).toMatch(new RegExp(`^npm run ${command} .*\\nnpm run ${command} -- show <id> `))
    expect(status).toBe(0)
    // What the guide for operators says is what the command says.
    const told = stdout.match(/^npm run \S+( -- \S+)?(?= )/gm)!
    const guide = readFileSync('docs/operating.md', 'utf8')
    for (const one of told) expect(guide).toContain(`${one} `)
  }
  expect(existsSync(data)).toBe(false)
})

test('backup and restore ask for their folder', async () => {
  for (const command of ['backup', 'restore']) {
    const { code, said } = await run(command)
    expect(said).toBe(`Chung Tay cannot go on: name the folder of the backup: npm run ${command} -- folder\n`)
    expect(code).toBe(1)
  }
})

test('the commands of officers want the database of the service', async () => {
  for (const command of ['handovers', 'quarantine']) {
    const { code, said } = await run(command)
    expect(said).toMatch(
      /^Chung Tay cannot go on: there is no database yet in .*DATABASE_URL or DATA_DIR\.\n$/,
    )
    expect(code).toBe(1)
  }
})

test('a talk that cannot be recorded does not begin, and one that cannot be recorded any more goes on', () => {
  const chat = (input: string, ...more: string[]) =>
    spawnSync(process.execPath, [join(built, 'dist/commands/chat.js'), ...more], {
      input,
      encoding: 'utf8',
    })
  const bad = join(folder, 'nowhere', 'talk.chat')
  const why = `${bad} cannot be written (ENOENT). Name a file in a folder that is there, and that you may write.`
  const { status, stdout, stderr } = chat('', '--record', bad)
  expect([status, stdout, stderr]).toEqual([1, '', `${why}\n`])
  const good = join(folder, 'talk.chat')
  const talk = chat(`:record ${bad}\nmenu\n:quit\n`, '--record', good)
  expect(talk.status).toBe(0)
  expect(talk.stdout).toContain(`  ${why}\n`)
  expect(readFileSync(good, 'utf8')).toMatch(/^# Recorded[\s\S]*Lan: menu\nbot: /)
})
