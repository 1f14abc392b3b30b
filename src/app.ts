import { openChannels, receives } from './app/channels.ts'
import { copied } from './app/copying.tsx'
import { countKept } from './app/counting.ts'
import { factShapes, openFacts } from './app/facts.ts'
import { hush, noting, openGiving } from './app/giving.ts'
import { linkTellings, saying } from './app/linking.ts'
import { requestTellings } from './app/requests.ts'
import { sentFile } from './app/sent-files.ts'
import type { Base, Roles, Service } from './app/service.ts'
import { sweepsOf } from './app/sweeps.ts'
import { MAX_UPLOAD, uploads } from './app/uploads.ts'
import { wakingTellings } from './app/waking.ts'
import { openWeb } from './app/web.ts'
import { wishTellings } from './app/wishes.ts'
import { certificateActions, mayHave, paper } from './certificates/index.ts'
import type { Provider, Receiver, Receiving } from './channels/provider.ts'
import { bell, webChatStore } from './channels/web-chat/index.ts'
import {
  type Action,
  acting,
  addressBook,
  awaited,
  batcher,
  bulkTurns,
  delivery,
  deliveryStore,
  fetching,
  filesNamed,
  handoverTellings,
  importFlows,
  loadLibrary,
  noteChannels,
  noteWebhook,
  openAlarm,
  quarantine,
  releaseAllLeases,
  setStanding,
  shapesOf,
  slowTurns,
  thinker,
  todoStore,
  turnStore,
} from './conversation/index.ts'
import type { FileRef } from './engine/index.ts'
import {
  bankHook,
  bookSafely,
  type Giving,
  givingActions,
  givingTellings,
  hasOpenMoney,
  isOurs,
  noticeRef,
} from './giving/index.ts'
import { needActions } from './needs/index.ts'
import { alarmActions, audit } from './organisers/index.ts'
import { linkActions, peopleActions } from './people/index.ts'
import { instanceKey } from './platform/instance-key.ts'
import { studio } from './platform/paper/studio.ts'
import { repeater } from './platform/repeater.ts'
import { noteSeen, SWEEPS, secondPoller } from './platform/seen.ts'
import type { Tx } from './platform/tx.ts'
import { answerBy } from './platform/vietnamese/index.ts'
import { isTheirYear, yearActions, yearPaper, yearTellings } from './reports/index.ts'
import { pulse } from './running/health.ts'
import { finding } from './running/start.ts'
import { spendingActions, spendingTellings } from './spending/index.ts'
import { fileLinks } from './web/file-links.ts'

export type { Base, Roles, Service } from './app/service.ts'

const SWEEP_MS = 2_000
const REFRESH_MS = 2_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
// Downloads that hang cost nothing but memory, and those behind them wait for one to end.
const FETCHES = 16

/** A channel as officers read of it. */
const stateOf = ({ channel, mode }: Provider) => ({ channel: channel.name, account: channel.account, mode })

/** Everything that flows may ask for. */
export const actionsOf = (giving: Giving): readonly Action[] => [
  ...peopleActions({ hush, hasOpenMoney, openAlarm, countKept, awaited, isOurs }),
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
  const { db, log, queue, clock, ids, secret, files, demo, site } = base
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
  const linkKey = await instanceKey(db, secret, 'file-links')
  const links = fileLinks(linkKey, () => clock.now().getTime())
  const linkTo = (file: FileRef, address: string) =>
    new URL(links.link(file, { address, hours: 24 }), site).href
  const { providers, all: channels, pulls, cut } = openChannels(base, library.book(), { loadFile, linkTo })

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
      ...yearTellings(giving),
      ...requestTellings(keys),
      ...wishTellings(keys),
      ...wakingTellings(site),
    },
    toFetch: (contact) => void queue.add('files', contact),
  })
  const keeper = { ...kept, most: MAX_UPLOAD }

  // ── what comes due ───────────────────────────────────────────────────────────────────────────────────────────
  const sending = { todos, deliveries, delivery: sends }
  const sweeps = sweepsOf({
    base,
    keys,
    giving,
    papers,
    sending,
    opening: performing,
    looseFiles: kept.sweep,
  })
  const repeating = repeater(log)

  // ── what comes in ────────────────────────────────────────────────────────────────────────────────────────────
  const receiving: Receiving = {
    accept: live.accept,
    quarantine: (source, body, reason) => quarantine(hot, { ids, secret, log }, source, body, reason),
    standing: (whose, blocked) => setStanding(hot, people.lookup, whose, blocked),
    secondPoller: (channel) => noteSeen(hot, secondPoller(channel)),
    webhookTaken: ({ channel, account }) => noteWebhook(hot, channel, account),
  }
  const chat = webChatStore(hot)
  const hooks = new Map([
    ...giving.feeds.map(
      (feed) => [`/hooks/${feed.provider}`, bankHook({ db, clock, log, giving, feed })] as const,
    ),
    ...providers.flatMap((one) => [...(one.hooks?.(receiving) ?? [])]),
  ])
  const web = await openWeb(base, {
    giving,
    facts,
    batcher: live,
    addresses,
    chat,
    bell: rings,
    linkKey,
    loadFile: async (key, address) =>
      address === undefined ||
      ((await mayHave(papers, key, address)) && (await isTheirYear(papers, key, address)))
        ? loadFile(key)
        : undefined,
    uploads: kept,
    studio: papers.studio,
    health,
    messengers: [...channels.values()].map(({ name }) => name).filter((name) => !pulls(name)),
    flowTitle: (asked) => library.book().flows.find(({ flow }) => flow === asked)?.voice?.about,
    // A deep link to a need starts the campaign's flow with it; a place that waits is offered by its own.
    campaignFlows: () =>
      library.book().flows.flatMap(({ flow, voice }) => {
        const takes = library.book().live(voice?.of ?? flow)?.definition.takes
        return takes?.has('need') || takes?.has('slot') ? flow : []
      }),
  })
  // People of the simulator exist in one process only, whatever that does.
  const received = providers.filter((one) => receives(one, roles) || one === base.simulator)
  const receivers: Receiver[] = []

  return {
    web,
    hooks,
    health,
    flowProblems: problems,
    channels: providers.map(stateOf),
    async start() {
      if (db.kind === 'embedded') await releaseAllLeases(hot)
      if (roles.worker) {
        queue.work('todo', 8, slow)
        queue.work('bulk', 4, bulkTurns({ hot, store: todos, delivery: sends }, slow))
        const fetchParts = { channels, store: todos, keeper, queue, log, stopping: () => !health.live() }
        queue.work('files', FETCHES, fetching(fetchParts))
        queue.work('bank', 4, async (id) => {
          // The donor hears of her money now, not at the next sweep.
          const told = new Set<string>()
          await bookSafely(db, { ...giving, tell: noting(giving.tell, told) }, log, noticeRef(id))
          for (const contact of told) await queue.add('todo', contact)
        })
        queue.work('papers', 1, async (key) => void (await paper(papers, key)))
        for (const sweep of sweeps.often) repeating.every(SWEEP_MS, () => sweep().then(health.beat))
        for (const sweep of sweeps.hourly) repeating.every(HOUR_MS, sweep)
        repeating.every(MINUTE_MS, sweeps.anniversaries)
        repeating.every(MINUTE_MS, async () => {
          if ((await health.well()).ok) await noteSeen(hot, SWEEPS)
        })
      }
      repeating.every(MINUTE_MS, () => noteChannels(hot, received.map(stateOf)))
      repeating.every(REFRESH_MS, facts.refresh)
      repeating.every(REFRESH_MS, library.refresh)
      if (roles.web && db.kind === 'postgresql') {
        // Another process may have written what somebody here waits for.
        repeating.every(400, async () => {
          const waited = rings.waitedOn().filter((one) => !one.startsWith('stranger:'))
          if (waited.length > 0) for (const address of await chat.freshAmong(waited, 2)) rings.ring(address)
        })
      }
      for (const one of received) if (one.begin) receivers.push(one.begin(receiving))
    },
    async sweep() {
      if (!roles.worker) throw new Error('only a worker sweeps')
      await repeating.round()
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
