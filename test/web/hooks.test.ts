import { connect } from 'node:net'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Hook, HookRequest } from '../../src/platform/hook.ts'
import { type Listening, listen } from '../../src/web/server.ts'

let server: Listening
let heard: HookRequest[] = []
const failed = vi.fn()
const log = { debug() {}, info() {}, warn() {}, error: failed }

beforeAll(async () => {
  const web = new Hono().get('/page', (c) => c.text('a page'))
  const hooks = new Map<string, Hook>([
    [
      '/hooks/bank',
      async (request: HookRequest) => {
        heard.push(request)
        return { status: 200, json: { success: true } }
      },
    ],
    ['/hooks/quiet', async () => ({ status: 401 })],
    [
      '/hooks/broken',
      async () => {
        throw new Error('no')
      },
    ],
  ])
  server = await listen({ web, hooks, log }, 0)
})
afterAll(() => server.close(1_000))
beforeEach(() => {
  heard = []
  failed.mockClear()
})

const ask = (path: string, init: RequestInit & { duplex?: 'half' } = {}) =>
  fetch(`http://127.0.0.1:${server.port}${path}`, init)
const post = (path: string, body: NonNullable<RequestInit['body']>) =>
  ask(path, { method: 'POST', body, duplex: 'half' })

/** Without a content-length. */
const inChunks = (chunks: number, size: number) =>
  new ReadableStream({
    pull(stream) {
      if (chunks-- > 0) stream.enqueue(new Uint8Array(size))
      else stream.close()
    },
  })

test('a hook gets the bytes as they came, and answers with a status and JSON', async () => {
  const bytes = Buffer.from([0xff, 0x00, 0xc3, 0x28, 0xed, 0xa0, 0x80])
  const answer = await post('/hooks/bank?x=1', bytes)
  expect([answer.status, await answer.json()]).toEqual([200, { success: true }])
  expect(heard[0]!.body).toEqual(bytes)
  const quiet = await post('/hooks/quiet', '{}')
  expect([quiet.status, await quiet.text()]).toEqual([401, ''])
})

test('a body in chunks is whole', async () => {
  expect((await post('/hooks/bank', inChunks(7, 100_000))).status).toBe(200)
  expect(heard[0]!.body.length).toBe(700_000)
})

test.each([
  ['with its length said', () => new Uint8Array(1_000_001)],
  ['in chunks', () => inChunks(300, 100_000)],
])('a body that is too large is refused: %s', async (_, body) => {
  // The answer comes before all is read, so the sender may find the door shut first.
  const status = await post('/hooks/bank', body()).then(
    (answer) => answer.status,
    () => 'shut',
  )
  expect([413, 'shut']).toContain(status)
  expect(heard).toEqual([])
  expect((await post('/hooks/bank', '{}')).status).toBe(200)
})

test('what a hook cannot take is a 500 that names nothing, and a line in the log', async () => {
  const answer = await post('/hooks/broken', '{}')
  expect([answer.status, await answer.text()]).toEqual([500, ''])
  expect(failed).toHaveBeenCalledOnce()
})

test('only a POST to a hook that is there is taken; pages go on', async () => {
  expect((await post('/hooks/nobody', '{}')).status).toBe(404)
  expect((await ask('/hooks/bank')).status).toBe(405)
  expect((await post('/hooks/bank/../bank', '{}')).status).toBe(200)
  expect(await (await ask('/page')).text()).toBe('a page')
})

test('a sender who breaks off harms nobody', async () => {
  await new Promise<void>((resolve) => {
    const socket = connect(server.port, '127.0.0.1', () => {
      socket.write('POST /hooks/bank HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{')
      setTimeout(() => socket.destroy(), 50)
    })
    socket.once('close', () => resolve())
  })
  expect(heard).toEqual([])
  expect((await post('/hooks/bank', '{}')).status).toBe(200)
  expect(failed).not.toHaveBeenCalled()
})
