import { type Account, type Campaign, maskNumber } from '../../campaigns/index.ts'
import type { Need } from '../../needs/index.ts'
import type { Purse } from '../../spending/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { count, money, to } from '../../web/show.ts'
import { Line, Pick } from '../fields.tsx'
import { named } from '../forms/named.ts'
import { type Desk, DeskLayout, Form, Notice } from '../layout.tsx'
import { type Asked, type Faults, priceOf, quantityOf } from './form.ts'
import { spending } from './words.ts'

export interface BuyProps {
  frame: Frame
  desk: Desk
  campaign: Campaign
  accounts: readonly Account[]
  purse: Purse
  needs: readonly Need[]
  /** By need, in units. */
  buyable: ReadonlyMap<string, { readonly paid: bigint; readonly lacks: bigint }>
  asked: Asked
  faults?: Faults | undefined
}

/** `/console/spending/new`: a purchase to be approved by somebody else. */
export function NewPurchasePage(props: BuyProps) {
  const { frame, desk, campaign, accounts, purse, needs, buyable, asked, faults } = props
  const { lang } = frame
  const w = spending[lang]
  const field = (name: keyof typeof w.form & string, hint?: string) => ({
    name,
    label: String(w.form[name]),
    value: asked[name],
    fault: faults?.[name],
    hint,
  })
  const shown = needs.filter(({ id }) => {
    const { paid = 0n, lacks = 0n } = buyable.get(id) ?? {}
    return paid + lacks > 0n || faults?.[quantityOf(id)] || asked[quantityOf(id)]
  })
  // What somebody has paid for comes first; on a phone the rest would be many screens long.
  const isFirst = ({ id }: Need) => (buyable.get(id)?.paid ?? 0n) > 0n || Boolean(asked[quantityOf(id)])
  const [first, others] = [shown.filter(isFirst), shown.filter((need) => !isFirst(need))]
  return (
    <DeskLayout frame={frame} title={w.add} desk={desk}>
      <div>
        <p>
          <a href={to('/console/spending', lang)}>← {w.back}</a>
        </p>
        <h1>
          {w.add}: {campaign.title}
        </h1>
        <p class="soft">{w.left(money(purse.needs, lang), money(purse.pot + purse.surplus, lang))}</p>
      </div>
      {faults && <Notice bad>{w.first}</Notice>}
      <Form
        action={`/console/spending/new?campaign=${campaign.id}`}
        frame={frame}
        desk={desk}
        class="card fields"
      >
        <Line {...field('what', w.form.whatHint)} max={120} />
        <div class="two">
          <Line {...field('amount', w.form.amountHint)} numeric max={20} />
          <Line {...field('day')} type="date" />
          <Line {...field('voucher', w.form.voucherHint)} max={40} />
          <Line {...field('seller', w.form.sellerHint)} max={120} />
          <Pick
            {...field('account')}
            options={accounts.map(
              ({ id, bankName, number }) => [id, `${bankName} ${maskNumber(number)}`] as const,
            )}
          />
        </div>
        {shown.length > 0 && (
          <>
            <h2>{w.form.needs}</h2>
            <p class="soft">{w.form.needsNote}</p>
          </>
        )}
        {first.map((need) => (
          <NeedLine key={need.id} {...props} need={need} />
        ))}
        {others.length > 0 && (
          <details open={first.length === 0}>
            <summary>{w.form.others}</summary>
            {others.map((need) => (
              <NeedLine key={need.id} {...props} need={need} />
            ))}
          </details>
        )}
        <button type="submit" class="button">
          {w.ask}
        </button>
      </Form>
    </DeskLayout>
  )
}

function NeedLine({ need, frame, buyable, asked, faults }: BuyProps & { need: Need }) {
  const { lang } = frame
  const w = spending[lang].form
  const pooled = need.mode === 'pooled'
  const { paid = 0n, lacks = 0n } = buyable.get(need.id) ?? {}
  const shown = (n: bigint) => (pooled ? money(n, lang).replace(/\s*đ$/u, '') : count(n, lang))
  const [quantity, price] = [quantityOf(need.id), priceOf(need.id)]
  return (
    <fieldset>
      <legend>{named(need)}</legend>
      <p class="soft">{w.buyable(shown(paid), shown(lacks), need.unitWord)}</p>
      <div class="two">
        <Line
          name={quantity}
          label={pooled ? w.sum : w.quantity(need.unitWord)}
          value={asked[quantity]}
          fault={faults?.[quantity]}
          numeric
          max={20}
        />
        {!pooled && (
          <Line
            name={price}
            label={w.price}
            hint={w.priceHint(money(need.unitPrice, lang))}
            value={asked[price]}
            fault={faults?.[price]}
            numeric
            max={20}
          />
        )}
      </div>
    </fieldset>
  )
}
