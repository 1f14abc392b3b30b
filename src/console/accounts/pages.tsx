import {
  type AccountChange,
  type AccountFault,
  type AccountForm,
  type AccountHere,
  maskNumber,
} from '../../campaigns/index.ts'
import type { Frame } from '../../web/layout.tsx'
import type { Lang } from '../../web/words.ts'
import { Choose, type Desk, DeskLayout, Field, Form, said, Top } from '../layout.tsx'
import type { NameBook } from '../officers/names.ts'
import { ChangeBand } from './band.tsx'
import { accounts as words } from './words.ts'

interface AccountsProps {
  frame: Frame
  desk: Desk
  accounts: readonly AccountHere[]
  changes: readonly AccountChange[]
  mayStop: ReadonlySet<string>
  /** In which this officer may ask for another account. */
  units: ReadonlySet<string>
  names: NameBook
  fault: string | undefined
  faults: readonly AccountFault[]
  /** What was typed and could not be done. */
  kept: Partial<AccountForm & { unit: string; campaign: string; account: string }>
  done: string | undefined
}

export function AccountsPage(props: AccountsProps) {
  const { frame, desk, accounts, changes, mayStop, units, names, fault, faults, done } = props
  const { lang } = frame
  const w = words[lang]
  const bad = faults.length > 0 ? w.faults.fields : said(w.faults, fault)
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <Top title={w.title} lead={w.lead} bad={bad} good={done === 'stopped' && w.stopped} />
      <ChangeBand frame={frame} desk={desk} changes={changes} mayStop={mayStop} />
      {accounts.length === 0 && <p class="soft">{w.none}</p>}
      <ul class="rows">
        {accounts.map((account) => (
          <li key={account.id} class="card">
            <h2>
              {w.short(account.bankName, maskNumber(account.number))}{' '}
              {account.state === 'proposed' && <span class="tag">{w.proposed}</span>}
            </h2>
            <p>
              {account.holder} · {names.unitOf(account.unitId)}
            </p>
            <p class="soft">
              <Receiving account={account} lang={lang} />
              {account.formerly.length > 0 && ` · ${w.formerly(account.formerly.join(', '))}`}
            </p>
          </li>
        ))}
      </ul>
      {units.size > 0 && (
        <>
          <ChangeForm {...props} />
          <ProposeForm {...props} />
        </>
      )}
    </DeskLayout>
  )
}

/** Which campaigns receive on it, and for which that are over money may still come. */
function Receiving({ account, lang }: { account: AccountHere; lang: Lang }) {
  const w = words[lang]
  const begun = account.campaigns.filter(({ state }) => state !== 'draft')
  const of = (over: boolean) => begun.flatMap((one) => (one.over === over ? [one.title] : [])).join(', ')
  const told = [of(false) && w.receives(of(false)), of(true) && w.closed(of(true))].filter(Boolean)
  return <>{told.length > 0 ? told.join(' · ') : w.receivesNone}</>
}

function ChangeForm({ frame, desk, accounts, units, kept }: AccountsProps) {
  const { lang } = frame
  const w = words[lang]
  const campaigns = accounts.flatMap((account) =>
    account.campaigns
      .filter(({ unitId }) => units.has(unitId))
      .map(({ id, title }) => [id, `${title} (${maskNumber(account.number)})`] as const),
  )
  // Where all of them receive already is no new account for any.
  const present = accounts.filter((account) => account.campaigns.some(({ unitId }) => units.has(unitId)))
  const mine = accounts.filter(
    (one) => units.has(one.unitId) && one.state === 'open' && !(present.length === 1 && present[0] === one),
  )
  if (campaigns.length === 0 || mine.length === 0) return null
  return (
    <details class="more" open={kept.campaign !== undefined}>
      <summary>{w.changeTitle}</summary>
      <Form action="/console/accounts/change" frame={frame} desk={desk} class="card">
        <p class="soft">{w.changeLead}</p>
        <Choose
          name="campaign"
          label={w.campaign}
          choices={campaigns}
          value={kept.campaign}
          none={w.chooseCampaign}
        />
        <Choose
          name="account"
          label={w.account}
          choices={mine.map(({ id, bankName, number, holder }) => [
            id,
            `${w.short(bankName, maskNumber(number))}, ${holder}`,
          ])}
          value={kept.account}
          none={w.chooseAccount}
        />
        <button type="submit" class="button">
          {w.ask}
        </button>
      </Form>
    </details>
  )
}

function ProposeForm({ frame, desk, units, names, faults, kept }: AccountsProps) {
  const { lang } = frame
  const w = words[lang]
  const field = (name: AccountFault, numeric = false) => (
    <Field
      name={name}
      label={w.fields[name]}
      hint={w.hints[name]}
      value={kept[name] ?? ''}
      autocomplete="off"
      numeric={numeric}
      fault={faults.includes(name) ? w.wrong[name] : undefined}
    />
  )
  return (
    <details class="more" open={kept.bank !== undefined}>
      <summary>{w.proposeTitle}</summary>
      <Form action="/console/accounts/propose" frame={frame} desk={desk} class="card">
        <p class="soft">{w.proposeLead}</p>
        <Choose
          name="unit"
          label={w.unit}
          choices={[...units].map((unit) => [unit, names.unitOf(unit)])}
          value={kept.unit}
        />
        <div class="pair">
          {field('bank')}
          {field('bin', true)}
        </div>
        {field('number')}
        {field('holder')}
        <button type="submit" class="button">
          {w.ask}
        </button>
      </Form>
    </details>
  )
}
