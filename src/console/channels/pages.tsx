import type { ChannelHealth, WorkHealth } from '../../conversation/index.ts'
import type { BankHealth } from '../../giving/index.ts'
import { capitalise } from '../../platform/vietnamese/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { count, moment, to } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { type Desk, DeskLayout } from '../layout.tsx'
import { channelIn } from '../talks/beside.tsx'
import { type Judged, judgeBank, judgeChannel, judgeWork } from './judging.ts'
import { channelWords } from './words.ts'

interface Props {
  frame: Frame
  desk: Desk
  channels: readonly ChannelHealth[]
  banks: readonly BankHealth[]
  work: WorkHealth
  /** Seconds since another program was met that asks with our token. */
  second: number | undefined
  /** Seconds since some process's sweeps came round. */
  sweeps: number | undefined
}

/** The account of a channel that has but one, as our own chat: it names nothing. */
const ONLY = 'main'

export function ChannelsPage({ frame, desk, channels, banks, work, second, sweeps }: Props) {
  const { lang } = frame
  const { now } = work
  const w = channelWords[lang]
  const at = (when: Date | null) => (when ? moment(when, lang) : w.never)
  const since = (n: number, when: Date | null) => (when ? w.oldest(num(n, lang), at(when)) : num(n, lang))
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <div>
        <h1>{w.title}</h1>
        <p class="soft">{w.intro}</p>
      </div>
      {channels.length === 0 && <p class="soft">{w.none}</p>}
      <ul class="rows">
        {channels.map((one) => (
          <Card
            key={`${one.channel}:${one.account}`}
            lang={lang}
            title={[capitalise(channelIn(one.channel, lang)), one.account !== ONLY && one.account]
              .filter(Boolean)
              .join(' · ')}
            judged={judgeChannel(one, second, now)}
            pairs={[
              [w.mode, `${w.modes[one.mode]} · ${w.seen(at(one.seenAt))}`],
              one.mode === 'webhook' && [w.webhook, at(one.webhookAt)],
              [w.lastIn, at(one.lastIn)],
              [w.lastOut, at(one.lastOut)],
              [w.waiting, since(one.waiting, one.waitingSince)],
              [w.bad, w.badText(num(one.failed, lang), num(one.blocked, lang), num(one.unknown, lang))],
              one.lastError !== null && [w.error, one.lastError],
            ]}
          />
        ))}
      </ul>
      <section>
        <h2>{w.banks}</h2>
        {banks.length === 0 && <p class="soft">{w.noBank}</p>}
        <ul class="rows">
          {banks.map((one) => (
            <Card
              key={one.provider}
              lang={lang}
              title={one.provider}
              judged={judgeBank(one, now)}
              pairs={[
                [w.lastNotice, at(one.lastAt)],
                [w.fresh, since(one.fresh, one.freshSince)],
                [w.setAside, num(one.setAside, lang)],
              ]}
            />
          ))}
        </ul>
      </section>
      <section>
        <h2>{w.work}</h2>
        <ul class="rows">
          <Card
            lang={lang}
            title={w.work}
            judged={judgeWork(work, sweeps, now)}
            pairs={[
              [w.turns, since(work.turns, work.turnsSince)],
              [w.messages, since(work.messages, work.messagesSince)],
              [w.stuck, num(work.stuck, lang)],
              [w.sweeps, at(sweeps === undefined ? null : new Date(now.getTime() - sweeps * 1_000))],
            ]}
          />
        </ul>
        {desk.can('aside.see') && (
          <p>
            <a href={to('/console/aside', lang)}>{w.aside}</a>
          </p>
        )}
      </section>
    </DeskLayout>
  )
}

const num = (n: number, lang: Lang) => count(BigInt(n), lang)

function Card(props: {
  lang: Lang
  title: string
  judged: Judged
  pairs: readonly (readonly [name: string, value: string] | false)[]
}) {
  const { lang, title, judged, pairs } = props
  const w = channelWords[lang]
  return (
    <li class="card">
      <h3>
        <span class={`signal ${judged.signal}`} />
        {title} <span class="soft">· {w.signals[judged.signal]}</span>
      </h3>
      <p class={judged.signal === 'green' ? 'soft' : undefined}>{w.say[judged.say]}</p>
      <dl class="pairs">
        {pairs.map(
          (pair) =>
            pair && (
              <>
                <dt>{pair[0]}</dt>
                <dd>{pair[1]}</dd>
              </>
            ),
        )}
      </dl>
    </li>
  )
}
