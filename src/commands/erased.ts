import { erase } from '../app/erasing.ts'
import { openGiving } from '../app/giving.ts'
import { part } from '../app/parting.ts'
import type { Giving } from '../giving/index.ts'
import { endAgain, endedOfficers } from '../organisers/index.ts'
import {
  erasedContacts,
  holderOf,
  knowErased,
  PURPOSES,
  type Purpose,
  partableLinks,
  type Refusal,
  refusals,
  refuseAgain,
} from '../people/index.ts'
import { systemClock } from '../platform/clock.ts'
import { StartError } from '../platform/data-dir.ts'
import { type Ids, isUuid } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { type Ground, readText } from '../running/start.ts'

export const ERASED_USAGE = `npm run erased                 what a restored backup must not bring back: who was erased, has refused messages or was ended as
                               an officer; ids and days, a line each, and nothing of them. Keep it beside the backups
npm run erased -- again <file> does it again, after a backup from before was restored`

/**
 * Who was erased must stay so, who has refused messages must get none, and who was ended as an officer stays out: a restored backup
 * knows nothing of it, until this list is played to it. A line is the id of who was erased, `refused <id> <purpose> <since>` or
 * `officer <id>`.
 *
 * @returns lines for the operator
 * @throws StartError with what to do
 */
export async function erased(
  ground: Ground,
  ids: Ids,
  [verb = 'list', file = '']: readonly string[],
): Promise<string[]> {
  const { db } = ground
  if (verb === 'list') return listed(db.prisma)
  if (verb !== 'again') throw new StartError(`there is no "${verb}".\n${ERASED_USAGE}`)
  if (!file) throw new StartError(`name the file that holds the list.\n${ERASED_USAGE}`)
  const list = readList(readText(file, 'the list'), file)
  // Before anybody is erased, who is merged into whom is still known.
  let refused = 0
  for (const one of list.refused) if (await db.transaction((tx) => refuseAgain(tx, ids, one))) refused += 1
  let ended = 0
  for (const one of list.officers)
    if (await db.transaction((tx) => endAgain(tx, one, systemClock.now()))) ended += 1
  const again = await eraseAgain(ground, ids, list.contacts)
  const said = (n: number, all: readonly unknown[], what: string) =>
    all.length === 0 ? [] : [`${n} of ${all.length} ${what}`]
  return [
    `${again} of ${list.contacts.length} were here again, and are erased.`,
    ...said(refused, list.refused, 'refusals were not known here, and hold.'),
    ...said(ended, list.officers, 'officers were here again, and are ended.'),
  ]
}

async function listed(tx: Tx): Promise<string[]> {
  const refused = (await refusals(tx)).map(
    ({ contact, purpose, since }) => `refused ${contact} ${purpose} ${since.toISOString()}`,
  )
  return [
    ...(await erasedContacts(tx)),
    ...refused,
    ...(await endedOfficers(tx)).map((id) => `officer ${id}`),
  ]
}

interface List {
  readonly contacts: readonly string[]
  readonly refused: readonly Refusal[]
  readonly officers: readonly string[]
}

/** @throws StartError at a line that none of these lists has */
function readList(text: string, file: string): List {
  const list = { contacts: [] as string[], refused: [] as Refusal[], officers: [] as string[] }
  for (const line of text.split('\n').map((one) => one.trim())) {
    const [kind = '', id = '', purpose = '', at = ''] = line.split(' ')
    const since = new Date(at)
    if (line === '') continue
    if (isUuid(line)) list.contacts.push(line)
    else if (kind === 'officer' && isUuid(id) && purpose === '') list.officers.push(id)
    else if (kind === 'refused' && isUuid(id) && isPurpose(purpose) && !Number.isNaN(since.getTime()))
      list.refused.push({ contact: id, purpose, since })
    else throw new StartError(`${file} has a line that is no id: "${line.slice(0, 60)}".`)
  }
  return list
}

const isPurpose = (text: string): text is Purpose => (PURPOSES as readonly string[]).includes(text)

/** @returns how many of them were here again */
async function eraseAgain(ground: Ground, ids: Ids, contacts: readonly string[]): Promise<number> {
  const { db, files } = ground
  const site = ground.config.PUBLIC_URL ?? `http://localhost:${ground.config.PORT}`
  const giving = await openGiving({ ...ground, ids, site, queue: undefined })
  const apart = await partFirst(ground, giving, new Set(contacts))
  let again = 0
  for (const contact of contacts) {
    if (!(await giving.keys.of(db.prisma, contact))) continue
    const one = apart.get(contact) ?? contact
    const gone = await db.transaction((tx, hot) => erase({ giving, clock: systemClock }, tx, hot, one))
    for (const key of gone) await files.remove(key)
    again += 1
  }
  // A later backup may hold them: the list of tomorrow names them too.
  await knowErased(db.prisma, contacts)
  return again
}

/**
 * A backup from between a link and the erasure of one side, which undid it, holds both as one. Whoever was not erased then
 * keeps what is theirs now.
 *
 * @returns as whom each that was parted stands there from now on
 */
async function partFirst(
  { db }: Ground,
  giving: Giving,
  listed: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const apart = new Map<string, string>()
  for (const link of await partableLinks(db.prisma)) {
    await db.transaction(async (tx, hot) => {
      const isOneOfTwo = listed.has(link.goneId!) !== listed.has(await holderOf(tx, link.goneId!))
      const people = isOneOfTwo
        ? await part({ giving, clock: systemClock }, tx, hot, link, { address: null })
        : undefined
      if (people) apart.set(link.goneId!, people[1])
    })
  }
  return apart
}
