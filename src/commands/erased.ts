import { erase } from '../app/erasing.ts'
import { openGiving } from '../app/giving.ts'
import { part } from '../app/parting.ts'
import type { Giving } from '../giving/index.ts'
import { erasedContacts, holderOf, knowErased, partableLinks } from '../people/index.ts'
import { systemClock } from '../platform/clock.ts'
import { StartError } from '../platform/data-dir.ts'
import { type Ids, isUuid } from '../platform/ids.ts'
import { type Ground, readText } from '../running/start.ts'

export const ERASED_USAGE = `npm run erased                 who was erased: an id a line, and nothing of them. Keep it beside the backups
npm run erased -- again <file> erases them again, after a backup from before was restored`

/**
 * Who was erased must stay so: a restored backup holds them again, until this list is played to it.
 *
 * @returns lines for the operator
 * @throws StartError with what to do
 */
export async function erased(
  ground: Ground,
  ids: Ids,
  [verb = 'list', file = '']: readonly string[],
): Promise<string[]> {
  const { db, files } = ground
  if (verb === 'list') return erasedContacts(db.prisma)
  if (verb !== 'again') throw new StartError(`there is no "${verb}".\n${ERASED_USAGE}`)
  if (!file) throw new StartError(`name the file that holds the list.\n${ERASED_USAGE}`)
  const contacts = readText(file, 'the list')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const odd = contacts.find((line) => !isUuid(line))
  if (odd !== undefined) throw new StartError(`${file} has a line that is no id: "${odd.slice(0, 60)}".`)
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
  return [`${again} of ${contacts.length} were here again, and are erased.`]
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
