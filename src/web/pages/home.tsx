import { type Frame, Layout } from '../layout.tsx'
import { Mark } from '../mark.tsx'
import { Naming, Own } from '../own.tsx'
import { day, money, to } from '../show.ts'
import { type Words, words } from '../words.ts'
import { Banner, ChatLink, type Progress, ProgressLine, thingsIn } from './parts.tsx'

export type Stage = keyof Words['stages']

/** A running campaign as the front page shows it. */
export interface CampaignCard {
  readonly slug: string
  /** What its picture shows: the occasion. */
  readonly motif: string
  readonly title: string
  /** What it gives, in a few words: "áo ấm, sữa, bánh". */
  readonly what: string
  /** Absent when nothing is counted: it collects for its common pot. */
  readonly progress?: Progress
  /** Of sponsored places: how many wait for somebody. */
  readonly waiting?: number
  /** How many communes still lack something, and in which provinces; absent when none does. */
  readonly communes?: { readonly count: number; readonly provinces: readonly string[] }
  /** Money in the account, in đồng. */
  readonly received: bigint
  readonly receivesUntil: Date
  readonly became: Became
}

/** What a campaign's money has become: things, and đồng for what is counted in no things. */
export type Became = Readonly<
  Record<
    'bought' | 'delivered' | 'confirmed',
    { readonly amount: bigint; readonly things: readonly { readonly unit: string; readonly n: bigint }[] }
  >
>

/** One that takes no more gifts. */
export interface PastCampaign {
  readonly slug: string
  readonly title: string
  readonly received: bigint
  readonly became: Became
  /** When it took its last gift; absent where nobody noted it. */
  readonly endedAt?: Date
}

export interface HomeData {
  readonly campaigns: readonly CampaignCard[]
  /** Those whose places are sponsored each month: nobody gives to them once. */
  readonly places: readonly CampaignCard[]
  /** The newest first. */
  readonly past: readonly PastCampaign[]
  /** Đồng at each stage over all campaigns; without it the stages are only explained. */
  readonly journey?: Readonly<Record<Stage, bigint>>
}

/** `/`: who the fund is, what runs now, how a gift travels. */
export function HomePage({ frame, data }: { frame: Frame; data: HomeData }) {
  const { lang } = frame
  const { home, site } = words[lang]
  const intro = home.intro(frame.fund.name)
  return (
    <Layout frame={frame} title={home.title} description={intro} picture="/picture.png">
      <section class="front">
        <h1>{home.lead}</h1>
        <p class="lead">
          <Naming text={intro} name={frame.fund.name} lang={lang} />
        </p>
        <ChatLink lang={lang} />
        <Mark size={168} />
      </section>

      <section>
        <h2>{home.running}</h2>
        {data.campaigns.length === 0 && <p>{home.noneRunning}</p>}
        <div class="cards">
          {data.campaigns.map((campaign) => (
            <Card campaign={campaign} frame={frame} />
          ))}
        </div>
        <p>
          <a class="button quiet" href={to('/needs', lang)}>
            {words[lang].needs.link}
          </a>
        </p>
        <p class="soft">{home.chatNote}</p>
      </section>

      {data.places.length > 0 && (
        <section>
          <h2>{home.places}</h2>
          <div class="cards">
            {data.places.map((campaign) => (
              <Card campaign={campaign} frame={frame} />
            ))}
          </div>
        </section>
      )}

      {data.past.length > 0 && (
        <section>
          <h2>{home.past}</h2>
          <div class="pair">
            {data.past.map((campaign) => (
              <PastCard campaign={campaign} frame={frame} />
            ))}
          </div>
        </section>
      )}

      <section>
        <h2>{home.journey}</h2>
        <Journey frame={frame} amounts={data.journey} />
        <p class="soft">{home.journeyNote}</p>
      </section>

      <section class="pair">
        <div class="card">
          <h2>{home.checkTitle}</h2>
          <p>{home.checkText}</p>
          <a class="button quiet" href={to('/check', lang)}>
            {site.check}
          </a>
        </div>
        <div class="card">
          <h2>{home.childrenTitle}</h2>
          <p>{home.childrenText}</p>
        </div>
      </section>
    </Layout>
  )
}

function Card({ campaign, frame }: { campaign: CampaignCard; frame: Frame }) {
  const { lang } = frame
  const { home } = words[lang]
  const { communes, progress, received, waiting } = campaign
  return (
    <article class="card pictured" data-testid="campaign">
      <Banner motif={campaign.motif} />
      <Title of={campaign} lang={lang} />
      <p>
        <Own lang={lang}>{campaign.what}</Own>
      </p>
      {progress && <ProgressLine progress={progress} lang={lang} />}
      <p class="soft">
        {waiting !== undefined && <span>{home.waiting(waiting)}</span>}
        {communes && <span>{home.communes(communes.count, communes.provinces.join(', '))}</span>}
        {waiting === undefined && (progress === undefined || progress.unit !== undefined) && (
          <span>{received > 0n ? home.receivedVnd(money(received, lang)) : home.noneVnd}</span>
        )}
        {campaign.became.bought.amount > 0n && <span>{becameSaid(campaign.became, frame)}</span>}
        <span>{home.until(day(campaign.receivesUntil, lang))}</span>
      </p>
      <p class="go" aria-hidden="true">
        {home.see}
      </p>
    </article>
  )
}

/** What leads to a campaign's page: the whole card does. */
const Title = ({ of, lang }: { of: Pick<PastCampaign, 'slug' | 'title'>; lang: Frame['lang'] }) => (
  <h3>
    <a class="whole" href={to(`/campaigns/${encodeURIComponent(of.slug)}`, lang)}>
      <Own lang={lang}>{of.title}</Own>
    </a>
  </h3>
)

function PastCard({ campaign, frame }: { campaign: PastCampaign; frame: Frame }) {
  const { lang } = frame
  const { home } = words[lang]
  const { became, endedAt, received } = campaign
  return (
    <article class="card" data-testid="past">
      <Title of={campaign} lang={lang} />
      <p>
        <strong>{became.bought.amount > 0n ? becameSaid(became, frame) : home.notYet}</strong>
      </p>
      <p class="soft">
        <span>{home.became(money(received, lang), money(became.confirmed.amount, lang))}</span>
        {endedAt && <span>{home.ended(day(endedAt, lang))}</span>}
      </p>
      <p class="go" aria-hidden="true">
        {home.seePast}
      </p>
    </article>
  )
}

/** “Đã mua 30 cặp, 40 bộ. Đã đến 30 cặp, 38 bộ.” */
function becameSaid({ bought, delivered }: Became, { lang }: Frame): string {
  const { home } = words[lang]
  const said = ({ amount, things }: Became['bought']) => thingsIn(lang, things) || money(amount, lang)
  return delivered.amount > 0n
    ? `${home.bought(said(bought))} ${home.arrived(said(delivered))}`
    : home.bought(said(bought))
}

/** The five stages in their order, with what stands at each when it is known. */
export function Journey({
  frame,
  amounts,
  counts,
  untold,
}: {
  frame: Frame
  amounts: HomeData['journey'] | undefined
  /** Things at each stage, where some are counted. */
  counts?: Readonly<Record<Stage, string>>
  /** Said instead of what became of the money, where that is not told. */
  untold?: string
}) {
  const isUntold = (stage: Stage) => untold !== undefined && stage !== 'pledged' && stage !== 'received'
  const { stages } = words[frame.lang]
  return (
    <ol class="journey">
      {(Object.keys(stages) as Stage[]).map((stage) => (
        <li data-stage={stage} class={amounts?.[stage] === 0n ? 'none' : ''}>
          <h3>{stages[stage].name}</h3>
          {amounts && (
            <p class="amount">
              {isUntold(stage)
                ? untold
                : amounts[stage] > 0n
                  ? money(amounts[stage], frame.lang)
                  : stages[stage].none}
            </p>
          )}
          {counts?.[stage] && <p class="things">{counts[stage]}</p>}
          <p>{stages[stage].what}</p>
        </li>
      ))}
    </ol>
  )
}
