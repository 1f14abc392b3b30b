import { expect, test } from 'vitest'
import { type Log, silentLog } from '../../src/platform/log.ts'
import { inProcessQueue } from '../../src/platform/queue-in-process.ts'
import { queueContract } from '../contracts/queue.contract.ts'

queueContract('in process', async () => inProcessQueue(silentLog))

test('work that met a full database is told as trouble that passes, a bug as an error', async () => {
  const told: string[] = []
  const log: Log = {
    info() {},
    warn: (event, fields) => void told.push(`warn ${event} ${fields?.id}`),
    error: (event, fields) => void told.push(`error ${event} ${fields?.id}`),
  }
  const queue = inProcessQueue(log)
  queue.work('papers', 1, async (id) => {
    throw id === 'full' ? Object.assign(new Error('too many clients'), { code: '53300' }) : new Error('a bug')
  })
  await queue.add('papers', 'full')
  await queue.add('papers', 'broken')
  await expect.poll(() => told).toEqual(['warn queue.failed full', 'error queue.failed broken'])
  await queue.close(1_000)
})

test('it is quiet when what is in line is done too, what that has added, and not what was added for later', async () => {
  const queue = inProcessQueue(silentLog)
  const done: string[] = []
  queue.work('todo', 1, async (id) => {
    await new Promise((resolve) => setImmediate(resolve))
    done.push(id)
    if (id === 'lan') await queue.add('bank', 'minh')
  })
  queue.work('bank', 1, async (id) => void done.push(id))
  for (const id of ['hoa', 'lan']) await queue.add('todo', id)
  await queue.add('todo', 'thu', { delayMs: 60_000 })
  await queue.quiet()
  expect(done).toEqual(['hoa', 'lan', 'minh'])
  await queue.close(0)
  await queue.quiet()
})
