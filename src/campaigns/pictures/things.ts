import { Path2D, type SKRSContext2D } from '@napi-rs/canvas'
import type { Palette } from './palette.ts'

/**
 * Things that children get, and the way to them; never a child. Each is drawn about 200 wide, standing on `0, 0` or
 * hanging from it.
 */
type Thing = (ctx: SKRSContext2D, palette: Palette) => void

/** @param at where it stands or hangs, how large, and turned by so many radians */
export function put(
  ctx: SKRSContext2D,
  thing: Thing,
  palette: Palette,
  at: { readonly x: number; readonly y: number; readonly scale?: number; readonly turn?: number },
): void {
  ctx.save()
  ctx.translate(at.x, at.y)
  ctx.rotate(at.turn ?? 0)
  ctx.scale(at.scale ?? 1, at.scale ?? 1)
  thing(ctx, palette)
  ctx.restore()
}

function fill(ctx: SKRSContext2D, color: string, path: string): void {
  ctx.fillStyle = color
  ctx.fill(new Path2D(path))
}

function line(ctx: SKRSContext2D, color: string, width: number, path: string): void {
  ctx.strokeStyle = color
  ctx.lineWidth = width
  ctx.lineCap = 'round'
  ctx.lineJoin = 'round'
  ctx.stroke(new Path2D(path))
}

function disc(ctx: SKRSContext2D, color: string, x: number, y: number, r: number): void {
  ctx.fillStyle = color
  ctx.beginPath()
  ctx.arc(x, y, r, 0, 2 * Math.PI)
  ctx.fill()
}

/** A low house with a tiled roof, a door in its middle: where the road goes. */
export const school: Thing = (ctx, { wall, roof, deep, warm }) => {
  fill(ctx, wall, 'M-90-62H90V0H-90Z')
  fill(ctx, roof, 'M-108-60-84-108H84L108-60Z')
  fill(ctx, warm, 'M-14-42H14V0H-14Z')
  for (const x of [-76, -46, 26, 56]) fill(ctx, deep, `M${x}-44h20v24h-20Z`)
}

/** Đèn ông sao: a five-pointed star in its ring, with a tassel, hung on a thread. */
export const lantern: Thing = (ctx, { bright, warm, pale, deep }) => {
  line(ctx, pale, 3, 'M0 0V60')
  line(ctx, warm, 9, ring(0, 150, 92))
  fill(ctx, bright, star(0, 150, 88, 36))
  fill(ctx, warm, star(0, 150, 44, 18))
  for (let n = 0; n < 5; n++) {
    const angle = (n * 2 * Math.PI) / 5 - Math.PI / 2
    disc(ctx, deep, 92 * Math.cos(angle), 150 + 92 * Math.sin(angle), 10)
  }
  line(ctx, warm, 4, 'M0 246V268M-12 262-16 308M0 268V318M12 262 16 308')
}

const ring = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`

function star(x: number, y: number, outer: number, inner: number): string {
  const corners = Array.from({ length: 10 }, (_, n) => {
    const angle = (n * Math.PI) / 5 - Math.PI / 2
    const r = n % 2 ? inner : outer
    return `${(x + r * Math.cos(angle)).toFixed(1)} ${(y + r * Math.sin(angle)).toFixed(1)}`
  })
  return `M${corners.join('L')}Z`
}

/** A round paper lantern, folded. */
export const paperLantern: Thing = (ctx, { bright, warm, pale }) => {
  line(ctx, pale, 3, 'M0 0V40')
  fill(ctx, bright, 'M-30 52C-72 70-72 140-30 158H30C72 140 72 70 30 52Z')
  line(ctx, warm, 4, 'M-12 54C-34 80-34 130-12 156M12 54C34 80 34 130 12 156')
  fill(ctx, warm, 'M-32 40H32V54H-32ZM-32 156H32V170H-32Z')
  line(ctx, warm, 4, 'M-8 172V206M0 172V214M8 172V206')
}

/** A kite with its tail; it flies at `0, 0`. */
export const kite: Thing = (ctx, { bright, warm, deep, pale }) => {
  fill(ctx, bright, 'M0-96-66-10 0 0Z')
  fill(ctx, warm, 'M0-96 66-10 0 0Z')
  fill(ctx, deep, 'M-66-10 0 104 0 0Z')
  fill(ctx, bright, 'M66-10 0 104 0 0Z')
  line(ctx, pale, 5, 'M0 104C30 140-26 168 4 204S-20 262 12 290')
  for (const [x, y] of [
    [6, 142],
    [-6, 190],
    [2, 244],
  ] as const)
    fill(ctx, warm, `M${x} ${y}l-18-11v22ZM${x} ${y}l18-11v22Z`)
}

/** A swing and a slide on one frame. */
export const playground: Thing = (ctx, { bright, warm, deep, pale }) => {
  fill(ctx, warm, 'M64-176C84-90 118-36 190-16V6C104-12 62-70 44-170Z')
  line(ctx, deep, 11, 'M-172 0-132-190-92 0M24 0V-190M-138-186H66M66-176V0M24-46H66M24-92H66M24-138H66')
  line(ctx, pale, 4, 'M-78-184V-66M-22-184V-66')
  fill(ctx, bright, 'M-92-68H-8V-54H-92Z')
}

/** A school bag that stands, with its pocket and straps. */
export const bag: Thing = (ctx, { bright, warm, deep, pale }) => {
  line(ctx, deep, 14, 'M-26-186C-26-216 26-216 26-186')
  fill(ctx, bright, 'M-84 0C-94-60-92-150-70-172C-54-190 54-190 70-172C92-150 94-60 84 0Z')
  fill(ctx, deep, 'M-86-96H86V-84H-86Z')
  fill(ctx, warm, 'M-58-66H58V-6H-58Z')
  fill(ctx, pale, 'M-12-102H12V-70H-12Z')
  line(ctx, deep, 5, 'M-40-46H40')
}

/** Exercise books, one on another, and a pencil on top. */
export const books: Thing = (ctx, { bright, warm, deep, pale }) => {
  fill(ctx, deep, 'M-100-34H96V0H-100Z')
  fill(ctx, pale, 'M-92-28H96V-6H-92Z')
  fill(ctx, bright, 'M-84-68H108V-34H-84Z')
  fill(ctx, pale, 'M-84-62H100V-40H-84Z')
  fill(ctx, warm, 'M-96-102H88V-68H-96Z')
  fill(ctx, pale, 'M-88-96H88V-74H-88Z')
  fill(ctx, bright, 'M-70-116H44V-102H-70Z')
  fill(ctx, pale, 'M44-116 72-109 44-102Z')
}

/** A padded coat on its hanger; the hook is at `0, 0`. */
export const coat: Thing = (ctx, { bright, warm, deep, pale }) => {
  line(ctx, deep, 6, 'M0 0C12 4 12 22 0 26L-70 60H70L0 26')
  fill(
    ctx,
    bright,
    'M-36 48-84 68-128 176-92 194-74 148V260H74V148L92 194 128 176 84 68 36 48C22 66-22 66-36 48Z',
  )
  fill(ctx, deep, 'M-40 42C-24 66 24 66 40 42L32 84C14 92-14 92-32 84Z')
  line(ctx, pale, 5, 'M0 92V258')
  line(ctx, warm, 4, 'M-74 138H74M-74 184H74M-74 228H74')
}

/** A woollen hat with its bobble, lying. */
export const hat: Thing = (ctx, { bright, warm, deep, pale }) => {
  fill(ctx, deep, 'M-78-30C-78-142 78-142 78-30Z')
  line(ctx, warm, 7, 'M-70-62-48-82-26-62 0-82 26-62 48-82 70-62')
  fill(ctx, bright, 'M-88-40H88V0H-88Z')
  for (const x of [-60, -20, 20, 60]) line(ctx, pale, 4, `M${x}-36V-4`)
  disc(ctx, pale, 0, -118, 26)
}

/** Bánh chưng in its leaves, tied crosswise. */
export const cake: Thing = (ctx, { deep, warm, bright }) => {
  fill(ctx, deep, 'M-74-118H74V0H-74Z')
  line(ctx, warm, 7, 'M-26-118V0M26-118V0M-74-80H74M-74-38H74')
  fill(ctx, bright, 'M-16-75H16V-43H-16Z')
}

/** A parcel with a ribbon. */
export const parcel: Thing = (ctx, { bright, warm, pale }) => {
  fill(ctx, bright, 'M-92-110H92V0H-92Z')
  fill(ctx, warm, 'M-16-110H16V0H-16Z')
  fill(ctx, pale, 'M-102-134H102V-104H-102Z')
  fill(ctx, warm, 'M-16-134H16V-104H-16Z')
  fill(ctx, warm, 'M0-136C-58-136-70-186-36-186C-12-186-4-156 0-136C4-156 12-186 36-186C70-186 58-136 0-136Z')
}

/** The sign of Chung Tay as a young plant: two leaves that meet like two hands, holding a seed. */
export const sprout: Thing = (ctx, { deep, warm, bright }) => {
  line(ctx, deep, 11, 'M0 0V-50')
  fill(ctx, deep, 'M-6-40C-60-48-92-90-84-150C-34-144-6-100-6-40Z')
  fill(ctx, warm, 'M6-40C60-48 92-90 84-150C34-144 6-100 6-40Z')
  disc(ctx, bright, 0, -180, 26)
}

/** A bare twig of winter that reaches in from the right; its end is at `0, 0`. */
export const bareTwig: Thing = (ctx, { deep }) => {
  line(ctx, deep, 9, 'M0 0C-80 10-130-14-210 14')
  line(
    ctx,
    deep,
    6,
    'M-210 14C-270 34-320 16-380 34M-96 4C-130 40-142 66-190 84M-150-2C-176-26-204-40-240-44',
  )
  line(ctx, deep, 4, 'M-300 26C-322 46-336 60-362 70M-170 76C-186 96-194 108-206 132')
}

/** A cloud, flat below. */
export const cloud: Thing = (ctx, { pale }) =>
  fill(ctx, pale, 'M-90 0C-118 0-118-40-84-40C-84-84-26-92-12-58C10-84 58-72 56-36C92-38 92 0 64 0Z')
