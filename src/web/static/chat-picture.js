// Makes a picture small enough to be sent: today's phones take larger ones than the service keeps.

/** Pixels of the longest side: a bank's screenshot, or a receipt on a table, can still be read. */
const LONGEST = 2000
const QUALITY = 0.85

/** @param {number} width @param {number} height @returns {{ width: number, height: number }} whole pixels, in proportion */
export function fitted(width, height) {
  const scale = Math.min(1, LONGEST / Math.max(width, height))
  const pixels = (/** @type {number} */ side) => Math.max(1, Math.round(side * scale))
  return { width: pixels(width), height: pixels(height) }
}

/**
 * The picture as a smaller JPEG, the right way up.
 * @param {Blob} file
 * @returns {Promise<Blob | undefined>} undefined when this browser cannot open it as a picture
 */
export async function smaller(file) {
  try {
    const picture = await createImageBitmap(file)
    const canvas = Object.assign(document.createElement('canvas'), fitted(picture.width, picture.height))
    const ink = canvas.getContext('2d')
    if (!ink) return undefined
    // JPEG has no transparency: what is clear would come out black.
    ink.fillStyle = '#fff'
    ink.fillRect(0, 0, canvas.width, canvas.height)
    ink.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    return await new Promise((resolve) => {
      canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', QUALITY)
    })
  } catch {
    return undefined
  }
}
