import type { ComponentChildren } from 'preact'
import { type Line, lineText, type TalkNote } from '../conversation/index.ts'
import type { DonorCopy } from '../giving/index.ts'
import { channelName, type PersonCopy } from '../people/index.ts'
import { moment, money } from '../web/show.ts'

/** All that we keep of somebody. */
export interface Copy {
  readonly number: string
  readonly madeAt: Date
  readonly person: PersonCopy
  readonly giving: DonorCopy
  /** What they would like to give when a place needs it. */
  readonly wishes: readonly {
    readonly what: string
    readonly where: string | null
    readonly at: Date
    readonly until: Date
  }[]
  /** What officers wrote down; who of them is theirs, and not told. */
  readonly notes: readonly Omit<TalkNote, 'officer'>[]
  readonly talk: readonly Line[]
}

/** @param you how they said they want to be called */
const viWords = (you: string) => {
  const You = capital(you)
  return {
    title: `Dữ liệu của ${you} ở Chung Tay`,
    made: (number: string, at: string) =>
      `Bản sao ${number}, lập lúc ${at}. Chỉ dành cho ${you}: trong này có lời ${you} nhắn.`,
    you: `Về ${you}`,
    name: 'Tên trên giấy',
    nameless: 'không ghi tên',
    called: 'Cách gọi',
    since: 'Từ',
    channels: 'Nơi nhắn tin',
    consents: `${You} đã đồng ý`,
    promises: `Phần ${you} đăng ký`,
    gifts: 'Tiền đã nhận',
    requests: 'Yêu cầu và phản ánh',
    wishes: `${You} dặn nhắn khi có nơi cần`,
    kept: (until: string) => `giữ đến ${until}`,
    notes: 'Người phụ trách ghi lại',
    talk: 'Cuộc trò chuyện',
    none: 'Không có.',
    home: 'nhận tin ở đây',
    withdrawn: (at: string) => `rút lại ${at}`,
    received: (amount: string) => `đã nhận ${amount}`,
    check: 'kiểm tra',
    gone: { returned: 'đã chuyển trả', mistaken: `Quỹ ghi nhầm, không phải của ${you}` },
    said: { person: You, bot: 'Chung Tay', officer: 'Người phụ trách' },
    purposes: {
      my_gifts: `tin về phần ${you} góp`,
      news: 'tin về nơi đang cần',
      public_name: 'nêu tên khi cảm ơn',
      reminders: 'nhắc phần đã đăng ký',
    },
    kinds: { erase: 'xóa', copy: 'bản sao', complaint: 'phản ánh' },
    ways: { button: 'bấm nút', typed: 'nhắn tin' },
    answered: (at: string) => `Quỹ trả lời ${at}`,
    done: (at: string) => `xong ${at}`,
    note: 'Người phụ trách ghi',
    written: { note: 'ghi chú', summary: 'tóm tắt', look: 'lý do xem' },
  }
}

const enWords: ReturnType<typeof viWords> = {
  title: 'Your data at Chung Tay',
  made: (number: string, at: string) => `Copy ${number}, made ${at}. For you alone: it holds what you wrote.`,
  you: 'About you',
  name: 'Name on papers',
  nameless: 'not named',
  called: 'Called, in Vietnamese',
  since: 'Since',
  channels: 'Where we talk',
  consents: 'What you allowed',
  promises: 'What you pledged',
  gifts: 'Money received',
  requests: 'Requests and complaints',
  wishes: 'You asked to be told when a place needs',
  kept: (until: string) => `kept until ${until}`,
  notes: 'Written down by officers',
  talk: 'The conversation',
  none: 'Nothing.',
  home: 'where we write to you',
  withdrawn: (at: string) => `withdrawn ${at}`,
  received: (amount: string) => `${amount} received`,
  check: 'check',
  gone: { returned: 'sent back', mistaken: 'noted by mistake, not yours' },
  said: { person: 'You', bot: 'Chung Tay', officer: 'Somebody of the Fund' },
  purposes: {
    my_gifts: 'news of your gifts',
    news: 'news of needs',
    public_name: 'your name in thanks',
    reminders: 'reminders of pledges',
  },
  kinds: { erase: 'erasure', copy: 'copy', complaint: 'complaint' },
  ways: { button: 'by a button', typed: 'in writing' },
  answered: (at: string) => `answered ${at}`,
  done: (at: string) => `done ${at}`,
  note: 'Noted by the person in charge',
  written: { note: 'note', summary: 'summary', look: 'why they looked' },
}

const capital = (word: string): string => word.charAt(0).toLocaleUpperCase('vi') + word.slice(1)

const named = (names: Readonly<Record<string, string>>, key: string): string => names[key] ?? key

// It is opened from a phone's downloads, where nothing of ours is beside it.
const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1rem;color:#1c2523;background:#fff}' +
  'h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem;border-bottom:1px solid #ccd}li{margin:.3rem 0}' +
  'time{color:#5a6562;font-size:.85rem}p.said{margin:.6rem 0;white-space:pre-wrap;overflow-wrap:anywhere}'

/** A copy of all that we keep of somebody, as a page that stands alone. */
export function CopyPage({ copy }: { copy: Copy }) {
  const { person, giving, wishes, notes, talk } = copy
  const { lang } = person
  const text = lang === 'vi' ? viWords(person.salutation ?? 'bạn') : enWords
  const at = (instant: Date) => moment(instant, lang)
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${text.title} · ${copy.number}`}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{text.title}</h1>
        <p>{text.made(copy.number, at(copy.madeAt))}</p>
        <List
          title={text.you}
          none={text.none}
          items={[
            `${text.name}: ${person.paperName ?? text.nameless}`,
            ...(person.salutation ? [`${text.called}: ${person.salutation}`] : []),
            `${text.since}: ${at(person.since)}`,
          ]}
        />
        <List
          title={text.channels}
          none={text.none}
          items={person.channels.map((one) =>
            [channelName(one.channel, lang), at(one.since), one.home && text.home]
              .filter(Boolean)
              .join(' · '),
          )}
        />
        <List
          title={text.consents}
          none={text.none}
          items={person.consents.map((one) =>
            [
              named(text.purposes, one.purpose),
              channelName(one.channel, lang),
              `${at(one.given)} (${named(text.ways, one.way)})`,
              one.withdrawn && text.withdrawn(at(one.withdrawn)),
            ]
              .filter(Boolean)
              .join(' · '),
          )}
        />
        <List
          title={text.promises}
          none={text.none}
          items={giving.promises.map((one) =>
            [
              one.campaign,
              money(one.amount, lang),
              one.code,
              at(one.at),
              text.received(money(one.received, lang)),
            ].join(' · '),
          )}
        />
        <List
          title={text.gifts}
          none={text.none}
          items={giving.gifts.map((one) => (
            <>
              {[
                money(one.amount, lang),
                one.receipt,
                at(one.at),
                one.usedFor,
                text.gone[one.state as keyof typeof text.gone],
              ]
                .filter(Boolean)
                .join(' · ')}{' '}
              <a href={one.check}>{text.check}</a>
            </>
          ))}
        />
        <List
          title={text.requests}
          none={text.none}
          items={person.requests.map((one) => (
            <>
              {[
                one.number,
                named(text.kinds, one.kind),
                at(one.at),
                one.answered && text.answered(at(one.answered)),
                one.done && text.done(at(one.done)),
              ]
                .filter(Boolean)
                .join(' · ')}
              {one.words && <p class="said">{one.words}</p>}
              {one.note && (
                <p class="said">
                  {text.note}: {one.note}
                </p>
              )}
            </>
          ))}
        />
        <List
          title={text.wishes}
          none={text.none}
          items={wishes.map((one) =>
            [one.what, one.where, at(one.at), text.kept(at(one.until))].filter(Boolean).join(' · '),
          )}
        />
        <List
          title={text.notes}
          none={text.none}
          items={notes.map((one) => `${at(one.at)} · ${text.written[one.kind]}: ${one.text}`)}
        />
        <h2>{text.talk}</h2>
        {talk.map((line) => (
          <p class="said">
            <strong>{text.said[line.who]}</strong> <time>{at(line.at)}</time>
            {`\n${lineText(line, lang)}`}
          </p>
        ))}
      </body>
    </html>
  )
}

function List({ title, none, items }: { title: string; none: string; items: readonly ComponentChildren[] }) {
  return (
    <>
      <h2>{title}</h2>
      {items.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul>
          {items.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      )}
    </>
  )
}
