import type { Context, Hono } from 'hono'
import {
  certificateActions,
  certificatePages,
  certified,
  drawDue,
  paper,
  revokeReturned,
} from './certificates/index.ts'
import type { Channel } from './channels/channel.ts'
import type { Simulator } from './channels/simulator/index.ts'
import { telegram } from './channels/telegram/index.ts'
import { bell, webChat, webChatRoutes, webChatStore } from './channels/web-chat/index.ts'
import {
  type Action,
  acting,
  addressBook,
  batcher,
  conversationSweep,
  delivery,
  deliveryStore,
  importFlows,
  loadLibrary,
  post,
  quarantine,
  releaseAllLeases,
  revisionSweep,
  setStanding,
  shapesOf,
  slowTurns,
  thinker,
  todoStore,
  turnStore,
  unpost,
} from './conversation/index.ts'
import type { FlowSource, Problem } from './engine/index.ts'
import { factShapes, openFacts } from './facts.ts'
import {
  bankHook,
  bookSafely,
  type Giving,
  givingActions,
  givingSweep,
  noticeRef,
  payPages,
  random30bits,
  sepay,
} from './giving/index.ts'
import { introductionsOf } from './introductions.ts'
import { needActions } from './needs/index.ts'
import { peopleActions } from './people/index.ts'
import type { Clock } from './platform/clock.ts'
import type { Hook } from './platform/hook.ts'
import type { Ids } from './platform/ids.ts'
import { instanceKey } from './platform/instance-key.ts'
import { studio } from './platform/paper/studio.ts'
import type { Queue } from './platform/queue.ts'
import { repeater } from './platform/repeater.ts'
import { answerBy } from './platform/vietnamese/index.ts'
import { publicPages } from './reports/index.ts'
import type { Ground } from './start.ts'
import { keepUpload, MAX_UPLOAD } from './uploads.ts'
import { fileLinks } from './web/file-links.ts'
import { document } from './web/html.ts'
import type { Frame } from './web/layout.tsx'
import { ErrorPage } from './web/pages/error.tsx'
import { rateLimit } from './web/rate.ts'
import { remoteAddress, webApp } from './web/server.ts'
import { pageLang, sitePages } from './web/site.tsx'

/** What a process does: answer the web, work off queues, or both. */
export interface Roles {
  readonly web: boolean
  readonly worker: boolean
}

export interface Service {
  /** Pages and chat. */
  readonly web: Hono
  /** What other programs post to, by path. */
  readonly hooks: ReadonlyMap<string, Hook>
  /** Why the flow files did not go live: what was live before is used. */
  readonly flowProblems: readonly Problem[]
  /** Begins to work: queues, sweeps, channels. */
  start(): Promise<void>
  /** Takes nothing more, ends what is under way, and leaves the rest to the next start. */
  stop(graceMs: number): Promise<void>
}

/** The ground, and what tests put in the place of chance, time and Redis. */
export interface Base extends Ground {
  readonly queue: Queue
  /** The files of flows/. They go live if they are sound. */
  readonly flows: readonly FlowSource[]
  /** Actions of whoever embeds the service, such as the bench. */
  readonly moreActions?: readonly Action[]
  /** People who exist only in tests and in `npm run chat`. */
  readonly simulator?: Simulator
  readonly clock: Clock
  readonly ids: Ids
  /** PUBLIC_URL, or where the web server listens. */
  readonly site: string
}

const SWEEP_MS = 2_000
const REFRESH_MS = 2_000
const READY_MS = 2_000
const HOUR_MS = 3_600_000

/** Everything that flows may ask for. */
export const actionsOf = (giving: Giving): readonly Action[] => [
  ...peopleActions,
  ...needActions,
  ...givingActions(giving),
  ...certificateActions(giving),
]

/** Reads as the list of what the program is made of. */
export async function compose(base: Base, roles: Roles): Promise<Service> {
  const { config, db, log, queue, clock, ids, secret, files, demo, site } = base
  const { hot } = db

  // ── what flows may ask ───────────────────────────────────────────────────────────────────────────────────────
  const demoSecret = demo ? (await instanceKey(db, secret, 'demo-bank')).toString('hex') : undefined
  const sepaySecrets = [
    ...(config.SEPAY_WEBHOOK_SECRET?.split(',') ?? []),
    ...(demoSecret ? [demoSecret] : []),
  ]
  const feed = sepay(sepaySecrets)
  const giving: Giving = {
    tell: {
      toContact: (tx, contact, message) => post(tx, contact, message),
      takeBack: unpost,
    },
    bell: {
      bank: (notice) => void queue.add('bank', notice, AFTER_COMMIT),
      paper: (key) => void queue.add('papers', key, AFTER_COMMIT),
    },
    ids,
    secret,
    feeds: [feed],
    site,
    random30bits,
    demoSecret,
    certified,
    revokeCertificates: revokeReturned,
  }
  const actions = [...actionsOf(giving), ...(base.moreActions ?? [])]

  // ── the conversation ─────────────────────────────────────────────────────────────────────────────────────────
  const shapes = shapesOf(actions)
  const { problems } = await importFlows(db, base.flows, shapes, factShapes)
  const library = await loadLibrary(db, shapes)
  const facts = await openFacts({ db, clock, log, site, demo })
  const speaker = { book: library.book, view: facts.view }
  const papers = { db, files, studio: studio() }
  const loadFile = async (key: string) => (await paper(papers, key)) ?? files.get(key)
  const bot = config.TELEGRAM_BOT_TOKEN
    ? telegram(
        {
          token: config.TELEGRAM_BOT_TOKEN,
          root: config.TELEGRAM_API_ROOT,
          webhook:
            config.TELEGRAM_MODE === 'webhook'
              ? { secret: config.TELEGRAM_WEBHOOK_SECRET!, publicUrl: config.PUBLIC_URL! }
              : undefined,
          introductions: introductionsOf(library.book()),
        },
        loadFile,
        log,
      )
    : undefined
  const channels = new Map<string, Channel>(
    [webChat, ...(bot ? [bot.channel] : []), ...(base.simulator ? [base.simulator.channel] : [])].map(
      (channel) => [`${channel.name}:${channel.account}`, channel],
    ),
  )
  const pulling = new Set([...channels.values()].filter((one) => one.abilities.pull).map((one) => one.name))
  const pulls = (channel: string) => pulling.has(channel)

  const rings = bell()
  const turns = turnStore(hot)
  const deliveries = deliveryStore(hot, turns.markSent)
  const sends = delivery(channels, deliveries, log)
  const todos = todoStore(hot)
  const addresses = addressBook(hot, ids)
  const shared = { speaker, delivery: sends, log, pulls, arrived: rings.ring }
  const performing = {
    speaker,
    actions: new Map(actions.map((one) => [one.name, one])),
    clock,
    ids,
    log,
    answerBy,
  }
  const live = batcher({
    ...shared,
    addresses,
    store: turns,
    thinker: thinker({ ...shared, store: turns }),
    act: acting(db, performing),
    queue,
  })
  const slow = slowTurns({ ...shared, ...performing, db, store: todos })

  // ── what comes due ───────────────────────────────────────────────────────────────────────────────────────────
  const sweeps = [
    conversationSweep({ hot, todos, deliveries, delivery: sends, queue, log }),
    givingSweep(db, giving, log),
    async () => void (await drawDue(papers)),
  ]
  const repeating = repeater(log)

  // ── the web ──────────────────────────────────────────────────────────────────────────────────────────────────
  const links = fileLinks(await instanceKey(db, secret, 'file-links'), () => clock.now().getTime())
  const frame = (c: Context): Frame => {
    const lang = pageLang(c)
    const fund = facts.view(lang, 'web').facts.fund as { name: string; decision: string | null } | null
    const decision = fund?.decision ? { decision: fund.decision } : {}
    return { lang, demo, fund: { name: fund?.name ?? 'Chung Tay', ...decision }, path: c.req.path }
  }
  const receiving = {
    batcher: live,
    quarantine: (source: string, body: Buffer, reason: string) => quarantine(hot, ids, source, body, reason),
    standing: (channel: string, account: string, key: string, blocked: boolean) =>
      setStanding(hot, channel, account, key, blocked),
  }
  const chat = webChatStore(hot)
  const pages = [
    publicPages({ db, clock, frame }),
    payPages({ db, clock, links, frame, giving }),
    certificatePages({ db, links, frame, site }),
    sitePages({ frame, links, loadFile, maxFileBytes: MAX_UPLOAD }),
  ]
  const hooks = new Map([
    ['/hooks/sepay', bankHook({ db, clock, log, giving, feed })],
    ...(bot ? [['/hooks/telegram', bot.hook(receiving)] as const] : []),
  ])
  const remote = remoteAddress(config.TRUSTED_PROXIES)
  const web = webApp({
    log,
    chatApi: webChatRoutes({
      batcher: live,
      addresses,
      store: chat,
      bell: rings,
      links,
      // A person types at most a few lines a second; a school or an office shares one address.
      perPerson: rateLimit({ burst: 40, perSecond: 2 }),
      perSource: rateLimit({ burst: 1_000, perSecond: 50 }),
      remote,
      keepFile: (_, bytes) => keepUpload(files, bytes),
    }),
    pages,
    perSource: { limit: rateLimit({ burst: 600, perSecond: 20 }), remote },
    health: { live: () => !stopping, ready },
    faultPage: (c, status, retryAfter) =>
      c.html(document(ErrorPage({ frame: frame(c), data: { status, retryAfter } })), status),
  })

  let stopping = false
  const receivers: { stop(): Promise<void> }[] = []

  async function ready() {
    const timeout = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), READY_MS).unref())
    const database = await Promise.race([
      hot.query('ready', 'select 1', []).then(
        () => true,
        () => false,
      ),
      timeout,
    ])
    return { ok: database && !stopping, checks: { database } }
  }

  return {
    web,
    hooks,
    flowProblems: problems,
    async start() {
      if (db.kind === 'embedded') await releaseAllLeases(hot)
      if (roles.worker) {
        queue.work('todo', 8, slow)
        queue.work('bank', 4, async (id) => {
          await bookSafely(db, giving, log, noticeRef(id))
          // The donor hears of her money now, not at the next sweep.
          for (const contact of await todos.ripe(100)) await queue.add('todo', contact)
        })
        queue.work('papers', 1, async (key) => void (await paper(papers, key)))
        for (const sweep of sweeps) repeating.every(SWEEP_MS, sweep)
      }
      repeating.every(REFRESH_MS, facts.refresh)
      repeating.every(REFRESH_MS, library.refresh)
      if (roles.worker) repeating.every(HOUR_MS, revisionSweep(db, log))
      if (roles.web && db.kind === 'postgresql') {
        // Another process may have written what somebody here waits for.
        repeating.every(400, async () => {
          const waited = rings.waitedOn().filter((one) => !one.startsWith('stranger:'))
          if (waited.length > 0) for (const address of await chat.freshAmong(waited, 2)) rings.ring(address)
        })
      }
      const receives = config.TELEGRAM_MODE === 'webhook' ? roles.web : roles.worker
      if (bot && receives) receivers.push(bot.begin(receiving))
      if (base.simulator) receivers.push(base.simulator.begin(receiving))
    },
    async stop(graceMs) {
      stopping = true
      rings.close()
      for (const receiver of receivers) await receiver.stop()
      await repeating.stop()
      await live.close()
      await queue.close(graceMs)
      await sends.close(graceMs)
      for (const channel of channels.values()) await channel.close?.()
    },
  }
}

/** Bells are rung inside a transaction; the work is looked for once it has committed. */
const AFTER_COMMIT = { delayMs: 30 }
