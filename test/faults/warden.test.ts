import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

test('what a test has started is gone when the test was killed, a process that sleeps too', async () => {
  const code = `import { spawn } from 'node:child_process'
    import { watchOver } from './test/faults/warden.ts'
    for (const state of ['awake', 'asleep']) {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
      watchOver(child)
      if (state === 'asleep') child.kill('SIGSTOP')
      console.log(child.pid)
    }
    setInterval(() => {}, 1000)`
  const tester = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(tester, 'close')
  let said = ''
  for await (const data of tester.stdout) {
    said += data
    if (said.split('\n').length === 3) break
  }
  const pids = said.trim().split('\n').map(Number)
  expect(pids.filter(isThere)).toEqual(pids)
  tester.kill('SIGKILL')
  await ended
  await expect.poll(() => pids.filter(isThere), { timeout: 30_000 }).toEqual([])
})

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
