import {
  accountByEmail,
  activeOfficers,
  audit,
  confirmByServer,
  endOfficer,
  endSessions,
  holdStaff,
  insertInvite,
  isRole,
  type Officer,
  officerKeys,
  officersNotKnown,
  openInvites,
  ROLES,
  readEmail,
  topUnit,
  unitByKey,
  unitNames,
} from '../organisers/index.ts'
import { systemClock } from '../platform/clock.ts'
import { StartError } from '../platform/data-dir.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import type { Ground } from '../running/start.ts'
import { shownAt } from './officer.ts'

export const OFFICERS_USAGE = `npm run officer                              who works at the desk, and links that nobody has used yet
npm run officer -- invite <role> [unit key]  a link for somebody new; without a unit, for all of them
npm run officer -- reset <e-mail>            a link to a new password and second factor
npm run officer -- confirm <e-mail>          you have asked: the account is truly theirs, though a colleague was shown its link
npm run officer -- end <e-mail>              they sign in no more, and are out at once
roles: ${ROLES.join(', ')}`

/**
 * Officers of the desk: lists them, makes links, ends them.
 *
 * @returns lines for the terminal; a link is a secret, and names are personal
 * @throws StartError with what to do
 */
export async function officers(
  { db, secret, config }: Pick<Ground, 'db' | 'secret' | 'config'>,
  ids: Ids,
  [verb = 'list', what = '', where]: readonly string[],
): Promise<string[]> {
  const keys = await officerKeys(db, secret)
  const now = systemClock.now()
  const site = config.PUBLIC_URL ?? `http://localhost:${config.PORT}`
  const link = (token: string) => [
    `${site}/console/invite/${token}`,
    'It works once, within 24 hours. Give it to nobody else.',
  ]
  if (verb === 'list') {
    const all = await activeOfficers(db.prisma, keys, now)
    const links = await openLinks(db.prisma, all)
    if (all.length === 0) return ['There is no officer yet.', ...links, '', OFFICERS_USAGE]
    const unknown = new Set((await officersNotKnown(db.prisma, '', now)).map(({ officer }) => officer))
    return [
      ...all.map(({ id, name, email, posts }) =>
        [email, name, posts.map(({ role }) => role).join(', '), unknown.has(id) && 'not confirmed yet']
          .filter(Boolean)
          .join('  '),
      ),
      ...links,
    ]
  }
  if (verb === 'invite') {
    if (!isRole(what)) throw new StartError(`there is no role "${what}".\n${OFFICERS_USAGE}`)
    const unit = where === undefined ? await topUnit(db.prisma) : await unitByKey(db.prisma, where)
    if (unit === undefined)
      throw new StartError(
        where ? `there is no unit "${where}".` : 'there is no unit yet: npm run seed -- fund.yaml',
      )
    return link(
      await db.transaction(async (tx) => {
        await audit(tx, { actor: null, act: 'officer.invited', object: `unit/${unit}`, detail: what }, now)
        return insertInvite(tx, ids, { post: { unit, role: what } })
      }),
    )
  }
  if (verb !== 'reset' && verb !== 'end' && verb !== 'confirm')
    throw new StartError(`there is no "${verb}".\n${OFFICERS_USAGE}`)
  const email = readEmail(what)
  const found = email && (await accountByEmail(db.prisma, keys, email))
  if (!found) throw new StartError('no officer has this address. See: npm run officer')
  const object = `officer/${found.id}`
  return db.transaction(async (tx) => {
    if (verb === 'reset') {
      await audit(tx, { actor: null, act: 'officer.reset_link', object }, now)
      return link(await insertInvite(tx, ids, { officer: found.id }))
    }
    if (verb === 'confirm') {
      const done = await confirmByServer(tx, found.id, now)
      return [
        done
          ? 'Noted, in the audit trail too. They are one of two people once they have been here for a day.'
          : KNOWN,
      ]
    }
    await holdStaff(tx)
    await endOfficer(tx, found.id)
    await endSessions(tx, found.id)
    await audit(tx, { actor: null, act: 'officer.ended', object }, now)
    return ['Ended. They are out, and what they did stays in the audit trail.']
  })
}

const KNOWN = 'That was known before: nothing has changed.'

/** A line for each link that nobody has used yet: what it is good for, until when, and who made it. */
async function openLinks(tx: Tx, all: readonly Officer[]): Promise<string[]> {
  const units = await unitNames(tx)
  const email = (id: string) => all.find((one) => one.id === id)?.email ?? 'somebody who has left'
  return (await openInvites(tx)).map(({ purpose, madeBy, endsAt }) => {
    const about =
      'post' in purpose
        ? `invitation, ${purpose.post.role}, ${units.get(purpose.post.unit) ?? purpose.post.unit}`
        : `new password, ${email(purpose.officer)}`
    return `open link: ${about}  until ${shownAt(endsAt)}  by ${madeBy === null ? 'a command' : email(madeBy)}`
  })
}
