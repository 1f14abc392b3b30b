import { setTimeout } from 'node:timers/promises'
import type { Channel, Fetched, RemoteFile } from '../channels/channel.ts'
import type { FileRef, Heard, LostPicture } from '../engine/index.ts'
import type { Log } from '../platform/log.ts'
import type { PersonKey } from '../platform/person-key.ts'
import type { Queue } from '../platform/queue.ts'
import { type Item, remoteIn } from './item.ts'
import type { Claimed, TodoStore } from './todo-store.ts'

/** Keeps what was fetched (uploads.ts). */
interface FileKeeper {
  readonly most: number
  keep(
    from: { readonly person: string; readonly key: PersonKey },
    bytes: Buffer,
  ): Promise<
    { readonly kind: 'kept'; readonly file: FileRef } | { readonly kind: 'unfit' | 'enough' | 'no_room' }
  >
  settle(file: FileRef): Promise<void>
  drop(file: FileRef): Promise<void>
}

interface Parts {
  /** By `<channel>:<account>`. */
  readonly channels: ReadonlyMap<string, Channel>
  readonly store: TodoStore
  readonly keeper: FileKeeper
  readonly queue: Queue
  readonly log: Log
  readonly stopping: () => boolean
}

// All tries together.
const FETCH_MS = 10_000
// What the person has said since waits no longer than this: it may be that they want to stop, or that a child is in danger.
// Then the picture is given up, and they may send it again.
const PATIENCE_SECONDS = 3
const LOOK_MS = 500
const TRIES = 2
const AGAIN_MS = 1_000
// Longer than the tries take, and what is kept of them.
const HOLD_SECONDS = 40

/**
 * Fetches the picture or paper that a contact's oldest item names, and says in the inbox what came of it. Then the item
 * has its turn like any other, and those behind it after it. Whatever happens, a person hears of it: that it is here, or
 * that they may send it again.
 *
 * @returns a handler that works off one item of a contact
 */
export function fetching(parts: Parts): (contact: string) => Promise<void> {
  const { store, keeper, queue } = parts
  return async (contact) => {
    const claimed = await store.claim(contact)
    if (!claimed) return
    const remote = remoteIn(claimed.item)
    if (remote && (await store.hold(claimed, HOLD_SECONDS))) {
      const heard = await withFile(parts, claimed, remote)
      // Broken off because we stop: the next start fetches it.
      if (heard.other && parts.stopping()) return store.letGo(claimed)
      const ours = await store.rewrite(claimed, heard)
      for (const file of heard.files ?? []) await (ours ? keeper.settle(file) : keeper.drop(file))
    }
    await store.letGo(claimed)
    await queue.add('todo', contact)
  }
}

/** What was heard, with its file or with the reason why there is none. */
async function withFile(parts: Parts, claimed: Claimed, remote: RemoteFile): Promise<Heard> {
  const { remote: _, ...heard } = claimed.item as Heard & Item
  const lost = (other: LostPicture, reason: string): Heard => {
    const { source, contact } = claimed
    // What a stop breaks off has not failed.
    if (!parts.stopping())
      parts.log.warn('file.not_kept', { source, contact, id: claimed.seq, kind: other, reason })
    return { ...heard, other }
  }
  try {
    const fetched = await tryToFetch(parts, claimed, remote)
    if (fetched.kind === 'left') {
      parts.log.info('file.left', { source: claimed.source, id: claimed.seq })
      return { ...heard, other: 'picture_left' }
    }
    if (fetched.kind === 'too_large') return lost('picture_large', 'too large')
    if (fetched.kind !== 'bytes') return lost('picture_away', fetched.reason)
    const kept = await parts.keeper.keep({ person: claimed.contact, key: claimed.key }, fetched.bytes)
    if (kept.kind === 'unfit') return lost('picture_unfit', 'neither a picture nor a PDF')
    if (kept.kind !== 'kept') return lost('picture_away', kept.kind)
    return { ...heard, files: [kept.file] }
  } catch (error) {
    parts.log.error('file.failed', { source: claimed.source, id: claimed.seq, error })
    return { ...heard, other: 'picture_away' }
  }
}

async function tryToFetch(
  { channels, store, keeper, log }: Parts,
  claimed: Claimed,
  remote: RemoteFile,
): Promise<Fetched | { readonly kind: 'left' }> {
  const channel = channels.get(claimed.source)
  if (!channel?.fetch) return { kind: 'gone', reason: `no channel ${claimed.source} is switched on` }
  if ((remote.bytes ?? 0) > keeper.most) return { kind: 'too_large' }
  const somethingWaits = new AbortController()
  const stop = AbortSignal.any([AbortSignal.timeout(FETCH_MS), somethingWaits.signal])
  const looks = setInterval(() => {
    store
      .saidSince(claimed, PATIENCE_SECONDS)
      .then((said) => said && somethingWaits.abort(new Error('something said since waits for it')))
      .catch(() => {})
  }, LOOK_MS)
  try {
    for (let tries = 1; ; tries++) {
      const fetched = await channel.fetch(remote, keeper.most, stop)
      // Broken off by us, which is no trouble of the provider's.
      if (fetched.kind === 'away' && somethingWaits.signal.aborted) return { kind: 'left' }
      const again = fetched.kind === 'away' && tries < TRIES && !stop.aborted
      const wait = fetched.kind === 'away' ? (fetched.retryAfterMs ?? AGAIN_MS) : 0
      if (!again || wait > FETCH_MS / 2) return fetched
      log.warn('file.tried', { source: claimed.source, id: claimed.seq, reason: fetched.reason })
      await setTimeout(wait, undefined, { signal: stop }).catch(() => {})
    }
  } finally {
    clearInterval(looks)
  }
}
