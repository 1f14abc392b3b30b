import { isGone, isOwnerless, type Odd } from '../../giving/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, second, money as sum, to } from '../../web/show.ts'
import { About, Line, Pick } from '../fields.tsx'
import { type Desk, DeskLayout, Form, Notice } from '../layout.tsx'
import { CorrectForm, ReturnForm, Sent, Why } from './return-form.tsx'
import { saidBack } from './said-words.ts'
import type { Choice, Sheet } from './sheet.ts'
import { money } from './words.ts'

export interface OneProps {
  frame: Frame
  desk: Desk
  sheet: Sheet
  /** What was typed, and could not be done. */
  asked?: Readonly<Record<string, string>>
  fault?: string
  /** The field that it stands beside; `all`: none. */
  at?: string
}

/** One sum: what its bank says, whose it may be, what may become of it. */
export function OnePage(props: OneProps) {
  const { frame, desk, sheet, asked = {}, fault, at } = props
  const { lang } = frame
  const w = money[lang]
  const { odd, waits } = sheet
  const unowned = isOwnerless(odd)
  const typed = asked.code?.trim()
  return (
    <DeskLayout frame={frame} title={w.one} desk={desk}>
      <div>
        <p>
          <a href={to('/console/money', lang)}>← {w.back}</a>
        </p>
        <h1>{sum(odd.amount, lang)}</h1>
      </div>
      {fault !== undefined && at === 'all' && (
        <Notice bad>
          {w.fault[fault]} {typed && w.youTyped(typed)}
        </Notice>
      )}
      <section class="card">
        <About
          rows={[
            [w.stateOf, w.state[odd.state] ?? odd.state],
            ...(unowned ? ([['', w.why[odd.why ?? ''] ?? '']] as const) : []),
            ...(sheet.pots.length > 0 ? ([['', w.wish[odd.wish ?? ''] ?? w.noWish]] as const) : []),
            ...(odd.answerBy
              ? ([[w.promise, <Promised key="promise" odd={odd} lang={lang} />]] as const)
              : []),
            [w.at, second(odd.receivedAt, lang)],
            [w.account, odd.account],
            ...(odd.titles ? ([[w.campaign, odd.titles]] as const) : []),
            [w.ref, sheet.bankRef ?? w.noRef],
            ...(sheet.receipt ? ([[w.receipt, sheet.receipt]] as const) : []),
            ...(sheet.returned
              ? ([[w.returnedAs, <Sent key="sent" returned={sheet.returned} lang={lang} />]] as const)
              : []),
            [w.memo, sheet.memo === null ? w.memoGone : <span class="memo">{sheet.memo}</span>],
          ]}
        />
        <p class="soft">{w.private}</p>
      </section>
      {waits ? (
        <Notice>
          {saidBack[lang].waiting} <a href={to('/console/approvals', lang)}>{w.toApprovals}</a>
        </Notice>
      ) : (
        <Deeds {...props} unowned={unowned} />
      )}
    </DeskLayout>
  )
}

function Deeds({ frame, desk, sheet, asked = {}, fault, at, unowned }: OneProps & { unowned: boolean }) {
  const { lang } = frame
  const w = money[lang]
  const { odd, choices, pots, limit, mayUnmatch, unknown } = sheet
  const action = `/console/money/${odd.donation}/settle`
  const beside = (field: string) => (fault !== undefined && at === field ? w.fault[fault] : undefined)
  const gone = isGone(odd)
  const wantsBack = odd.wish === 'refund'
  const form = { frame, desk, odd, asked, fault, beside }
  // What its donor wishes stands first.
  const back = !gone && <ReturnForm {...form} />
  return (
    <>
      {odd.amount >= limit && !gone && <Notice>{w.two(sum(limit, lang))}</Notice>}
      {unowned && (
        <section>
          <h2>{w.candidates}</h2>
          {choices.length === 0 && <p class="soft">{w.noCandidates}</p>}
          <ul class="rows">
            {choices.map((choice) => (
              <li key={choice.pledge} class="card row">
                <Candidate choice={choice} frame={frame} />
                <Form action={action} frame={frame} desk={desk}>
                  <input type="hidden" name="do" value="match" />
                  <input type="hidden" name="pledge" value={choice.pledge} />
                  <button type="submit" class={choice.removed ? 'button quiet' : 'button'}>
                    {w.match}
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        </section>
      )}
      {unowned && (
        <Form action={action} frame={frame} desk={desk} class="card">
          <h2>{w.byCode}</h2>
          <input type="hidden" name="do" value="match" />
          <Line
            name="code"
            label={w.code}
            hint={w.findHint}
            value={asked.code}
            fault={beside('code')}
            max={80}
          />
          <button type="submit" class="button quiet">
            {w.matchCode}
          </button>
        </Form>
      )}
      {unknown && !unknown.ready && <p class="soft">{w.poolFrom(moment(unknown.from, lang))}</p>}
      {unknown?.ready && (
        <details class="card" open={asked.do === 'pool'}>
          <summary>{w.pool}</summary>
          {unknown.pots.length === 0 ? (
            <p class="soft">{w.poolNowhere}</p>
          ) : (
            <Form action={action} frame={frame} desk={desk} class="fields">
              <p class="soft">{w.poolHint}</p>
              <input type="hidden" name="do" value="pool" />
              <Pick
                name="campaign"
                label={w.campaign}
                value={asked.campaign}
                fault={beside('campaign')}
                options={unknown.pots.map(({ id, title }) => [id, w.own(title)])}
              />
              <button type="submit" class="button quiet">
                {w.poolNow}
              </button>
            </Form>
          )}
        </details>
      )}
      {wantsBack && back}
      {pots.length > 0 && (
        <Form action={action} frame={frame} desk={desk} class="card">
          <h2>{w.decide}</h2>
          <p>{w.wish[odd.wish ?? ''] ?? w.noWish}</p>
          <input type="hidden" name="do" value="decide" />
          <Pick
            name="campaign"
            label={w.campaign}
            hint={w.decideHint}
            value={asked.campaign ?? wishedPot(sheet)}
            fault={beside('campaign')}
            options={[
              ['', w.choose],
              ...pots.map(({ id, title, own }) => [id, own ? w.own(title) : w.next(title)] as const),
            ]}
          />
          {odd.wish !== null && (
            <Why
              name="against"
              frame={frame}
              value={asked.against}
              fault={beside('against')}
              always={wantsBack}
            />
          )}
          {odd.giver === 'known' && (
            <p class="soft">
              {!wantsBack && w.hears(w.hearsPot(sum(odd.amount, lang)))}{' '}
              {odd.wish !== null && w.hearsAgainst(w.hearsOtherwise(sum(odd.amount, lang)))}
            </p>
          )}
          <button type="submit" class={wantsBack ? 'button quiet' : 'button'}>
            {wantsBack ? w.decidePropose : w.decideNow}
          </button>
        </Form>
      )}
      {!unowned && pots.length === 0 && <p class="soft">{w.settled}</p>}
      {mayUnmatch && (
        <details class="card">
          <summary>{w.unmatch}</summary>
          <Form action={action} frame={frame} desk={desk} class="fields">
            <p class="soft">{odd.giver === 'erased' ? w.unmatchHintErased : w.unmatchHint}</p>
            <input type="hidden" name="do" value="unmatch" />
            <button type="submit" class="button quiet">
              {w.unmatchNow}
            </button>
          </Form>
        </details>
      )}
      {sheet.returned && <CorrectForm {...form} returned={sheet.returned} />}
      {!wantsBack && back}
    </>
  )
}

/** The hour that was promised to the donor. */
export function Promised({ odd, lang }: { odd: Odd; lang: Frame['lang'] }) {
  const w = money[lang]
  if (!odd.answerBy) return null
  return odd.overdue ? (
    <span class="tag bad">{w.overdue(moment(odd.answerBy, lang))}</span>
  ) : (
    <span class="soft">{w.promisedBy(moment(odd.answerBy, lang))}</span>
  )
}

/** What the donor wishes, where one pot is that. Nothing else is chosen for the officer. */
function wishedPot({ odd, pots }: Sheet): string | undefined {
  const fitting =
    odd.wish === 'pot' || odd.wish === 'next' ? pots.filter(({ own }) => own === (odd.wish === 'pot')) : []
  return fitting.length === 1 ? fitting[0]!.id : undefined
}

function Candidate({ choice, frame }: { choice: Choice; frame: Frame }) {
  const { lang } = frame
  const w = money[lang]
  return (
    <div>
      <h3>
        {choice.code} · {sum(choice.amount, lang)}
      </h3>
      <p>
        {choice.name ?? w.unnamed} · {choice.campaign}
      </p>
      {(choice.removed || choice.claimed) && (
        <p class="tags">
          {choice.removed && <span class="tag bad">{w.removed}</span>}
          {choice.claimed && <span class="tag">{w.claimed}</span>}
        </p>
      )}
      <p class="soft">
        {w[choice.why]} · {w.promised(moment(choice.promisedAt, lang))} ·{' '}
        {w.missing(sum(choice.missing, lang))}
      </p>
    </div>
  )
}
