import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'

/** Runs a program in which something fails as soon as somebody listens for that. */
async function dies(args: readonly string[], how: string) {
  const code = `const on = process.on
    process.on = function (event, listener) {
      on.call(this, event, listener)
      if (event === 'unhandledRejection') queueMicrotask(() => { ${how} })
      return this
    }`
  const bomb = `data:text/javascript,${encodeURIComponent(code)}`
  const child = spawn(process.execPath, ['--import', 'tsx', '--import', bomb, ...args], {
    env: { PATH: process.env.PATH!, DATA_DIR: '/nowhere/at/all' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data))
  const ended = await new Promise((resolve) => child.once('close', resolve))
  return { code: ended, said }
}

// A program with nothing but our handlers, that would go on for some seconds.
const ALIVE = [
  '--input-type=module',
  '-e',
  `import { createLog } from './src/platform/log.ts'
   import { lastWords } from './src/platform/last-words.ts'
   lastWords(createLog('error'))
   setTimeout(() => {}, 5_000)`,
]
const ERROR = "Object.assign(new RangeError('Lan 0912345678\\n    at Lan (0912)'), { code: 'E7' })"

test.each([
  ['process.uncaught', `throw ${ERROR}`],
  ['process.unhandled', `Promise.reject(${ERROR})`],
])(
  'a bug that nobody caught ends the process with 1 and one line, %s, without what it says',
  async (event, how) => {
    const { code, said } = await dies(ALIVE, how)
    expect(code).toBe(1)
    expect(said.trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(said)).toMatchObject({ event, level: 50, error: { name: 'RangeError', code: 'E7' } })
    expect(said).not.toMatch(/Lan|0912/)
  },
)

test('the program itself has these handlers before it does anything', async () => {
  const { code, said } = await dies(['src/main.ts', 'doctor'], `throw ${ERROR}`)
  expect(said).toContain('"event":"process.uncaught"')
  expect(said).not.toMatch(/Lan|0912/)
  expect(code).toBe(1)
})
