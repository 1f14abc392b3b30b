import type { Context } from 'hono'
import type { Giving } from '../giving/index.ts'
import { audit, type Gate, type Signer } from '../organisers/index.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Tx } from '../platform/tx.ts'
import type { Words } from '../spending/index.ts'
import type { FileLinks } from '../web/file-links.ts'
import type { Frame } from '../web/layout.tsx'
import type { RateLimit } from '../web/rate.ts'
import type { Signed } from './desk.tsx'

/** Keeps papers of the desk, and shows them to it alone. */
interface Vouchers {
  /** What words of purchases are sealed with. */
  readonly words: Words
  keep(bytes: Buffer): Promise<{ readonly file: string; readonly mime: string } | 'unfit' | 'no_room'>
  drop(file: string): Promise<void>
  load(file: string): Promise<Buffer | undefined>
}

/** What every room of the desk works with. */
export interface Parts {
  readonly gate: Gate
  /** Opens what is sealed for a person. */
  readonly people: PersonKeys
  readonly signer: Signer
  readonly giving: Giving
  /** The live flows that can speak for a campaign. */
  readonly campaignFlows: () => readonly string[]
  /** What officers call an occasion of the fund's own, by its file. */
  readonly flowTitle: (flow: string) => string | undefined
  readonly site: string
  /** To pictures that people sent: they open at the desk alone, for who may read there. */
  readonly links: FileLinks
  /** The bytes of a picture by its key. */
  readonly loadFile: (key: string) => Promise<Buffer | undefined>
  /** Papers that prove purchases. */
  readonly vouchers: Vouchers
  readonly frame: (c: Context) => Frame
  readonly remote: (c: Context) => string
  /** Sign-ins of one network, whatever the account. */
  readonly perSource: RateLimit
}

/** Writes down what an officer has seen or done, in the transaction in which it happens. Ids only. */
type Note = (tx: Tx, who: Signed, act: string, object: string, detail?: string) => Promise<void>

export const noteBy =
  ({ gate }: Pick<Parts, 'gate'>): Note =>
  (tx, { session }, act, object, detail) =>
    audit(
      tx,
      { actor: session.officer, act, object, ...(detail === undefined ? {} : { detail }) },
      gate.clock.now(),
    )

/** Fields of a form, as text; what is not there is empty. */
export async function typed<K extends string>(c: Context, ...names: K[]): Promise<Record<K, string>> {
  const body = await c.req.parseBody()
  return Object.fromEntries(
    // No database keeps a NUL, and nobody types one.
    names.map((name) => [name, typeof body[name] === 'string' ? body[name].replaceAll('\0', '') : '']),
  ) as Record<K, string>
}
