import { accessSync, constants, existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { providerChecks } from '../app/channels.ts'
import { factShapes } from '../app/facts.ts'
import { actionsOf } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { readFlows, shapesOf } from '../conversation/index.ts'
import { compile } from '../engine/index.ts'
import { hasEmbedded, StartError, takeDataDir } from '../platform/data-dir.ts'
import { type Database, openEmbedded, openPostgres } from '../platform/db.ts'
import { NO_RIGHT, placeOf, refusalOf } from '../platform/db-refusal.ts'
import { useFonts } from '../platform/paper/fonts.ts'
import { refuseUnfitRedis } from '../platform/queue-bullmq.ts'
import { secretFrom } from '../platform/secret.ts'
import { bringUpToDate, HOME, papersFolder, refused, refuseUnfit } from '../running/start.ts'
import { databaseChecks } from './doctor-database.ts'
import { type Check, done, type Finding, wrong } from './finding.ts'

const OUTSIDE_MS = 5_000

/** npm run doctor: looks at everything and changes nothing. @returns one finding a check; no secret is in any */
export async function examine(env: Readonly<Record<string, string | undefined>>): Promise<Finding[]> {
  let config: Config
  try {
    config = readConfig(env)
  } catch (error) {
    return [
      wrong('settings', error),
      { about: 'the rest', state: 'unseen', said: 'is looked at once the settings are right.' },
    ]
  }
  const findings: Finding[] = [{ about: 'settings', state: 'ok', said: 'can be used' }]
  for (const check of [...groundChecks(config), ...outsideChecks(config)]) findings.push(await done(check))
  return [...findings, ...(await examineDatabase(config))]
}

/** What is on this machine. */
function groundChecks(config: Config): Check[] {
  const folder = resolve(config.DATA_DIR)
  const files = papersFolder(config)
  return [
    { about: 'DATA_DIR', look: async () => writable(folder, 'DATA_DIR') },
    { about: 'papers', look: async () => writable(files, config.FILES_URL ? 'FILES_URL' : 'DATA_DIR') },
    { about: 'fonts', look: async () => `whole, with ${useFonts().size} letters` },
    {
      about: 'flows',
      async look() {
        const flows = readFlows(`${HOME}flows`)
        // Only the names and shapes of actions are read here: none is ever run.
        const { problems } = compile(flows, shapesOf(actionsOf(undefined as never)), { facts: factShapes })
        if (problems.length > 0) throw new StartError(problems.map(({ message }) => message).join('\n'))
        return `${flows.length}, nothing to mend`
      },
    },
  ]
}

/** The folder, or where it will be made, can be written by this user. */
function writable(folder: string, setting: string): string {
  let there = folder
  while (!existsSync(there)) there = dirname(there)
  try {
    accessSync(there, constants.W_OK | constants.X_OK)
    if (there !== folder) return `${folder}, which the first start makes`
    return folder
  } catch {
    throw new StartError(`${there} cannot be written. Give a folder that this user may write, in ${setting}.`)
  }
}

/** What is reached over a network, but for the database. */
function outsideChecks(config: Config): Check[] {
  const { REDIS_URL: redis, PUBLIC_URL: site } = config
  return [
    {
      about: 'Redis',
      async look() {
        if (!redis) {
          return config.DATABASE_URL
            ? { look: 'none: work is queued in process. More than one process needs REDIS_URL.' }
            : 'none is needed'
        }
        await within(OUTSIDE_MS, refuseUnfitRedis(redis), 'Redis at REDIS_URL does not answer in time.')
        return 'answers, and throws nothing away'
      },
    },
    {
      about: 'PUBLIC_URL',
      async look() {
        if (!site) {
          if (!config.DATABASE_URL) return 'none: links lead to this machine'
          throw new StartError(
            'is missing: links and QR codes would lead to localhost. Give the https address.',
          )
        }
        if (config.DATABASE_URL && !site.startsWith('https:')) {
          throw new StartError('is not https. Put a proxy with a certificate in front, and give its address.')
        }
        return reach(site)
      },
    },
    ...providerChecks(config).map(({ about, setting, examine }) => ({
      about,
      look: async () => (examine ? examine(OUTSIDE_MS) : `off: no ${setting}`),
    })),
  ]
}

/** A machine behind a router often cannot call itself by its own name, so this alone is nothing wrong. */
async function reach(site: string): Promise<string | { look: string }> {
  try {
    const { status } = await fetch(new URL('/healthz', site), { signal: AbortSignal.timeout(OUTSIDE_MS) })
    if (status === 200) return 'leads to a running service'
    return { look: `answers ${status} at /healthz. Is the service running, and does the proxy lead to it?` }
  } catch (error) {
    const { code, name } = ((error as Error).cause ?? error) as Error & { code?: string }
    return {
      look: `is not reached from here (${code ?? name}). Try ${new URL('/healthz', site)} from outside.`,
    }
  }
}

async function examineDatabase(config: Config): Promise<Finding[]> {
  if (config.DATABASE_URL) {
    const url = config.DATABASE_URL
    const db = openPostgres(url, 1)
    const about = 'database'
    const found = await done({
      about,
      async look() {
        await within(
          OUTSIDE_MS,
          refuseUnfit(db, url),
          `PostgreSQL at ${placeOf(url)} (DATABASE_URL) does not answer in time.`,
        )
        await upToDate(db, url)
        return 'PostgreSQL answers and is up to date'
      },
    })
    try {
      if (found.state === 'wrong') return [found]
      const secret = secretFrom({ configured: config.SECRET_KEY! })
      return [found, ...(await inTurn(databaseChecks(db, secret)))]
    } finally {
      // One that does not answer does not say goodbye either.
      await within(1_000, db.close(), '').catch(() => {})
    }
  }
  return examineEmbedded(resolve(config.DATA_DIR), config.SECRET_KEY)
}

/** Whoever must run "migrate" hears now that it could make no table. */
async function upToDate(db: Database, url: string): Promise<void> {
  try {
    await bringUpToDate(db, false).catch(refused(url))
  } catch (error) {
    const [row] = await db.hot.query<{ may: boolean }>(
      'doctor tables',
      `select has_schema_privilege(coalesce(current_schema(), 'public'), 'CREATE') as may`,
      [],
    )
    if (row!.may || !(error instanceof StartError)) throw error
    throw new StartError(`${error.message}\n${refusalOf({ code: NO_RIGHT }, url)}`)
  }
}

async function examineEmbedded(folder: string, configured: string | undefined): Promise<Finding[]> {
  const about = 'database'
  if (!hasEmbedded(folder)) {
    return [
      { about, state: 'ok', said: 'none yet: the first start makes an embedded one, with a demo world' },
    ]
  }
  let dir: ReturnType<typeof takeDataDir>
  try {
    dir = takeDataDir(folder)
  } catch (error) {
    return [{ about, state: 'unseen', said: `is not looked into: ${(error as Error).message}` }]
  }
  try {
    const db = await openEmbedded(join(folder, 'database'))
    try {
      const found = await done({
        about,
        look: async () => {
          await bringUpToDate(db, false)
          return 'opens and is up to date'
        },
      })
      const file = join(folder, 'secret')
      const from = configured ? { configured } : existsSync(file) ? { file } : undefined
      const secret = from && secretFrom(from)
      return found.state === 'wrong' ? [found] : [found, ...(await inTurn(databaseChecks(db, secret)))]
    } finally {
      await db.close()
    }
  } catch (error) {
    return [wrong(about, error)]
  } finally {
    dir.release()
  }
}

async function inTurn(checks: readonly Check[]): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const check of checks) findings.push(await done(check))
  return findings
}

function within<T>(ms: number, work: Promise<T>, late: string): Promise<T> {
  let timer: NodeJS.Timeout
  const bell = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StartError(late)), ms)
  })
  return Promise.race([work, bell]).finally(() => clearTimeout(timer))
}

const MARKS = { ok: 'ok   ', look: 'look ', wrong: 'WRONG', unseen: '?    ' } as const

/** What `npm run doctor` prints; the last line is the verdict, and names what nobody could look into. */
export function report(findings: readonly Finding[]): string {
  const lines = findings.map(
    ({ about, state, said }) => `${MARKS[state]}  ${about.padEnd(12)}  ${said.replaceAll('\n', '\n       ')}`,
  )
  const bad = findings.filter(({ state }) => state === 'wrong').length
  const unseen = findings.filter(({ state }) => state === 'unseen').map(({ about }) => about)
  const well = unseen.length === 0 ? 'Nothing is wrong.' : 'Nothing is wrong in what was looked at.'
  const left = unseen.length === 0 ? '' : ` Not looked into: ${unseen.join(', ')}.`
  return [...lines, '', (bad === 0 ? well : `${bad} to mend.`) + left].join('\n')
}
