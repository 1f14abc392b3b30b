import { campaignTitles, changesById, maskNumber } from '../../campaigns/index.ts'
import { receiptsFor, sumsOfDonations } from '../../giving/index.ts'
import { needNames, slotNames } from '../../needs/index.ts'
import {
  type Act,
  activeOfficers,
  approvalsById,
  officerNames,
  type Row,
  unitNames,
} from '../../organisers/index.ts'
import { knownPeople, requestNumbers } from '../../people/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { money } from '../../web/show.ts'
import type { Signed } from '../desk.tsx'
import type { Parts } from '../room.ts'
import type { Book } from './objects.tsx'
import { audit } from './words.ts'

/** What the rows of one page are about: names by id, and of which ids this officer may open a page. A query for each kind. */
export async function bookOf(
  { gate: { db, keys, clock } }: Pick<Parts, 'gate'>,
  { desk, frame }: Signed,
  rows: readonly Row[],
): Promise<Book> {
  const tx = db.prisma
  const asked = await approvalsById(tx, approvalsIn(rows))
  const objects = [...rows, ...asked].map(({ object }) => object)
  const of = (kind: string) => [
    ...new Set(
      objects.flatMap((object) => {
        const [is, id = ''] = object.split('/')
        return is === kind && isUuid(id) ? [id] : []
      }),
    ),
  ]
  const here = await activeOfficers(tx, keys, clock.now())
  const left = [
    ...of('officer'),
    ...rows.flatMap(({ actor }) => actor ?? []),
    ...asked.flatMap(({ askedBy, decidedBy }) => [askedBy, ...(decidedBy ? [decidedBy] : [])]),
  ]
  const officers = await officerNames(tx, keys, left)
  const sums = await sumsOfDonations(tx, of('donation'))
  const receipts = await receiptsFor(tx, [...sums.keys()])
  const changes = await changesById(tx, of('account_change'))
  const needs = await needNames(tx, of('need'))
  const slots = await slotNames(tx, of('slot'))
  const campaigns = await campaignTitles(tx)
  const opens = (act: Act, ids: Iterable<string>) => (desk.can(act) ? [...ids] : [])
  return {
    names: new Map([
      ...officers,
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
      ...asked.map(
        (one) => [one.id, audit[frame.lang].between(one, (id) => officers.get(id) ?? '…')] as const,
      ),
    ]),
    about: new Map([
      ...[...changes].flatMap(([id, { campaignId }]) =>
        campaignId ? [[id, `campaign/${campaignId}`] as const] : [],
      ),
      ...asked.map(({ id, object }) => [id, object] as const),
    ]),
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
      ...opens(
        'approvals.see',
        asked.filter(({ state, endsAt }) => state === 'open' && endsAt > clock.now()).map(({ id }) => id),
      ),
      ...opens('people.see', await knownPeople(tx, of('person'))),
    ]),
  }
}

/** Approvals that rows are about, or that were asked for before what they tell of. */
const approvalsIn = (rows: readonly Row[]): string[] => [
  ...new Set(
    rows.flatMap(({ object, detail }) =>
      [...`${object} ${detail}`.matchAll(/\bapproval\/(\S+)/g)].flatMap(([, id = '']) =>
        isUuid(id) ? [id] : [],
      ),
    ),
  ),
]
