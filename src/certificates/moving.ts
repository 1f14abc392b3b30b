import { type Handing, resealed } from '../platform/handing.ts'
import type { Tx } from '../platform/tx.ts'
import { undraw } from './store.ts'

/**
 * Certificates of donations that have changed hands: what they name lies under the other key. They say what they said, and
 * are drawn anew when somebody asks.
 *
 * @returns keys of papers under the key before: to be removed once this is committed
 */
export async function moveCertificates(
  tx: Tx,
  handing: Handing,
  donations: readonly string[],
): Promise<string[]> {
  const gone = await undraw(tx, donations)
  const rows = await tx.certificate.findMany({ where: { donationId: { in: [...donations] } } })
  for (const { id, name, token } of rows) {
    const said = name && {
      name: resealed(handing, 'name', name),
      token: resealed(handing, 'paper', token),
    }
    await tx.certificate.update({ where: { id }, data: said ?? {} })
  }
  return gone
}
