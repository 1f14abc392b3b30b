import { type Place, placesIn } from './finding.ts'
import { type Commune, registry, type Unit } from './registry.ts'

/** A commune of today that a typed name can mean. */
export interface Choice {
  readonly commune: Commune
  /** By which old unit, where it was typed by that. */
  readonly by?: Unit
}

/**
 * Which communes a name means that somebody typed to choose one: today's, or an old one's; of an old district all that it
 * became. With the province behind it, "Tân Lập, Sơn La", it means fewer.
 *
 * @returns `sure` when it can only be the first: one commune, typed right, and not by an old unit that was split
 */
export function communesNamed(typed: string): {
  readonly choices: readonly Choice[]
  readonly sure: boolean
} {
  const named = placesIn(typed)
  const found = isSmall(named) ? named : placesIn(`xã ${typed}`)
  const meant = (isSmall(found) ? found : named).filter(({ kind }) => !/province/.test(kind))
  const small = meant.filter(({ kind, around }) => kind !== 'former-district' && !around)
  const places = small.length > 0 ? small : meant
  const choices = new Map<string, Choice>()
  for (const { units } of places)
    for (const unit of units)
      for (const commune of unit.communes) {
        if (choices.has(commune.code)) continue
        choices.set(commune.code, unit.level === 'commune' ? { commune } : { commune, by: unit })
      }
  const sure = choices.size === 1 && places.every(({ match, how }) => match !== 'near' && how !== 'split')
  return { choices: [...choices.values()].toSorted(byProvince), sure }
}

const isSmall = (places: readonly Place[]): boolean =>
  places.some(({ kind }) => kind === 'commune' || kind === 'former-commune')

const byProvince = ({ commune: a }: Choice, { commune: b }: Choice): number =>
  registry().provinces.indexOf(a.province) - registry().provinces.indexOf(b.province) ||
  (a.code < b.code ? -1 : 1)

/** `xã Tà Xùa, Sơn La` */
export const communeSaid = ({ kind, name, province }: Commune): string => `${kind} ${name}, ${province.name}`
