import type { Files } from '../platform/files.ts'
import type { Secret } from '../platform/secret.ts'
import { type Words, wordsUnder } from '../spending/index.ts'
import { kindOf, RESERVE } from './uploads.ts'

/** Keeps the papers that prove purchases, for officers alone: they may name who sold. So may words that are sealed under the same key. */
interface Vouchers {
  readonly words: Words
  /** @returns why not: neither a picture nor a PDF, or too large; or the disk is as good as full */
  keep(bytes: Buffer): Promise<{ readonly file: string; readonly mime: string } | 'unfit' | 'no_room'>
  /** Takes away what no purchase names after all. */
  drop(file: string): Promise<void>
  load(file: string): Promise<Buffer | undefined>
}

const CONTEXT = 'voucher'

export const vouchers = ({ files, secret }: { files: Files; secret: Secret }): Vouchers => ({
  words: wordsUnder(secret),
  async keep(bytes) {
    const kind = kindOf(bytes)
    if (!kind) return 'unfit'
    if ((await files.room()) < RESERVE + bytes.length) return 'no_room'
    const { ending, mime } = kind
    return { file: await files.put(secret.wrap(bytes, CONTEXT), { name: `voucher.${ending}`, mime }), mime }
  },
  drop: (file) => files.remove(file),
  async load(file) {
    const sealed = await files.get(file)
    return sealed && secret.unwrap(sealed, CONTEXT)
  },
})
