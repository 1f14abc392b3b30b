import { certified, revokeOf } from '../certificates/index.ts'
import { openHandover, post, unpost, unpostFor } from '../conversation/index.ts'
import { type Giving, REFUSABLE, random30bits, sepay, type Tell } from '../giving/index.ts'
import { forgetWishes } from '../needs/index.ts'
import type { PeopleNeeds } from '../people/index.ts'
import type { Ids } from '../platform/ids.ts'
import { instanceKey } from '../platform/instance-key.ts'
import { personKeys } from '../platform/person-key.ts'
import type { Queue } from '../platform/queue.ts'
import { answerBy } from '../platform/vietnamese/index.ts'
import type { Ground } from '../running/start.ts'

/** Bells are rung inside a transaction; the work is looked for once it has committed. */
const AFTER_COMMIT = { delayMs: 30 }

/**
 * What giving works with, in the service and in a command of an officer beside it.
 *
 * @param base.queue undefined for a command: the sweeps of the service find what its bells would have told
 */
export async function openGiving(
  base: Ground & { readonly queue: Queue | undefined; readonly ids: Ids; readonly site: string },
): Promise<Giving> {
  const { config, db, demo, ids, queue, secret, site } = base
  const demoSecret = demo ? (await instanceKey(db, secret, 'demo-bank')).toString('hex') : undefined
  const sepaySecrets = [
    ...(config.SEPAY_WEBHOOK_SECRET?.split(',') ?? []),
    ...(demoSecret ? [demoSecret] : []),
  ]
  return {
    tell: {
      toContact: (tx, contact, message) => post(tx, contact, message),
      takeBack: unpost,
    },
    bell: {
      bank: (notice) => void queue?.add('bank', notice, AFTER_COMMIT),
      paper: (key) => void queue?.add('papers', key, AFTER_COMMIT),
    },
    ids,
    secret,
    markKey: await instanceKey(db, secret, 'memo-marks'),
    keys: personKeys(secret),
    feeds: [sepay(sepaySecrets)],
    site,
    random30bits,
    demoSecret,
    certified,
    revokeCertificates: revokeOf,
    async callPerson(tx, contact, reason, now) {
      const opening = { clock: { now: () => now }, ids, keys: personKeys(secret), answerBy }
      await openHandover(tx, opening, { contact }, 'asked', reason)
    },
  }
}

/** Takes back what somebody no longer wants to hear of. */
export const hush: PeopleNeeds['hush'] = async (tx, contact, purposes) => {
  await unpostFor(
    tx,
    contact,
    purposes.flatMap((purpose) => REFUSABLE[purpose] ?? []),
  )
  if (purposes.includes('my_gifts')) await unpostFor(tx, contact, ['became', 'day-put-off'])
  if (purposes.includes('anniversary')) await unpostFor(tx, contact, ['anniversary'])
  // To be told when a place needs something is news of needs, though it was asked for by itself.
  if (!purposes.includes('news')) return
  await unpostFor(tx, contact, ['wish-met'])
  await forgetWishes(tx, contact)
}

/** Notes to whom something is told, for who wakes their conversation after the commit. */
export const noting = (tell: Tell, told: Set<string>): Tell => ({
  ...tell,
  async toContact(tx, contact, message) {
    await tell.toContact(tx, contact, message)
    told.add(contact)
  },
})
