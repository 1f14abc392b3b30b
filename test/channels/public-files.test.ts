import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicFiles } from '../../src/channels/public-files.ts'

/** A program on this machine that nobody from outside may reach through us. */
let asked = 0
const inner = createServer((req, res) => {
  asked += 1
  if (req.url === '/long') return void res.end(Buffer.alloc(2_000))
  if (req.url === '/moved')
    return void res.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
  if (req.url === '/none') return void res.writeHead(404).end()
  if (req.url === '/busy') return void res.writeHead(503).end()
  res.end('bytes')
})
let port: number
beforeAll(async () => {
  await new Promise<void>((resolve) => inner.listen(0, '127.0.0.1', resolve))
  port = (inner.address() as AddressInfo).port
})
const files = publicFiles()
afterAll(async () => {
  await files.close()
  inner.closeAllConnections()
  await new Promise((resolve) => inner.close(resolve))
})
const never = new AbortController().signal

test('nothing on this machine or in its network is asked, however its address is written', async () => {
  const hosts = [
    '127.0.0.1',
    'localhost',
    '0x7f.1',
    '2130706433',
    '017700000001',
    '①②⑦.0.0.1',
    '127.1',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[fe80::1]',
    '[fd00::1]',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ]
  const addresses = hosts.flatMap((host) =>
    ['http', 'https', 'ftp', 'gopher'].flatMap((scheme) => [
      `${scheme}://${host}/`,
      `${scheme}://${host}:${port}/`,
      `${scheme}://user:secret@${host}:${port}/`,
    ]),
  )
  const odd = [
    '',
    'file:///etc/passwd',
    'data:text/plain,x',
    '//127.0.0.1',
    'https://',
    'https://photo.example:8443/x.jpg',
  ]
  for (const address of [...addresses, ...odd]) {
    const got = await files.fetch(address, 1_000, never)
    expect(got.kind, address).toMatch(/^(gone|away)$/)
    if (host(address)) expect(JSON.stringify(got)).not.toContain(host(address))
  }
  expect(asked).toBe(0)
})

const host = (address: string): string => URL.parse(address)?.hostname ?? ''

test('of the provider itself, where it is on this machine, a file comes; too much, none and trouble are told apart', async () => {
  const own = publicFiles(`http://127.0.0.1:${port}`)
  const get = (path: string, most = 1_000) => own.fetch(`http://127.0.0.1:${port}${path}`, most, never)
  expect(await get('/x')).toEqual({ kind: 'bytes', bytes: Buffer.from('bytes') })
  expect(await get('/long')).toEqual({ kind: 'too_large' })
  expect(await get('/moved')).toMatchObject({ kind: 'gone' })
  expect(await get('/none')).toMatchObject({ kind: 'gone' })
  expect(await get('/busy')).toMatchObject({ kind: 'away' })
  const before = asked
  expect(await own.fetch(`http://127.0.0.1:${port + 1}/`, 10, never)).toMatchObject({ kind: 'gone' })
  expect(asked).toBe(before)
  await own.close()
})
