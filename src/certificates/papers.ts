import { createHash } from 'node:crypto'
import { campaignById, motifOf, pictureOf } from '../campaigns/index.ts'
import {
  drawQrOf,
  isReceiptStill,
  keepReceiptPapers,
  receiptPapers,
  undrawnReceipts,
} from '../giving/index.ts'
import { contactAt } from '../people/index.ts'
import type { Database } from '../platform/db.ts'
import { isDatabaseTrouble } from '../platform/db-trouble.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Files } from '../platform/files.ts'
import { UUID } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Studio } from '../platform/paper/studio.ts'
import { type PersonKey, type PersonKeys, SEALED } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import { drawCertificate } from './certificate.ts'
import { drawReceipt } from './receipt-paper.ts'
import { bearerOf, certificateByPublicId, isStill, keepCertificatePapers } from './store.ts'
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
 * the same. A VietQR card and the picture of an occasion are no papers: they are remembered for a while, and drawn again when
 * they are forgotten.
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
  return pictureOf(papers.studio, key)
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
  return certificate ? (await bearerOf(tx, certificate.id)).contact : undefined
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

const receiptPaper = (papers: Papers, id: string, ending: Ending): Promise<Buffer | undefined> =>
  steady(async () => {
    const { db, files, studio } = papers
    const keys = once(papers.keys)
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
      const isStill = async (tx: Tx) =>
        (await isReceiptStill(tx, id, kept)) && (await isThere(papers, tx, kept.contact, key))
      return keep(papers, key, both, kept.facts.number, isStill, (tx, { png, pdf }) =>
        keepReceiptPapers(tx, id, png, pdf),
      )
    })
    return drawn[ending] ?? 'again'
  })

const certificatePaper = (papers: Papers, publicId: string, ending: Ending): Promise<Buffer | undefined> =>
  steady(async () => {
    const { db, files, studio } = papers
    const keys = once(papers.keys)
    const [verified, bearer, motif, key] = await db.transaction(async (tx) => {
      const certificate = await certificateByPublicId(tx, publicId)
      // Before what it says is opened: a name that is in its row still, when the paper is kept, was there all the while.
      const whose = certificate && (await bearerOf(tx, certificate.id))
      const found = await verifyPaper(tx, keys, publicId)
      // What we cannot prove we do not print.
      if (!whose || found.kind !== 'certificate') return []
      const { eventKind } = (await campaignById(tx, whose.campaign))!
      return [found, whose, motifOf(eventKind), await keys.of(tx, whose.contact)] as const
    })
    if (!verified || !bearer || !motif) return undefined
    const { certificate: kept, facts, kid } = verified
    const stored = await get(files, key, kept[ending])
    if (stored) return stored
    const drawn = await studio.draw(`certificate ${publicId}`, async () => {
      const both = await drawCertificate(facts, kid, motif)
      const pdfSha256 = createHash('sha256').update(both.pdf).digest('hex')
      const isAsRead = async (tx: Tx) =>
        (await isStill(tx, kept, bearer)) && (await isThere(papers, tx, bearer.contact, key))
      return keep(papers, key, both, kept.number, isAsRead, (tx, where) =>
        keepCertificatePapers(tx, kept.id, { ...where, pdfSha256 }),
      )
    })
    return drawn[ending] ?? 'again'
  })

const TRIES = 3

/** What changed hands, or lost its name, while it was drawn is drawn again from what it is now. */
async function steady(work: () => Promise<Buffer | 'again' | undefined>): Promise<Buffer | undefined> {
  for (let n = 0; n < TRIES; n++) {
    const done = await work()
    if (done !== 'again') return done
  }
  return undefined
}

/** Keys of one drawing, each read once: what opens a name is what seals the paper that shows it, or nobody is named. */
function once(keys: PersonKeys): PersonKeys {
  const read = new Map<string, Promise<PersonKey | undefined>>()
  return {
    ...keys,
    of(tx, contact) {
      const found = read.get(contact) ?? keys.of(tx, contact)
      read.set(contact, found)
      return found
    },
  }
}

/** Whether their key is as it was: who was erased since has none. */
const isThere = async ({ keys }: Papers, tx: Tx, contact: string, key: PersonKey | undefined) =>
  ((await keys.of(tx, contact)) === undefined) === (key === undefined)

/**
 * Keeps a drawing, unless what it was drawn from is not so any more: then no file of it is left.
 *
 * @param isSame locks its row
 */
async function keep(
  { db, files }: Papers,
  key: PersonKey | undefined,
  drawn: Both,
  number: string,
  isSame: (tx: Tx) => Promise<boolean>,
  write: (tx: Tx, where: Record<Ending, string>) => Promise<void>,
): Promise<Partial<Both>> {
  const where = await put(files, key, drawn, number)
  failpoint('papers.put')
  const kept = await db.transaction(async (tx) => {
    const is = await isSame(tx)
    if (is) await write(tx, where)
    return is
  })
  if (kept) return drawn
  await Promise.all(Object.values(where).map((file) => files.remove(file)))
  return {}
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
