import type { Context, Hono } from 'hono'
import { certificatePages, textSigner } from '../certificates/index.ts'
import { type Bell, type WebChatStore, webChatRoutes } from '../channels/web-chat/index.ts'
import { consolePages } from '../console/index.ts'
import type { Addresses, Batcher } from '../conversation/index.ts'
import { type Giving, payPages } from '../giving/index.ts'
import { officerKeys, passwords } from '../organisers/index.ts'
import { channelName } from '../people/index.ts'
import type { Studio } from '../platform/paper/studio.ts'
import { personKeys } from '../platform/person-key.ts'
import { publicPages } from '../reports/index.ts'
import { papersKey } from '../spending/index.ts'
import { fileLinks } from '../web/file-links.ts'
import { document } from '../web/html.ts'
import type { Frame } from '../web/layout.tsx'
import { ErrorPage } from '../web/pages/error.tsx'
import { rateLimit } from '../web/rate.ts'
import { remoteNetwork, webApp } from '../web/server.ts'
import { pageLang, sitePages } from '../web/site.tsx'
import type { Facts } from './facts.ts'
import type { Base, Health } from './service.ts'
import { MAX_UPLOAD, type Uploads } from './uploads.ts'
import { vouchers } from './vouchers.ts'

interface Parts {
  readonly giving: Giving
  readonly facts: Facts
  readonly batcher: Batcher
  readonly addresses: Addresses
  readonly chat: WebChatStore
  readonly bell: Bell
  /** Signs the links to papers. */
  readonly linkKey: Buffer
  /** Of what was given to an address, if whoever has it now may have it. */
  readonly loadFile: (key: string, address: string | undefined) => Promise<Buffer | undefined>
  readonly uploads: Uploads
  readonly studio: Studio
  readonly health: Health
  /** Channels that are switched on and bring messages to people: all but the web chat. */
  readonly messengers: readonly string[]
  /** The live flows that can speak for a campaign. */
  readonly campaignFlows: () => readonly string[]
  /** What officers call an occasion of the fund's own, by its file. */
  readonly flowTitle: (flow: string) => string | undefined
}

/** Everything that a browser can ask for. */
export async function openWeb(base: Base, parts: Parts): Promise<Hono> {
  const { clock, config, db, demo, ids, log, secret, site } = base
  const { addresses, batcher, bell, chat, facts, giving, health, linkKey, loadFile, studio, uploads } = parts
  const at = () => clock.now().getTime()
  const links = fileLinks(linkKey, at)
  const frame = (c: Context): Frame => {
    const lang = pageLang(c)
    const fund = facts.view(lang, 'web').facts.fund as { name: string; decision: string | null } | null
    const decision = fund?.decision ? { decision: fund.decision } : {}
    return { lang, demo, fund: { name: fund?.name ?? 'Chung Tay', ...decision }, path: c.req.path, site }
  }
  const remote = remoteNetwork(config.TRUSTED_PROXIES)
  return webApp({
    log,
    chatApi: webChatRoutes({
      log,
      batcher,
      addresses,
      store: chat,
      bell,
      links,
      // A person types at most a few lines a second; a school or an office shares one address.
      perPerson: rateLimit({ burst: 40, perSecond: 2 }),
      perSource: rateLimit({ burst: 1_000, perSecond: 50 }),
      remote,
      uploads,
    }),
    pages: [
      publicPages({ db, clock, studio, keys: giving.keys, frame }),
      payPages({ db, clock, links, frame, giving }),
      certificatePages({ db, clock, keys: giving.keys, links, frame, site }),
      consolePages({
        gate: {
          db,
          clock,
          ids,
          keys: await officerKeys(db, secret),
          passwords: base.passwords ?? passwords(),
        },
        people: personKeys(secret),
        signer: textSigner(secret),
        links: fileLinks(linkKey, at, 'desk'),
        loadFile: (key) => loadFile(key, undefined),
        giving,
        campaignFlows: parts.campaignFlows,
        flowTitle: parts.flowTitle,
        vouchers: vouchers({ files: base.files, secret: await papersKey(db, secret) }),
        site,
        frame,
        remote,
        // A fund's office shares one address, and a password takes a third of a second.
        perSource: rateLimit({ burst: 40, perSecond: 1 / 10 }),
      }),
      sitePages({
        frame,
        links,
        loadFile,
        maxFileBytes: MAX_UPLOAD,
        messengers: (lang) => [...new Set(parts.messengers.map((one) => channelName(one, lang)))],
      }),
    ],
    perSource: {
      limits: {
        papers: rateLimit({ burst: 600, perSecond: 20 }),
        // Three a minute: a school that checks the papers of a class waits little, who lists ten thousand receipts two days.
        questions: rateLimit({ burst: 40, perSecond: 1 / 20 }),
        pay: rateLimit({ burst: 600, perSecond: 20 }),
      },
      remote,
    },
    health,
    faultPage: (c, status, retryAfter) =>
      c.html(document(ErrorPage({ frame: frame(c), data: { status, retryAfter } })), status),
  })
}
