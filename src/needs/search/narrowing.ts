import type { Tx } from '../../platform/tx.ts'
import { capitalise } from '../../platform/vietnamese/index.ts'
import { packages } from '../packages.ts'
import { type OpenKind, openCampaigns, openKinds } from './store.ts'
import type { Wish } from './wish.ts'
import type { Lang } from './words.ts'

/**
 * What there is to choose from, for people who do not type: kinds of need that are open, then the places that need such
 * things, then for whom. Each in words that the search reads.
 */
export async function narrowings(
  tx: Tx,
  by: 'kind' | 'place' | 'who',
  wish: Wish | undefined,
  now: Date,
  lang: Lang,
): Promise<string[]> {
  const campaigns = await openCampaigns(tx, now)
  const open = (await openKinds(tx, campaigns, now)).filter(
    (one) =>
      (wish?.things ?? []).every((thing) => thing.package === one.package) &&
      (wish?.places ?? []).every(({ readings }) =>
        readings.flat().some(({ provinces }) => provinces.includes(one.province)),
      ),
  )
  return distinct(open.flatMap((one) => named(by, one, lang) ?? [])).map(capitalise)
}

/** As a button says it. Of needs for both sexes nobody has to choose. */
function named(by: 'kind' | 'place' | 'who', { package: kind, province, sex }: OpenKind, lang: Lang) {
  const { packages: kinds, sexes } = packages()
  switch (by) {
    case 'kind':
      return kinds[kind]?.short?.[lang] ?? kinds[kind]?.[lang]
    case 'place':
      return province
    case 'who':
      return sex ? sexes[sex][lang] : undefined
  }
}

const distinct = (all: readonly string[]): string[] => [...new Set(all)]
