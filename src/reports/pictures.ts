import { type Context, Hono } from 'hono'
import { bannerOf, MOTIFS, motifOf, publicCampaigns, sharedPicture } from '../campaigns/index.ts'
import type { Database } from '../platform/db.ts'
import type { Studio } from '../platform/paper/studio.ts'
import type { Frame } from '../web/layout.tsx'
import { words } from '../web/words.ts'

interface Parts {
  readonly db: Database
  readonly studio: Studio
  readonly frame: (c: Context) => Frame
}

/** Messengers and browsers keep a picture for a day: a title that is changed shows a little later. */
const KEPT = 'public, max-age=86400'

/** The pictures of the public pages: a banner for each occasion, and what a shared link shows. */
export function publicPictures({ db, studio, frame }: Parts): Hono {
  const app = new Hono()

  app.get('/pictures/:name', async (c) => {
    const motif = MOTIFS.find((one) => `${one}.webp` === c.req.param('name'))
    return motif ? send(c, await bannerOf(studio, motif), 'image/webp') : c.notFound()
  })

  app.get('/picture.png', async (c) => {
    const { demo, fund } = frame(c)
    const caption = { title: words.vi.home.title, below: fund.name, ...(demo && { demo: words.vi.demo.tag }) }
    return send(c, await sharedPicture(studio, 'generic', caption), 'image/png')
  })

  app.get('/campaigns/:slug/picture.png', async (c) => {
    const found = (await publicCampaigns(db.prisma)).find(({ slug }) => slug === c.req.param('slug'))
    if (!found) return c.notFound()
    const { demo, eventKind, title, unit } = found
    const caption = { title, below: unit.name, ...(demo && { demo: words.vi.demo.tag }) }
    return send(c, await sharedPicture(studio, motifOf(eventKind), caption), 'image/png')
  })

  return app
}

function send(c: Context, bytes: Buffer, type: string): Response {
  c.header('Content-Type', type)
  c.header('Cache-Control', KEPT)
  return c.body(new Uint8Array(bytes))
}
