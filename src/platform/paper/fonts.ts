import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { GlobalFonts } from '@napi-rs/canvas'

/** The one family on our papers: Be Vietnam Pro (OFL), whose full TTFs hold every Vietnamese letter and ₫. */
export const FAMILY = 'Be Vietnam Pro'

/** Named as in the package; the number is the weight. All faces hold the same letters. */
export const FACES = [
  '300Light',
  '400Regular',
  '400Regular_Italic',
  '500Medium',
  '600SemiBold',
  '700Bold',
] as const

const PACKAGE = '@expo-google-fonts/be-vietnam-pro'
const resolve = createRequire(import.meta.url).resolve

let letters: ReadonlySet<number> | undefined

/**
 * Makes the family known to the canvas, once per process.
 *
 * @returns the code points it can draw. Whatever else reached the canvas would be drawn with a font of the host,
 * which differs from machine to machine and is missing in slim images; so `drawable` keeps to this set.
 * @throws when a face is missing, naming it and what to do.
 */
export function useFonts(): ReadonlySet<number> {
  letters ??= registerFaces((face) => resolve(`${PACKAGE}/${face}/BeVietnamPro_${face}.ttf`))
  return letters
}

/** `fileOf` tells where a face is; it may throw, as module resolution does. */
export function registerFaces(fileOf: (face: string) => string): ReadonlySet<number> {
  const files = FACES.map((face) => readFace(face, fileOf))
  for (const file of files) GlobalFonts.register(file, FAMILY)
  return lettersIn(files[0]!)
}

function readFace(face: string, fileOf: (face: string) => string): Buffer {
  try {
    return readFileSync(fileOf(face))
  } catch (cause) {
    throw new Error(
      `Font face ${FAMILY} ${face} is missing: receipts, certificates and VietQR cards cannot be drawn. ` +
        `Run "npm ci", or copy node_modules/${PACKAGE} into the image.`,
      { cause },
    )
  }
}

/** Reads the code points from the `cmap` table, format 4 (OpenType 1.9, "cmap"), the one this family has. */
function lettersIn(font: Buffer): ReadonlySet<number> {
  const tables = font.readUInt16BE(4)
  const entries = Array.from({ length: tables }, (_, i) => 12 + 16 * i)
  const entry = entries.find((at) => font.toString('latin1', at, at + 4) === 'cmap')!
  const cmap = font.readUInt32BE(entry + 8)
  const table = cmap + font.readUInt32BE(cmap + 8)
  const doubled = font.readUInt16BE(table + 6)
  const found = new Set<number>()
  for (let at = 0; at < doubled; at += 2) {
    const last = font.readUInt16BE(table + 14 + at)
    const first = font.readUInt16BE(table + 16 + doubled + at)
    // The table ends with a segment for U+FFFF, which is no letter.
    for (let code = first; code <= last && code < 0xffff; code++) found.add(code)
  }
  return found
}
