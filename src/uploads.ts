import type { FileRef } from './engine/index.ts'
import type { Files } from './platform/files.ts'

/** Bytes of a picture or paper that a person may send: a screenshot of a transfer is some hundred kilobytes. */
export const MAX_UPLOAD = 5_000_000

// By their first bytes; a name proves nothing.
const KINDS: readonly { readonly magic: Buffer; readonly ending: string; readonly mime: string }[] = [
  { magic: Buffer.from('89504e470d0a1a0a', 'hex'), ending: 'png', mime: 'image/png' },
  { magic: Buffer.from('ffd8ff', 'hex'), ending: 'jpg', mime: 'image/jpeg' },
  { magic: Buffer.from('%PDF-'), ending: 'pdf', mime: 'application/pdf' },
]

/** Keeps an upload under a name of ours. Undefined when it is neither a picture nor a PDF. */
export async function keepUpload(files: Files, bytes: Buffer): Promise<FileRef | undefined> {
  const isWebp = bytes.subarray(0, 4).toString() === 'RIFF' && bytes.subarray(8, 12).toString() === 'WEBP'
  const kind = isWebp
    ? { ending: 'webp', mime: 'image/webp' }
    : KINDS.find(({ magic }) => bytes.subarray(0, magic.length).equals(magic))
  if (!kind) return undefined
  const name = `upload.${kind.ending}`
  return { file: await files.put(bytes, { name, mime: kind.mime }), name, mime: kind.mime }
}
