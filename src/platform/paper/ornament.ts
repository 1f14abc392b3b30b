import { Path2D, type SKRSContext2D } from '@napi-rs/canvas'
import { COLORS, type Sheet } from './paper.ts'

const PETAL = '#EDB4A6'
const PETAL_EDGE = '#DD8F7F'
const HEART = '#B9533F'
const TWIG = '#8A6A58'

/** The sign of Chung Tay, the same as on the pages: two leaves that meet like two hands, holding a seed. */
export function mark(ctx: SKRSContext2D, x: number, y: number, size: number): void {
  ctx.save()
  ctx.translate(x - size / 2, y - size / 2)
  ctx.scale(size / 48, size / 48)
  ctx.fillStyle = '#2C8C7C'
  ctx.fill(new Path2D('M23 43C10 41 3 31 5 17c11 2 18 12 18 26Z'))
  ctx.fillStyle = '#E09A4F'
  ctx.fill(new Path2D('M25 43c13-2 20-12 18-26-11 2-18 12-18 26Z'))
  dot(ctx, 24, 11, 6, '#D5674C')
  ctx.restore()
}

/** Five petals round one heart, as five hands. `r` is its radius in pixels. */
export function blossom(ctx: SKRSContext2D, x: number, y: number, r: number, turn = 0): void {
  ctx.save()
  ctx.translate(x, y)
  ctx.rotate(turn)
  for (let i = 0; i < 5; i++) {
    ctx.save()
    ctx.rotate((i * 2 * Math.PI) / 5)
    petal(ctx, r)
    ctx.restore()
  }
  stamens(ctx, r)
  ctx.restore()
}

function petal(ctx: SKRSContext2D, r: number): void {
  ctx.beginPath()
  ctx.moveTo(0, 0)
  ctx.bezierCurveTo(-0.34 * r, -0.2 * r, -0.66 * r, -0.72 * r, -0.3 * r, -0.96 * r)
  ctx.bezierCurveTo(-0.16 * r, -1.04 * r, -0.06 * r, -0.98 * r, 0, -0.88 * r)
  ctx.bezierCurveTo(0.06 * r, -0.98 * r, 0.16 * r, -1.04 * r, 0.3 * r, -0.96 * r)
  ctx.bezierCurveTo(0.66 * r, -0.72 * r, 0.34 * r, -0.2 * r, 0, 0)
  ctx.closePath()
  ctx.fillStyle = PETAL
  ctx.fill()
  ctx.lineWidth = Math.max(1, r * 0.035)
  ctx.strokeStyle = PETAL_EDGE
  ctx.stroke()
}

function stamens(ctx: SKRSContext2D, r: number): void {
  ctx.lineWidth = Math.max(0.8, r * 0.03)
  for (let i = 0; i < 10; i++) {
    const angle = (i * Math.PI) / 5 + Math.PI / 10
    const reach = r * (i % 2 ? 0.34 : 0.46)
    ctx.beginPath()
    ctx.moveTo(0, 0)
    ctx.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach)
    ctx.strokeStyle = HEART
    ctx.stroke()
    dot(ctx, Math.cos(angle) * reach, Math.sin(angle) * reach, r * 0.05, COLORS.gold)
  }
  dot(ctx, 0, 0, r * 0.11, HEART)
}

function bud(ctx: SKRSContext2D, x: number, y: number, r: number, turn: number): void {
  ctx.save()
  ctx.translate(x, y)
  ctx.rotate(turn)
  ctx.beginPath()
  ctx.moveTo(0, 0)
  ctx.bezierCurveTo(-r, -0.4 * r, -0.7 * r, -1.7 * r, 0, -1.9 * r)
  ctx.bezierCurveTo(0.7 * r, -1.7 * r, r, -0.4 * r, 0, 0)
  ctx.fillStyle = PETAL
  ctx.fill()
  ctx.lineWidth = Math.max(1, r * 0.1)
  ctx.strokeStyle = PETAL_EDGE
  ctx.stroke()
  ctx.beginPath()
  ctx.moveTo(-0.5 * r, -0.5 * r)
  ctx.quadraticCurveTo(0, 0.5 * r, 0.5 * r, -0.5 * r)
  ctx.quadraticCurveTo(0, -0.1 * r, -0.5 * r, -0.5 * r)
  ctx.fillStyle = TWIG
  ctx.fill()
  ctx.restore()
}

function dot(ctx: SKRSContext2D, x: number, y: number, r: number, color: string): void {
  ctx.beginPath()
  ctx.arc(x, y, r, 0, 2 * Math.PI)
  ctx.fillStyle = color
  ctx.fill()
}

/** A peach branch reaching in from the upper right corner; `x`, `y` is that corner, drawn 420 × 300 at scale 1. */
export function branch(ctx: SKRSContext2D, x: number, y: number, scale: number): void {
  ctx.save()
  ctx.translate(x, y)
  ctx.scale(scale, scale)
  ctx.strokeStyle = TWIG
  ctx.lineCap = 'round'
  twig(ctx, 7, [0, 62], [-70, 66, -110, 96, -170, 92])
  twig(ctx, 4.5, [-170, 92], [-225, 88, -262, 118, -318, 104])
  twig(ctx, 2.6, [-318, 104], [-350, 96, -372, 104, -400, 90])
  twig(ctx, 4, [-96, 82], [-120, 120, -128, 150, -168, 176])
  twig(ctx, 2.4, [-168, 176], [-190, 192, -200, 204, -222, 214])
  twig(ctx, 3, [-206, 92], [-226, 66, -250, 56, -276, 50])
  twig(ctx, 2.6, [-40, 64], [-52, 96, -50, 128, -62, 158])
  bud(ctx, -400, 90, 9, -1.2)
  bud(ctx, -276, 50, 9, -1.0)
  bud(ctx, -222, 214, 9, -2.2)
  bud(ctx, -344, 100, 7, 0.3)
  bud(ctx, -62, 158, 8, 2.9)
  bud(ctx, -190, 190, 6.5, 0.2)
  blossom(ctx, -118, 92, 36, 0.3)
  blossom(ctx, -256, 106, 32, -0.4)
  blossom(ctx, -146, 160, 25, 1.0)
  blossom(ctx, -52, 60, 27, 0.8)
  blossom(ctx, -228, 62, 19, 0.1)
  ctx.restore()
}

function twig(
  ctx: SKRSContext2D,
  width: number,
  [x, y]: [number, number],
  curve: [number, number, number, number, number, number],
): void {
  ctx.lineWidth = width
  ctx.beginPath()
  ctx.moveTo(x, y)
  ctx.bezierCurveTo(...curve)
  ctx.stroke()
}

/**
 * Terraced fields along the foot of a sheet, within the frame's inner line: flat bands that follow two slopes,
 * closer to each other towards the top, each edged by its bank.
 */
export function terraces(sheet: Sheet, margin: number, height: number): void {
  const { ctx } = sheet
  const foot = sheet.height - margin
  const bands = ['#FBF5EA', '#F9F1E2', '#F6EDDA', '#F2E8D2', '#EEE4CB', '#E9E1C6', '#E4DDC1', '#DFDABC']
  ctx.save()
  stepped(ctx, margin, sheet.width, sheet.height, STEP)
  ctx.clip()
  for (const [i, fill] of bands.entries()) {
    const depth = (i / bands.length) ** 1.1
    const top = foot - height * (0.62 - 0.6 * depth)
    bank(ctx, sheet.width, top, height * (0.5 - 0.3 * depth))
    ctx.strokeStyle = '#D8CDAE'
    ctx.lineWidth = 3
    ctx.stroke()
    ctx.lineTo(sheet.width, foot)
    ctx.lineTo(0, foot)
    ctx.closePath()
    ctx.fillStyle = fill
    ctx.fill()
  }
  ctx.restore()
}

/** One bank from left to right: high on both slopes, low in the valley between them. */
function bank(ctx: SKRSContext2D, width: number, top: number, rise: number): void {
  ctx.beginPath()
  for (let x = 0; x <= width; x += 12) {
    const u = x / width
    const left = Math.exp(-(((u + 0.03) / 0.2) ** 2))
    const right = 0.8 * Math.exp(-(((u - 1.02) / 0.24) ** 2))
    const sway = 0.12 * Math.sin(2 * Math.PI * (1.4 * u + 0.1))
    ctx.lineTo(x, top - rise * (left + right + sway))
  }
}

/** Two hairlines with stepped corners, as brocade hems turn. */
export function frame({ ctx, width, height }: Sheet, margin: number): void {
  ctx.strokeStyle = COLORS.gold
  ctx.lineWidth = 3
  stepped(ctx, margin, width, height, STEP)
  ctx.stroke()
  ctx.lineWidth = 1.2
  stepped(ctx, margin + HEM, width, height, STEP)
  ctx.stroke()
}

/** From the outer hairline to the inner. */
export const HEM = 12
const STEP = 26

function stepped(ctx: SKRSContext2D, m: number, width: number, height: number, step: number): void {
  const [right, foot] = [width - m, height - m]
  ctx.beginPath()
  ctx.moveTo(m + step, m)
  for (const [x, y] of [
    [right - step, m],
    [right - step, m + step],
    [right, m + step],
    [right, foot - step],
    [right - step, foot - step],
    [right - step, foot],
    [m + step, foot],
    [m + step, foot - step],
    [m, foot - step],
    [m, m + step],
    [m + step, m + step],
  ] as const) {
    ctx.lineTo(x, y)
  }
  ctx.closePath()
}

/** A short rule with a blossom in its middle, under a name. */
export function divider(ctx: SKRSContext2D, x: number, y: number, width: number, quiet = false): void {
  ctx.strokeStyle = COLORS.gold
  ctx.lineWidth = 1.6
  for (const side of [-1, 1]) {
    ctx.beginPath()
    ctx.moveTo(x + (quiet ? 0 : side * 30), y)
    ctx.lineTo(x + (side * width) / 2, y)
    ctx.stroke()
  }
  if (!quiet) blossom(ctx, x, y, 17)
}
