import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeIn } from '../../src/people/link.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { instanceKey } from '../../src/platform/instance-key.ts'
import { type FileLinks, fileLinks } from '../../src/web/file-links.ts'
import { knownAs, SECRET } from '../support/known.ts'
import { type Person, personBy, type World, world } from '../support/world.ts'

/** Ten thousand ids that nobody was given: of choices, in deep links, in links to files. None of them does anything. */

const COUNT = { choices: 2_000, links: 400, files: 7_600 }
/** Messages that one person sends before they are asked to slow down. */
const BURST = 36
/** Files that one network fetches before it is. */
const FETCHES = 500

let it: World
beforeAll(async () => {
  it = await world({ env: { TRUSTED_PROXIES: '1' } })
}, 300_000)
afterAll(() => it.close())

const SEED = 20_261_130
let state = SEED
/** A number below `n`, the same in each run. */
function below(n: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * n)
}
const oneOf = <T>(all: readonly T[]): T => all[below(all.length)]!
const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n))
const text = (alphabet: string, length: number) => times(length, () => oneOf([...alphabet])).join('')
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const uuid = () => ids.uuid().replace(/[0-9a-f]{4}$/, text('0123456789abcdef', 4))
const truncated = (one: string) => one.slice(0, 1 + below(one.length - 1))
function bitChanged(one: string): string {
  const at = below(one.length)
  const changed = String.fromCharCode(one.charCodeAt(at) ^ (1 << below(7)))
  return one.slice(0, at) + changed + one.slice(at + 1)
}
/** Forged ones, of each way as many. */
function forge(count: number, ways: readonly (() => string)[], isReal: (one: string) => boolean): string[] {
  return times(count, (n) => {
    for (;;) {
      const one = ways[n % ways.length]!()
      if (!isReal(one)) return one
    }
  })
}

const from = (n: number) => ({ 'x-forwarded-for': `198.51.${100 + Math.floor(n / 250)}.${1 + (n % 250)}` })
/** Somebody in a network of their own. */
const somebody = (name: string, n: number): Person =>
  personBy(
    async (path, init) =>
      it.service.web.request(path, { ...init, headers: { ...init?.headers, ...from(n) } as HeadersInit }),
    name,
  )
const choicesOf = (person: Person) => person.heard.flatMap(({ choices }) => choices.map(({ id }) => id))

/** All tables but those of the talk itself, and the service's pulse, each with a digest of its rows. */
const TALK = ['inbox', 'outbox', 'todo', 'session', 'link_try', 'channel_state', 'deployment']
async function digests(): Promise<Record<string, string>> {
  const tables = await it.db.hot.query<{ name: string }>(
    'forged_tables',
    "select table_name::text as name from information_schema.tables where table_schema = 'public' order by 1",
    [],
  )
  const of: Record<string, string> = {}
  for (const { name } of tables)
    if (!TALK.includes(name)) {
      const [row] = await it.db.hot.query<{ digest: string }>(
        `forged_${name}`,
        `select count(*)::text || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from "${name}" t`,
        [],
      )
      of[name] = row!.digest
    }
  return of
}
const settled = () =>
  expect
    .poll(() => it.db.prisma.todo.count({ where: { source: 'web-chat:main' } }), { timeout: 30_000 })
    .toBe(0)

test('ten thousand forged choice ids, deep links and file links change nothing and open nothing', async () => {
  // Two donors who have what others may want: an open promise and a code that links channels, a gift with its receipt.
  const [lan, minh] = [somebody('Lan', 1), somebody('Minh', 2)]
  for (const donor of [lan, minh]) {
    await donor.says('/start tet-2027')
    await donor.presses('Góp quà Tết')
    await donor.presses(/^1 suất/)
    await donor.presses('Lấy mã chuyển khoản')
  }
  await it.bank.credits(300_000n, minh.heard.findLast((message) => /^TLV\w{7}$/.test(message.text))!.text)
  await minh.hears(/Biên nhận số/)
  const receipt = minh.heard.flatMap(({ media }) => media).at(-1)!
  expect((await it.service.web.request(receipt.url)).status).toBe(200)
  await lan.says('liên kết')
  const code = (await lan.hears(/^CT-LINK-/)).text
  const theirs = [...choicesOf(lan), ...choicesOf(minh)]

  // Those who forge are at the greeting, or are asked how much they give.
  const PEOPLE = Math.ceil((COUNT.choices + COUNT.links) / BURST)
  const people = times(PEOPLE, (n) => somebody(`forger ${n}`, 3 + n))
  const [first, second] = [people[0]!, people[1]!]
  await first.says('/start tet-2027')
  await second.says('/start tet-2027')
  const give = second.choice('Góp quà Tết')
  await second.presses('Góp quà Tết')
  await Promise.all(
    people.slice(2).map(async (one, n) => {
      await one.sends({ text: '/start tet-2027' })
      if (n % 2) await one.sends({ choice: give })
    }),
  )
  const offered = new Set([first, second].flatMap(choicesOf).map((id) => id.split('.')[1]))

  const choices = forge(
    COUNT.choices,
    [
      () => oneOf(theirs),
      () => `${below(1_000)}.${oneOf(theirs).split('.')[1]}`,
      () => `${below(60)}.${text('abcdefghijklmnopqrstuvwxyz_:', 1 + below(12))}`,
      () => truncated(oneOf(theirs)),
      () => bitChanged(oneOf(theirs)),
      () => `${oneOf(['-1', '00', '1e1', '0x1', '999999999999'])}.${oneOf(theirs).split('.')[1]}`,
      () => randomBytes(below(60)).toString('latin1'),
    ],
    // What they are offered themselves is theirs to press, and so is what means the same to everybody.
    (id) => id.includes('@') || (offered.has(id.split('.')[1]) && Number(id.split('.')[0]) <= 2 * BURST),
  )
  const param = `link-${code.slice('CT-LINK-'.length)}`
  const rows = await it.db.prisma.need.findMany()
  const real = [
    ...rows.map(({ key }) => key),
    ...(await it.db.prisma.campaign.findMany()).map(({ slug }) => slug),
  ]
  const links = forge(
    COUNT.links,
    [
      () => `link-${text(CROCKFORD, 26)}`,
      () => bitChanged(param),
      () => truncated(param),
      () => oneOf(rows).id,
      uuid,
      () => bitChanged(oneOf(real)),
      () => `${oneOf(real)}${oneOf(['-2', '1', '_', '%20', '/..'])}`,
      () => text('abcdefghijklmnopqrstuvwxyz-', 3 + below(20)),
      () => `baodong-${text(CROCKFORD, 26)}`,
      () => oneOf(['__proto__', 'constructor', 'toString', 'links', 'pledge-reminder', 'officer-alarm']),
    ],
    (one) => real.includes(one) || codeIn(one) === codeIn(param),
  )
  const files = await forgedFiles(receipt.url, await knownAs(it.db, 'web-chat', 'main', people[0]!.secret))

  await settled()
  const before = await digests()
  const said = [...choices.map((choice) => ({ choice })), ...links.map((one) => ({ text: `/start ${one}` }))]
  const statuses: Record<string, number> = {}
  const count = (what: string, status: number) => {
    statuses[`${what} ${status}`] = (statuses[`${what} ${status}`] ?? 0) + 1
  }
  await Promise.all([
    ...people.map(async (one, n) => {
      for (let at = n; at < said.length; at += PEOPLE) count('said', await one.sends(said[at]!))
    }),
    ...times(Math.ceil(COUNT.files / FETCHES), async (n) => {
      for (const path of files.slice(n * FETCHES, (n + 1) * FETCHES))
        count('file', (await it.service.web.request(path, { headers: from(n) })).status)
    }),
  ])
  await settled()
  expect(statuses).toEqual({ 'said 202': COUNT.choices + COUNT.links, 'file 404': COUNT.files })
  expect(await digests()).toEqual(before)
  expect(await it.db.prisma.todo.count({ where: { stuckAt: { not: null } } })).toBe(0)

  // The real ones do as ever.
  expect((await it.service.web.request(receipt.url)).status).toBe(200)
  const hoa = somebody('Hoa', 4_000)
  await hoa.says(`/start ${param}`)
  await hoa.presses('Đúng là tôi')
  await lan.hears(/vừa dán mã không/)
}, 300_000)

/** @param real a link to a receipt; @param known somebody whose it is not */
async function forgedFiles(
  real: string,
  known: { readonly address: string; readonly contact: string },
): Promise<string[]> {
  const now = it.clock.now().getTime()
  const key = await instanceKey(it.db, SECRET, 'file-links')
  const ours = fileLinks(key, () => now)
  const past = fileLinks(key, () => now - 9 * 86_400_000)
  const [body, mac] = real.slice('/files/'.length).split('.') as [string, string]
  const token = `${body}.${mac}`
  const { file, ...about } = ours.open(token)!
  const other = (links: FileLinks, one: string) =>
    links.link({ file: one, ...about }, { address: known.address })
  const tricks = [
    '../secret',
    '/etc/passwd',
    'receipt/../../secret.png',
    `sent/${known.contact}/../x`,
    'sent//',
    '',
  ]
  const parts = JSON.parse(Buffer.from(body, 'base64url').toString()) as unknown[]
  const rewritten = (at: number, to: unknown) =>
    `/files/${Buffer.from(JSON.stringify(parts.with(at, to))).toString('base64url')}.${mac}`
  return forge(
    COUNT.files,
    [
      // Truly signed, and over; or truly signed for whoever it is not.
      () => past.link({ file, ...about }, { hours: below(24) }),
      () => other(ours, file),
      () => other(ours, `receipt/${uuid()}.${oneOf(['png', 'pdf'])}`),
      () => ours.link({ file: oneOf(tricks), ...about }),
      // Signed by somebody else.
      () =>
        other(
          fileLinks(randomBytes(32), () => now),
          file,
        ),
      // Another end, owner or file under the true signature.
      () => rewritten(3, 99_999 + below(99_999)),
      () => rewritten(4, oneOf([known.address, null])),
      () => rewritten(0, oneOf(tricks)),
      () => `/files/${truncated(token)}`,
      () => `/files/${encodeURIComponent(bitChanged(token))}`,
      () =>
        `/files/${oneOf(['..%2f', '..%5c', '%252e%252e%252f', '%00'])}${encodeURIComponent(oneOf(tricks))}`,
      () => `/files/${token}${oneOf(['.', '.x', '%2f..', '%00', '='])}`,
      () => `/files/${file}`,
    ],
    (path) => path === real,
  )
}
