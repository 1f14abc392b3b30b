import { campaignTitles, changesById, maskNumber } from '../../campaigns/index.ts'
import { receiptsFor, sumsOfDonations } from '../../giving/index.ts'
import { needNames, slotNames } from '../../needs/index.ts'
import { type Act, activeOfficers, officerNames, type Row, unitNames } from '../../organisers/index.ts'
import { knownPeople, requestNumbers } from '../../people/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { money } from '../../web/show.ts'
import type { Signed } from '../desk.tsx'
import type { Parts } from '../room.ts'
import type { Book } from './objects.tsx'

/** What the rows of one page are about: names by id, and of which ids this officer may open a page. A query for each kind. */
export async function bookOf(
  { gate: { db, keys, clock } }: Pick<Parts, 'gate'>,
  { desk, frame }: Signed,
  rows: readonly Row[],
): Promise<Book> {
  const tx = db.prisma
  const of = (kind: string) => [
    ...new Set(
      rows.flatMap(({ object }) => {
        const [is, id = ''] = object.split('/')
        return is === kind && isUuid(id) ? [id] : []
      }),
    ),
  ]
  const here = await activeOfficers(tx, keys, clock.now())
  const left = [...of('officer'), ...rows.flatMap(({ actor }) => actor ?? [])]
  const sums = await sumsOfDonations(tx, of('donation'))
  const receipts = await receiptsFor(tx, [...sums.keys()])
  const changes = await changesById(tx, of('account_change'))
  const needs = await needNames(tx, of('need'))
  const slots = await slotNames(tx, of('slot'))
  const campaigns = await campaignTitles(tx)
  const opens = (act: Act, ids: Iterable<string>) => (desk.can(act) ? [...ids] : [])
  return {
    names: new Map([
      ...(await officerNames(tx, keys, left)),
      ...here.map(({ id, name }) => [id, name] as const),
      ...(await unitNames(tx)),
      ...campaigns,
      ...needs,
      ...slots,
      ...[...sums].map(([id, sum]) => {
        const receipt = receipts.get(id)?.number
        return [id, [money(sum, frame.lang), receipt].filter(Boolean).join(', ')] as const
      }),
      ...[...changes].map(([id, { to }]) => [id, `${to.bankName} ${maskNumber(to.number)}`] as const),
      ...(await requestNumbers(tx, of('request'))),
    ]),
    about: new Map(
      [...changes].flatMap(([id, { campaignId }]) => (campaignId ? [[id, `campaign/${campaignId}`]] : [])),
    ),
    there: new Set([
      ...opens(
        'officers.see',
        here.map(({ id }) => id),
      ),
      ...opens('campaigns.see', campaigns.keys()),
      ...opens('campaigns.manage', needs.keys()),
      ...opens('slots.see', slots.keys()),
      ...opens('slots.see', of('monthly')),
      ...opens('money.settle', sums.keys()),
      ...opens('accounts.see', changes.keys()),
      ...opens('spending.see', of('purchase')),
      ...opens('offers.see', of('offer')),
      ...opens('people.see', await knownPeople(tx, of('person'))),
    ]),
  }
}
