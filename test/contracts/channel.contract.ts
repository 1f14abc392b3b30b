import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Channel, SendErrorKind, To } from '../../src/channels/channel.ts'
import { SendError } from '../../src/channels/channel.ts'
import type { Bubble } from '../../src/engine/index.ts'
import type { Database } from '../../src/platform/db.ts'
import { knownAs } from '../support/known.ts'

/** One message as a person of the channel sees it. */
export interface Seen {
  readonly text: string
  readonly buttons: readonly string[]
  readonly media: boolean
}

/** How messages of people reach us by HTTP. */
export interface Door {
  /** Posts a body as the provider would, or with what a stranger has instead of the secret. @returns the status */
  post(body: Uint8Array | string, stranger?: 'no secret' | 'a wrong secret'): Promise<number>
  /** A body that says `text`, under the provider's id of the message. */
  body(message: { readonly id: string; readonly from: string; readonly text: string }): string
}

/** How the channel sends, on a provider that does what it is told. */
export interface Sending {
  readonly channel: Channel
  /** Somebody who may be written to. */
  readonly to: To
  /** What lies on that person's screen, oldest first. */
  seen(): readonly Seen[]
  /** Makes the provider's next answer so, in the provider's own way. */
  meets(kind: SendErrorKind): void
  /** Makes the provider refuse the next picture. */
  losesPicture(): void
}

export interface Rig {
  readonly db: Database
  /** `<channel>:<account>` of what is heard. */
  readonly source: string
  readonly door?: Door
  /** A message of a person, by whatever way it comes. Resolves when it is taken. */
  hears(message: { readonly id: string; readonly from: string; readonly text: string }): Promise<void>
  readonly sending?: Sending
  /** All that was logged. */
  log(): string
  /** What must never be logged, nor stand in an error. */
  readonly secrets: readonly string[]
  close(): Promise<void>
}

type Part = 'secret' | 'hostile bodies' | 'long ids' | 'sending' | 'closed'

interface Contract {
  readonly name: string
  readonly make: () => Promise<Rig>
  /** What the channel has no part in, and why. */
  readonly skip?: Partial<Record<Part, string>>
}

const KINDS = [
  'throttled',
  'unavailable',
  'ambiguous',
  'blocked',
  'closed',
  'rejected',
  'misconfigured',
] as const satisfies readonly SendErrorKind[]
const PICTURE: NonNullable<Bubble['media']> = {
  kind: 'image',
  file: { file: 'picture', name: 'anh.png', mime: 'image/png' },
}

/** What every way to reach people promises. Each adapter's test calls this. */
export function channelContract({ name, make, skip = {} }: Contract) {
  describe(`channel, ${name}`, () => {
    let it: Rig
    const errors: unknown[] = []
    beforeAll(async () => {
      it = await make()
    })
    afterAll(() => it?.close())

    /** A part that the channel has no part in is skipped with the reason. */
    const unless = (part: Part) => {
      const why = skip[part]
      const skipped = (title: string, _: unknown, __?: unknown) => test(title, (on) => on.skip(why))
      return why === undefined ? test : (skipped as typeof test)
    }
    const stored = async () => ({
      inbox: await it.db.prisma.inbox.count({ where: { source: it.source } }),
      quarantine: await it.db.prisma.quarantine.count(),
      addresses: await it.db.prisma.address.count(),
    })
    let ids = 1_000
    const nextId = () => {
      ids += 1
      return String(ids)
    }

    unless('secret')(`without the secret, or with another, nothing is taken or kept`, async () => {
      const door = it.door!
      const before = await stored()
      const body = door.body({ id: nextId(), from: '5001', text: 'chào' })
      expect(await door.post(body, 'no secret')).toBe(401)
      expect(await door.post(body, 'a wrong secret')).toBe(401)
      expect(await door.post('not even JSON', 'a wrong secret')).toBe(401)
      expect(await stored()).toEqual(before)
      expect(await door.post(body)).toBeLessThan(300)
      expect((await stored()).inbox).toBe(before.inbox + 1)
    })

    test('the same message twice, one after the other and at once, is one item', async () => {
      const message = { id: nextId(), from: '5002', text: 'menu' }
      const before = await stored()
      await it.hears(message)
      await it.hears(message)
      await Promise.all(Array.from({ length: 5 }, () => it.hears(message)))
      expect((await stored()).inbox).toBe(before.inbox + 1)
      const again = { ...message, id: nextId() }
      await Promise.all(Array.from({ length: 5 }, () => it.hears(again)))
      expect((await stored()).inbox).toBe(before.inbox + 2)
    })

    unless('long ids')(`an id beyond 2^53 is kept to the last digit`, async () => {
      await it.hears({ id: nextId(), from: '9007199254740993', text: 'chào' })
      await it.hears({ id: nextId(), from: '9007199254740992', text: 'chào' })
      const [channel, account] = it.source.split(':') as [string, string]
      const known = (id: string) => knownAs(it.db, channel, account, id)
      expect((await known('9007199254740993')).externalId).toBe('9007199254740993')
      expect((await known('9007199254740992')).externalId).toBe('9007199254740992')
    })

    unless('hostile bodies')(`no body makes it fail, and it goes on afterwards`, async () => {
      const { post, body } = it.door!
      const calm = async (hostile: Uint8Array | string) => {
        const status = await post(hostile)
        if (status >= 500) throw new Error(`${status} for ${JSON.stringify(String(hostile).slice(0, 200))}`)
      }
      const valid = () => body({ id: nextId(), from: '5003', text: 'chào bạn' })
      for (const hostile of hostileBodies(valid)) await calm(hostile)
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            fc.uint8Array({ maxLength: 200 }),
            fc.json({ maxDepth: 6 }),
            mutations(valid()),
            fc
              .string({ unit: 'binary', maxLength: 50 })
              .map((text) => body({ id: nextId(), from: '5004', text })),
          ),
          calm,
        ),
        { numRuns: 200 },
      )
      const before = await stored()
      await it.hears({ id: nextId(), from: '5005', text: 'menu' })
      expect((await stored()).inbox).toBe(before.inbox + 1)
      // What could not be understood is parked for nobody's turn.
      expect(await it.db.prisma.todo.count({ where: { stuckAt: { not: null } } })).toBe(0)
    })

    const failed = async (bubble: Bubble): Promise<SendError> => {
      const { channel, to } = it.sending!
      const error = await channel.send(to, bubble).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      errors.push(error)
      expect(error).toBeInstanceOf(SendError)
      return error as SendError
    }

    for (const kind of KINDS) {
      const part = kind === 'closed' && skip.sending === undefined ? 'closed' : 'sending'
      unless(part)(`trouble of the kind "${kind}" is told as such`, async () => {
        it.sending!.meets(kind)
        const error = await failed({ text: 'một câu riêng tư' })
        expect(error.kind).toBe(kind)
        if (kind === 'throttled') expect(error.retryAfterMs).toBeGreaterThan(0)
        const { text } = (await say({ text: 'sau đó' })).at(-1)!
        expect(text).toBe('sau đó')
      })
    }

    /** How options are shown: as buttons, or numbered below the text where the channel has none. */
    const offered = (text: string, labels: readonly string[]) =>
      it.sending!.channel.abilities.buttons > 0
        ? { text, buttons: labels }
        : { text: [text, ...labels.map((label, n) => `${n + 1}. ${label}`)].join('\n'), buttons: [] }

    async function say(bubble: Bubble): Promise<readonly Seen[]> {
      const { channel, to, seen } = it.sending!
      const before = seen().length
      for (const piece of channel.cut?.(bubble) ?? [bubble]) await channel.send(to, piece)
      return seen().slice(before)
    }

    unless('sending')(
      `a text that is too long comes in pieces, in order, at the ends of sentences`,
      async () => {
        const { textLength } = it.sending!.channel.abilities
        const sentence = 'Mỗi suất quà có áo ấm, sữa và bánh cho một bé ở vùng cao. '
        const text = Array.from(
          { length: Math.ceil((2.5 * textLength) / sentence.length) },
          (_, n) => `${n} ${sentence}`,
        ).join('')
        const pieces = await say({ text, choices: [{ id: '1.a', label: 'Góp' }] })
        expect(pieces.length).toBeGreaterThan(2)
        const last = offered(text.trim(), ['Góp'])
        const oneLine = (said: string) => said.replace(/\s+/g, ' ')
        expect(oneLine(pieces.map((piece) => piece.text.trim()).join(' '))).toBe(oneLine(last.text))
        for (const piece of pieces) expect(piece.text.length).toBeLessThanOrEqual(textLength)
        for (const piece of pieces.slice(0, -1)) expect(piece.text.trim()).toMatch(/\.$/)
        expect(pieces.map((piece) => piece.buttons)).toEqual([...pieces.slice(1).map(() => []), last.buttons])
        const { channel } = it.sending!
        for (const piece of channel.cut!({ text })) expect(channel.cut!(piece)).toEqual([piece])
      },
    )

    unless('sending')(`every option can be seen: as a button, or by its number in the text`, async () => {
      const { buttons } = it.sending!.channel.abilities
      const many = Array.from({ length: buttons + 3 }, (_, n) => ({ id: `1.o${n}`, label: `Mục ${n}` }))
      const odd = [
        { id: `1.${'ạ'.repeat(100)}`, label: 'Mã dài' },
        { id: '1.ok', label: 'Mã ngắn' },
      ]
      for (const choices of [many, odd]) {
        const [message] = await say({ text: 'Bạn chọn giúp mình', choices })
        for (const [n, { label }] of choices.entries()) {
          expect([...message!.buttons, ...message!.text.split('\n')]).toContain(
            message!.buttons.includes(label) ? label : `${n + 1}. ${label}`,
          )
        }
        expect(message!.text).toMatch(/^Bạn chọn giúp mình/)
      }
    })

    unless('sending')(`a picture that cannot be sent leaves its words and buttons behind`, async () => {
      const bubble: Bubble = {
        text: 'Mã QR đây',
        media: PICTURE,
        choices: [{ id: '1.a', label: 'Đã chuyển' }],
      }
      const plain = offered('Mã QR đây', ['Đã chuyển'])
      it.sending!.losesPicture()
      expect(await say(bubble)).toEqual([{ ...plain, media: false }])
      if (it.sending!.channel.abilities.media) expect(await say(bubble)).toEqual([{ ...plain, media: true }])
    })

    test('no secret and no words of people were logged or stand in an error', () => {
      const told =
        it.log() +
        errors.map((error) => `${error} ${(error as Error).stack} ${JSON.stringify(error)}`).join('\n')
      for (const secret of it.secrets) expect(told).not.toContain(secret)
      expect(told).not.toMatch(/riêng tư|chào bạn|Mã QR/)
    })
  })
}

/** A valid body with a piece of it cut out, doubled or replaced. */
const mutations = (valid: string) =>
  fc
    .tuple(
      fc.nat(valid.length),
      fc.nat(12),
      fc.constantFrom('', '"', '{', ']', '\\', '0', 'null', '1e999', '-', '[[['),
    )
    .map(([at, length, instead]) => valid.slice(0, at) + instead + valid.slice(at + length))

function hostileBodies(valid: () => string): (Uint8Array | string)[] {
  const said = (text: string) => valid().replace('chào bạn', text)
  return [
    ...[
      '',
      ' ',
      'null',
      '[]',
      '{}',
      '"',
      '\ufeff{}',
      '{"update_id":{}}',
      '{"__proto__":{"x":1}}',
      `${valid()}${valid()}`,
    ],
    ...['\\u0000', 'a\\u0000b', '\\ud800', '\\udc00\\ud800', '\\u202e\\u2066', '\\u200b', ' ', '\\n'].map(
      said,
    ),
    ...['/start', '/start ', `/start ${'x'.repeat(5_000)}`, '/', '/menu@', 'n'.repeat(900_000)].map(said),
    '['.repeat(200_000),
    '{"a":'.repeat(100_000),
    `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
    valid().replace('"chào bạn"', `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    valid().replace('"chào bạn"', `${'{"text":'.repeat(50_000)}1${'}'.repeat(50_000)}`),
    ...['1', 'null', 'true', '{"text":"x"}', '["x"]', '1e400'].map((value) =>
      valid().replace('"chào bạn"', value),
    ),
    Buffer.from([0xff, 0xfe, 0x00, 0x22]),
    Buffer.concat([
      Buffer.from(valid().split('bạn')[0]!),
      Buffer.from([0xc3, 0x28, 0xff]),
      Buffer.from(valid().split('bạn')[1]!),
    ]),
    Buffer.from([0x1f, 0x8b, 0x08, 0x00]),
    'x'.repeat(9_000_000),
  ]
}
