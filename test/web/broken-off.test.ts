import { connect } from 'node:net'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Log } from '../../src/platform/log.ts'
import { type Listening, listen } from '../../src/web/server.ts'
import { type World, world } from '../support/world.ts'

const told: string[] = []
const note = (event: string, fields?: object) => void told.push(`${event} ${JSON.stringify(fields)}`)
const log: Log = { info() {}, warn: note, error: note }

let it: World
let server: Listening
beforeAll(async () => {
  it = await world({ log })
  server = await listen({ web: it.service.web, hooks: it.service.hooks, log }, 0)
})
afterAll(async () => {
  await it.close()
  await server.close(1_000)
})

const CHAT = 'POST /chat/api/messages'
const WHERE = [CHAT, 'POST /hooks/sepay', 'POST /hooks/nobody', 'POST /pay/TETABC/pretend', 'POST /check']
const BODIES = {
  'nothing of its body': 'content-length: 500\r\n\r\n',
  'a part of its body': 'content-length: 500\r\n\r\n{"id":"1","te',
  'a part of a chunk': 'transfer-encoding: chunked\r\n\r\n400\r\n{"id":"1","te',
  'some whole chunks': 'transfer-encoding: chunked\r\n\r\n8\r\n{"id":"1\r\n',
  'more than is taken, in chunks': `transfer-encoding: chunked\r\n\r\n${'10000\r\n'.concat('x'.repeat(65_536), '\r\n').repeat(200)}`,
}
const HEAD = [
  'host: x',
  'content-type: application/json',
  `x-chat-contact: ${'a'.repeat(30)}`,
  'origin: http://x',
].join('\r\n')

/** Sends so much, and is gone, by a reset or in good order. */
async function leave(
  start: string,
  rest: string,
  how: 'destroy' | 'end' | 'resetAndDestroy',
  afterMs: number,
) {
  const socket = connect(server.port, '127.0.0.1')
  socket.on('error', () => {})
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write(`${start} HTTP/1.1\r\n${HEAD}\r\n${rest}`)
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  socket[how]()
}

test.each(Object.entries(BODIES))('who goes away after %s is no failure of ours', async (_, body) => {
  told.length = 0
  for (const where of WHERE)
    for (const how of ['destroy', 'end', 'resetAndDestroy'] as const)
      for (const afterMs of [0, 30]) await leave(where, body, how, afterMs)
  for (let n = 0; n < 20; n++) await leave('GET /chat/api/messages?wait=5', '\r\n', 'resetAndDestroy', n)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(told).toEqual([])
  expect((await fetch(`http://127.0.0.1:${server.port}/healthz`)).status).toBe(200)
})

test('a stop waits for what is under way, and for nobody who would only ask again', async () => {
  const slow = new Hono().get('/slow', async (c) => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    return c.text('done')
  })
  const stopped = await listen({ web: slow, hooks: new Map(), log }, 0)
  const url = `http://127.0.0.1:${stopped.port}/slow`
  const polls = (async () => {
    for (let told = 0; ; told++) if (!(await fetch(url).catch(() => undefined))?.ok) return told
  })()
  await new Promise((resolve) => setTimeout(resolve, 450))
  const before = Date.now()
  await stopped.close(10_000)
  expect(Date.now() - before).toBeLessThan(2_000)
  // What was under way when it was stopped has been answered.
  expect(await polls).toBeGreaterThanOrEqual(1)
})
