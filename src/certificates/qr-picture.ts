import { createCanvas, loadImage } from '@napi-rs/canvas'
import jsqr from 'jsqr'

/** A phone's photo has twelve million pixels; what has many more was made to fill our memory. */
const MOST_PIXELS = 25_000_000
/** Longest sides at which a code is looked for: a screenshot's code is large, a photo is sharper when it is smaller. */
const LOOKED_AT = [1_000, 500] as const

export type Seen =
  | { readonly kind: 'text'; readonly text: string }
  /** A picture without a code that can be read. */
  | { readonly kind: 'no_code' }
  /** Neither PNG nor JPEG, or too large. */
  | { readonly kind: 'unfit' }

/**
 * What the QR code in a picture says. Some tenths of a second of a processor, one picture after another; nothing of it is kept.
 *
 * @param bytes whatever a stranger may send. Never throws on it.
 */
export function readQrIn(bytes: Buffer): Promise<Seen> {
  const seen = before.then(() => look(bytes)).catch((): Seen => ({ kind: 'unfit' }))
  before = seen
  return seen
}

/** The look under way: a picture in memory is large. */
let before: Promise<unknown> = Promise.resolve()

async function look(bytes: Buffer): Promise<Seen> {
  const size = sizeOf(bytes)
  if (!size || size.width * size.height > MOST_PIXELS) return { kind: 'unfit' }
  const image = await loadImage(bytes)
  for (const longest of LOOKED_AT) {
    const scale = Math.min(1, longest / Math.max(image.width, image.height))
    const [width, height] = [image.width, image.height].map((side) => Math.max(1, Math.round(side * scale)))
    const ctx = createCanvas(width!, height!).getContext('2d')
    // What is clear in a picture lies on white, as a page shows it.
    ctx.fillStyle = '#fff'
    ctx.fillRect(0, 0, width!, height!)
    ctx.drawImage(image, 0, 0, width!, height!)
    const found = jsqr.default(ctx.getImageData(0, 0, width!, height!).data, width!, height!)
    if (found?.data) return { kind: 'text', text: found.data }
  }
  return { kind: 'no_code' }
}

interface Size {
  readonly width: number
  readonly height: number
}

/** By its head, before anything of it is unpacked. @returns undefined for what is neither PNG nor JPEG */
function sizeOf(bytes: Buffer): Size | undefined {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47)
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  return bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8 ? sizeOfJpeg(bytes) : undefined
}

/** Segments follow each other by their lengths; a start of frame (C0–CF, but for three others) tells the size. ITU T.81, B.2. */
function sizeOfJpeg(bytes: Buffer): Size | undefined {
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const mark = bytes[at + 1]!
    if (mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark))
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}
