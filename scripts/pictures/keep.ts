import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Page } from 'playwright-core'

const FOLDER = 'docs/pictures'
const MOST_BYTES = 2_500_000
const QUALITY = 70
export const PHONE = { width: 390, height: 844 }
/** Pixels of a picture's width: a phone's, twice as fine. */
export const WIDTH = 780

/** Those of before are taken away. */
export function emptied(): void {
  mkdirSync(FOLDER, { recursive: true })
  for (const old of readdirSync(FOLDER)) rmSync(`${FOLDER}/${old}`)
}

/** As WebP, a phone's width. */
export async function keep(name: string, png: Buffer): Promise<void> {
  const image = await loadImage(png)
  const canvas = createCanvas(WIDTH, Math.round((image.height * WIDTH) / image.width))
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
  writeFileSync(`${FOLDER}/${name}.webp`, await canvas.encode('webp', QUALITY))
}

export async function shoot(name: string, phone: Page): Promise<void> {
  // Pictures are drawn when they are first asked for; those far below the screen not at all.
  await phone.waitForFunction(() =>
    [...document.images].every(
      (one) =>
        (one.complete && one.naturalWidth > 0) ||
        one.getBoundingClientRect().top > window.innerHeight ||
        one.closest('[hidden], dialog:not([open])') !== null,
    ),
  )
  await keep(name, await phone.screenshot({ animations: 'disabled' }))
}

/** @throws when they would be too much for whoever clones this */
export function counted(): string {
  const names = readdirSync(FOLDER)
  const bytes = names.reduce((all, name) => all + statSync(`${FOLDER}/${name}`).size, 0)
  if (bytes > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes: lower QUALITY or show fewer`)
  return `${names.length} pictures, ${Math.round(bytes / 1000)} kB`
}
