import { stringify } from 'yaml'
import { importSeed } from '../../src/commands/seed.ts'
import type { Database } from '../../src/platform/db.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { addDays, dayOf, fold } from '../../src/platform/vietnamese/index.ts'
import { searchedNeeds } from './search-set.ts'

/** Puts the invented needs of the search set into a database: a fund for each province, and a campaign for each occasion. */
export async function seedSearchedNeeds(db: Database, now: Date): Promise<void> {
  const needs = searchedNeeds()
  const today = dayOf(now)
  const slug = (text: string) => fold(text).replace(/[^a-z0-9]+/g, '-')
  const provinces = [...new Set(needs.map(({ province }) => province))]
  const communes = [
    ...new Set(needs.flatMap(({ commune, province }) => (commune ? `${commune}|${province}` : []))),
  ]
  const campaigns = [...new Set(needs.map(({ event, province }) => `${event}|${province}`))]
  const letters = (n: number) => String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26))
  const yaml = stringify({
    demo: true,
    units: provinces.map((place) => ({
      key: slug(place),
      kind: 'fund',
      name: `Quỹ ${place}`,
      short: 'Quỹ',
      place,
      decision: '00/QĐ-UBND',
      made_up: true,
    })),
    accounts: provinces.map((place, n) => ({
      key: slug(place),
      unit: slug(place),
      bin: '000000',
      bank: 'Ngân hàng Thử',
      number: `99900${n}`,
      holder: 'QUY THU',
      made_up: true,
    })),
    communes: communes.map((one) => {
      const [name, province] = one.split('|') as [string, string]
      return { key: slug(one), name: `${name} (bản thử)`, province, made_up: true }
    }),
    campaigns: campaigns.map((one, n) => {
      const [event, province] = one.split('|') as [string, string]
      return {
        key: slug(one),
        unit: slug(province),
        account: slug(province),
        event,
        flow: 'tet',
        slug: slug(one),
        title: one,
        purpose: one,
        what: 'áo ấm',
        for_whom: 'trẻ em vùng cao',
        receipt_series: `R${letters(n)}`,
        code_prefix: `T${letters(n)}`,
        min: 2000,
        hold_minutes: 15,
        pledge_days: 7,
        opens: addDays(today, -30),
        gift_by: addDays(today, 300),
        receives_until: addDays(today, 301),
        distribute_by: addDays(today, 320),
      }
    }),
    needs: needs.map(({ key, commune, province, event, ages, ...need }) => ({
      key,
      campaign: slug(`${event}|${province}`),
      ...(commune ? { commune: slug(`${commune}|${province}`) } : {}),
      package: need.package,
      ...(need.item ? { item: need.item } : {}),
      ...(need.sex ? { sex: need.sex } : {}),
      ...(ages ? { age_from: ages.from, age_to: ages.to } : {}),
      mode: need.mode,
      what: need.what,
      unit: need.unit,
      unit_price: need.unit_price,
      cap: need.cap,
      taken_at_start: need.taken,
      ...(need.deadline === undefined ? {} : { deadline: addDays(today, need.deadline) }),
      rank: need.rank,
      made_up: true,
    })),
  })
  await db.transaction((tx) => importSeed(tx, { ids, now }, yaml))
}
