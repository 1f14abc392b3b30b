import type { SKRSContext2D } from '@napi-rs/canvas'
import { branch } from '../../platform/paper/ornament.ts'
import { type Motif, PALETTES, type Palette } from './palette.ts'
import {
  bag,
  bareTwig,
  books,
  cake,
  cloud,
  coat,
  hat,
  kite,
  lantern,
  paperLantern,
  parcel,
  playground,
  put,
  school,
  sprout,
} from './things.ts'

/** A scene is composed 630 high, as wide as its place is in proportion. */
const HEIGHT = 630

/**
 * The scene of an occasion: hills, a road to a school, and what is given. Things alone, so that no child is shown.
 *
 * @param at its upper left corner and size in pixels
 */
export function paintScene(
  ctx: SKRSContext2D,
  motif: Motif,
  at: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): void {
  const palette = PALETTES[motif]
  const scale = at.height / HEIGHT
  const width = at.width / scale
  ctx.save()
  ctx.beginPath()
  ctx.rect(at.x, at.y, at.width, at.height)
  ctx.clip()
  ctx.translate(at.x, at.y)
  ctx.scale(scale, scale)
  land(ctx, palette, width)
  FRONT[motif](ctx, palette, width)
  ctx.restore()
}

/** Sky, sun or moon, three rows of hills, the road and the school at its end. */
function land(ctx: SKRSContext2D, palette: Palette, width: number): void {
  ctx.fillStyle = palette.sky
  ctx.fillRect(0, 0, width, HEIGHT)
  ctx.fillStyle = palette.disc
  ctx.beginPath()
  ctx.arc(width * 0.3, 190, 96, 0, 2 * Math.PI)
  ctx.fill()
  const [far, middle, near, ground] = palette.hills
  hill(ctx, far, width, 330, 74, 0.4, 1.7)
  hill(ctx, middle, width, 396, 56, 2.3, 1.3)
  put(ctx, school, palette, { x: width * 0.5, y: 424, scale: 0.8 })
  hill(ctx, near, width, 462, 38, 4.4, 1.1)
  road(ctx, palette.road, width * 0.5)
  hill(ctx, ground, width, 640, 44, 1.2, 1)
}

/** A rounded range whose crests lie `rise` above and below `top`. */
function hill(
  ctx: SKRSContext2D,
  color: string,
  width: number,
  top: number,
  rise: number,
  phase: number,
  waves: number,
): void {
  ctx.fillStyle = color
  ctx.beginPath()
  ctx.moveTo(0, HEIGHT)
  for (let x = 0; x <= width + 8; x += 8) {
    const u = (x / 1200) * 2 * Math.PI
    ctx.lineTo(
      x,
      top - rise * (0.7 * Math.sin(waves * u + phase) + 0.3 * Math.sin(2.3 * waves * u + 2 * phase)),
    )
  }
  ctx.lineTo(width, HEIGHT)
  ctx.closePath()
  ctx.fill()
}

/** It winds up to the door of the school, narrower with each turn. */
function road(ctx: SKRSContext2D, color: string, x: number): void {
  ctx.fillStyle = color
  ctx.beginPath()
  ctx.moveTo(x - 9, 424)
  ctx.bezierCurveTo(x - 18, 458, x + 84, 466, x + 56, 500)
  ctx.bezierCurveTo(x + 20, 540, x - 150, 552, x - 130, HEIGHT)
  ctx.lineTo(x + 60, HEIGHT)
  ctx.bezierCurveTo(x + 10, 580, x + 118, 546, x + 108, 496)
  ctx.bezierCurveTo(x + 98, 458, x + 6, 452, x + 9, 424)
  ctx.closePath()
  ctx.fill()
}

type Front = (ctx: SKRSContext2D, palette: Palette, width: number) => void

/** What stands or hangs before the hills, from the left and from the right edge: the road stays free. */
const FRONT: Readonly<Record<Motif, Front>> = {
  'children-month': (ctx, palette, width) => {
    put(ctx, cloud, palette, { x: width * 0.52, y: 150, scale: 0.8 })
    put(ctx, cloud, palette, { x: width - 110, y: 250, scale: 0.9 })
    put(ctx, kite, palette, { x: width - 300, y: 150, turn: 0.4 })
    put(ctx, playground, palette, { x: 240, y: 600, scale: 1.05 })
    put(ctx, books, palette, { x: width - 200, y: 600 })
  },
  'mid-autumn': (ctx, palette, width) => {
    put(ctx, paperLantern, palette, { x: 110, y: -10, scale: 0.9 })
    put(ctx, lantern, palette, { x: width - 420, y: -30, scale: 0.78 })
    put(ctx, lantern, palette, { x: width - 190, y: -10, scale: 1.18 })
    put(ctx, parcel, palette, { x: 190, y: 604, scale: 0.95 })
  },
  tet: (ctx, palette, width) => {
    branch(ctx, width, 0, 1.3)
    put(ctx, parcel, palette, { x: 170, y: 604 })
    put(ctx, cake, palette, { x: 330, y: 604, scale: 0.8 })
    put(ctx, cake, palette, { x: width - 180, y: 604, scale: 1.05 })
  },
  'new-school-year': (ctx, palette, width) => {
    put(ctx, cloud, palette, { x: width - 420, y: 160, scale: 0.8 })
    put(ctx, cloud, palette, { x: width - 140, y: 230 })
    put(ctx, bag, palette, { x: 200, y: 604, scale: 1.25 })
    put(ctx, books, palette, { x: width - 210, y: 604, scale: 1.2 })
  },
  winter: (ctx, palette, width) => {
    put(ctx, bareTwig, palette, { x: width, y: 84, scale: 1.25 })
    put(ctx, coat, palette, { x: width - 234, y: 96, scale: 1.25 })
    put(ctx, hat, palette, { x: 200, y: 604, scale: 1.2 })
  },
  generic: (ctx, palette, width) => {
    branch(ctx, width, 0, 1.1)
    put(ctx, sprout, palette, { x: 200, y: 600, scale: 1.4 })
    put(ctx, books, palette, { x: width - 210, y: 604 })
  },
}

/**
 * The ornament of an occasion for the upper right corner of a paper; `x`, `y` is that corner, drawn at most 380 wide and
 * 200 high, and beyond 230 from the corner no lower than 100.
 */
export function paintOrnament(ctx: SKRSContext2D, motif: Motif, x: number, y: number): void {
  ctx.save()
  ctx.translate(x, y)
  CORNER[motif](ctx, PALETTES[motif])
  ctx.restore()
}

const twig: (ctx: SKRSContext2D) => void = (ctx) => branch(ctx, 0, 0, 0.9)

const CORNER: Readonly<Record<Motif, (ctx: SKRSContext2D, palette: Palette) => void>> = {
  tet: twig,
  generic: twig,
  'children-month': (ctx, palette) => {
    put(ctx, kite, { ...palette, pale: palette.warm }, { x: -110, y: 62, scale: 0.5, turn: 0.5 })
  },
  'mid-autumn': (ctx, palette) => {
    const threads = { ...palette, pale: palette.warm }
    put(ctx, lantern, threads, { x: -90, y: -20, scale: 0.62 })
    put(ctx, paperLantern, threads, { x: -196, y: -20, scale: 0.5 })
    put(ctx, lantern, threads, { x: -300, y: -22, scale: 0.36 })
  },
  'new-school-year': (ctx, palette) => {
    put(ctx, bag, palette, { x: -90, y: 176, scale: 0.72 })
    put(ctx, books, palette, { x: -262, y: 92, scale: 0.62 })
  },
  winter: (ctx, palette) => {
    put(ctx, bareTwig, palette, { x: 0, y: 20, scale: 0.85 })
    put(ctx, coat, palette, { x: -96, y: 20, scale: 0.64 })
  },
}
