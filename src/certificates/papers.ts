import { createHash } from 'node:crypto'
import { donationById, drawQrOf, keepReceiptPapers, receiptPapers, undrawnReceipts } from '../giving/index.ts'
import { contactAt } from '../people/index.ts'
import type { Database } from '../platform/db.ts'
import { isDatabaseTrouble } from '../platform/db-trouble.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Files } from '../platform/files.ts'
import { UUID } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Studio } from '../platform/paper/studio.ts'
import { type PersonKey, type PersonKeys, SEALED } from '../platform/person-key.ts'
import { drawCertificate } from './certificate.ts'
import { drawReceipt } from './receipt-paper.ts'
import { certificateByPublicId, keepCertificatePapers } from './store.ts'
import { verifyPaper } from './verify.ts'

/** What drawing needs. */
export interface Papers {
  readonly db: Database
  readonly keys: PersonKeys
  readonly files: Files
  readonly studio: Studio
}

const QR = new RegExp(`^qr/(${UUID})/(\\d{1,12})(?:\\.(vi|en))?\\.png$`)
const RECEIPT = new RegExp(`^receipt/(${UUID})\\.(png|pdf)$`)
const CERTIFICATE = /^certificate\/([0-9A-Z]{26})\.(png|pdf)$/

type Ending = 'png' | 'pdf'
type Both = Readonly<Record<Ending, Buffer>>

/**
 * The bytes of a paper by the key that a message carries. Receipts and certificates are drawn when they are first asked
 * for, from facts that were frozen when they were issued, and then kept; a kept file that is lost is drawn again and is
 * the same. A VietQR card is no paper: it is remembered for a while, and drawn again when it is forgotten.
 *
 * Never call it inside a transaction: a drawing takes tens of milliseconds.
 *
 * @returns undefined for a key that names nothing
 */
export async function paper(papers: Papers, key: string): Promise<Buffer | undefined> {
  const [, pledge, amount, lang] = QR.exec(key) ?? []
  if (pledge && amount) return drawQrOf(papers, pledge, BigInt(amount), lang as 'vi' | 'en' | undefined)
  const [, receipt, form] = RECEIPT.exec(key) ?? []
  if (receipt) return receiptPaper(papers, receipt, form as Ending)
  const [, certificate, ending] = CERTIFICATE.exec(key) ?? []
  if (certificate) return certificatePaper(papers, certificate, ending as Ending)
  return undefined
}

/**
 * Whether who has that address now may have what a link that was given there names. A paper that was fetched on one of two
 * linked channels is the other's again when they are parted.
 */
export async function mayHave(papers: Papers, key: string, address: string): Promise<boolean> {
  const owner = await ownerOf(papers, key)
  return owner === undefined || owner === (await contactAt(papers.db.prisma, address))
}

/** Whose paper it is. Nobody's: what is no receipt and no certificate, or is not there. */
async function ownerOf({ db, keys }: Papers, key: string): Promise<string | undefined> {
  const tx = db.prisma
  const [, receipt] = RECEIPT.exec(key) ?? []
  if (receipt) return (await receiptPapers(tx, keys, receipt))?.contact
  const [, publicId] = CERTIFICATE.exec(key) ?? []
  const certificate = publicId && (await certificateByPublicId(tx, publicId))
  return certificate ? (await donationById(tx, certificate.donationId))!.contactId! : undefined
}

const AGAIN_MS = 60_000
const AGAIN_AT_MOST_MS = 3_600_000

/**
 * Draws receipts that nobody has asked for yet, so that they are there when somebody does. One that cannot be drawn keeps
 * none behind it waiting: it is logged, and tried again after a minute, then after twice as long, in the end every hour.
 */
export function drawDue(papers: Papers, log: Log, limit = 20, now = Date.now): () => Promise<void> {
  const failed = new Map<string, { readonly times: number; readonly again: number }>()

  async function draw(id: string): Promise<void> {
    try {
      await receiptPaper(papers, id, 'png')
      failed.delete(id)
    } catch (error) {
      // That is no fault of this receipt, and the next round begins with it.
      if (isDatabaseTrouble(error)) throw error
      const times = (failed.get(id)?.times ?? 0) + 1
      const wait = Math.min(AGAIN_MS * 2 ** (times - 1), AGAIN_AT_MOST_MS)
      failed.set(id, { times, again: now() + wait })
      log.error('receipt.not_drawn', { id, attempts: times, error })
    }
  }

  return async () => {
    const waiting = [...failed].filter(([, { again }]) => again > now()).map(([id]) => id)
    const due = await papers.db.transaction((tx) => undrawnReceipts(tx, limit, waiting))
    for (const id of due) await draw(id)
  }
}

async function receiptPaper(papers: Papers, id: string, ending: Ending): Promise<Buffer | undefined> {
  const { db, keys, files, studio } = papers
  const [kept, key] = await db.transaction(async (tx) => {
    const found = await receiptPapers(tx, keys, id)
    return [found, found && (await keys.of(tx, found.contact))] as const
  })
  if (!kept) return undefined
  const stored = await get(files, key, kept[ending])
  if (stored) return stored
  const drawn = await studio.draw(`receipt ${id}`, async () => {
    const both = await drawReceipt({ ...kept.facts, cancelled: null })
    failpoint('papers.drawn')
    const { png, pdf } = await put(files, key, both, kept.facts.number)
    failpoint('papers.put')
    await db.transaction((tx) => keepReceiptPapers(tx, id, png, pdf))
    return both
  })
  return drawn[ending]
}

async function certificatePaper(
  { db, keys, files, studio }: Papers,
  publicId: string,
  ending: Ending,
): Promise<Buffer | undefined> {
  const [verified, key] = await db.transaction(async (tx) => {
    const found = await verifyPaper(tx, keys, publicId)
    // What we cannot prove we do not print.
    if (found.kind !== 'certificate') return []
    const donation = await donationById(tx, found.certificate.donationId)
    return [found, await keys.of(tx, donation!.contactId!)] as const
  })
  if (!verified) return undefined
  const { certificate: kept, facts, kid } = verified
  const stored = await get(files, key, kept[ending])
  if (stored) return stored
  const drawn = await studio.draw(`certificate ${publicId}`, async () => {
    const both = await drawCertificate(facts, kid)
    const { png, pdf } = await put(files, key, both, kept.number)
    const pdfSha256 = createHash('sha256').update(both.pdf).digest('hex')
    await db.transaction((tx) => keepCertificatePapers(tx, kept.id, { png, pdf, pdfSha256 }))
    return both
  })
  return drawn[ending]
}

/** Sealed under its bearer's key, unless they were erased: then it names nobody. */
async function put(
  files: Files,
  key: PersonKey | undefined,
  drawn: Both,
  name: string,
): Promise<Record<Ending, string>> {
  const sealed = (bytes: Buffer) => key?.seal('file', bytes) ?? bytes
  const [png, pdf] = await Promise.all([
    files.put(sealed(drawn.png), { name: `${name}.png`, mime: 'image/png' }),
    files.put(sealed(drawn.pdf), { name: `${name}.pdf`, mime: 'application/pdf' }),
  ])
  return { png, pdf }
}

/** @returns undefined for what is lost, or was sealed under a key that is no more: it is drawn again */
async function get(files: Files, key: PersonKey | undefined, name: string | null) {
  const bytes = name === null ? undefined : await files.get(name)
  if (!bytes) return undefined
  // PNG and PDF begin otherwise.
  if (bytes[0] !== SEALED) return bytes
  try {
    return key?.open('file', bytes)
  } catch {
    return undefined
  }
}
