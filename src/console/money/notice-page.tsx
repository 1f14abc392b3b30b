import type { Account } from '../../campaigns/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, money as sum, to } from '../../web/show.ts'
import { About, Line, Pick, Tick } from '../fields.tsx'
import { faultIn, heardIn } from '../forms/faults.ts'
import { type Desk, DeskLayout, Form, Notice } from '../layout.tsx'
import { readSum } from '../typing.ts'
import { DISMISSALS } from './deeds.ts'
import { notice, noticeReason } from './notice-words.ts'
import type { Opened } from './notices.ts'
import { saidBack } from './said-words.ts'
import { money } from './words.ts'

export interface NoticeProps {
  frame: Frame
  desk: Desk
  /** Its key in paths. */
  path: string
  opened: Opened
  /** Of the officer's units. */
  accounts: readonly Account[]
  /** Something is proposed for it already. */
  waits: boolean
  /** What was typed, and could not be done. */
  asked?: Readonly<Record<string, string>>
  faults?: Readonly<Record<string, string>>
  /** Why the books did not take it. */
  refused?: string
}

/** A bank notice that could not be booked: what it says, and what the statement says instead. */
export function NoticePage(props: NoticeProps) {
  const { frame, desk, opened, waits, refused } = props
  const { lang } = frame
  const w = notice[lang]
  const { read, body } = opened
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <div>
        <p>
          <a href={to('/console/money', lang)}>← {w.back}</a>
        </p>
        <h1>{w.title}</h1>
        <p>{noticeReason(opened.reason, lang)}</p>
      </div>
      {refused !== undefined && (
        <Notice bad>
          {w.stays}: {noticeReason(refused, lang)}.
        </Notice>
      )}
      <section class="card">
        {read.kind === 'movement' ? (
          <About
            rows={[
              [w.amount, `${sum(read.amount, lang)} · ${w.way[read.direction]}`],
              [w.account, read.accounts.join(' / ')],
              [w.at, moment(read.at, lang)],
              [w.ref, read.bankRef ?? w.none],
              [w.memo, <span class="memo">{read.memo}</span>],
            ]}
          />
        ) : (
          <>
            <p>{w.unreadable}</p>
            <pre class="memo">{body.toString().slice(0, 4_000)}</pre>
          </>
        )}
        <p class="soft">{w.private}</p>
      </section>
      {waits ? (
        <Notice>
          {saidBack[lang].waiting} <a href={to('/console/approvals', lang)}>{money[lang].toApprovals}</a>
        </Notice>
      ) : (
        <Deeds {...props} />
      )}
    </DeskLayout>
  )
}

function Deeds({ frame, desk, path, accounts, asked = {}, faults = {} }: NoticeProps) {
  const { lang } = frame
  const w = notice[lang]
  const action = `/console/notices/${path}/settle`
  const sumRead = readSum(asked.amount ?? '')
  const fault = (name: string) => (faults[name] === undefined ? undefined : money[lang].fault[faults[name]])
  return (
    <>
      <Form action={action} frame={frame} desk={desk} class="card">
        <h2>{w.match}</h2>
        <Line name="code" label={w.code} value={asked.code} fault={fault('code')} max={40} />
        <h3>{w.statement}</h3>
        <p class="soft">{w.statementHint}</p>
        <Pick
          name="account"
          label={w.account}
          value={asked.account}
          fault={fault('account')}
          options={[
            ['', w.asTold],
            ...accounts.map(
              ({ id, number, bankName, holder }) => [id, `${number} · ${bankName} · ${holder}`] as const,
            ),
          ]}
        />
        <div class="pair">
          <Line
            name="amount"
            label={w.amount}
            value={asked.amount}
            hint={heardIn(lang, asked.amount)}
            fault={faults.amount && typeof sumRead === 'object' ? faultIn(lang, sumRead) : fault('amount')}
            max={30}
          />
          <Line name="ref" label={w.ref} value={asked.ref} fault={fault('ref')} max={60} />
          <Line name="day" type="date" label={w.day} value={asked.day} fault={fault('day')} />
          <Line name="hour" type="time" label={w.hour} value={asked.hour} />
        </div>
        {faults.ref === 'ref_phone' && (
          <Tick name="as_stated" label={money[lang].asStated} on={asked.as_stated === 'yes'} />
        )}
        <div class="buttons">
          <button type="submit" name="do" value="match" class="button">
            {w.matchNow}
          </button>
          <button type="submit" name="do" value="unknown" class="button quiet">
            {w.unknown}
          </button>
        </div>
      </Form>
      <Form action={action} frame={frame} desk={desk} class="card">
        <h2>{w.again}</h2>
        <p class="soft">{w.againHint}</p>
        <button type="submit" name="do" value="again" class="button quiet">
          {w.again}
        </button>
      </Form>
      <Form action={action} frame={frame} desk={desk} class="card">
        <h2>{w.dismiss}</h2>
        <Pick
          name="why"
          label={w.dismissWhy}
          value={asked.why}
          fault={fault('why')}
          options={[['', w.choose], ...DISMISSALS.map((one) => [one, w.whys[one]] as const)]}
        />
        <button type="submit" name="do" value="dismiss" class="button quiet">
          {w.dismissNow}
        </button>
      </Form>
    </>
  )
}
