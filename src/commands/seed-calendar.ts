import { seedAnchor } from '../campaigns/index.ts'
import type { Tx } from '../platform/tx.ts'
import { addDays, asDay, type Day, dayOf, isDay, partsOf, toSolar } from '../platform/vietnamese/index.ts'
import { SeedError } from './seed-file.ts'
import type { SeedFile } from './seed-shape.ts'

export interface Calendar {
  /** The day that `tet-7d` or `2027-01-30` means. */
  day(text: string): Day
  /** Puts the years of anchors into `tet-{tet.year}`. */
  fill(text: string): string
}

export async function calendarOf(tx: Tx, file: SeedFile, now: Date): Promise<Calendar> {
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
