import { openChannels } from './app/channels.ts'
import { copied } from './app/copying.tsx'
import { countKept } from './app/counting.ts'
import { erasureSweep } from './app/erasing.ts'
import { factShapes, openFacts } from './app/facts.ts'
import { hush, noting, openGiving } from './app/giving.ts'
import { linkSweep, linkTellings, saying } from './app/linking.ts'
import { requestSweep, requestTellings } from './app/requests.ts'
import { sentFile } from './app/sent-files.ts'
import type { Base, Roles, Service } from './app/service.ts'
import { MAX_UPLOAD, uploads } from './app/uploads.ts'
import { wakingSweep, wakingTellings } from './app/waking.ts'
import { openWeb } from './app/web.ts'
import { wishSweep, wishTellings } from './app/wishes.ts'
import { applyChanges } from './campaigns/index.ts'
import { certificateActions, drawDue, mayHave, paper, textSigner } from './certificates/index.ts'
import { TELEGRAM } from './channels/telegram/index.ts'
import { bell, webChat, webChatStore } from './channels/web-chat/index.ts'
import {
  type Action,
  acting,
  addressBook,
  awaited,
  batcher,
  conversationSweep,
  delivery,
  deliveryStore,
  excuseLate,
  fetching,
  filesNamed,
  handoverTellings,
  importFlows,
  loadLibrary,
  noteChannels,
  noteWebhook,
  officeSweep,
  openAlarm,
  quarantine,
  releaseAllLeases,
  revisionSweep,
  setStanding,
  shapesOf,
  slowTurns,
  thinker,
  todoStore,
  turnStore,
} from './conversation/index.ts'
import {
  bankHook,
  bookSafely,
  type Giving,
  givingActions,
  givingSweep,
  givingTellings,
  hasOpenMoney,
  lateWishSweep,
  noticeRef,
  offerSweep,
  setAsideSweep,
} from './giving/index.ts'
import { needActions } from './needs/index.ts'
import {
  alarmActions,
  audit,
  forgetForms,
  forgetSessions,
  forgetTries,
  lapseApprovals,
  sealSweep,
} from './organisers/index.ts'
import { forgetLinks, linkActions, peopleActions } from './people/index.ts'
import { studio } from './platform/paper/studio.ts'
import { repeater } from './platform/repeater.ts'
import { noteSeen, SECOND_POLLER, SWEEPS } from './platform/seen.ts'
import type { Tx } from './platform/tx.ts'
import { answerBy } from './platform/vietnamese/index.ts'
import { isTheirYear, yearActions, yearPaper } from './reports/index.ts'
import { pulse } from './running/health.ts'
import { finding } from './running/start.ts'
import { proofSweep, spendingActions, spendingTellings } from './spending/index.ts'

export type { Base, Roles, Service } from './app/service.ts'

const SWEEP_MS = 2_000
const REFRESH_MS = 2_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
// Downloads that hang cost nothing but memory, and those behind them wait for one to end.
const FETCHES = 16

/** Which channels a process receives for, as officers read it. */
function receivedBy(config: Base['config'], roles: Roles, bot: string | undefined) {
  const mode = config.TELEGRAM_MODE
  const telegram = bot !== undefined && (mode === 'webhook' ? roles.web : roles.worker)
  return [
    ...(roles.web ? [{ channel: webChat.name, account: webChat.account, mode: 'pull' as const }] : []),
    ...(telegram ? [{ channel: TELEGRAM, account: bot, mode }] : []),
  ]
}

/** Everything that flows may ask for. */
export const actionsOf = (giving: Giving): readonly Action[] => [
  ...peopleActions({ hush, hasOpenMoney, openAlarm, countKept, awaited }),
  ...linkActions({ say: saying }),
  ...needActions,
  ...givingActions(giving),
  ...certificateActions(giving),
  ...spendingActions(giving),
  ...yearActions(giving),
  ...alarmActions,
]

/** Reads as the list of what the program is made of. */
export async function compose(base: Base, roles: Roles): Promise<Service> {
  const { config, db, log, queue, clock, ids, secret, files, demo, site } = base
  const { hot } = db
  const people = await finding(db, secret)
  const { keys } = people
  const health = pulse(hot, roles.worker)

  // ── what flows may ask ───────────────────────────────────────────────────────────────────────────────────────
  const giving = await openGiving(base)
  const actions = [...actionsOf(giving), ...(base.moreActions ?? [])]

  // ── the conversation ─────────────────────────────────────────────────────────────────────────────────────────
  const shapes = shapesOf(actions)
  const { problems } = await importFlows(db, base.flows, shapes, factShapes)
  const library = await loadLibrary(db, shapes)
  const facts = await openFacts({ db, clock, log, site, demo })
  const speaker = { book: library.book, view: facts.view }
  const papers = { db, keys, files, studio: studio() }
  const years = { ...papers, clock, site }
  const kept = uploads({ files, log, named: (keys, since) => filesNamed(hot, keys, since) })
  const loadFile = async (key: string) =>
    (await paper(papers, key)) ??
    (await yearPaper(years, key)) ??
    (await copied({ db, giving, clock }, key)) ??
    (await sentFile(papers, key))
  const { all: channels, bot, pulls, cut } = openChannels(base, library.book(), loadFile)

  const rings = bell()
  const turns = turnStore(hot)
  const deliveries = deliveryStore(hot, keys, turns.markSent)
  const sends = delivery(channels, deliveries, log)
  const todos = todoStore(hot, keys)
  const addresses = addressBook(hot, ids, people)
  const shared = { speaker, delivery: sends, log, pulls, cut, arrived: rings.ring }
  const performing = {
    speaker,
    actions: new Map(actions.map((one) => [one.name, one])),
    clock,
    ids,
    keys,
    log,
    answerBy,
    noteAlarm: (tx: Tx, handover: string, flow: string) =>
      audit(
        tx,
        { actor: null, act: 'alarm.raised', object: `handover/${handover}`, detail: flow },
        clock.now(),
      ),
  }
  const live = batcher({
    ...shared,
    addresses,
    store: turns,
    thinker: thinker({ ...shared, store: turns }),
    act: acting(db, { ...performing, cut }),
    queue,
  })
  const slow = slowTurns({
    ...shared,
    ...performing,
    db,
    store: todos,
    tellings: {
      ...givingTellings(giving),
      ...spendingTellings(giving),
      ...handoverTellings,
      ...linkTellings,
      ...requestTellings(keys),
      ...wishTellings(keys),
      ...wakingTellings(site),
    },
    toFetch: (contact) => void queue.add('files', contact),
  })
  const keeper = { ...kept, most: MAX_UPLOAD }

  // ── what comes due ───────────────────────────────────────────────────────────────────────────────────────────
  const sweeps = [
    conversationSweep({ hot, todos, deliveries, delivery: sends, queue, log }),
    givingSweep(db, giving, log),
    lateWishSweep(db, giving, log),
    drawDue(papers, log),
    erasureSweep({ db, giving, files, clock, queue, log }),
    async () => void (await applyChanges(db)),
    linkSweep({ db, giving, files, clock, queue, log }),
    async () => void (await db.transaction((tx) => excuseLate(tx, log, performing))),
    wishSweep({ db, keys, clock, queue, log }),
    wakingSweep({ db, clock, log, wake: (contact) => queue.add('todo', contact) }),
  ]
  const hourly = [
    revisionSweep(db, keys, log),
    officeSweep(hot, log),
    setAsideSweep(hot, log),
    offerSweep(db, log),
    requestSweep({ db, clock, log }),
    kept.sweep,
    sealSweep({ db, clock, signer: textSigner(secret), log }),
    proofSweep({ db, clock, log }),
    () => forgetLinks(db.prisma, clock.now()),
    () => forgetSessions(db.prisma),
    () => forgetTries(db.prisma),
    () => forgetForms(db.prisma),
    () => lapseApprovals(db.prisma, clock.now()),
  ]
  const repeating = repeater(log)

  // ── what comes in ────────────────────────────────────────────────────────────────────────────────────────────
  const receiving = {
    batcher: live,
    quarantine: (source: string, body: Buffer, reason: string) =>
      quarantine(hot, { ids, secret, log }, source, body, reason),
    standing: (channel: string, account: string, key: string, blocked: boolean) =>
      setStanding(hot, people.lookup, channel, account, key, blocked),
    secondPoller: () => noteSeen(hot, SECOND_POLLER),
    webhookTaken: (account: string) => noteWebhook(hot, TELEGRAM, account),
  }
  const chat = webChatStore(hot)
  const hooks = new Map([
    ...giving.feeds.map(
      (feed) => [`/hooks/${feed.provider}`, bankHook({ db, clock, log, giving, feed })] as const,
    ),
    ...(bot ? [['/hooks/telegram', bot.hook(receiving)] as const] : []),
  ])
  const web = await openWeb(base, {
    giving,
    facts,
    batcher: live,
    addresses,
    chat,
    bell: rings,
    loadFile: async (key, address) =>
      address === undefined ||
      ((await mayHave(papers, key, address)) && (await isTheirYear(papers, key, address)))
        ? loadFile(key)
        : undefined,
    uploads: kept,
    studio: papers.studio,
    health,
    // A deep link to a need starts the campaign's flow with it; a place that waits is offered by its own.
    campaignFlows: () =>
      library.book().flows.flatMap(({ flow, voice }) => {
        const takes = library.book().live(voice?.of ?? flow)?.definition.takes
        return takes?.has('need') || takes?.has('slot') ? flow : []
      }),
  })
  const receivers: { stop(): Promise<void> }[] = []

  return {
    web,
    hooks,
    health,
    flowProblems: problems,
    async start() {
      if (db.kind === 'embedded') await releaseAllLeases(hot)
      if (roles.worker) {
        queue.work('todo', 8, slow)
        const fetchParts = { channels, store: todos, keeper, queue, log, stopping: () => !health.live() }
        queue.work('files', FETCHES, fetching(fetchParts))
        queue.work('bank', 4, async (id) => {
          // The donor hears of her money now, not at the next sweep.
          const told = new Set<string>()
          await bookSafely(db, { ...giving, tell: noting(giving.tell, told) }, log, noticeRef(id))
          for (const contact of told) await queue.add('todo', contact)
        })
        queue.work('papers', 1, async (key) => void (await paper(papers, key)))
        for (const sweep of sweeps) repeating.every(SWEEP_MS, () => sweep().then(health.beat))
        for (const sweep of hourly) repeating.every(HOUR_MS, sweep)
        repeating.every(MINUTE_MS, async () => {
          if ((await health.well()).ok) await noteSeen(hot, SWEEPS)
        })
      }
      repeating.every(MINUTE_MS, () => noteChannels(hot, receivedBy(config, roles, bot?.channel.account)))
      repeating.every(REFRESH_MS, facts.refresh)
      repeating.every(REFRESH_MS, library.refresh)
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
      const end = Date.now() + graceMs
      const left = () => Math.max(0, end - Date.now())
      health.stopping()
      rings.close()
      for (const receiver of receivers) await receiver.stop()
      await repeating.stop(left())
      await live.close()
      await queue.close(left())
      await sends.close(left())
      for (const channel of channels.values()) await channel.close?.()
    },
  }
}
