import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import type { Phone } from './phone.ts'

const PAGE = new URL('./phones.html', import.meta.url)
/** One grey dot: enough for a bot that only keeps what it is sent. */
const SLIP = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFfwKA0nPbfwAAAABJRU5ErkJggg==',
  'base64',
)
const said = z.object({ phone: z.int(), text: z.string().trim().min(1).max(2_000) })
const pressed = z.object({ phone: z.int(), bubble: z.int(), button: z.int() })
const pictured = z.object({ phone: z.int() })

/** The phones side by side on one page of this machine. */
export interface Page {
  readonly url: string
  /** Something on a phone is new. */
  changed(): void
  close(): Promise<void>
}

/** @param site where the service's own pages are */
export async function phonesPage(
  phones: readonly Phone[],
  { port, site }: { readonly port: number; readonly site: string },
): Promise<Page> {
  const waiting = new Set<() => void>()
  const state = () =>
    JSON.stringify({
      site,
      phones: phones.map((one) => ({
        name: one.name,
        about: one.about,
        pictures: one.sendsPicture !== undefined,
        bubbles: one.bubbles,
      })),
    })

  const app = new Hono()
  app.onError((error, c) => c.text(`The service did not take it: ${error.message}. Is it running?`, 502))
  app.get('/', (c) => c.html(readFileSync(PAGE, 'utf8')))
  app.get('/events', (c) =>
    streamSSE(c, async (stream) => {
      while (!stream.aborted) {
        await stream.writeSSE({ data: state() })
        await new Promise<void>((resolve) => {
          waiting.add(resolve)
          stream.onAbort(resolve)
        })
      }
    }),
  )
  app.get('/files/:phone/:name', (c) => {
    const name = c.req.param('name')
    const bytes = phones.map((one) => one.bytesAt(name)).find((one) => one !== undefined)
    if (!bytes) return c.notFound()
    const isPdf = bytes.subarray(0, 5).toString() === '%PDF-'
    return c.body(new Uint8Array(bytes), 200, { 'content-type': isPdf ? 'application/pdf' : 'image/png' })
  })
  app.post('/say', async (c) => {
    const { phone, text } = said.parse(await c.req.json())
    await phones[phone]?.says(text)
    return c.body(null, 204)
  })
  app.post('/press', async (c) => {
    const { phone, bubble, button } = pressed.parse(await c.req.json())
    await phones[phone]?.presses(bubble, button)
    return c.body(null, 204)
  })
  app.post('/picture', async (c) => {
    const { phone } = pictured.parse(await c.req.json())
    await phones[phone]?.sendsPicture?.(SLIP)
    return c.body(null, 204)
  })

  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const one = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => resolve(one))
    one.once('error', reject)
  })
  const changed = () => {
    for (const resolve of waiting) resolve()
    waiting.clear()
  }
  const { port: at } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${at}`,
    changed,
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
