import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { SendError } from '../../../src/channels/channel.ts'
import { type OaClient, OaError, oaClient } from '../../../src/channels/zalo-oa/client.ts'

/** An API that answers as it is told. Errors come with HTTP 200, as Zalo's do. */
let answers: ((req: IncomingMessage, res: ServerResponse) => void)[] = []
const asked: { path: string; token: unknown; body: string }[] = []
const server = createServer(async (req, res) => {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  asked.push({ path: req.url!, token: req.headers.access_token, body: Buffer.concat(chunks).toString() })
  answers.shift()!(req, res)
})
const says = (answer: unknown, status = 200) => {
  answers.push((_, res) => {
    res.writeHead(status, { 'content-type': 'application/json' })
    res.end(typeof answer === 'string' ? answer : JSON.stringify(answer))
  })
}
const refuses = (error: number) => says({ error, message: 'no' })

let client: OaClient
let renewed: string[]
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const tokens = {
    access: async () => 'token-1',
    async instead(refused: string) {
      renewed.push(refused)
      return 'token-2'
    },
  }
  client = oaClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, tokens)
})
beforeEach(() => {
  answers = []
  asked.length = 0
  renewed = []
})
afterAll(async () => {
  client.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const trouble = async (): Promise<SendError> => {
  const error = await client.post('/v3.0/oa/message/cs', { message: { text: 'một câu riêng tư' } }).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(SendError)
  expect(`${error} ${(error as Error).stack} ${JSON.stringify(error)}`).not.toMatch(/token-|riêng tư|127\.0/)
  return error as SendError
}

test('an answer is its data, with ids to the last digit', async () => {
  says('{"data":{"message_id":9007199254740993},"error":0,"message":"Success"}')
  expect(await client.post('/v3.0/oa/message/cs', {})).toEqual({ message_id: '9007199254740993' })
  says({ data: { oaid: '1' }, error: 0, message: 'Success' })
  await client.get('/v3.0/oa/user/detail', { user_id: '4000000000000000001' })
  expect(asked.map(({ path, token }) => [path, token])).toEqual([
    ['/v3.0/oa/message/cs', 'token-1'],
    ['/v3.0/oa/user/detail?data=%7B%22user_id%22%3A%224000000000000000001%22%7D', 'token-1'],
  ])
})

test('a token that is refused is renewed once, and the call made once more', async () => {
  refuses(-216)
  says({ data: {}, error: 0, message: 'Success' })
  await client.post('/x', {})
  expect(asked.map(({ token }) => token)).toEqual(['token-1', 'token-2'])
  refuses(-220)
  refuses(-220)
  expect((await trouble()).kind).toBe('misconfigured')
  expect(renewed).toEqual(['token-1', 'token-1'])
})

test('a picture goes in the field that Zalo wants it in, again with the new token', async () => {
  refuses(-216)
  says({ data: { attachment_id: 'a' }, error: 0, message: 'Success' })
  await client.upload('/v2.0/oa/upload/image', new File(['bytes'], 'qr.png', { type: 'image/png' }))
  for (const { body } of asked) expect(body).toMatch(/name="file"; filename="qr.png"[\s\S]*bytes/)
})

test.each([
  [-32, 'throttled'],
  [-201, 'rejected'],
  [-210, 'rejected'],
  [-211, 'throttled'],
  [-213, 'closed'],
  [-224, 'misconfigured'],
  [-230, 'closed'],
  [-232, 'closed'],
  [-234, 'throttled'],
  [-244, 'blocked'],
  [-248, 'rejected'],
  [-99_999, 'rejected'],
] as const)('the error %i is “%s”', async (code, kind) => {
  refuses(code)
  const error = await trouble()
  expect([error.kind, (error as OaError).code]).toEqual([kind, code])
  expect(error).toBeInstanceOf(OaError)
  if (kind === 'throttled') expect(error.retryAfterMs).toBeGreaterThan(0)
})

test('of what is no answer of the API nobody knows whether it took effect', async () => {
  says('<html>Bad Gateway</html>', 502)
  expect((await trouble()).kind).toBe('ambiguous')
  says('{"data":{"message_id"')
  expect((await trouble()).kind).toBe('ambiguous')
  answers.push((req) => void req.socket.resetAndDestroy())
  expect((await trouble()).kind).toBe('ambiguous')
  says('Too Many', 429)
  expect((await trouble()).kind).toBe('throttled')
})
