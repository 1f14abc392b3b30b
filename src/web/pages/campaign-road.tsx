import type { Frame } from '../layout.tsx'
import { words } from '../words.ts'
import { type HomeData, Journey, type Stage } from './home.tsx'
import { thingsIn } from './parts.tsx'

/** How far gifts are: of the whole campaign, or of what was chosen of it. */
export interface RoadData {
  /** What was chosen: a need's key, or `place/` and a commune; empty: all. */
  readonly chosen: string
  readonly places: readonly string[]
  readonly needs: readonly { readonly key: string; readonly what: string; readonly place: string | null }[]
  /** What things became is not told of what was chosen: too few were bought or brought at once. */
  readonly few: boolean
  readonly amounts: NonNullable<HomeData['journey']>
  readonly counts: Readonly<Record<Stage, readonly { readonly unit: string; readonly n: bigint }[]>>
}

/** The five stages in đồng and in things, of all of it or of what was chosen. */
export function Road({ slug, road, frame }: { slug: string; road: RoadData; frame: Frame }) {
  const { lang } = frame
  const { campaign: text } = words[lang]
  const said = (stage: Stage) => thingsIn(lang, road.counts[stage])
  const counts = {
    pledged: said('pledged'),
    received: said('received'),
    bought: said('bought'),
    delivered: said('delivered'),
    confirmed: said('confirmed'),
  }
  return (
    <section id="road">
      <h2>{text.road}</h2>
      {road.needs.length > 0 && (
        <form class="check find" method="get" action={`/campaigns/${encodeURIComponent(slug)}#road`}>
          <input type="hidden" name="lang" value={lang} />
          <div class="filters">
            <label for="of">
              {text.roadField}
              <select id="of" name="of">
                <option value="">{text.roadAll}</option>
                {road.places.map((place) => (
                  <option value={`place/${place}`} selected={road.chosen === `place/${place}`}>
                    {place}
                  </option>
                ))}
                {road.needs.map(({ key, what, place }) => (
                  <option value={key} selected={road.chosen === key}>
                    {what}, {place ?? text.anywhere}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <button class="button quiet" type="submit">
            {text.roadShow}
          </button>
        </form>
      )}
      <Journey
        frame={frame}
        amounts={road.amounts}
        counts={counts}
        {...(road.few ? { untold: text.roadUntold } : {})}
      />
      <p class="soft">{road.few ? text.roadFew : text.roadNote}</p>
    </section>
  )
}
