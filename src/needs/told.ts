import { leadsOutside, namesPerson, schoolsIn, tellsOfChild } from '../platform/vietnamese/index.ts'
import { placesIn } from './places/finding.ts'

/**
 * Why everybody may not read a text: it tells of one child or one school, has a person's name in full, leads to a link, or has a number
 * to call or to pay to that is not the fund's.
 */
export type Unfit = 'child' | 'person' | 'link' | 'digits'

/**
 * What is wrong with a text that everybody reads, or that the bot says: titles and purposes of campaigns, needs, places, purchases and
 * deliveries, all by this one rule.
 *
 *     unfitForAll('áo ấm cho bé gái 6–10 tuổi', { ours: [] })       // undefined
 *     unfitForAll('bữa trưa ở trường tà xùa', { ours: [] })         // 'child'
 *     unfitForAll('suất quà, STK 0123456789', { ours: [] })         // 'digits'
 *
 * @param how.ours the fund's own numbers: accounts in use, telephones (`ownNumbers`)
 * @param how.people whether a person may be named: a campaign may say who calls for it, a need is nobody's
 * @param how.digits so many digits at a stretch are harmless; undefined: seven
 */
export function unfitForAll(
  text: string,
  how: { readonly ours: readonly string[]; readonly people?: boolean; readonly digits?: number },
): Unfit | undefined {
  if (tellsOfChild(text) || schoolsIn(text).some(isPlaceFirst)) return 'child'
  if (!how.people && namesPerson(text)) return 'person'
  return leadsOutside(text, how.ours, how.digits)
}

/** “trường tà xùa”: a school mostly has the name of its place, also where nobody wrote capitals. */
const isPlaceFirst = (rest: string): boolean =>
  placesIn(rest).some(({ from, name, match }) => from === 0 && match === 'accented' && name.includes(' '))
