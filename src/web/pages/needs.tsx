import { type Frame, Layout } from '../layout.tsx'
import { Own } from '../own.tsx'
import { money, to } from '../show.ts'
import { words } from '../words.ts'

/** A field to choose in, its choices in the page's language; what is chosen is read as if it was typed. */
interface Filter {
  readonly chosen: string
  readonly choices: readonly string[]
}

export interface NeedsData {
  /** The campaign of the need that a link names, by its address; absent for a search. */
  readonly campaign?: string
  /** What was typed. */
  readonly query: string
  readonly kind: Filter
  readonly place: Filter
  readonly who: Filter
  /** How it ended; `held`: what fits is held to the last piece; `over`: a link was followed to a need that takes no more. */
  readonly ending: 'found' | 'near' | 'held' | 'ask' | 'quiet' | 'one' | 'over'
  /** “áo ấm cho bé gái 6–10 tuổi”, “Sơn La”. */
  readonly what: string
  readonly where: string | null
  readonly needs: readonly FoundLine[]
  /** What somebody holds, and may be free again soon. */
  readonly held: readonly FoundLine[]
  readonly more: boolean
  /** Places of one name, when that must be asked: whole names. */
  readonly choices: readonly string[]
}

interface FoundLine {
  /** Opens the chat at this need. */
  readonly key: string
  readonly place: string
  readonly what: string
  /** What the law says of the commune: “Xã đặc biệt khó khăn”, and the number of its decision. */
  readonly status?: { readonly words: string; readonly decision: string | null }
  /** “còn 13/60 áo, cần trước thứ Ba 15/12”. */
  readonly standing: string
  /** Đồng for one unit, where units are counted. */
  readonly price?: bigint
  readonly unit: string
}

/**
 * `/needs`: the search of the chat as a page. Its form comes back here, so that a search can be sent to somebody. Who comes for
 * one need, from a poster or a friend, finds that first.
 */
export function NeedsPage({ frame, data }: { frame: Frame; data: NeedsData }) {
  const { lang } = frame
  const { needs: text } = words[lang]
  const { campaign, needs } = data
  const linked =
    data.ending === 'one'
      ? needs[0]
      : data.ending === 'held' && campaign !== undefined
        ? data.held[0]
        : undefined
  const title = linked ? text.oneAt(linked.what, linked.place) : text.title
  const picture =
    campaign === undefined ? '/picture.png' : `/campaigns/${encodeURIComponent(campaign)}/picture.png`
  const first = campaign !== undefined
  const parts = [
    <Search frame={frame} data={data} first={!first} />,
    <Results frame={frame} data={data} first={first} />,
  ]
  return (
    <Layout frame={frame} title={title} description={linked?.standing ?? text.intro} picture={picture}>
      {first ? parts.toReversed() : parts}
    </Layout>
  )
}

interface PartProps {
  frame: Frame
  data: NeedsData
  /** The first part has the page's heading. */
  first: boolean
}

function Search({ frame: { lang }, data, first }: PartProps) {
  const { needs: text } = words[lang]
  const Heading = first ? 'h1' : 'h2'
  return (
    <section>
      <Heading>{text.title}</Heading>
      <p class="lead">{text.intro}</p>
      <form class="check find" method="get" action="/needs">
        <input type="hidden" name="lang" value={lang} />
        <label for="q">{text.field}</label>
        <input
          id="q"
          name="q"
          value={data.query}
          maxlength={300}
          autocomplete="off"
          placeholder={text.example}
        />
        <div class="filters">
          <Choose name="kind" label={text.kind} any={text.anyKind} filter={data.kind} />
          <Choose name="place" label={text.place} any={text.anyPlace} filter={data.place} />
          <Choose name="who" label={text.who} any={text.anyWho} filter={data.who} />
        </div>
        <button class="button" type="submit">
          {text.submit}
        </button>
      </form>
    </section>
  )
}

function Results({ frame: { lang }, data, first }: PartProps) {
  const { needs: text } = words[lang]
  const Heading = first ? 'h1' : 'h2'
  return (
    <section data-testid="results">
      <Heading>{headingOf(data, text)}</Heading>
      {data.ending === 'found' && data.needs.length > 1 && <p class="soft">{text.order}</p>}
      {data.held.length > 0 && (
        <div class="needs">
          {data.held.map((need) => (
            <Card lang={lang} need={need} held />
          ))}
        </div>
      )}
      {data.ending === 'held' && <p>{text.heldMeanwhile(data.needs.length)}</p>}
      {data.ending === 'near' && <p>{data.needs.length > 0 ? text.nearest : text.nothing}</p>}
      {data.choices.length > 0 && (
        <ul class="which">
          {data.choices.map((one) => (
            <li>
              <a href={to(`/needs?${new URLSearchParams({ q: data.query, at: one })}`, lang)}>{one}</a>
            </li>
          ))}
        </ul>
      )}
      <div class="needs">
        {data.needs.map((need) => (
          <Card lang={lang} need={need} />
        ))}
      </div>
      {data.more && <p class="soft">{text.more}</p>}
      {(data.ending === 'near' || data.ending === 'held') && (
        <a class="button quiet" href={to('/chat?start=find', lang)}>
          {words[lang].site.chat}
        </a>
      )}
    </section>
  )
}

function Card({ lang, need, held = false }: { lang: Frame['lang']; need: FoundLine; held?: boolean }) {
  const { needs: text } = words[lang]
  return (
    <article class="card" data-testid={held ? 'held' : 'need'}>
      <h3>
        <Own lang={lang}>{need.place}</Own>
      </h3>
      {need.status && (
        <p class="soft">
          <Own lang={lang}>{need.status.words}</Own>
          {need.status.decision && ` (${text.decision(need.status.decision)})`}
        </p>
      )}
      <p>
        <Own lang={lang}>{need.what}</Own>
      </p>
      <p class="soft">
        <span>{need.standing}</span>
        {need.price !== undefined && <span>{text.each(money(need.price, lang), need.unit)}</span>}
      </p>
      {!held && (
        <a class="button quiet" href={to(`/chat?start=${encodeURIComponent(need.key)}`, lang)}>
          {text.give}
        </a>
      )}
    </article>
  )
}

function Choose({ name, label, any, filter }: { name: string; label: string; any: string; filter: Filter }) {
  return (
    <label>
      <span>{label}</span>
      <select name={name}>
        <option value="">{any}</option>
        {filter.choices.map((one) => (
          <option value={one} selected={one === filter.chosen}>
            {one}
          </option>
        ))}
      </select>
    </label>
  )
}

function headingOf(
  { ending, what, where, needs, more }: NeedsData,
  text: (typeof words)['vi']['needs'],
): string {
  switch (ending) {
    case 'found':
      return more ? text.many(what, where) : text.found(needs.length, what, where)
    case 'near':
      return text.near(what, where)
    case 'held':
      return text.held
    case 'ask':
      return text.which
    case 'one':
      return text.one
    case 'over':
      return text.over
    case 'quiet':
      return text.quiet
  }
}
