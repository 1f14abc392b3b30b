import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Agent } from 'undici'
import type { Fetched } from './channel.ts'
import { codeOf } from './unsent.ts'

/** Fetches what lies at an address that somebody gave us (see `Channel.fetch`). Never throws; no address is in what it says. */
export type FetchPublic = (url: string, most: number, stop: AbortSignal) => Promise<Fetched>

export interface PublicFiles {
  readonly fetch: FetchPublic
  close(): Promise<void>
}

const CONNECT_MS = 5_000
const ANSWER_MS = 10_000
const CONNECTIONS = 16

/**
 * Files that a message names by an address instead of bringing them. The address may have been chosen by a stranger: only
 * https on its own port is asked, no redirect is followed, and nothing that is not on the public internet, whatever its name
 * resolves to: what was resolved and judged is what is connected to.
 *
 * @param trusted an origin that is asked wherever it lies: the provider itself, where it is on this machine
 */
export function publicFiles(trusted?: string): PublicFiles {
  const limits = {
    connections: CONNECTIONS,
    headersTimeout: ANSWER_MS,
    bodyTimeout: ANSWER_MS,
    maxRedirections: 0,
  }
  const outside = new Agent({ ...limits, connect: { timeout: CONNECT_MS, lookup: resolvedOutside } })
  const anywhere = new Agent({ ...limits, connect: { timeout: CONNECT_MS } })
  return {
    async fetch(address, most, stop) {
      const url = URL.parse(address)
      if (!url) return gone('its address is none')
      const known = url.origin === trusted
      if (!known && !isOutside(url)) return gone('its address is not on the public internet')
      try {
        return await read(known ? anywhere : outside, url, most, stop)
      } catch (error) {
        const code = codeOf(error)
        if (code === NOT_OUTSIDE) return gone('its address is not on the public internet')
        return { kind: 'away', reason: `the file was not given (${code})`, retryAfterMs: undefined }
      }
    },
    async close() {
      await Promise.all([outside.destroy(), anywhere.destroy()])
    },
  }
}

const gone = (reason: string): Fetched => ({ kind: 'gone', reason })

async function read(agent: Agent, url: URL, most: number, stop: AbortSignal): Promise<Fetched> {
  const { statusCode: status, body } = await agent.request({
    method: 'GET',
    origin: url.origin,
    path: url.pathname + url.search,
    signal: stop,
  })
  // What is left unread ends with an error that nobody waits for.
  body.on('error', () => {})
  if (status !== 200) {
    body.destroy()
    const reason = `the file was not given (${status})`
    return status >= 500 || status === 429 ? { kind: 'away', reason, retryAfterMs: undefined } : gone(reason)
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) return { kind: 'too_large' }
    chunks.push(chunk)
  }
  return { kind: 'bytes', bytes: Buffer.concat(chunks) }
}

function isOutside({ protocol, hostname, port, username, password }: URL): boolean {
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false
  // A name is judged by what it resolves to. `URL` has written every way to say an address in the one way.
  const literal = hostname.replace(/^\[|\]$/g, '')
  return isIP(literal) === 0 || !isInside(literal)
}

// https://www.iana.org/assignments/iana-ipv4-special-registry and -ipv6-special-registry (read 2026-11).
const INSIDE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  INSIDE.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  INSIDE.addSubnet(net, bits, 'ipv6')

/** Also of an IPv4 address that is written as an IPv6 one. */
const isInside = (address: string): boolean =>
  INSIDE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4') || /^::ffff:/i.test(address)

const NOT_OUTSIDE = 'NOT_OUTSIDE'

/** One address inside is enough to refuse the name: which of them is taken would be chance. */
const resolvedOutside: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, [])
    if (found.length === 0 || found.some(({ address }) => isInside(address)))
      return done(Object.assign(new Error('not on the public internet'), { code: NOT_OUTSIDE }), [])
    done(null, found)
  })
}
