import { createCanvas } from '@napi-rs/canvas'
import { mark } from '../../platform/paper/ornament.ts'
import { COLORS, lettered, picture, set } from '../../platform/paper/paper.ts'
import type { Studio } from '../../platform/paper/studio.ts'
import { MOTIFS, type Motif } from './palette.ts'
import { paintScene } from './scene.ts'

/** As large as messengers and social networks show the picture of a link. */
export const SHARED = { width: 1200, height: 630 } as const

const KEY = /^picture\/([a-z-]+)\.png$/

/** The picture of an occasion as a bubble shows it: where the bytes are, never the bytes. */
export const pictureFile = (motif: Motif, title: string) => ({
  file: `picture/${motif}.png`,
  name: `${title}.png`,
  mime: 'image/png',
  decoration: true as const,
})

/** @returns the bytes of a file of `pictureFile`; undefined for any other key. Drawn once, then remembered. */
export async function pictureOf(studio: Studio, key: string): Promise<Buffer | undefined> {
  const motif = MOTIFS.find((one) => one === KEY.exec(key)?.[1])
  if (!motif) return undefined
  const { png } = await studio.remember(key, async () => ({
    png: await picture(SHARED, ({ ctx }) => paintScene(ctx, motif, { x: 0, y: 0, ...SHARED })),
  }))
  return png
}

/** As wide as a phone's page twice over, and low enough to leave room for what is needed. */
export const BANNER = { width: 960, height: 336 } as const
const QUALITY = 82

/** The picture of an occasion for our own pages: WebP, a fifth of the PNG. Drawn once, then remembered. */
export async function bannerOf(studio: Studio, motif: Motif): Promise<Buffer> {
  const { webp } = await studio.remember(`banner/${motif}`, async () => {
    const canvas = createCanvas(BANNER.width, BANNER.height)
    paintScene(canvas.getContext('2d'), motif, { x: 0, y: 0, ...BANNER })
    return { webp: await canvas.encode('webp', QUALITY) }
  })
  return webp
}

/** What stands under the picture of a link. */
interface Caption {
  readonly title: string
  /** One line below it: the fund's name. */
  readonly below: string
  /** In the demo world: the word that says so. */
  readonly demo?: string
}

const BAND = 200

/** The picture of a shared link: the scene, and below it what it is of. 1200 × 630, drawn once for each caption. */
export async function sharedPicture(studio: Studio, motif: Motif, caption: Caption): Promise<Buffer> {
  const { png } = await studio.remember(`shared/${motif}/${JSON.stringify(caption)}`, async () => ({
    png: await picture(SHARED, (sheet) => {
      const { ctx, width, height } = sheet
      const top = height - BAND
      paintScene(ctx, motif, { x: 0, y: 0, width, height: top })
      ctx.fillStyle = COLORS.paper
      ctx.fillRect(0, top, width, BAND)
      mark(ctx, 104, top + BAND / 2, 104)
      const said = caption.demo === undefined ? caption.title : `${caption.title} · ${caption.demo}`
      const place = { x: 190, align: 'left' } as const
      const room = { width: 960 }
      const bold = { size: 46, weight: 700, color: COLORS.ink } as const
      const title = lettered(said, bold, { ...room, lines: 2, least: 30, prefer: 'wrap' })
      const below = lettered(caption.below, { size: 27, color: COLORS.soft }, room)
      const first = top + (BAND - title.height - below.height) / 2
      set(sheet, below, { ...place, top: set(sheet, title, { ...place, top: first }) })
    }),
  }))
  return png
}
