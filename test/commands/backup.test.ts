import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compose } from '../../src/app.ts'
import { backup, restore } from '../../src/commands/backup.ts'
import { examine } from '../../src/commands/doctor.ts'
import { importSeed } from '../../src/commands/seed.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { readFlows } from '../../src/conversation/index.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { takeDataDir } from '../../src/platform/data-dir.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { inProcessQueue } from '../../src/platform/queue-in-process.ts'
import { openGround } from '../../src/running/start.ts'
import { testDataDir } from '../support/database.ts'
import { personBy } from '../support/world.ts'

let folder = ''
let dataDir = ''
const place = (name: string) => join(folder, name)
const configOf = (dir: string, more: Record<string, string> = {}): Config =>
  readConfig({ DATA_DIR: dir, LOG_LEVEL: 'silent', ...more })
const keep = (dir: string, into: string) => backup(configOf(dir), into, '')
const bringBack = (dir: string, from: string) => restore(configOf(dir), from, '')

/** The whole service on an embedded database in a folder, as `npm start` has it. */
async function opened(dir: string) {
  const ground = await openGround(configOf(dir), { migrates: true })
  if (ground.fresh) {
    const yaml = readFileSync('prisma/seed/demo.yaml', 'utf8')
    await ground.db.transaction((tx) => importSeed(tx, { ids: randomIds, now: systemClock.now() }, yaml))
  }
  const service = await compose(
    {
      ...ground,
      queue: inProcessQueue(ground.log),
      flows: readFlows('flows'),
      clock: systemClock,
      ids: randomIds,
      site: 'http://chungtay.test',
    },
    { web: true, worker: true },
  )
  await service.start()
  return {
    ask: async (path: string, init?: RequestInit) => service.web.request(path, init),
    async close() {
      await service.stop(5_000)
      await ground.close()
    },
  }
}

let certificate = ''
let picture: Buffer

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-backup-'))
  dataDir = await testDataDir()
  const it = await opened(dataDir)
  const lan = personBy(it.ask, 'Lan')
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  await lan.presses('Giả lập chuyển khoản')
  await lan.hears(/Biên nhận số/)
  await lan.presses('Lấy giấy ghi nhận')
  await lan.hears(/ghi tên thế nào/)
  await lan.says('Gia đình bé Na')
  await lan.presses('Đúng rồi')
  const paper = await lan.hears(/Giấy ghi nhận số/)
  certificate = /\/c\/[0-9A-Z]{26}/.exec(paper.text)![0]
  const image = lan.heard.flatMap(({ media }) => media).findLast(({ name }) => name.endsWith('.png'))!
  const { pathname, search } = new URL(image.url, 'http://chungtay.test')
  picture = Buffer.from(await (await it.ask(pathname + search)).arrayBuffer())
  await it.close()
  await keep(dataDir, place('kept'))
})
afterAll(() => {
  for (const one of [folder, dataDir]) rmSync(one, { recursive: true, force: true })
})

test('a gift that was backed up is restored elsewhere: its certificate verifies, its paper is there, its keys open', async () => {
  const said = await bringBack(place('elsewhere'), place('kept'))
  expect(said.join('\n')).toMatch(/The secret came with it/)
  const it = await opened(place('elsewhere'))
  const page = await (await it.ask(certificate)).text()
  const shown = await it.ask(
    /src="([^"]*\/files\/[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '/none',
  )
  await it.close()
  expect(page).toContain('Gia đình bé Na')
  expect(page).toContain('data-state="valid"')
  expect(shown.status).toBe(200)
  expect(Buffer.from(await shown.arrayBuffer()).equals(picture)).toBe(true)
  const findings = await examine({ DATA_DIR: place('elsewhere') })
  expect(findings.filter(({ state }) => state === 'wrong')).toEqual([])
  expect(findings.find(({ about }) => about === 'SECRET_KEY')!.said).toMatch(/^opens all [3-9]/)
})

test('a backup says what it holds, whether the secret is in it, and is for its owner alone', async () => {
  const said = await keep(dataDir, place('second'))
  expect(said[0]).toMatch(/the database and \d+ papers/)
  expect(said[1]).toMatch(/The secret is in it/)
  expect(statSync(place('second')).mode & 0o077).toBe(0)
  expect(readdirSync(place('second')).sort()).toEqual(['database.dump', 'files', 'manifest.json', 'secret'])
  const apart = await backup(configOf(dataDir, { SECRET_KEY: 'd'.repeat(44) }), place('apart'), '')
  expect(apart[1]).toMatch(/SECRET_KEY is NOT in it/)
  expect(existsSync(join(place('apart'), 'secret'))).toBe(false)
})

test('a database in use is not copied, and nothing is written over', async () => {
  const dir = takeDataDir(dataDir)
  await expect(keep(dataDir, place('third'))).rejects.toThrow(/in use by another Chung Tay/)
  dir.release()
  await expect(keep(dataDir, place('kept'))).rejects.toThrow(/is not an empty folder/)
  await expect(keep(place('nothing'), place('fourth'))).rejects.toThrow(/there is no database/)
  const before = readFileSync(join(dataDir, 'secret'), 'utf8')
  await expect(bringBack(dataDir, place('kept'))).rejects.toThrow(/is there already/)
  expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe(before)
})

test('a backup that was changed, cut short or is of another database is refused before anything is written', async () => {
  const refused = async (damage: (copy: string) => void, why: RegExp) => {
    const copy = mkdtempSync(place('copy-'))
    cpSync(place('kept'), copy, { recursive: true })
    damage(copy)
    const target = join(copy, 'target')
    await expect(bringBack(target, copy)).rejects.toThrow(why)
    expect(existsSync(target)).toBe(false)
  }
  const paper = readdirSync(join(place('kept'), 'files'))[0]!
  await refused(
    (copy) => writeFileSync(join(copy, 'files', paper), 'x'),
    new RegExp(`${paper} is missing, changed`),
  )
  await refused((copy) => rmSync(join(copy, 'secret')), /secret is missing/)
  await refused((copy) => rmSync(join(copy, 'manifest.json')), /manifest\.json cannot be read/)
  await refused((copy) => writeFileSync(join(copy, 'manifest.json'), '{"v":2}'), /not the list of a backup/)
  const other = (copy: string) => {
    const file = join(copy, 'manifest.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"embedded"', '"postgresql"'))
  }
  await refused(other, /is of a PostgreSQL database/)
})
