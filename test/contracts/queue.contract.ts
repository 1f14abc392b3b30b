import { afterEach, describe, expect, test } from 'vitest'
import type { Queue } from '../../src/platform/queue.ts'

/** What every queue promises. Each adapter's test calls this with a way to make one. */
export function queueContract(name: string, make: () => Promise<Queue>) {
  describe(`queue, ${name}`, () => {
    let queue: Queue | undefined
    afterEach(async () => {
      await queue?.close(1_000)
      queue = undefined
    })

    test('work that is added is done', async () => {
      queue = await make()
      const done: string[] = []
      queue.work('todo', 2, async (id) => void done.push(id))
      await queue.add('todo', 'lan')
      await queue.add('todo', 'minh')
      await expect.poll(() => done.toSorted()).toEqual(['lan', 'minh'])
    })

    test('work that is added before there is a worker waits for it', async () => {
      queue = await make()
      await queue.add('papers', 'receipt')
      const done: string[] = []
      queue.work('papers', 1, async (id) => void done.push(id))
      await expect.poll(() => done).toEqual(['receipt'])
    })

    test('an id that is added while it is being worked is worked again afterwards', async () => {
      queue = await make()
      let runs = 0
      let release = () => {}
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      queue.work('todo', 1, async () => {
        runs += 1
        if (runs === 1) await held
      })
      await queue.add('todo', 'lan')
      await expect.poll(() => runs).toBe(1)
      await queue.add('todo', 'lan')
      release()
      await expect.poll(() => runs).toBe(2)
    })

    test('a handler that throws does not stop the next', async () => {
      queue = await make()
      const done: string[] = []
      queue.work('bank', 1, async (id) => {
        if (id === 'bad') throw new Error('on purpose')
        done.push(id)
      })
      await queue.add('bank', 'bad')
      await queue.add('bank', 'good')
      await expect.poll(() => done).toEqual(['good'])
    })

    test('never more at once than it was told', async () => {
      queue = await make()
      let now = 0
      let most = 0
      let all = 0
      queue.work('todo', 3, async () => {
        now += 1
        most = Math.max(most, now)
        await new Promise((resolve) => setTimeout(resolve, 5))
        now -= 1
        all += 1
      })
      for (let n = 0; n < 30; n++) await queue.add('todo', `person-${n}`)
      await expect.poll(() => all, { timeout: 5_000 }).toBe(30)
      expect(most).toBe(3)
    })

    test('delayed work comes later', async () => {
      queue = await make()
      const done: string[] = []
      queue.work('todo', 1, async (id) => void done.push(id))
      await queue.add('todo', 'later', { delayMs: 150 })
      await queue.add('todo', 'now')
      await expect.poll(() => done).toEqual(['now', 'later'])
    })

    test('closing waits for work under way and takes no more', async () => {
      const closing = await make()
      const done: string[] = []
      closing.work('todo', 1, async (id) => {
        await new Promise((resolve) => setTimeout(resolve, 100))
        done.push(id)
      })
      await closing.add('todo', 'under way')
      await new Promise((resolve) => setTimeout(resolve, 50))
      await closing.close(2_000)
      expect(done).toEqual(['under way'])
    })
  })
}
