import { isForPlaces, marksTakenBefore, openedOfKey, saveAccount, saveCampaign } from '../campaigns/index.ts'
import { saveCommune, saveNeed, seedSlot } from '../needs/index.ts'
import { saveUnit, seedReadyAnswer } from '../organisers/index.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { asDay, endOfDay, monthOf, startOfDay } from '../platform/vietnamese/index.ts'
import { type Calendar, calendarOf } from './seed-calendar.ts'
import { readSeedFile, SeedError } from './seed-file.ts'
import type { SeedFile } from './seed-shape.ts'

/** How much there is now of what the file holds. */
export interface Seeded {
  readonly units: number
  readonly campaigns: number
  readonly needs: number
  readonly slots: number
}

/** What a file came to: ids by the keys that it writes. */
interface Made {
  readonly seeded: Seeded
  readonly calendar: Calendar
  readonly campaigns: ReadonlyMap<string, string>
  readonly needs: ReadonlyMap<string, string>
}

/**
 * Makes units, accounts, communes, campaigns and needs as a seed file says, or brings them up to date. Keys are stable:
 * the same file twice changes nothing, and days that were counted from an anchor stay where the first import put them.
 * What is taken of a need is never touched.
 *
 * @throws SeedError with everything that is wrong with the file; nothing is imported then
 */
export const importSeed = async (tx: Tx, parts: { ids: Ids; now: Date }, yaml: string): Promise<Seeded> =>
  (await importFile(tx, parts, readSeedFile(yaml))).seeded

/** The same of a file that was read. */
export async function importFile(
  tx: Tx,
  { ids, now }: { ids: Ids; now: Date },
  file: SeedFile,
): Promise<Made> {
  const calendar = await calendarOf(tx, file, now)
  const { fill } = calendar

  const units = new Map<string, string>()
  for (const { key, parent, short, refund_days: refundDays = null, ...rest } of file.units) {
    const {
      kind,
      name,
      place,
      decision = null,
      hotline = null,
      kept_share: keptShare = null,
      invoices,
      approval_from: approvalFrom,
      unknown_days: unknownDays,
    } = rest
    const parentId = parent === undefined ? null : units.get(parent)!
    units.set(
      key,
      await saveUnit(tx, ids, {
        key,
        parentId,
        kind,
        name,
        shortName: short,
        place,
        decision,
        hotline,
        refundDays,
        keptShare,
        invoices,
        ...(approvalFrom === undefined ? {} : { approvalFrom }),
        ...(unknownDays === undefined ? {} : { unknownDays }),
      }),
    )
  }
  const accounts = new Map<string, string>()
  for (const { key, unit, bin, bank, number, holder } of file.accounts) {
    accounts.set(
      key,
      await saveAccount(tx, ids, { unitId: units.get(unit)!, bin, bankName: bank, number, holder }),
    )
  }
  const communes = new Map<string, string>()
  for (const one of file.communes) {
    const { key, code = null, name, province, old_district: oldDistrict = null, former = null } = one
    const statuses = one.statuses.map(({ words, area = null, decision = null, from, until, source }) => ({
      words,
      area,
      decision,
      validFrom: startOfDay(asDay(from)),
      validUntil: until === undefined ? null : endOfDay(asDay(until)),
      source: documentNumber(file, source ?? one.source),
    }))
    const intoCode = one.into ?? null
    const source = documentNumber(file, one.source)
    const kept = { key, code, name, province, oldDistrict, former, intoCode, source, statuses }
    communes.set(key, await saveCommune(tx, ids, kept))
  }
  const campaigns = new Map<string, string>()
  for (const [n, one] of file.campaigns.entries()) {
    const dates = datesOf(calendar, n, one)
    const opened = await openedOfKey(tx, fill(one.key))
    const account = opened?.account
    if (opened && isForPlaces(opened) !== isForPlaces({ eventKind: one.event }))
      throw new SeedError([
        `campaigns.${n}.event: this campaign was opened as "${opened.eventKind}", and from then on it neither becomes one for sponsored places nor stops being one. Write its own event, or make another campaign.`,
      ])
    if (account && account.id !== accounts.get(one.account))
      throw new SeedError([
        `campaigns.${n}.account: this campaign receives on the account ending in ${account.number.slice(-4)}, and that of a campaign that was opened is changed by two people at the desk (/console/accounts). Write the account that it has, or change it there.`,
      ])
    const marks = { codePrefix: one.code_prefix, receiptSeries: fill(one.receipt_series) }
    const { prefix, series } = await marksTakenBefore(tx, fill(one.key), marks)
    const shared = (field: string, title: string) =>
      `campaigns.${n}.${field}: "${title}" has it already. Give each campaign its own, so that codes and receipts do not mix.`
    if (prefix !== undefined || series !== undefined)
      throw new SeedError([
        ...(prefix === undefined ? [] : [shared('code_prefix', prefix)]),
        ...(series === undefined ? [] : [shared('receipt_series', series)]),
      ])
    const id = await saveCampaign(tx, ids, {
      key: fill(one.key),
      slug: fill(one.slug),
      unitId: units.get(one.unit)!,
      accountId: accounts.get(one.account)!,
      eventKind: one.event,
      flow: one.flow,
      title: fill(one.title),
      purpose: fill(one.purpose),
      what: one.what,
      forWhom: one.for_whom,
      ...marks,
      minAmount: one.min,
      mostUnpaid: one.most_unpaid,
      holdMinutes: one.hold_minutes,
      pledgeDays: one.pledge_days,
      ...dates,
      demo: file.demo,
    })
    campaigns.set(one.key, id)
  }
  const shown = new Set(file.campaigns.map((one) => one.shows))
  const needs = new Map<string, string>()
  for (const one of file.needs) {
    const id = await saveNeed(tx, ids, {
      key: fill(one.key),
      campaignId: campaigns.get(one.campaign)!,
      communeId: one.commune === undefined ? null : communes.get(one.commune)!,
      package: one.package,
      item: one.item ?? null,
      sex: one.sex ?? null,
      ageFrom: one.age_from ?? null,
      ageTo: one.age_to ?? null,
      mode: one.mode,
      what: one.what,
      unitWord: one.unit,
      unitPrice: one.unit_price,
      portion: one.portion ?? null,
      cap: one.cap,
      takenBefore: one.taken_at_start,
      deadline: one.deadline === undefined ? null : endOfDay(calendar.day(one.deadline)),
      shows: shown.has(one.key),
      madeUp: one.made_up,
      source: documentNumber(file, one.source),
      rank: one.rank,
    })
    needs.set(one.key, id)
  }
  for (const { unit, ...answer } of file.answers)
    await seedReadyAnswer(tx, ids, { ...answer, unit: units.get(unit)! })
  for (const [n, one] of file.slots.entries()) {
    const {
      key,
      commune,
      ages,
      year_ends: ends,
      waits_since: since,
      campaign,
      made_up: madeUp,
      ...rest
    } = one
    const sheet = {
      ...rest,
      key,
      campaignId: campaigns.get(campaign)!,
      communeId: commune === undefined ? null : communes.get(commune)!,
      ageFrom: ages[0],
      ageTo: ages[1],
      untilMonth: monthOf(calendar.day(ends)),
      waitsSince: calendar.day(since),
      madeUp,
    }
    if (!(await seedSlot(tx, ids, sheet, now)))
      throw new SeedError([
        `slots.${n}: the place "${key}" is another child's, or its school year was longer: what describes a place never changes. Give the new one a key of its own, and close the old one at the desk (/console/slots).`,
      ])
  }
  const seeded = {
    units: units.size,
    campaigns: campaigns.size,
    needs: file.needs.length,
    slots: file.slots.length,
  }
  return { seeded, calendar, campaigns, needs }
}

const documentNumber = (file: SeedFile, key: string | undefined): string | null =>
  key === undefined ? null : file.documents[key]!.number

function datesOf(calendar: Calendar, n: number, one: SeedFile['campaigns'][number]) {
  const opensAt = startOfDay(calendar.day(one.opens))
  const [giftBy, receivesUntil, distributeBy] = [one.gift_by, one.receives_until, one.distribute_by].map(
    (text) => endOfDay(calendar.day(text)),
  ) as [Date, Date, Date]
  if (opensAt >= receivesUntil || giftBy > receivesUntil || receivesUntil > distributeBy) {
    throw new SeedError([
      `campaigns.${n}: its days must come in the order opens, gift_by, receives_until, distribute_by. Correct them.`,
    ])
  }
  return { opensAt, giftBy, receivesUntil, distributeBy }
}
