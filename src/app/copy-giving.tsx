import { type GivingCopy, lineOf, payerOf } from '../giving/index.ts'
import { shortForeign } from '../platform/vietnamese/index.ts'
import { count, day, money, until } from '../web/show.ts'
import { List, named, type Said } from './copy-list.tsx'

interface Given extends Said {
  readonly giving: GivingCopy
}

/** A promise that still waits for its money. */
const WAITS = ['held', 'open', 'part_paid']

/** What somebody promised in money, and what of it came. */
export function Money({ giving, text, lang, at }: Given) {
  return (
    <>
      <List
        title={text.promises}
        none={text.none}
        items={giving.promises.map((one) =>
          [
            one.campaign,
            money(one.amount, lang),
            [one.code, ...one.alsoCodes].join(' + '),
            at(one.at),
            text.received(money(one.received, lang)),
            one.behalf && (payerOf(one.behalf, lang) ?? lineOf(one.behalf, lang)),
            one.beside && text.beside(one.beside),
            WAITS.includes(one.state) ? text.waits(until(one.until, lang)) : named(text.states, one.state),
          ]
            .filter(Boolean)
            .join(' · '),
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
              one.behalf && (payerOf(one.behalf, lang) ?? lineOf(one.behalf, lang)),
              text.gone[one.state as keyof typeof text.gone],
            ]
              .filter(Boolean)
              .join(' · ')}{' '}
            <a href={one.check}>{text.check}</a>
            {one.memo && (
              <p class="said">
                {text.memo}: {one.memo}
              </p>
            )}
            {one.memoKept && <p class="said">{text.memoKept}</p>}
          </>
        ))}
      />
    </>
  )
}

/** What else they give, or asked the fund to look for: places that they sponsor, things, foreign money, lost transfers. */
export function Besides({ giving, text, lang, at }: Given) {
  return (
    <>
      <List
        title={text.places}
        none={text.none}
        items={giving.places.map((one) =>
          [
            one.number,
            text.monthly(money(one.monthly, lang)),
            at(one.at),
            named(text.placeStates, one.state),
            one.from && text.months(one.from, one.months),
            one.remindDay !== null && text.remindDay(one.remindDay),
            one.unused > 0n && text.unused(money(one.unused, lang)),
          ]
            .filter(Boolean)
            .join(' · '),
        )}
      />
      <List
        title={text.offers}
        none={text.none}
        items={giving.offers.map(({ words, ...one }) => (
          <>
            {[
              named(text.offerKinds, one.kind),
              one.campaign,
              at(one.at),
              named(text.offerStates, one.state),
              one.said && text.offerSaid(shortForeign(one.said, lang)),
              one.came && text.offerCame(shortForeign(one.came, lang)),
              one.day && text.offerDay(day(one.day, lang)),
              one.counted !== null && text.counted(count(one.counted, lang)),
              one.value !== null && text.worth(money(one.value, lang)),
            ]
              .filter(Boolean)
              .join(' · ')}
            <p class="said">
              {[
                words.what,
                words.sizes,
                words.who,
                words.whom,
                words.place,
                words.message,
                ...words.replies,
                words.question,
                words.reason,
                words.how,
                words.bankRef,
                words.returnRef,
                words.handed,
                words.meeting && `${words.meeting.where}, ${words.meeting.hour}`,
              ]
                .filter(Boolean)
                .join('\n')}
            </p>
          </>
        ))}
      />
      <List
        title={text.sought}
        none={text.none}
        items={giving.sought.map((one) =>
          [
            at(one.at),
            one.kind === 'watch' ? text.watched : one.matched ? text.matched : text.unmatched,
            one.amount !== null && money(one.amount, lang),
          ]
            .filter(Boolean)
            .join(' · '),
        )}
      />
    </>
  )
}
