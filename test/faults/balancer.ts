import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Balancer {
  /** Where people, the bank and Telegram knock. */
  readonly url: string
  /** Which of the processes takes the next request; by default any. */
  route(choose: (path: string) => number): void
  close(): Promise<void>
}

/**
 * Stands before several processes as a reverse proxy would, and knows nothing of their health: a request to a dead one
 * is answered 502, so that whoever asked must ask again.
 */
export async function balancer(ports: readonly number[], random: () => number): Promise<Balancer> {
  // A connection is not used again: the process may close it in that very moment, which would look like its fault.
  const agent = new Agent({ keepAlive: false, maxSockets: 200 })
  let choose = (_path: string) => Math.floor(random() * ports.length)

  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => forward(req, res, Buffer.concat(chunks)))
  })

  function forward(req: IncomingMessage, res: ServerResponse, body: Buffer) {
    const port = ports[choose(req.url ?? '') % ports.length]!
    const { host: _, connection: __, ...headers } = req.headers
    const onward = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        method: req.method,
        path: req.url,
        headers: { ...headers, host: `127.0.0.1:${port}` },
      },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', () => fail(res))
        answer.on('end', () => {
          res.writeHead(answer.statusCode ?? 502, {
            'content-type': answer.headers['content-type'] ?? 'text/plain',
          })
          res.end(Buffer.concat(parts))
        })
      },
    )
    onward.on('error', () => fail(res))
    res.on('close', () => {
      if (!res.writableEnded) onward.destroy()
    })
    onward.end(body)
  }

  const fail = (res: ServerResponse) => {
    if (!res.headersSent) res.writeHead(502)
    res.end()
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    route: (how) => {
      choose = how
    },
    async close() {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
