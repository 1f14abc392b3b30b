import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { GlobalFonts } from '@napi-rs/canvas'
import { StartError } from '../data-dir.ts'

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

type Face = (typeof FACES)[number]

const PACKAGE = '@expo-google-fonts/be-vietnam-pro'
const resolve = createRequire(import.meta.url).resolve
const inPackage = (face: Face) => resolve(`${PACKAGE}/${face}/BeVietnamPro_${face}.ttf`)

let letters: ReadonlySet<number> | undefined

/**
 * Makes the family known to the canvas, once per process. The start does it, so that no paper is promised that nobody
 * can draw.
 *
 * @returns the code points it can draw. Whatever else reached the canvas would be drawn with a font of the host,
 * which differs from machine to machine and is missing in slim images; so `drawable` keeps to this set.
 * @throws StartError when a face is missing or broken, naming it and what to do.
 */
export function useFonts(): ReadonlySet<number> {
  letters ??= registerFaces(inPackage)
  return letters
}

/** The file of a face, for the browser. @throws StartError as `useFonts` does */
export const fontFile = (face: Face): Buffer => readFace(face, inPackage)

/** `fileOf` tells where a face is; it may throw, as module resolution does. */
export function registerFaces(fileOf: (face: Face) => string): ReadonlySet<number> {
  const files = FACES.map((face) => readFace(face, fileOf))
  for (const [n, file] of files.entries())
    if (!GlobalFonts.register(file, FAMILY)) throw unusable(FACES[n]!, `broken (${fileOf(FACES[n]!)})`)
  return lettersIn(files[0]!)
}

function readFace(face: Face, fileOf: (face: Face) => string): Buffer {
  let file: Buffer
  try {
    file = readFileSync(fileOf(face))
  } catch (cause) {
    throw unusable(face, 'missing', cause)
  }
  // The canvas takes half a file for a font, and draws papers without letters.
  if (!isWhole(file)) throw unusable(face, `broken (${fileOf(face)})`)
  return file
}

const unusable = (face: Face, how: string, cause?: unknown) =>
  new StartError(
    `font face ${FAMILY} ${face} is ${how}: receipts, certificates and VietQR cards cannot be drawn. ` +
      `Run "npm ci", or copy node_modules/${PACKAGE} into the image.`,
    { cause },
  )

/** Whether a file begins as a TrueType font, and holds all of its tables (OpenType 1.9, "Table Directory"). */
function isWhole(file: Buffer): boolean {
  if (file.length < 12 || file.readUInt32BE(0) !== 0x00010000) return false
  const end = 12 + 16 * file.readUInt16BE(4)
  return file.length >= end && tablesOf(file).every(({ at, length }) => at + length <= file.length)
}

/** The parts that a font names at its head, and where they lie in it. */
const tablesOf = (font: Buffer) =>
  Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + 16 * i).map((entry) => ({
    name: font.toString('latin1', entry, entry + 4),
    at: font.readUInt32BE(entry + 8),
    length: font.readUInt32BE(entry + 12),
  }))

/** Reads the code points from the `cmap` table, format 4 (OpenType 1.9, "cmap"), the one this family has. */
function lettersIn(font: Buffer): ReadonlySet<number> {
  const cmap = tablesOf(font).find(({ name }) => name === 'cmap')!.at
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
