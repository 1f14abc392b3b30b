import {
  isForPlaces,
  marksTakenBefore,
  openedOfKey,
  saveAccount,
  saveCampaign,
  seedAnchor,
} from '../campaigns/index.ts'
import { saveCommune, saveNeed, seedSlot } from '../needs/index.ts'
import { saveUnit, seedReadyAnswer } from '../organisers/index.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import {
  addDays,
  asDay,
  type Day,
  dayOf,
  isDay,
  monthOf,
  partsOf,
  startOfDay,
  toSolar,
} from '../platform/vietnamese/index.ts'
import { readSeedFile, SeedError, type SeedFile } from './seed-file.ts'

/** How much there is now of what the file holds. */
export interface Seeded {
  readonly units: number
  readonly campaigns: number
  readonly needs: number
  readonly slots: number
}

/**
 * Makes units, accounts, communes, campaigns and needs as a seed file says, or brings them up to date. Keys are stable:
 * the same file twice changes nothing, and days that were counted from an anchor stay where the first import put them.
 * What is taken of a need is never touched.
 *
 * @throws SeedError with everything that is wrong with the file; nothing is imported then
 */
export async function importSeed(
  tx: Tx,
  { ids, now }: { ids: Ids; now: Date },
  yaml: string,
): Promise<Seeded> {
  const file = readSeedFile(yaml)
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
      validUntil: until === undefined ? null : lastMomentOf(asDay(until)),
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
  for (const one of file.needs) {
    await saveNeed(tx, ids, {
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
      cap: one.cap,
      takenBefore: one.taken_at_start,
      deadline: one.deadline === undefined ? null : lastMomentOf(calendar.day(one.deadline)),
      shows: shown.has(one.key),
      madeUp: one.made_up,
      source: documentNumber(file, one.source),
      rank: one.rank,
    })
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
  return {
    units: units.size,
    campaigns: campaigns.size,
    needs: file.needs.length,
    slots: file.slots.length,
  }
}

const documentNumber = (file: SeedFile, key: string | undefined): string | null =>
  key === undefined ? null : file.documents[key]!.number

const lastMomentOf = (day: Day): Date => new Date(startOfDay(addDays(day, 1)).getTime() - 1)

function datesOf(calendar: Calendar, n: number, one: SeedFile['campaigns'][number]) {
  const opensAt = startOfDay(calendar.day(one.opens))
  const [giftBy, receivesUntil, distributeBy] = [one.gift_by, one.receives_until, one.distribute_by].map(
    (text) => lastMomentOf(calendar.day(text)),
  ) as [Date, Date, Date]
  if (opensAt >= receivesUntil || giftBy > receivesUntil || receivesUntil > distributeBy) {
    throw new SeedError([
      `campaigns.${n}: its days must come in the order opens, gift_by, receives_until, distribute_by. Correct them.`,
    ])
  }
  return { opensAt, giftBy, receivesUntil, distributeBy }
}

interface Calendar {
  /** The day that `tet-7d` or `2027-01-30` means. */
  day(text: string): Day
  /** Puts the years of anchors into `tet-{tet.year}`. */
  fill(text: string): string
}

async function calendarOf(tx: Tx, file: SeedFile, now: Date): Promise<Calendar> {
  const anchors = new Map<string, Day>()
  const keep = async (name: string, make: () => Day) =>
    anchors.set(name, asDay(await seedAnchor(tx, name, make)))
  await keep('start', () => dayOf(now))
  for (const [name, { lunar, at_least }] of Object.entries(file.anchors)) {
    await keep(name, () => nextLunar(name, lunar, addDays(anchors.get('start')!, at_least)))
  }
  const anchor = (name: string): Day => {
    const day = anchors.get(name)
    if (!day)
      throw new SeedError([
        `there is no anchor "${name}". Add it under anchors, or write the day as 2027-01-30.`,
      ])
    return day
  }
  return {
    day(text) {
      if (isDay(text)) return text
      const [, name, distance] = /^([a-z]+)(?:([+-]\d+)d)?$/.exec(text) ?? []
      if (!name) throw new SeedError([`"${text}" is no day that exists. Correct it.`])
      return addDays(anchor(name), Number(distance ?? 0))
    },
    fill: (text) =>
      text.replace(/\{([a-z]+)\.(year|yy)\}/g, (_, name: string, form: string) => {
        const year = String(partsOf(anchor(name)).year)
        return form === 'yy' ? year.slice(2) : year
      }),
  }
}

/** The first such lunar day (`15/8`) on or after a day. */
function nextLunar(name: string, lunar: string, from: Day): Day {
  const [day, month] = lunar.split('/').map(Number) as [number, number]
  const { year } = partsOf(from)
  for (const candidate of [year - 1, year, year + 1, year + 2]) {
    const solar = toSolar({ year: candidate, month, day })
    if (solar && solar >= from) return solar
  }
  throw new SeedError([
    `anchors.${name}.lunar: there is no ${lunar} of the lunar calendar in the years after ${from}. Correct it.`,
  ])
}
