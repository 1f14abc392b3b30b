import {
  answerHandover,
  closeHandover,
  type Handover,
  lastLines,
  lineText,
  openHandoverById,
  openHandovers,
} from '../conversation/index.ts'
import { requestsAnswered } from '../people/index.ts'
import { StartError } from '../platform/data-dir.ts'
import { type Ids, isUuid } from '../platform/ids.ts'
import { personKeys } from '../platform/person-key.ts'
import type { Ground } from '../running/start.ts'
import { given, shownAt, soon } from './officer.ts'

export const HANDOVERS_USAGE = `npm run handovers                       who waits for a person of the fund
npm run handovers -- show <id>          the conversation, for your eyes
npm run handovers -- answer <id> "…"    your words, to the person
npm run handovers -- close <id>         gives the conversation back to the bot`

const LINES = 30
/** As much as every channel shows in one message. */
const LONGEST = 1_500

/**
 * People who wait for a person of the fund: lists them, shows what was said, answers, and hands back to the bot.
 *
 * @returns lines for the officer's terminal; those of `show` are personal
 * @throws StartError with what to do
 */
export async function handovers(
  { db, secret }: Pick<Ground, 'db' | 'secret'>,
  ids: Ids,
  [verb = 'list', id = '', ...rest]: readonly string[],
): Promise<string[]> {
  const keys = personKeys(secret)
  if (verb === 'list') return listed(await openHandovers(db.hot, keys))
  if (!['show', 'answer', 'close'].includes(verb))
    throw new StartError(`there is no "${verb}".\n${HANDOVERS_USAGE}`)
  const one = isUuid(id) ? await openHandoverById(db.hot, keys, id) : undefined
  if (!one) throw new StartError(`no open handover has the id "${id}". See: npm run handovers`)
  if (verb === 'show') {
    const key = await keys.of(db.prisma, one.contact)
    const lines = key ? await lastLines(db.hot, key, one.contact, LINES) : []
    const said = lines.map(
      (line) => `${shownAt(line.at)}  ${line.who.padEnd(7)}  ${indented(lineText(line, 'en'))}`,
    )
    return [told(one), '', ...said]
  }
  if (verb === 'close') {
    const closed = await db.transaction((tx) => closeHandover({ tx, ids, keys }, id))
    if (!closed) throw new StartError(GONE)
    const left = await db.prisma.handover.count({ where: { contactId: one.contact, closedAt: null } })
    return [left > 0 ? STILL_WAITS : `Closed. The bot speaks again${soon(db)}.`]
  }
  const words = given(rest, 'the answer')
  if (words.length > LONGEST) {
    throw new StartError(`the answer is longer than ${LONGEST} characters. Send it in two.`)
  }
  const answered = await db.transaction(async (tx) => {
    if (!(await answerHandover({ tx, ids, keys }, id, words))) return false
    await requestsAnswered(tx, one.contact, one.address)
    return true
  })
  if (!answered) throw new StartError(GONE)
  return [`It goes out${soon(db)}. When all is said: npm run handovers -- close ${id}`]
}

/** A child in danger is closed by its own id alone, and so is each place where somebody asked. */
const STILL_WAITS = 'Closed. The same person still waits for something else. See: npm run handovers'
const GONE = 'it was closed a moment ago. See: npm run handovers'

function listed(open: readonly Handover[]): string[] {
  if (open.length === 0) return ['Nobody waits for a person.']
  return [...open.map(told), '', HANDOVERS_USAGE]
}

function told(talk: Handover): string {
  const { id, urgent, alarm, overdue, answeredAt, openedAt, answerBy, channel, reason } = talk
  const marks = [
    urgent && (alarm === 'despair' ? 'SOMEBODY IN DESPAIR' : 'CHILD IN DANGER'),
    overdue && 'OVERDUE',
    answeredAt && 'answered, not closed',
  ]
  const mark = marks.filter(Boolean).join(', ')
  const times = `since ${shownAt(openedAt)}, promised by ${shownAt(answerBy)}`
  return `${id}  ${mark ? `${mark}  ` : ''}${times}  ${channel}  ${reason}`
}

const indented = (text: string): string => text.replaceAll('\n', `\n${' '.repeat(31)}`)
