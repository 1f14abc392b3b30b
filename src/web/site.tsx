import { type Context, Hono } from 'hono'
import { readAssets } from './assets.ts'
import type { FileLinks } from './file-links.ts'
import { document } from './html.ts'
import type { Frame } from './layout.tsx'
import { ChatPage } from './pages/chat.tsx'
import { ErrorPage } from './pages/error.tsx'
import { PrivacyPage } from './pages/privacy.tsx'
import { sendFile } from './send-file.ts'
import type { Lang } from './words.ts'

interface Parts {
  readonly frame: (c: Context) => Frame
  readonly links: FileLinks
  /** The bytes of a picture or paper by its key, if whoever has the address that it was given to may have it. */
  readonly loadFile: (key: string, address: string | undefined) => Promise<Buffer | undefined>
  readonly maxFileBytes: number
  /** Those that are switched on besides the web chat, as people call them. */
  readonly messengers: (lang: Lang) => readonly string[]
}

const START = /^[A-Za-z0-9_-]{1,64}$/

/** What belongs to no module: the chat's room, the browser's files, pictures and papers by their signed links. */
export function sitePages({ frame, links, loadFile, maxFileBytes, messengers }: Parts): Hono {
  const app = new Hono()
  const assets = readAssets()

  app.get('/chat', (c) => {
    const start = c.req.query('start')
    const data = start && START.test(start) ? { start, maxFileBytes } : { maxFileBytes }
    return c.html(document(<ChatPage frame={frame(c)} data={data} />))
  })

  app.get('/privacy', (c) => {
    const own = frame(c)
    return c.html(document(<PrivacyPage frame={own} messengers={messengers(own.lang)} />))
  })

  app.get('/assets/*', (c) => {
    const asset = assets.get(c.req.path.slice('/assets/'.length))
    if (!asset) return c.html(document(<ErrorPage frame={frame(c)} data={{ status: 404 }} />), 404)
    c.header('ETag', asset.etag)
    c.header('Cache-Control', 'no-cache')
    if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304)
    c.header('Content-Type', asset.type)
    return c.body(asset.body)
  })

  app.get('/files/:token', async (c) => {
    const file = links.open(c.req.param('token'))
    const bytes = file && (await loadFile(file.file, file.address))
    if (!file || !bytes) return c.html(document(<ErrorPage frame={frame(c)} data={{ status: 404 }} />), 404)
    return sendFile(c, file, bytes, 'private, max-age=86400, immutable')
  })

  return app
}

/**
 * Which language a page is in: as its link says, else Vietnamese. A browser's own language says little about its owner
 * here, and a page in English above a conversation in Vietnamese helps nobody.
 */
export const pageLang = (c: Context): 'vi' | 'en' => (c.req.query('lang') === 'en' ? 'en' : 'vi')
