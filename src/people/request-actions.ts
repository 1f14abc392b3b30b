import { z } from 'zod'
import { type Action, type ActionContext, action } from '../conversation/action.ts'
import { file, nothing, time } from '../platform/shapes.ts'
import { fold } from '../platform/vietnamese/index.ts'
import { channelNames } from './channel-names.ts'
import { addToComplaint, type Noted, noteComplaint, openComplaints, settledOf } from './complaint-store.ts'
import { chatsOf } from './consent-store.ts'
import { keptWords } from './kept-words.ts'
import { shareOf } from './link-share.ts'
import type { PeopleNeeds } from './needs.ts'
import { doneWithin, numberIn, overdue, type Request } from './request.ts'
import { endRequest, noteRequest, openRequestsOf } from './request-store.ts'
import { personOf } from './store.ts'

/** What is typed to be erased, so that no slip of a finger does it. */
const ERASE_WORDS = ['xoa', 'erase']

const seen = {
  since: time,
  channels: z.string(),
  promises: z.number(),
  gifts: z.number(),
  papers: z.number(),
  places: z.number(),
  offers: z.number(),
  wishes: z.number(),
  requests: z.number(),
  /** The same in words, without what there is none of. */
  kept: z.array(z.string()),
}

/** What people may ask about their own data: what there is, a copy, an end. */
export const dataActions = ({ hasOpenMoney, openAlarm, countKept }: PeopleNeeds): readonly Action[] => [
  action({
    name: 'my_data.see',
    input: z.object({}),
    outcomes: { named: z.object({ name: z.string(), ...seen }), unnamed: z.object(seen) },
    async run({ tx, keys, contact, lang }) {
      const { paperName: name, since } = await personOf(tx, keys, contact)
      const channels = channelNames(await chatsOf(tx, contact), lang)
      const requests = await tx.request.count({ where: { contactId: contact } })
      const counts = { ...(await countKept(tx, contact)), requests }
      const all = { since, channels, ...counts, kept: keptWords(counts, lang) }
      return name === null
        ? { outcome: 'unnamed' as const, ...all }
        : { outcome: 'named' as const, name, ...all }
    },
  }),
  action({
    name: 'my_data.erase',
    input: z.object({ word: z.string() }),
    outcomes: {
      not_said: nothing,
      /** It is done as soon as our answer has gone out. */
      noted: z.object({ number: z.string() }),
      /** Money of theirs waits for a decision, of which they could hear no more. */
      money_open: z.object({ number: z.string(), answer_by: time }),
      /** They have raised an alarm, and a person of the fund reads that first. */
      alarm_open: z.object({ number: z.string(), answer_by: time }),
    },
    async run({ tx, hot, ids, clock, contact, address }, { word }) {
      if (!ERASE_WORDS.includes(fold(word).replace(/[^a-z]/g, ''))) return { outcome: 'not_said' as const }
      const { number, answerBy } = await noteRequest(tx, ids, { contact, address }, 'erase', clock.now())
      // What came with a link that can still be undone is parted from it first (app/erasing.ts).
      const { share, others } = await shareOf(tx, contact, address ?? null, clock.now())
      const alarm = await openAlarm(tx, contact, others)
      if (alarm) {
        const promised = alarm.answerBy && alarm.answerBy > clock.now() ? alarm.answerBy : answerBy
        return { outcome: 'alarm_open' as const, number, answer_by: promised }
      }
      return (await hasOpenMoney({ tx, hot }, contact, share))
        ? { outcome: 'money_open' as const, number, answer_by: answerBy }
        : { outcome: 'noted' as const, number }
    },
  }),
  action({
    name: 'my_data.unsettled',
    input: z.object({}),
    /** Complaints that would end with them. `late`: an hour that was promised has passed. */
    outcomes: {
      none: nothing,
      complaints: z.object({ numbers: z.string(), answer_by: time }),
      late: z.object({ numbers: z.string() }),
    },
    async run({ tx, clock, contact, address }) {
      const now = clock.now()
      const { others } = await shareOf(tx, contact, address ?? null, now)
      const all = await openComplaints(tx, contact)
      const open = all.filter(({ addressId }) => addressId === null || !others.includes(addressId))
      if (open.length === 0) return { outcome: 'none' as const }
      const numbers = open.map(({ number }) => number).join(', ')
      // Of several, the hour by which all of them have had an answer.
      const hours = open.map((one) => (one.answeredAt ? (one.dueBy ?? one.answerBy) : one.answerBy).getTime())
      return open.some((one) => overdue(one, now))
        ? { outcome: 'late' as const, numbers }
        : { outcome: 'complaints' as const, numbers, answer_by: new Date(Math.max(...hours)) }
    },
  }),
  action({
    name: 'my_data.copy',
    input: z.object({}),
    /** For reading, and for programs. Both are put together when they are fetched, for seven days. */
    outcomes: { ready: z.object({ number: z.string(), readable: file, data: file }) },
    async run({ tx, ids, clock, contact, address }) {
      const { id, number } = await noteRequest(tx, ids, { contact, address }, 'copy', clock.now())
      await endRequest(tx, id, clock.now(), [])
      const form = (ending: string, mime: string) => ({
        file: `copy/${id}.${ending}`,
        name: `${number}.${ending}`,
        mime,
      })
      return {
        outcome: 'ready' as const,
        number,
        readable: form('html', 'text/html'),
        data: form('json', 'application/json'),
      }
    },
  }),
]

const request = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(['erase', 'copy', 'complaint']),
  asked: time,
  answer_by: time,
  due_by: time,
  answered: z.boolean(),
  /** Its hour has passed and nobody has answered, or it is not done. */
  late: z.boolean(),
})

const toShow = (one: Request, now: Date): z.infer<typeof request> => ({
  id: one.id,
  number: one.number,
  kind: one.kind,
  asked: one.askedAt,
  answer_by: one.answerBy,
  due_by: one.dueBy ?? doneWithin(one.askedAt),
  answered: one.answeredAt !== null,
  late: overdue(one, now) !== undefined,
})

const MOST_SHOWN = 9

const settled = z.object({
  number: z.string(),
  done: time,
  /** What was written on closing it, or nothing. */
  answer: z.string(),
})

/** `reason`: for the officer who is called, with the number. */
const noted = {
  id: z.string(),
  number: z.string(),
  reason: z.string(),
  answer_by: time,
  /** That hour has passed already: more is told of something old. */
  late: z.boolean(),
}
/** `kept_to`: the last words that could be kept; what came after must be sent again. */
const outcomes = {
  noted: z.object(noted),
  noted_part: z.object({ ...noted, kept_to: z.string() }),
  /** So much has been told that a person must hear the rest. */
  full: nothing,
}

/** What is complained of, and what has become of it. */
export const complaintActions = ({ awaited }: PeopleNeeds): readonly Action[] => [
  action({
    name: 'complaint.note',
    input: z.object({
      words: z.string().optional(),
      /** Only the beginning could be kept. */
      cut: z.boolean().optional(),
      /** What led to the question: perhaps all of it was said there. */
      before: z.string().optional(),
      child: z.boolean().optional(),
    }),
    outcomes: {
      ...outcomes,
      /** Nothing was said but that something is to be said. */
      nothing,
    },
    async run(context, { words, cut, before, child }) {
      const told = [before && saysMore(before) ? before : '', words ?? ''].filter(Boolean).join('\n\n')
      if (told === '') return { outcome: 'nothing' as const }
      return outcomeOf(context, await noteComplaint(writing(context), told), { words: told, cut, child })
    },
  }),
  action({
    name: 'complaint.add',
    input: z.object({ request: z.string(), words: z.string(), cut: z.boolean().optional() }),
    outcomes: {
      ...outcomes,
      /** It was closed meanwhile. */
      closed: nothing,
    },
    async run(context, { request: id, words, cut }) {
      const added = await addToComplaint(writing(context), id, words)
      return added ? outcomeOf(context, added, { words, cut }) : { outcome: 'closed' as const }
    },
  }),
  action({
    name: 'complaint.open',
    /** `before`: the words that led here. */
    input: z.object({ before: z.string().optional() }),
    outcomes: {
      none: nothing,
      one: request,
      /** None is open, and all of a new one is said: “phản ánh: quà thiếu hai áo”. */
      told: nothing,
    },
    async run({ tx, contact, clock }, { before = '' }) {
      const [latest] = await openComplaints(tx, contact)
      if (!latest) return { outcome: isTold(before) ? ('told' as const) : ('none' as const) }
      return { outcome: 'one' as const, ...toShow(latest, clock.now()) }
    },
  }),
  action({
    name: 'request.mine',
    /** `named`: words that may hold the number of one. */
    input: z.object({ named: z.string().optional() }),
    outcomes: {
      none: nothing,
      one: request,
      some: z.object({ requests: z.array(request) }),
      /** Nothing is open, or what is named is done: the one that was settled last, lately. */
      done: settled,
      /** Nothing is open but their wait for a person of the fund. */
      awaited: z.object({ asked: time, answer_by: time }),
    },
    async run({ tx, keys, contact, clock }, { named }) {
      const now = clock.now()
      const number = numberIn(named ?? '')
      const open = await openRequestsOf(tx, contact, MOST_SHOWN)
      const meant = open.filter((one) => one.number === number)
      const requests = (meant.length > 0 ? meant : open).map((one) => toShow(one, now))
      const [first] = requests
      const waited = !first && !number ? await awaited(tx, contact) : undefined
      if (waited) return { outcome: 'awaited' as const, asked: waited.openedAt, answer_by: waited.answerBy }
      const done =
        meant.length === 0 && (!first || number) ? await settledOf(tx, keys, contact, number, now) : undefined
      if (done) return { outcome: 'done' as const, ...done }
      if (!first) return { outcome: 'none' as const }
      return requests.length > 1
        ? { outcome: 'some' as const, requests }
        : { outcome: 'one' as const, ...first }
    },
  }),
]

const writing = ({ tx, ids, keys, contact, address, clock }: ActionContext) => ({
  tx,
  ids,
  keys,
  contact,
  address,
  now: clock.now(),
})

/** “Phản ánh: quà thiếu hai áo”: a word for it, a colon, and what there is to say. */
const isTold = (before: string): boolean => /^[^:]{4,20}:/.test(before) && saysMore(before)

/** “Tôi muốn phản ánh” says nothing yet; “mẹ em bị lừa 500k” does. */
const saysMore = (before: string): boolean => before.trim().split(/\s+/).length > 4

const QUOTED = 40

interface Told {
  readonly words: string
  readonly cut?: boolean | undefined
  readonly child?: boolean | undefined
}

function outcomeOf({ clock }: ActionContext, done: Noted, { words, cut, child }: Told) {
  if (done === 'full') return { outcome: 'full' as const }
  const { id, number, answerBy: answer_by } = done
  const reason = `${child ? 'concern of a child' : 'concern'} ${number}`
  const late = overdue(done, clock.now()) !== undefined
  const all = { id, number, answer_by, reason, late }
  return cut
    ? { outcome: 'noted_part' as const, ...all, kept_to: words.slice(-QUOTED).replace(/^\S*\s+/, '') }
    : { outcome: 'noted' as const, ...all }
}
