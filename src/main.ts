import { type Base, compose, type Roles } from './app.ts'
import { backup, restore } from './commands/backup.ts'
import { makeDemo } from './commands/demo.ts'
import { examine, report } from './commands/doctor.ts'
import { ERASED_USAGE, erased } from './commands/erased.ts'
import { HANDOVERS_USAGE, handovers } from './commands/handovers.ts'
import { withGround } from './commands/officer.ts'
import { OFFICERS_USAGE, officers } from './commands/officers.ts'
import { QUARANTINE_USAGE, quarantined } from './commands/quarantine.ts'
import { rotateKeys } from './commands/rotate-keys.ts'
import { importSeed } from './commands/seed.ts'
import { naming, readSeedFile, SeedError } from './commands/seed-file.ts'
import { type Config, readConfig, SettingsError } from './config.ts'
import { FlowsError, readFlows } from './conversation/index.ts'
import { firstInvite } from './organisers/index.ts'
import { systemClock } from './platform/clock.ts'
import { refuseUnwritable, StartError } from './platform/data-dir.ts'
import { countingLog } from './platform/event-counts.ts'
import { armFailpoint } from './platform/failpoint.ts'
import { randomIds } from './platform/ids.ts'
import { lastWords } from './platform/last-words.ts'
import { createLog, shape } from './platform/log.ts'
import { useFonts } from './platform/paper/fonts.ts'
import { banner } from './running/banner.ts'
import { listenInternal } from './running/internal.ts'
import { metrics } from './running/metrics.ts'
import { type Ground, HOME, openGround, openQueue, papersFolder, readText } from './running/start.ts'
import { listen } from './web/server.ts'

const GRACE_MS = 10_000
const CLOSING_MS = 5_000

const USAGE = `chung-tay <command>
  all              web server and worker in one process (npm start)
  web              web server, webhooks and live conversations
  worker           queues, deliveries, papers and sweeps
  migrate          brings the database to this version (npm run migrate)
  doctor           looks at everything that can be set wrong, and changes nothing (npm run doctor)
  backup <folder>  writes database, papers and secret into an empty folder (npm run backup -- folder)
  restore <folder> puts such a backup where nothing is yet (npm run restore -- folder)
  handovers        people who wait for a person: list, show, answer, close (npm run handovers)
  officer          officers of the desk: list, invite, reset, end (npm run officer)
  quarantine       what was set aside for a person: list, show, settle (npm run quarantine)
  erased           what a restore must not bring back, and doing it again after one (npm run erased)
  rotate-keys      seals everything by the first secret of SECRET_KEY (npm run rotate-keys)
  seed <file>      imports a fund, its campaigns and needs; may be repeated (npm run seed -- file.yaml)`

async function main(argv: readonly string[]) {
  const [command = 'all', ...rest] = argv
  if (asksForHelp(command) || asksForHelp(rest[0])) return console.log(helpWith(command))
  if (process.env.NODE_ENV === 'test') armFailpoint(process.env.FAIL_AT)
  if (command === 'doctor') return doctor()
  const config = readConfig(process.env)
  switch (command) {
    case 'all':
      return serve(config, { web: true, worker: true })
    case 'web':
    case 'worker':
      return serve(config, { web: command === 'web', worker: command === 'worker' })
    case 'migrate':
      return once(config, async () => console.log('The database is up to date.'))
    case 'erased':
      return officer(config, (ground) => erased(ground, randomIds, rest))
    case 'rotate-keys':
      return officer(config, rotateKeys)
    case 'backup':
    case 'restore':
      return keep(command, config, rest[0])
    case 'handovers':
      return officer(config, (ground) => handovers(ground, randomIds, rest))
    case 'officer':
      return officer(config, (ground) => officers(ground, randomIds, rest))
    case 'quarantine':
      return officer(config, (ground) => quarantined(ground, randomIds, rest))
    case 'seed':
      return once(config, (ground) => seed(ground, rest[0]))
    default:
      throw new StartError(`there is no command "${command}".\n${USAGE}`)
  }
}

const asksForHelp = (word: string | undefined) => word === '--help' || word === '-h' || word === 'help'

/** Whoever only asks how a command is used starts nothing, and makes no database. */
function helpWith(command: string): string {
  if (command === 'handovers') return HANDOVERS_USAGE
  if (command === 'officer') return OFFICERS_USAGE
  if (command === 'quarantine') return QUARANTINE_USAGE
  if (command === 'erased') return ERASED_USAGE
  return (
    USAGE.split('\n')
      .find((line) => line.trim().startsWith(`${command} `))
      ?.trim() ?? USAGE
  )
}

async function keep(command: 'backup' | 'restore', config: Config, folder: string | undefined) {
  if (!folder) throw new StartError(`name the folder of the backup: npm run ${command} -- folder`)
  const work = { backup, restore }[command]
  for (const line of await work(config, folder, process.env.PATH ?? '')) console.log(line)
}

async function doctor() {
  const findings = await examine(process.env)
  console.log(report(findings))
  if (findings.some(({ state }) => state === 'wrong')) process.exitCode = 1
}

async function officer(config: Config, work: (ground: Ground) => Promise<string[]>) {
  for (const line of await withGround(config, work)) console.log(line)
}

/** Runs a command that ends by itself. */
async function once(config: Config, work: (ground: Ground) => Promise<void>) {
  const ground = await openGround(config, { migrates: true })
  try {
    await work(ground)
  } finally {
    await ground.close()
  }
}

async function seed(ground: Ground, file: string | undefined) {
  if (!file) throw new StartError('name the file to import: npm run seed -- fund.yaml')
  await importInto(ground, file)
  ground.settle()
  console.log(`Imported ${file}.`)
}

async function importInto({ db, demo }: Ground, file: string) {
  const text = readText(file, 'the seed file')
  await naming(file, async () => {
    if (readSeedFile(text).demo !== demo) {
      throw new StartError(
        demo
          ? 'this is a demo world, and the file is of a real fund. Give the service a database of its own (DATABASE_URL) first.'
          : 'this is a real fund’s database, and the file is a demo. Import a file without "demo: true".',
      )
    }
    await db.transaction((tx) => importSeed(tx, { ids: randomIds, now: systemClock.now() }, text))
  })
}

async function serve(config: Config, roles: Roles) {
  const alone = roles.web && roles.worker
  if (!alone && !config.DATABASE_URL) {
    const [one, other] = roles.web ? ['web', 'worker'] : ['worker', 'web']
    throw new StartError(
      `"${one}" alone needs a database that "${other}" shares, and the embedded one belongs to one process. ` +
        'Start both in one (npm start), or give a PostgreSQL in DATABASE_URL.',
    )
  }
  // What is quickly seen comes before what takes long.
  useFonts()
  const flows = readFlows(`${HOME}flows`)
  const opened = await openGround(config, { migrates: alone })
  const { log, counts } = countingLog(opened.log)
  const ground = { ...opened, log }
  try {
    refuseUnwritable(papersFolder(config), config.FILES_URL ? 'FILES_URL' : 'DATA_DIR')
    const site = config.PUBLIC_URL ?? `http://localhost:${config.PORT}`
    if (ground.fresh && ground.demo) await makeDemo({ ...ground, ids: randomIds, clock: systemClock, site })
    ground.settle()
    const queue = await openQueue(config, ground.log)
    const base: Base = { ...ground, queue, flows, clock: systemClock, ids: randomIds, site }
    const service = await compose(base, roles)
    const web = roles.web
      ? await listen({ ...service, log: ground.log }, config.PORT).catch(portTaken(config.PORT))
      : undefined
    const internal = config.INTERNAL_ADDRESS
      ? await listenInternal(config.INTERNAL_ADDRESS, {
          health: service.health,
          metrics: () => metrics(ground.db.hot, counts),
        }).catch(internalTaken(config.INTERNAL_ADDRESS))
      : undefined
    // Before it is said how to stop: whoever reads that may do so at once.
    const stopping = stopSignal()
    await service.start()
    console.log(
      banner({
        config,
        demo: ground.demo,
        roles,
        port: web?.port,
        channels: service.channels,
        flowProblems: service.flowProblems,
        // A real fund's link goes to nobody's log: npm run officer -- invite.
        invite: ground.demo ? await firstInvite(ground.db, randomIds, systemClock.now()) : undefined,
      }),
    )
    const signal = await stopping
    ground.log.info('process.stopping', { signal })
    // A disk or a server that does not answer keeps nobody from stopping; what was in hand is taken up at the next start.
    setTimeout(() => process.exit(1), GRACE_MS + CLOSING_MS).unref()
    // Together: a waiting fetch ends only when the service lets it go.
    await Promise.all([web?.close(GRACE_MS), service.stop(GRACE_MS)])
    await internal?.close()
    await ground.close()
    console.log('Stopped.')
  } catch (error) {
    await ground.close().catch(() => {})
    throw error
  }
}

function portTaken(port: number) {
  return (error: NodeJS.ErrnoException): never => {
    if (error.code === 'EADDRINUSE') {
      throw new StartError(`port ${port} is in use. Stop what uses it, or choose another with PORT.`)
    }
    if (error.code === 'EACCES')
      throw new StartError(`this user may not open port ${port}. Choose one above 1023 with PORT.`)
    throw error
  }
}

function internalTaken(address: string) {
  return (error: NodeJS.ErrnoException): never => {
    const { code } = error
    throw new StartError(
      `INTERNAL_ADDRESS ${address} cannot be listened on (${code}). Each process of a machine needs its own.`,
    )
  }
}

function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    let first = true
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        // A second signal, of whichever kind, does not wait for anybody.
        if (!first) process.exit(1)
        first = false
        resolve(signal)
      })
    }
  })
}

/** What a person can mend is told in one message; anything else is a bug and shows where it happened. */
const MENDABLE = [StartError, SettingsError, SeedError, FlowsError]

lastWords(createLog('error'))
main(process.argv.slice(2)).then(
  () => process.exit(),
  (error: unknown) => {
    if (MENDABLE.some((kind) => error instanceof kind)) {
      console.error(`Chung Tay cannot go on: ${(error as Error).message}`)
    } else {
      // What it says may be somebody's words, or hold an address with its password.
      const where = JSON.stringify(shape(error))
      console.error(`Chung Tay cannot go on because of a fault in the program: ${where}`)
    }
    process.exit(1)
  },
)
