import { request } from 'node:http'
import { connect } from 'node:net'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Hook, HookRequest } from '../../src/platform/hook.ts'
import { type Listening, listen } from '../../src/web/server.ts'
import { CHAT_BYTES, FORM_BYTES } from '../../src/web/weight.ts'

let server: Listening
let heard: HookRequest[] = []
const failed = vi.fn()
const log = { debug() {}, info() {}, warn() {}, error: failed }

beforeAll(async () => {
  const web = new Hono()
    .use('/chat/api/*', bodyLimit({ maxSize: CHAT_BYTES, onError: (c) => c.text('', 413) }))
    .use('/page', bodyLimit({ maxSize: FORM_BYTES, onError: (c) => c.text('', 413) }))
    .get('/page', (c) => c.text('a page'))
    .post('*', async (c) => c.text(await c.req.text()))
    .onError((_, c) => c.body(null, 400))
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
  ['of 9 MB', () => new Uint8Array(9_000_000)],
  ['in chunks', () => inChunks(90, 100_000)],
])('a body that is too large is refused, and its sender reads so: %s', async (_, body) => {
  // A connection that is closed too early loses the answer now and then, not always.
  for (let n = 0; n < 5; n++) expect((await post('/hooks/bank', body())).status).toBe(413)
  expect(heard).toEqual([])
  expect((await post('/hooks/bank', '{}')).status).toBe(200)
})

/** Writes as curl does, and goes on whatever comes back. @returns what came back, and how much was written */
function sends(
  head: string,
  body: Buffer,
  times: number,
  pauseMs = 0,
): Promise<{ said: string; bytes: number }> {
  return new Promise((resolve) => {
    let [said, bytes] = ['', 0]
    const socket = connect(server.port, '127.0.0.1')
    const write = () => {
      if (times-- <= 0 || socket.destroyed) return
      bytes += body.length
      socket.write(body, () => setTimeout(write, pauseMs))
    }
    socket.on('error', () => {})
    socket.on('data', (data) => (said += data))
    socket.once('close', () => resolve({ said, bytes }))
    socket.write(`POST /hooks/bank HTTP/1.1\r\nhost: x\r\n${head}\r\n\r\n`, write)
  })
}
const CHUNK = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000), Buffer.from('\r\n')])

test('whoever writes all of it before reading still finds the answer', async () => {
  const { said, bytes } = await sends('content-length: 9000000', Buffer.alloc(100_000), 90)
  expect(bytes).toBe(9_000_000)
  expect(said).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close/i)
})

/** Says that it waits to be asked for the body, and sends none. @returns what came until the connection was closed */
function waitsToBeAsked(path: string, bytes: number): Promise<{ said: string }> {
  return new Promise((resolve) => {
    let said = ''
    const socket = connect(server.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.on('data', (data) => {
      said += data
      if (/^HTTP\/1\.1 100/.test(said)) socket.end()
    })
    socket.once('close', () => resolve({ said }))
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: ${bytes}\r\n\r\n`,
    )
  })
}

test.each([
  ['/hooks/bank', 1_000_001],
  ['/hooks/nobody', 1_000_001],
  ['/page', 100_001],
  ['/chat/api/messages', 8_000_001],
])('%s: who asks before sending too much is refused at once, and not asked for it', async (path, bytes) => {
  const { said } = await waitsToBeAsked(path, bytes)
  expect(said).toMatch(
    path === '/hooks/nobody' ? /^HTTP\/1\.1 404 /i : /^HTTP\/1\.1 413 [\s\S]*connection: close/i,
  )
  expect(said.match(/HTTP\/1\.1/g)).toHaveLength(1)
  expect(heard).toEqual([])
})

test.each([
  ['/hooks/bank', 1_000_000],
  ['/page', 100_000],
  ['/chat/api/messages', 8_000_000],
  // The router reads it as the one above.
  ['/%63hat/api/messages', 100_001],
])('%s: who asks before sending what is taken is asked for it', async (path, bytes) => {
  expect((await waitsToBeAsked(path, bytes)).said).toMatch(/^HTTP\/1\.1 100 /)
})

test('a hook whose sender asked first gets its body', async () => {
  const { said } = await sends(
    'expect: 100-continue\r\ncontent-length: 9\r\nconnection: close',
    Buffer.from('{"a":"b"}'),
    1,
  )
  expect(said).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /)
  expect(heard[0]!.body.toString()).toBe('{"a":"b"}')
})

test('a sender who never stops is ended, fast or slow', async () => {
  const fast = await sends('transfer-encoding: chunked', CHUNK, Number.POSITIVE_INFINITY)
  expect(fast.bytes).toBeGreaterThan(1_000_000)
  expect(fast.bytes).toBeLessThan(40_000_000)
  // At ten bytes in a tenth of a second it would go on for a day.
  await sends('content-length: 9000000', Buffer.alloc(10), Number.POSITIVE_INFINITY, 100)
  expect(heard).toEqual([])
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

test('a proxy may ask for the whole address', async () => {
  const { port } = server
  const status = (method: string, path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const asked = request({ port, method, path: `http://127.0.0.1:${port}${path}` }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      asked.once('error', reject).end(method === 'POST' ? '{}' : undefined)
    })
  expect([await status('POST', '/hooks/bank?x=1'), await status('GET', '/page')]).toEqual([200, 200])
  expect(heard).toHaveLength(1)
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
