import type { Context } from 'hono'
import type { FileRef } from '../engine/index.ts'

/** A picture or paper as it is sent to a browser. @param kept how long browsers may keep it, as their header says it */
export function sendFile(c: Context, file: FileRef, bytes: Buffer, kept: string): Response {
  c.header('Content-Type', file.mime)
  c.header('Cache-Control', kept)
  const how = file.mime === 'application/pdf' ? 'attachment' : 'inline'
  c.header('Content-Disposition', `${how}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
  return c.body(new Uint8Array(bytes))
}
