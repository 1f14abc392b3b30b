import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Health } from '../app/service.ts'

interface Parts {
  readonly health: Health
  /** In Prometheus' text format. */
  readonly metrics: () => Promise<string>
}

export interface Internal {
  readonly port: number
  close(): Promise<void>
}

/**
 * What a machine asks of a process about itself: /healthz (it lives), /readyz (it does its work), /metrics. For the machine and
 * its watchers, not for the world.
 *
 * @param address `host:port`
 * @throws the system's error (EADDRINUSE, EACCES, …) when it cannot listen there
 */
export function listenInternal(address: string, { health, metrics }: Parts): Promise<Internal> {
  const cut = address.lastIndexOf(':')
  const server = createServer((request, response) => {
    request.resume()
    const path = (request.url ?? '').replace(/\?.*$/, '')
    if (request.method !== 'GET') return answer(response, 405, '')
    if (path === '/healthz')
      return answer(response, health.live() ? 200 : 503, health.live() ? 'ok' : 'stopping')
    if (path === '/readyz') {
      health.well().then(
        ({ ok, checks }) => answer(response, ok ? 200 : 503, JSON.stringify({ ok, checks })),
        () => answer(response, 503, ''),
      )
    } else if (path === '/metrics') {
      metrics().then(
        (text) => answer(response, 200, text, 'text/plain; version=0.0.4; charset=utf-8'),
        () => answer(response, 503, ''),
      )
    } else answer(response, 404, '')
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(Number(address.slice(cut + 1)), address.slice(0, cut).replace(/^\[|\]$/g, ''), () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            server.closeAllConnections()
          }),
      }),
    )
  })
}

function answer(response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8') {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}
