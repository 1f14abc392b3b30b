import type { AccountChange } from '../../campaigns/index.ts'
import type { Handover } from '../../conversation/index.ts'
import type { Pledge } from '../../giving/index.ts'
import type { NotKnown } from '../../organisers/index.ts'
import type { LateGifts } from '../../spending/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, to } from '../../web/show.ts'
import { ChangeBand } from '../accounts/band.tsx'
import { LateList } from '../campaigns/later-page.tsx'
import { type Desk, DeskLayout, Form, Notice } from '../layout.tsx'
import { Confirm } from '../officers/confirm.tsx'
import type { NameBook } from '../officers/names.ts'
import { officers } from '../officers/words.ts'
import { TalkList } from '../talks/list.tsx'
import { deskWords } from '../words.ts'
import { type First, FirstDay } from './first-day-list.tsx'
import { type Refused, RefusedList } from './refused.tsx'
import { type Staff, StaffSection } from './staff.tsx'
import { home } from './words.ts'

export type Counts = Partial<
  Record<
    | 'urgent'
    | 'despair'
    | 'soon'
    | 'overdue'
    | 'waiting'
    | 'late'
    | 'requests'
    | 'offersLate'
    | 'offers'
    | 'unowned'
    | 'undecided'
    | 'promised'
    | 'notices'
    | 'stuck'
    | 'unread'
    | 'second'
    | 'deliveries'
    | 'lateGifts'
    | 'unknown',
    number
  >
>

const COLOURS: Partial<Record<keyof Counts, string>> = {
  urgent: 'bad',
  despair: 'bad',
  overdue: 'bad',
  late: 'bad',
  offersLate: 'bad',
  promised: 'bad',
  lateGifts: 'bad',
  soon: 'near',
}

/** Where something is done about it; conversations stand on this page. */
const WHERE: Readonly<Record<keyof Counts, string>> = {
  urgent: '#talks',
  despair: '#talks',
  overdue: '#talks',
  soon: '#talks',
  waiting: '#talks',
  late: '/console/requests',
  requests: '/console/requests',
  offersLate: '/console/offers',
  offers: '/console/offers',
  unowned: '/console/money',
  undecided: '/console/money',
  promised: '/console/money',
  notices: '/console/money',
  stuck: '/console/aside',
  unread: '/console/aside',
  second: '/console/approvals',
  deliveries: '/console/spending',
  lateGifts: '#late',
  unknown: '#unknown',
}

interface HomeProps {
  frame: Frame
  desk: Desk
  counts: Counts
  /** What they have asked for themselves, and others decide. */
  asked: number
  /** Deliveries that they wrote down, and nobody has confirmed. */
  recorded: number
  /** Undefined: this officer reads none. */
  talks: readonly Handover[] | undefined
  /** Campaigns whose gifts are late. */
  late: readonly LateGifts[]
  /** What officers are called, by id. */
  names: ReadonlyMap<string, string>
  /** What each of who waits has promised last, by person. */
  promised: ReadonlyMap<string, Pledge>
  /** What they asked for and somebody did not approve, until they have read that. */
  refused: readonly Refused[]
  /** Changes of bank accounts that come within a day. */
  changes: readonly AccountChange[]
  /** Units in which this officer may stop one. */
  mayStop: ReadonlySet<string>
  /** Undefined: this officer oversees none. */
  staff: Staff | undefined
  /** Nobody is woken for a child in danger, and this officer could be. */
  asleep: boolean
  /** Of when the backup is that was restored, and whether this officer may say that its officers are compared. */
  restored: { readonly from: Date; readonly mine: boolean } | undefined
  /** What of the first day is done. Undefined: it is over, or none of theirs. */
  first: First | undefined
  /** Accounts of which this officer has to say whether they are truly theirs. */
  unknown: readonly NotKnown[]
  book: NameBook
}

export function HomePage({
  frame,
  desk,
  counts,
  asked,
  recorded,
  late,
  talks,
  names,
  promised,
  refused,
  changes,
  mayStop,
  staff,
  asleep,
  restored,
  first,
  unknown,
  book,
}: HomeProps) {
  const { lang } = frame
  const w = home[lang]
  const { roles } = deskWords[lang]
  // What is at nought needs nobody.
  const needed = (Object.entries(counts) as [keyof Counts, number][]).filter(([, n]) => n > 0)
  const held = new Set(
    desk.officer.posts.map(({ role, standsFor }) =>
      standsFor === undefined
        ? roles[role]
        : `${roles[role]} ${officers[lang].standsFor(book.nameOf(standsFor))}`,
    ),
  )
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <div>
        <p class="soft">
          {w.hello(desk.officer.name)} · {[...held].join(', ')}
        </p>
        <h1>{w.title}</h1>
      </div>
      <ChangeBand frame={frame} desk={desk} changes={changes} mayStop={mayStop} />
      {restored && (
        <div class="notice bad" role="alert">
          <p>
            {w.restored.text(moment(restored.from, lang))}{' '}
            <a href={to('/console/officers', lang)}>{w.restored.link}</a>
          </p>
          {restored.mine && (
            <Form action="/console/officers/compared" frame={frame} desk={desk}>
              <button type="submit" class="button quiet">
                {w.restored.done}
              </button>
            </Form>
          )}
        </div>
      )}
      {asleep && (
        <Notice bad>
          {w.asleep.text} <a href={to('/console/alarms', lang)}>{w.asleep.link}</a>
        </Notice>
      )}
      {needed.length === 0 && first && <FirstDay frame={frame} first={first} names={book} />}
      {needed.length === 0 && !first && (
        <p class="soft">
          {w.done} <a href={to('/console/guide', lang)}>{w.first.guide}</a>
        </p>
      )}
      <ul class="counts">
        {needed.map(([kind, n]) => (
          <li key={kind} class={COLOURS[kind]}>
            <strong>{n}</strong>{' '}
            <a class="whole" href={WHERE[kind].startsWith('#') ? WHERE[kind] : to(WHERE[kind], lang)}>
              {w.counts[kind]}
            </a>
          </li>
        ))}
      </ul>
      {asked > 0 && (
        <p>
          <a href={to('/console/approvals', lang)}>{w.asked(asked)}</a>
        </p>
      )}
      {recorded > 0 && (
        <p>
          <a href={to('/console/spending', lang)}>{w.recorded(recorded)}</a>
        </p>
      )}
      <RefusedList frame={frame} desk={desk} refused={refused} />
      {unknown.length > 0 && (
        <section id="unknown">
          <h2>{officers[lang].confirm.title}</h2>
          {unknown.map((one) => (
            <Confirm key={one.officer} frame={frame} desk={desk} one={one} names={book} />
          ))}
        </section>
      )}
      {late.length > 0 && <LateList frame={frame} desk={desk} late={late} />}
      {talks && (
        <section id="talks">
          <h2>{w.talks}</h2>
          {talks.length === 0 && <p class="soft">{w.none}</p>}
          {talks.length > 0 && <TalkList talks={talks} lang={lang} names={names} promised={promised} />}
        </section>
      )}
      {needed.length > 0 && first && <FirstDay frame={frame} first={first} names={book} />}
      {staff && <StaffSection frame={frame} staff={staff} names={book} />}
    </DeskLayout>
  )
}
