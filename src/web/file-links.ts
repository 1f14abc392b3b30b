import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FileRef } from '../engine/index.ts'

/** Links to pictures and papers that only those who were given them can open, and only for a while. */
export interface FileLinks {
  /** A path such as `/files/…`. */
  link(file: FileRef, given?: Given): string
  /** Its last part alone. */
  token(file: FileRef, given?: Given): string
  /** What a path's last part stands for. Undefined when it was not made by us, or has run out. */
  open(token: string): (FileRef & Pick<Given, 'address'>) | undefined
}

/** How a link is given. */
interface Given {
  /** About how long it is good. Default: seven days. */
  readonly hours?: number
  /** To whom: whoever has this address when it is opened. */
  readonly address?: string
}

// Expiry is rounded up to whole days, so that the same picture keeps the same address and browsers may cache it.
const DAY = 86_400_000

/** @param where links of one place open nothing at another: what is for the desk is not for whoever has the link */
export function fileLinks(secret: Buffer, now: () => number, where: 'file' | 'desk' = 'file'): FileLinks {
  const sign = (body: string) =>
    createHmac('sha256', secret).update(`${where}\n${body}`).digest().subarray(0, 16).toString('base64url')
  return {
    link(file, given) {
      return `/files/${this.token(file, given)}`
    },
    token({ file, name, mime }, { hours = 7 * 24, address } = {}) {
      const until = Math.ceil((now() + hours * 3_600_000) / DAY)
      const body = Buffer.from(JSON.stringify([file, name, mime, until, address])).toString('base64url')
      return `${body}.${sign(body)}`
    },
    open(token) {
      const [body, mac, ...more] = token.split('.')
      if (!body || !mac || more.length > 0 || token.length > 2_000) return undefined
      // As it is written: its last letter has bits that say nothing, and would be read as the same.
      const given = Buffer.from(mac)
      const wanted = Buffer.from(sign(body))
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined
      const [file, name, mime, until, address] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
        string,
        string,
        string,
        number,
        string | null,
      ]
      return until * DAY > now() ? { file, name, mime, ...(address && { address }) } : undefined
    },
  }
}
