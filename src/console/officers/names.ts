import { activeOfficers, type Gate, unitNames } from '../../organisers/index.ts'
import type { Tx } from '../../platform/tx.ts'

/** What officers and units are called, for a page that knows their ids. */
export interface NameBook {
  readonly nameOf: (officer: string) => string
  readonly unitOf: (unit: string) => string
}

export async function nameBook(tx: Tx, { keys, clock }: Pick<Gate, 'keys' | 'clock'>): Promise<NameBook> {
  const names = new Map((await activeOfficers(tx, keys, clock.now())).map(({ id, name }) => [id, name]))
  const units = await unitNames(tx)
  return { nameOf: (officer) => names.get(officer) ?? '—', unitOf: (unit) => units.get(unit) ?? '—' }
}
