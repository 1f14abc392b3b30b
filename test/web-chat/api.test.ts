import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uploads } from '../../src/app/uploads.ts'
import { signedOf } from '../../src/certificates/store.ts'
import { filesNamed } from '../../src/conversation/index.ts'
import { diskFiles, type Files } from '../../src/platform/files.ts'
import { bookOfLog } from '../channels/telegram/telegram.ts'
import { KEYS, knownAs } from '../support/known.ts'
import { type Person, type World, world } from '../support/world.ts'
import { poster, secretOf } from './web-chat.ts'

let it: World
let send: ReturnType<typeof poster>
const book = bookOfLog()
const folder = mkdtempSync(join(tmpdir(), 'ct-chat-'))
const files = diskFiles(folder)
let puts = 0
let settles = true
let room = Number.MAX_SAFE_INTEGER
const counted: Files = {
  ...files,
  putLoose(bytes, about) {
    puts += 1
    return files.putLoose(bytes, about)
  },
  settle: async (key) => (settles ? files.settle(key) : undefined),
  room: async () => room,
}
beforeAll(async () => {
  it = await world({ log: book.log, files: counted })
  send = poster(it)
})
afterAll(async () => {
  await it.close()
  rmSync(folder, { recursive: true })
})

const get = (query: string, headers: Record<string, string> = {}) =>
  it.service.web.request(`/chat/api/messages${query}`, { headers })
const messages = async (secret: string, wait = 10) => {
  const answer = await get(`?wait=${wait}`, { 'x-chat-contact': secret })
  return ((await answer.json()) as { messages: Person['heard'] }).messages
}
const texts = async (secret: string) => (await messages(secret)).map((message) => message.text)

describe('who writes', () => {
  test.each(['header', 'body'])(
    'is known by a secret in the %s, and fetches by header or parameter',
    async (where) => {
      const secret = secretOf('Lan')
      const answer =
        where === 'body'
          ? await send({ contact: secret, id: '1', text: '/start' })
          : await send({ id: '1', text: '/start' }, { 'x-chat-contact': secret })
      expect(answer.status).toBe(202)
      expect(await answer.json()).toEqual({ accepted: true })
      const [byHeader] = await messages(secret)
      const byParameter = await get(`?contact=${encodeURIComponent(secret)}`)
      expect(((await byParameter.json()) as { messages: unknown[] }).messages).toEqual([byHeader])
      expect(byHeader).toMatchObject({
        text: expect.stringMatching(/^Chào bạn/),
        media: [{ kind: 'image', decoration: true }],
      })
    },
  )

  test.each([
    '',
    'short',
    'x'.repeat(20),
    'x'.repeat(257),
    `${'x'.repeat(30)} x`,
    'ạ'.repeat(30),
    `${'x'.repeat(30)}\u0000`,
  ])('a secret like %j is refused, and says what it should be', async (contact) => {
    for (const answer of [
      await send({ contact, id: '1', text: 'chào' }),
      await get(`?contact=${encodeURIComponent(contact)}`),
    ]) {
      expect(answer.status).toBe(400)
      expect(await answer.json()).toEqual({ error: expect.stringMatching(/122 bit/) })
    }
  })

  test('a German browser hears English from the first word, a fault too', async () => {
    const secret = secretOf('Anna')
    const headers = { 'x-chat-contact': secret, 'x-chat-lang': 'en' }
    expect(await (await send({ id: 'ạ', text: 'x' }, headers)).json()).toEqual({
      error: expect.stringMatching(/printable ASCII/),
    })
    await send({ id: '1', text: '/start' }, headers)
    expect(await texts(secret)).toEqual([expect.stringMatching(/I'm Chung Tay/)])
  })
})

describe('what is written', () => {
  test.each([
    ['no JSON', 'hello'],
    ['no message', '{}'],
    ['two at once', { id: '1', text: 'x', choice: '1.a' }],
    ['a number for a text', { id: '1', text: 5 }],
    ['a number for an id', { id: 1, text: 'x' }],
    ['no id', { text: 'x' }],
    ['an empty id', { id: '', text: 'x' }],
    ['an id of 97 characters', { id: 'x'.repeat(97), text: 'x' }],
    ['a choice too long', { id: '1', choice: 'x'.repeat(201) }],
    ['a file without bytes', { id: '1', file: { name: 'x.png' } }],
    ['a list', []],
    ['null', 'null'],
  ])('%s is refused with a reason', async (_, body) => {
    const answer = await send(body, { 'x-chat-contact': secretOf('Lan') })
    expect(answer.status).toBe(400)
    const { error } = (await answer.json()) as { error: string }
    expect(error.length).toBeGreaterThan(20)
  })

  test('the same id is one message, whatever it says the second time', async () => {
    const secret = secretOf('Lan')
    const headers = { 'x-chat-contact': secret }
    for (const text of ['/start', '/start', 'menu']) {
      expect((await send({ id: 'one', text }, headers)).status).toBe(202)
    }
    expect(await texts(secret)).toHaveLength(1)
    // Another person's id is another message.
    const minh = secretOf('Minh')
    await send({ id: 'one', text: '/start' }, { 'x-chat-contact': minh })
    expect(await texts(minh)).toHaveLength(1)
  })

  test('a megabyte of text is read as far as anybody reads, kept no further, and answered', async () => {
    const secret = secretOf('Lan')
    const answer = await send({ id: '1', text: 'rất dài '.repeat(130_000) }, { 'x-chat-contact': secret })
    expect(answer.status).toBe(202)
    expect((await texts(secret))[0]).toMatch(/^Tin dài quá/)
    const rows = await it.db.prisma.inbox.findMany({ select: { body: true } })
    expect(Math.max(...rows.map((row) => row.body.length))).toBeLessThan(20_000)
    const huge = await send({ id: '2', text: 'x'.repeat(9_000_000) }, { 'x-chat-contact': secret })
    expect(huge.status).toBe(413)
    expect(await huge.json()).toEqual({ error: expect.stringMatching(/quá lớn.*too large/) })
  })

  test.each([
    ['direction marks', '\u202emenu\u202c'],
    ['isolates', '\u2066menu\u2069'],
    ['zero-width spaces', 'me\u200bnu\ufeff'],
    ['joiners', 'm\u200de\u200cnu'],
    ['a soft hyphen', 'me\u00adnu'],
    ['a null', 'menu\u0000'],
    ['half a surrogate', 'menu\ud800'],
  ])('%s in a word do not hide it', async (_, text) => {
    const secret = secretOf('Lan')
    const headers = { 'x-chat-contact': secret }
    await send({ id: '1', text: '/start' }, headers)
    const before = (await messages(secret)).length
    await send({ id: '2', text }, headers)
    await expect.poll(async () => (await messages(secret, 1)).length).toBeGreaterThan(before)
    const { choices } = (await messages(secret)).at(-1)!
    expect(choices.map((choice) => choice.label)).toContain('Của tôi')
  })

  test('a name of direction marks and piled-up accents is printed as a name', async () => {
    const lan = it.person('Lan')
    await lan.says('/start')
    await lan.presses('Góp quà Tết')
    await lan.presses(/^1 suất/)
    await lan.presses('Lấy mã chuyển khoản')
    await it.bank.credits(300_000n, lan.heard.findLast((message) => /^TLV\w{7}$/.test(message.text))!.text)
    await lan.hears(/Biên nhận số/)
    await lan.presses('Lấy giấy ghi nhận')
    await lan.says(`\u202eGia đình\u0000 bé\u200b N${'\u0301'.repeat(300)}a\u2066`)
    await lan.presses('Đúng rồi')
    await lan.hears(/Giấy ghi nhận số/)
    const certificate = await it.db.prisma.certificate.findFirstOrThrow({ orderBy: { issuedAt: 'desc' } })
    const signed = await signedOf(it.db.prisma, KEYS, certificate)
    const said = `${signed!.name} ${Buffer.from(signed!.token.split('.')[1]!, 'base64url')}`
    expect(said).not.toMatch(/\p{Cf}|\u0301{5}/u)
    expect(said).toMatch(/^Gia đình bé Ń.*"Gia đình bé Ń/)
  })
})

describe('choices', () => {
  test("another person's buttons do nothing to them", async () => {
    const lan = it.person('Lan')
    const minh = it.person('Minh')
    await lan.says('/start')
    await lan.presses('Góp quà Tết')
    await lan.presses(/^1 suất/)
    const { contactId } = await it.db.prisma.pledge.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
    const pledge = () => it.db.prisma.pledge.findFirstOrThrow({ where: { contactId } })
    const before = await pledge()
    await minh.says('/start')
    for (const { id } of lan.heard.flatMap((message) => message.choices)) {
      expect(await minh.sends({ choice: id })).toBe(202)
    }
    await minh.says('menu')
    expect(await pledge()).toEqual(before)
    expect(minh.heard.map((message) => message.text).join()).not.toContain(before.code)
  })

  test('forged ids make nothing and break nothing', async () => {
    const before = await it.db.prisma.pledge.count()
    const headers = { 'x-chat-contact': secretOf('a machine') }
    await send({ id: 'first', text: '/start' }, headers)
    // Not `give` or `=300000`: pressed in one's own conversation these are answers like any other.
    const special = ['@human', '@other', '=-1', '__proto__', 'constructor', 'each']
    const id = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.tuple(fc.nat(9), fc.constantFrom(...special)).map(([n, part]) => `${n}.${part}`),
    )
    let n = 0
    await fc.assert(
      fc.asyncProperty(id, async (choice) => {
        n += 1
        expect((await send({ id: String(n), choice }, headers)).status).toBe(202)
      }),
      { numRuns: 35 },
    )
    await expect
      .poll(() => it.db.prisma.todo.count({ where: { source: 'web-chat:main' } }), { timeout: 15_000 })
      .toBe(0)
    expect(await it.db.prisma.pledge.count()).toBe(before)
  })
})

describe('fetching', () => {
  test('without a cursor, or with an empty one, everything from the start comes', async () => {
    const headers = { 'x-chat-contact': secretOf('from the start') }
    await send({ id: 'one', text: 'x'.repeat(1_000_000) }, headers)
    const fetched = async (query: string) => {
      const answer = await it.service.web.request(`/chat/api/messages?wait=5&${query}`, { headers })
      return ((await answer.json()) as { messages: { text: string }[] }).messages.map((one) => one.text)
    }
    const all = await fetched('after=')
    expect(all[0]).toMatch(/^Tin dài quá/)
    expect(await fetched('')).toEqual(all)
  })

  test.each([
    '?after=x',
    '?after=-1',
    '?after=1.5',
    `?after=${'9'.repeat(19)}`,
    '?wait=26',
    '?wait=-1',
    '?wait=soon',
    '?wait=NaN',
  ])('%s is refused with a reason', async (query) => {
    const answer = await get(query, { 'x-chat-contact': secretOf('Lan') })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({ error: expect.stringMatching(/after|wait/) })
  })

  test('somebody who never wrote has no messages, and is told where to go on', async () => {
    expect(await (await get('', { 'x-chat-contact': secretOf('nobody') })).json()).toEqual({
      messages: [],
      cursor: '0',
    })
    const after = `?after=${'9'.repeat(18)}`
    expect(await (await get(after, { 'x-chat-contact': secretOf('nobody') })).json()).toMatchObject({
      messages: [],
    })
  })

  test('nothing comes twice after its cursor', async () => {
    const secret = secretOf('Lan')
    const headers = { 'x-chat-contact': secret }
    await send({ id: '1', text: '/start' }, headers)
    await messages(secret)
    await send({ id: '2', text: 'menu' }, headers)
    await expect.poll(async () => (await messages(secret, 1)).length).toBeGreaterThan(1)
    const all = await messages(secret)
    const first = (await (await get('', headers)).json()) as {
      messages: { cursor: string }[]
      cursor: string
    }
    expect(first.cursor).toBe(first.messages.at(-1)!.cursor)
    const rest = (await (await get(`?after=${first.messages[0]!.cursor}`, headers)).json()) as {
      messages: unknown[]
    }
    expect(rest.messages).toHaveLength(all.length - 1)
    const none = (await (await get(`?after=${first.cursor}`, headers)).json()) as {
      messages: unknown[]
      cursor: string
    }
    expect(none).toEqual({ messages: [], cursor: first.cursor })
  })

  test('a fetch that waits is woken by what arrives, by every one of two tabs', async () => {
    const secret = secretOf('Lan')
    const headers = { 'x-chat-contact': secret }
    await send({ id: '1', text: '/start' }, headers)
    const { cursor } = (await (await get('?wait=10', headers)).json()) as { cursor: string }
    const events: string[] = []
    const tabs = [1, 2].map(async (tab) => {
      const answer = (await (await get(`?after=${cursor}&wait=25`, headers)).json()) as {
        messages: unknown[]
      }
      events.push(`tab ${tab} has ${answer.messages.length > 0}`)
    })
    await new Promise((resolve) => setTimeout(resolve, 100))
    events.push('Lan writes')
    await send({ id: '2', text: 'menu' }, headers)
    await Promise.all(tabs)
    expect(events.toSorted()).toEqual(['Lan writes', 'tab 1 has true', 'tab 2 has true'])
    expect(events[0]).toBe('Lan writes')
  }, 20_000)

  test('a fetch of somebody new is woken by their first word', async () => {
    const secret = secretOf('Hoa')
    const waiting = messages(secret, 20)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await send({ id: '1', text: '/start' }, { 'x-chat-contact': secret })
    expect((await waiting).map((message) => message.text)).toEqual([expect.stringMatching(/^Chào bạn/)])
  }, 15_000)

  test('a wait that is over answers with nothing', async () => {
    const secret = secretOf('Lan')
    const headers = { 'x-chat-contact': secret }
    await send({ id: '1', text: '/start' }, headers)
    const { cursor } = (await (await get('?wait=10', headers)).json()) as { cursor: string }
    const answer = await get(`?after=${cursor}&wait=0.3`, headers)
    expect(await answer.json()).toEqual({ messages: [], cursor })
  })
})

describe('files', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  const upload = (bytes: Uint8Array, name = 'anh.png') =>
    send(
      { id: '1', file: { name, base64: Buffer.from(bytes).toString('base64') } },
      { 'x-chat-contact': secretOf('Lan') },
    )

  test.each([
    ['PNG', png],
    ['JPEG', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['WebP', Buffer.from('RIFF\u0000\u0000\u0000\u0000WEBPVP8 ')],
    ['PDF', Buffer.from('%PDF-1.7\n')],
  ])('%s is taken, by its first bytes and not by its name', async (_, bytes) => {
    expect((await upload(bytes, '../../etc/passwd.exe')).status).toBe(202)
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a program', Buffer.from('MZ\u0090\u0000')],
    ['a page', Buffer.from('<html><script>alert(1)</script>')],
    [
      'a drawing that can hold a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    ],
    ['a GIF', Buffer.from('GIF89a')],
    ['more than 5 MB', Buffer.concat([png, Buffer.alloc(5_000_000)])],
  ])('%s is refused kindly', async (_, bytes) => {
    const answer = await upload(bytes)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({ error: expect.stringMatching(/ảnh hoặc PDF/) })
  })

  const whole = () => readdirSync(folder).length
  /** A file as its sender sent it. */
  const sent = async (name: string, secret: string) => {
    const { key } = await knownAs(it.db, 'web-chat', 'main', secret)
    return key.open('file', (await files.get(name))!)
  }

  test('a repeat of an upload is taken like the first, and keeps nothing more', async () => {
    const headers = { 'x-chat-contact': secretOf('Lan') }
    const body = { id: 'one', file: { name: 'anh.png', base64: png.toString('base64') } }
    const before = puts
    const kept = whole()
    for (let n = 0; n < 3; n++) expect((await send(body, headers)).status).toBe(202)
    expect(puts).toBe(before + 1)
    // All at once, each may keep its own: those that no message names are gone again.
    const together = await Promise.all(Array.from({ length: 8 }, () => send({ ...body, id: 'two' }, headers)))
    expect(together.map((answer) => answer.status)).toEqual(Array.from({ length: 8 }, () => 202))
    expect(await files.loose(-60_000)).toEqual([])
    const rows = await it.db.prisma.inbox.findMany({ where: { externalId: { endsWith: ':two' } } })
    expect(rows).toHaveLength(1)
    expect(await sent(rows[0]!.files!, headers['x-chat-contact'])).toEqual(png)
    expect(whole()).toBe(kept + 2)
  })

  test('an upload whose message was committed just before a crash is settled by the sweep, an orphan is not', async () => {
    settles = false
    const headers = { 'x-chat-contact': secretOf('Lan') }
    await send({ id: '1', file: { name: 'anh.png', base64: png.toString('base64') } }, headers)
    settles = true
    const [named] = await files.loose(-60_000)
    const orphan = await files.putLoose(png, { name: 'upload.png', mime: 'image/png' })
    const { sweep } = uploads({
      files: { ...files, loose: () => files.loose(-60_000) },
      named: (keys, since) => filesNamed(it.db.hot, keys, since),
      log: book.log,
    })
    await sweep()
    expect(await files.loose(-60_000)).toEqual([])
    expect(await sent(named!.key, headers['x-chat-contact'])).toEqual(png)
    expect(await files.get(orphan)).toBeUndefined()
  })

  test('a full disk refuses the file kindly, and the talk goes on', async () => {
    const headers = { 'x-chat-contact': secretOf('Lan') }
    room = 1_000_000
    const answer = await send({ id: '1', file: { name: 'anh.png', base64: png.toString('base64') } }, headers)
    room = Number.MAX_SAFE_INTEGER
    expect(answer.status).toBe(507)
    expect(await answer.json()).toEqual({ error: expect.stringMatching(/chưa giữ thêm tệp được/) })
    expect((await send({ id: '2', text: '/start' }, headers)).status).toBe(202)
  })

  test('who sends very many files is told when there is room again, and may go on writing', async () => {
    const headers = { 'x-chat-contact': secretOf('Minh') }
    const base64 = Buffer.concat([png, Buffer.alloc(4_900_000)]).toString('base64')
    const answers: Response[] = []
    for (let n = 0; n < 7; n++) answers.push(await send({ id: `${n}`, file: { name: 'x', base64 } }, headers))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202, 202, 429])
    expect(Number(answers[6]!.headers.get('retry-after'))).toBeGreaterThan(60)
    expect(await answers[6]!.json()).toEqual({ error: expect.stringMatching(/nhiều tệp quá/) })
    expect((await send({ id: 'x', text: '/start' }, headers)).status).toBe(202)
  })
})

describe('the house', () => {
  test('who has not written yet is not looked for again and again, and hears the first answer at once', async () => {
    const secret = secretOf('a newcomer')
    const { hot } = it.db as { hot: { query: typeof it.db.hot.query } }
    const { query } = hot
    let looks = 0
    hot.query = (name, sql, params) => {
      if (name === 'addresses') looks += 1
      return query(name, sql, params)
    }
    const waiting = messages(secret, 10)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(looks).toBe(1)
    await send({ id: '1', text: '/start' }, { 'x-chat-contact': secret })
    const [first] = await waiting
    hot.query = query
    expect(first!.text).toMatch(/^Chào bạn/)
    // The sender's own look, before and after the address is made.
    expect(looks).toBeLessThanOrEqual(3)
  })

  test('one address keeps only so many fetches waiting', async () => {
    const stop = new AbortController()
    const wait = (n: number) =>
      it.service.web.request('/chat/api/messages?wait=20', {
        headers: { 'x-chat-contact': secretOf(`waiting ${n}`) },
        signal: stop.signal,
      })
    const waiting = Array.from({ length: 300 }, (_, n) => wait(n))
    const refused = await wait(300)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5'])
    expect((await get('', { 'x-chat-contact': secretOf('in no hurry') })).status).toBe(200)
    stop.abort()
    await Promise.allSettled(waiting)
    expect((await get('?wait=0.1', { 'x-chat-contact': secretOf('later') })).status).toBe(200)
  })

  test('no browser keeps what was said', async () => {
    expect((await get('', { 'x-chat-contact': secretOf('Lan') })).headers.get('cache-control')).toBe(
      'no-store',
    )
  })

  test('whoever writes too fast is asked to wait, and nobody else is', async () => {
    const secret = secretOf('a machine')
    const headers = { 'x-chat-contact': secret }
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => send({ id: String(n), text: 'x' }, headers)),
    )
    const refused = answers.filter((answer) => answer.status === 429)
    expect(refused.length).toBeGreaterThanOrEqual(15)
    expect(refused[0]!.headers.get('retry-after')).toMatch(/^[1-9]\d?$/)
    expect(await refused[0]!.json()).toEqual({ error: expect.stringMatching(/chờ một chút/) })
    expect((await send({ id: '1', text: '/start' }, { 'x-chat-contact': secretOf('Lan') })).status).toBe(202)
  })

  test('no other site may read it', async () => {
    const origin = { origin: 'https://elsewhere.example', 'x-chat-contact': secretOf('Lan') }
    const preflight = await it.service.web.request('/chat/api/messages', {
      method: 'OPTIONS',
      headers: {
        ...origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-chat-contact',
      },
    })
    for (const answer of [await get('', origin), await send({ id: '1', text: 'x' }, origin), preflight]) {
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    }
    expect(preflight.status).toBe(404)
  })

  /** The page's own script: no types come with it. */
  const WIRE: string = '../../src/web/static/chat-wire.js'

  test('our own page sends the secret in a header, and in no address', async () => {
    const secret = secretOf('Lan')
    const asked: [string, RequestInit][] = []
    const before = [globalThis.fetch, Reflect.get(globalThis, 'document')] as const
    globalThis.fetch = async (path, init = {}) => {
      asked.push([String(path), init])
      return Response.json({ messages: [] }, { status: 200 })
    }
    Reflect.set(globalThis, 'document', { documentElement: { lang: 'vi' } })
    try {
      const wire = await import(WIRE)
      await wire.post({ contact: secret, goesOn: true }, { id: '1', text: 'chào' })
      await wire.read({ contact: secret, goesOn: true }, '7', 0)
    } finally {
      globalThis.fetch = before[0]
      if (before[1] === undefined) Reflect.deleteProperty(globalThis, 'document')
      else Reflect.set(globalThis, 'document', before[1])
    }
    expect(asked).toHaveLength(2)
    for (const [path, { headers, body = '' }] of asked) {
      expect(`${path} ${String(body)}`).not.toContain(secret)
      expect(headers).toMatchObject({ 'x-chat-contact': secret })
    }
  })

  test('the secret is nowhere in the database and in no log line', async () => {
    const secret = secretOf('Lan')
    const headers = { 'x-chat-contact': secret }
    await send({ id: '1', text: '/start' }, headers)
    await messages(secret)
    await send({ id: '2', text: 'menu', contact: secret }, {})
    await send(`{"contact":"${secret}","id":"3","text":`, {})
    await get(`?contact=${secret}&after=x`)
    const tables = await it.db.prisma.$queryRawUnsafe<{ name: string }[]>(
      "select table_name::text as name from information_schema.tables where table_schema = 'public'",
    )
    const hex = Buffer.from(secret).toString('hex')
    let rows = 0
    for (const { name } of tables) {
      const found = await it.db.prisma.$queryRawUnsafe<{ row: string }[]>(
        `select t::text as row from "${name}" t`,
      )
      rows += found.length
      for (const { row } of found)
        if (row.includes(secret) || row.includes(hex)) throw new Error(`it lies in ${name}`)
    }
    expect(rows).toBeGreaterThan(100)
    expect(book.text()).not.toContain(secret)
  })
})
