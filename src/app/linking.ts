import { moveCertificates } from '../certificates/index.ts'
import {
  lockSession,
  moveTalk,
  moveWaiting,
  moveWaitingBack,
  nothing,
  post,
  type Tellings,
} from '../conversation/index.ts'
import { type Giving, moveDonor } from '../giving/index.ts'
import { moveWishes } from '../needs/index.ts'
import { moveAlarm } from '../organisers/index.ts'
import {
  asksErasure,
  channelName,
  claimLink,
  holderOf,
  type Link,
  type LinkNeeds,
  langOf,
  linkById,
  linkFiles,
  linksInState,
  movePerson,
  noteMoved,
  olderOf,
  placeName,
  setLink,
  settledSince,
  stayedOf,
  voidLinks,
} from '../people/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, HotSql } from '../platform/db.ts'
import { isDatabaseTrouble } from '../platform/db-trouble.ts'
import type { Files } from '../platform/files.ts'
import { isUuid } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Queue } from '../platform/queue.ts'
import type { Tx } from '../platform/tx.ts'
import { handingOf, listed, part, tellBoth, UNASKED } from './parting.ts'

interface Parts {
  readonly db: Database
  readonly giving: Giving
  readonly files: Files
  readonly clock: Clock
  readonly queue: Queue
  readonly log: Log
}

const AT_ONCE = 20
/** For so long something may still come to a contact that is gone: far longer than any turn or booking takes. */
const LATE_MS = 10 * 60_000

/**
 * Joins those who have agreed to it, each link in one transaction, and takes apart those who want that. Any number of
 * processes may do it at once.
 *
 * @returns a sweep
 */
export function linkSweep(parts: Parts): () => Promise<void> {
  const { db, files, clock, queue, log } = parts

  /** @returns undefined when somebody else works on it */
  const workOn = (id: string, state: Step, what: typeof join): Promise<Done | undefined> =>
    db.transaction(async (tx, hot) => {
      const link = await claimLink(tx, id, state)
      return link && what(parts, tx, hot, link)
    })

  async function work(state: Step, what: typeof join) {
    for (const id of await linksInState(db.prisma, state, AT_ONCE)) {
      const done = await workOn(id, state, what).catch((error) => {
        if (isDatabaseTrouble(error)) throw error
        // What cannot be done today cannot be done in two seconds either, and those behind it wait for nothing.
        log.error('link.failed', { id, kind: state, error })
        return workOn(id, state, giveUp)
      })
      if (!done) continue
      log.info(done.event, { id })
      for (const contact of done.people) await queue.add('todo', contact)
    }
  }

  return async () => {
    await work('agreed', join)
    await work('parting', take)
    for (const link of await settledSince(db.prisma, new Date(clock.now().getTime() - LATE_MS)))
      await db.transaction((tx, hot) => moveLate(parts, tx, hot, link))
    for (const [id, keys] of await linkFiles(db.prisma, AT_ONCE)) {
      for (const key of keys) await files.remove(key)
      await setLink(db.prisma, id, { files: null })
    }
  }
}

type Step = 'agreed' | 'parting'

interface Done {
  readonly event: 'link.joined' | 'link.parted' | 'link.void' | 'link.given_up'
  /** Whose talk has something to say now. */
  readonly people: readonly string[]
}

/**
 * Everything of the one who came later becomes the other's: money, papers, what was said, what they allowed. In the order in
 * which turns take their locks: both sessions, the smaller id first.
 */
async function join(parts: Parts, tx: Tx, hot: HotSql, link: Link): Promise<Done> {
  const { giving, clock } = parts
  const now = clock.now()
  const both = [link.contactId, link.otherId!]
  for (const one of both.toSorted()) await lockSession(hot, one)
  if (!(await mayJoin(parts, tx, both))) return refuse(tx, link)
  const to = await olderOf(tx, both)
  const from = both.find((one) => one !== to)!
  const handing = await handingOf(giving, tx, { from, to })
  const at = from === link.contactId ? link.addressId : link.otherAddressId!

  const donor = await moveDonor(tx, hot, handing)
  const papers = await moveCertificates(tx, handing, donor.moved.donation)
  const person = await movePerson(tx, giving.keys, { from, to }, at, now)
  const talk = await moveTalk(hot, handing)
  await moveAlarm(tx, from, to)
  const wish = await moveWishes(tx, handing)
  await noteMoved(tx, link.id, { ...donor.moved, ...person.moved, ...talk, wish })
  // Whatever else was under way between one of them and somebody ends here.
  for (const one of both) await voidLinks(tx, one, link.id)
  await setLink(tx, link.id, {
    state: 'joined',
    goneId: from,
    joinedAt: now,
    ...person.kept,
    files: listed([...donor.files, ...papers]),
  })
  await tellBoth(tx, link, [to, to], 'joined')
  return { event: 'link.joined', people: [to] }
}

async function take(parts: Parts, tx: Tx, hot: HotSql, link: Link): Promise<Done> {
  const people = await part(parts, tx, hot, link)
  return people ? { event: 'link.parted', people } : { event: 'link.void', people: [] }
}

/** Both are still there, each for themselves, and none of them is about to be forgotten. */
async function mayJoin({ giving }: Parts, tx: Tx, people: readonly string[]): Promise<boolean> {
  for (const one of people) {
    const alone = (await holderOf(tx, one)) === one && (await giving.keys.of(tx, one))
    if (!alone || (await asksErasure(tx, one))) return false
  }
  return true
}

/** All stays as it was. Who wanted to part may ask again, or for a person. */
async function giveUp(_: Parts, tx: Tx, __: HotSql, link: Link): Promise<Done> {
  if (link.state === 'agreed') return refuse(tx, link)
  await setLink(tx, link.id, { state: 'joined' })
  return { event: 'link.given_up', people: [] }
}

async function refuse(tx: Tx, link: Link): Promise<Done> {
  await setLink(tx, link.id, { state: 'void' })
  await tellBoth(tx, link, [link.contactId, link.otherId!], 'refused')
  return { event: 'link.void', people: [link.contactId, link.otherId!] }
}

/** What was on its way to a contact when it changed hands comes a moment after it. */
async function moveLate(parts: Parts, tx: Tx, hot: HotSql, link: Link): Promise<void> {
  const holder = await holderOf(tx, link.goneId!)
  const late = async (from: string, move: typeof moveWaiting) => {
    const [mine, theirs] = [await parts.giving.keys.of(tx, from), await parts.giving.keys.of(tx, holder)]
    if (from === holder || !mine || !theirs) return
    const moved = await move(hot, { from, to: holder, keys: { from: mine, to: theirs } })
    if (moved) await parts.queue.add('todo', holder)
  }
  // Taken apart at once, it may have been on its way since before they were joined.
  await late(link.goneId!, moveWaiting)
  if (link.state === 'parted') await late(await holderOf(tx, stayedOf(link)), moveWaitingBack)
}

/** How what flows have to say of links reaches people: at once, for they are waiting for it. */
export const saying: LinkNeeds['say'] = (tx, contact, { flow, at, key, with: values }) =>
  post(tx, contact, { flow, at, key, with: { ...values, at }, patience: UNASKED })

/** What they say, read when it is said: a link that came to something else meanwhile is spoken of no more. */
export const linkTellings: Tellings = {
  'link-confirm': async ({ tx, contact, now }, posted) => {
    const link = await linkOf(tx, posted.link)
    if (link?.contactId !== contact || link.state !== 'asked' || link.endsAt <= now)
      return nothing('nobody asks for it any more')
    const channel = await named(tx, contact, link.addressId, link.otherAddressId)
    return { kind: 'say', with: { link: link.id, channel } }
  },
  'link-news': async ({ tx, contact }, posted) => {
    const link = await linkOf(tx, posted.link)
    const what = String(posted.what)
    const via = typeof posted.via === 'string' ? posted.via : undefined
    if (what === 'left')
      return { kind: 'say', with: { what, channel: channelName(via, await langOf(tx, contact)) } }
    if (!link || (what === 'joined' && link.state !== 'joined')) return nothing('it is not so any more')
    const here = posted.at === link.addressId ? link.addressId : link.otherAddressId!
    const other = posted.at === link.addressId ? link.otherAddressId : link.addressId
    return { kind: 'say', with: { what, channel: await named(tx, contact, here, other) } }
  },
}

const linkOf = async (tx: Tx, id: unknown) =>
  typeof id === 'string' && isUuid(id) ? linkById(tx, id) : undefined

const named = async (tx: Tx, contact: string, here: string, address: string | null): Promise<string> =>
  placeName(tx, address, { lang: await langOf(tx, contact), here })
