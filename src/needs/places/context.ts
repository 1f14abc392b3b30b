import type { Found, Place } from './finding.ts'
import type { How, Unit } from './registry.ts'

/**
 * Readings of a text's places, each made narrower by what else is named: of all Tân Lập the one in Sơn La, when Sơn La is
 * named too.
 *
 * @param mentions readings of each mention, the likeliest first
 */
export function withContext(mentions: readonly (readonly Found[])[]): Place[] {
  const narrowed = mentions.map((readings, n) => {
    const others = mentions.filter((_, other) => other !== n).flat()
    // "Bắc Giang" is the province, though a ward has its name too: who means that one says so.
    const big = readings.filter(({ kind }) => WIDTH[kind] === WIDTH.province)
    if (big.length > 0) return big
    const inside = readings.map((reading) => narrow(reading, others))
    const fit = inside.filter(({ fits }) => fits)
    return (fit.length > 0 ? fit : inside).map(({ reading }) => reading)
  })
  return narrowed.flatMap((readings, n) => {
    const others = narrowed.filter((_, other) => other !== n).flat()
    const around = readings.filter((reading) => others.some((other) => isInside(other, reading)))
    const shown: Place[] = []
    for (const reading of around.length > 0 ? around : readings) {
      const place = placeOf(reading, around.length > 0)
      // The same by another spelling, or the old commune of the same name, which went into this one, says nothing new.
      const said = shown.some(
        ({ kind, communes }) =>
          (kind === place.kind || place.kind === 'former-commune') &&
          place.communes.every((code) => communes.includes(code)),
      )
      if (!said) shown.push(place)
    }
    return shown
  })
}

const WIDTH: Record<Place['kind'], number> = {
  province: 3,
  'former-province': 3,
  'former-district': 2,
  commune: 1,
  'former-commune': 1,
}

/** From the wider to the narrower: those of its units that lie in the provinces that are named, then in the districts. */
function narrow(reading: Found, others: readonly Found[]): { reading: Found; fits: boolean } {
  let { units } = reading
  let fits = false
  const wider = others
    .filter(({ kind }) => WIDTH[kind] > WIDTH[reading.kind])
    .toSorted((a, b) => WIDTH[b.kind] - WIDTH[a.kind])
  for (const around of wider) {
    const land = new Set(around.units.flatMap((unit) => unit.communes))
    const inside = units.filter((unit) => unit.communes.some((commune) => land.has(commune)))
    if (inside.length > 0) units = inside
    fits ||= inside.length > 0
  }
  return { reading: { ...reading, units }, fits }
}

/** Whether one lies in the other, which is wider. */
function isInside(one: Found, wide: Found): boolean {
  if (WIDTH[one.kind] >= WIDTH[wide.kind]) return false
  const land = new Set(wide.units.flatMap((unit) => unit.communes))
  return one.units.every((unit) => unit.communes.some((commune) => land.has(commune)))
}

function placeOf({ units, ...found }: Found, around: boolean): Place {
  const communes = [...new Set(units.flatMap((unit) => unit.communes))]
  return {
    ...found,
    communes: communes.map(({ code }) => code),
    provinces: [...new Set(communes.map(({ province }) => province.code))],
    how: leastSure(units),
    around,
    units,
  }
}

const leastSure = (units: readonly Unit[]): How =>
  (['split', 'merged', 'exact'] as const).find((how) => units.some((unit) => unit.how === how))!
