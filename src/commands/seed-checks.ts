import { OLDEST, packages } from '../needs/index.ts'
import { misplaced } from './seed-places.ts'
import type { SeedFile } from './seed-shape.ts'

/** What is wrong with a file whose shape is right; each fault begins with its place, `needs.0.cap: …`. */
export const faultsIn = (file: SeedFile): string[] => [
  ...strayNames(file),
  ...misplaced(file),
  ...nonsense(file),
  ...pretended(file),
]

function strayNames(file: SeedFile): string[] {
  const names = {
    units: file.units.map((one) => one.key),
    accounts: file.accounts.map((one) => one.key),
    communes: file.communes.map((one) => one.key),
    campaigns: file.campaigns.map((one) => one.key),
    needs: file.needs.map((one) => one.key),
    slots: file.slots.map((one) => one.key),
    documents: Object.keys(file.documents),
  }
  type List = keyof typeof names
  const faults = (Object.keys(names) as List[]).flatMap((list) =>
    names[list]
      .filter((name, n, all) => all.indexOf(name) !== n)
      .map((name) => `${list}: the key "${name}" is there twice. Give one of them another key.`),
  )
  const refer = (
    list: 'units' | 'accounts' | 'communes' | 'campaigns' | 'needs' | 'slots' | 'answers',
    n: number,
    field: string,
    to: List,
    name: string | undefined,
  ) => {
    if (name === undefined || names[to].includes(name)) return
    faults.push(
      `${list}.${n}.${field}: there is no "${name}" under ${to}. Add it there, or correct the name.`,
    )
  }
  for (const [n, one] of file.units.entries()) {
    const above = names.units.slice(0, n)
    if (one.parent !== undefined && !above.includes(one.parent)) {
      faults.push(
        `units.${n}.parent: "${one.parent}" does not stand above it. Add it there, or correct the name.`,
      )
    }
  }
  for (const [n, one] of file.accounts.entries()) refer('accounts', n, 'unit', 'units', one.unit)
  for (const [n, one] of file.communes.entries()) {
    refer('communes', n, 'source', 'documents', one.source)
    for (const [m, { source }] of one.statuses.entries())
      refer('communes', n, `statuses.${m}.source`, 'documents', source)
  }
  for (const [n, one] of file.campaigns.entries()) {
    refer('campaigns', n, 'unit', 'units', one.unit)
    refer('campaigns', n, 'account', 'accounts', one.account)
    refer('campaigns', n, 'shows', 'needs', one.shows)
  }
  for (const [n, one] of file.needs.entries()) {
    refer('needs', n, 'campaign', 'campaigns', one.campaign)
    refer('needs', n, 'commune', 'communes', one.commune)
    refer('needs', n, 'source', 'documents', one.source)
  }
  for (const [n, one] of file.slots.entries()) {
    refer('slots', n, 'campaign', 'campaigns', one.campaign)
    refer('slots', n, 'commune', 'communes', one.commune)
  }
  for (const [n, one] of file.answers.entries()) refer('answers', n, 'unit', 'units', one.unit)
  return faults
}

/** Real people give real money to a file without `demo: true`: nothing in it may be of the demo. */
function pretended(file: SeedFile): string[] {
  return file.demo ? [] : demoSaid(file, [])
}

function demoSaid(value: unknown, path: readonly string[]): string[] {
  if (typeof value === 'string' && /bản thử|số giả/i.test(value.normalize('NFC'))) {
    return [`${path.join('.')}: "${value}" is of the demo. Write the real one, or "demo: true" at the top.`]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'made_up' && inner === true
      ? [`${[...path, name].join('.')}: is invented. Write what is real and take this line out.`]
      : demoSaid(inner, [...path, name]),
  )
}

/** Packages and their things are those of prisma/seed/packages.yaml: people find a need by their words. */
function strayKind(
  n: number,
  { package: kind, item, age_from, age_to }: SeedFile['needs'][number],
): string[] {
  const known = packages()
  const faults: string[] = []
  if (!Object.hasOwn(known.packages, kind))
    faults.push(
      `needs.${n}.package: there is no "${kind}" in prisma/seed/packages.yaml. There are: ${Object.keys(known.packages).join(', ')}.`,
    )
  const its = Object.entries(known.items).flatMap(([key, one]) => (one.package === kind ? [key] : []))
  if (item !== undefined && !its.includes(item))
    faults.push(
      `needs.${n}.item: "${item}" is no thing of ${kind} in prisma/seed/packages.yaml. Its things are: ${its.join(', ') || 'none'}. Leave the line out for several things at once.`,
    )
  const both = age_from !== undefined && age_to !== undefined
  if ((age_from !== undefined || age_to !== undefined) && !(both && age_from <= age_to && age_to <= OLDEST))
    faults.push(
      `needs.${n}.age_from: age_from and age_to are both there or neither, in years, the lower first and at most ${OLDEST}.`,
    )
  return faults
}

function nonsense(file: SeedFile): string[] {
  const faults: string[] = []
  for (const [n, one] of file.needs.entries()) {
    faults.push(...strayKind(n, one))
    if (one.taken_at_start > one.cap) {
      faults.push(
        `needs.${n}.taken_at_start: ${one.taken_at_start} is more than the cap ${one.cap}. Correct one of them.`,
      )
    }
    if (one.portion !== undefined && (one.mode !== 'pooled' || one.portion > one.cap)) {
      faults.push(
        `needs.${n}.portion: what one part costs is said of a pooled need, and is no more than its cap. Leave the line out.`,
      )
    }
    if (one.mode === 'pooled' && one.unit_price !== 1n) {
      faults.push(`needs.${n}.unit_price: a pooled need counts đồng, so write 1.`)
    }
  }
  for (const [n, one] of file.units.entries()) {
    if (one.decision === undefined && file.campaigns.some((campaign) => campaign.unit === one.key)) {
      faults.push(
        `units.${n}.decision: is missing. Whoever is asked for money hears which decision founded the fund.`,
      )
    }
  }
  for (const [n, one] of file.slots.entries()) {
    const [from, to] = one.ages
    if (from < 3 || to > 18 || to - from < 2) {
      faults.push(
        `slots.${n}.ages: write at least two years between 3 and 18, such as '6–8': a narrower band points at a child.`,
      )
    }
    const campaign = file.campaigns.find(({ key }) => key === one.campaign)
    if (campaign && campaign.event !== 'sponsorship') {
      faults.push(
        `slots.${n}.campaign: "${one.campaign}" is an appeal. Places belong to a campaign whose event is sponsorship.`,
      )
    }
  }
  for (const [n, one] of file.campaigns.entries()) {
    const shown = file.needs.find((need) => need.key === one.shows)
    if (shown && shown.campaign !== one.key) {
      faults.push(
        `campaigns.${n}.shows: "${one.shows}" is a need of another campaign. Name one of this campaign.`,
      )
    }
  }
  return faults
}
