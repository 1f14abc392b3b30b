import { afterEach, expect, test, vi } from 'vitest'
import type { Outgoing } from '../../src/conversation/delivery-store.ts'
import { type After, lanes } from '../../src/conversation/lanes.ts'

/** Who is sent to next, with sends that end when the test says so. */
function lane() {
  const under = new Map<string, (after: After) => void>()
  const begun: string[] = []
  const dropped: string[] = []
  const all = lanes(
    (message) => {
      begun.push(message.id)
      return new Promise((ends) => under.set(message.id, ends))
    },
    (message) => void dropped.push(message.id),
  )
  return {
    ...all,
    begun,
    dropped,
    async ends(id: string, after: After = 'sent') {
      under.get(id)!(after)
      under.delete(id)
      await Promise.resolve()
    },
    /** Ends whatever is under way, oldest first, until nothing is left. */
    async endsAll() {
      while (under.size > 0) for (const id of [...under.keys()]) await this.ends(id)
    },
  }
}

afterEach(() => void vi.useRealTimers())

const says = (id: string, contact = id, kind: Outgoing['class'] = 'answer', channel = 'telegram') =>
  ({ id, contact, address: `${contact}'s`, channel, account: '1', class: kind }) as Outgoing
const TELEGRAM = 'telegram:1'
const many = (count: number, kind: Outgoing['class'], channel?: string) =>
  Array.from({ length: count }, (_, n) => says(`${kind}-${n}`, undefined, kind, channel))

test('whoever is answered goes before all whom nobody keeps waiting, and a full house of those leaves her room', async () => {
  const it = lane()
  it.join(many(500, 'once'))
  expect(it.begun).toHaveLength(32)
  it.join([says('lan')])
  expect(it.begun.at(-1)).toBe('lan')
  expect(it.openOn(TELEGRAM)).toBe(1)
  await it.ends('lan')
  expect(it.openOn(TELEGRAM)).toBe(0)
  await it.endsAll()
  expect(it.begun).toHaveLength(501)
  expect(it.empty()).toBe(true)
})

test('what was to be said to her lies before her answer, and goes with it before the rest', async () => {
  const it = lane()
  it.join([...many(500, 'once'), says('reminder', 'lan', 'once'), says('answer', 'lan')])
  expect(it.begun.slice(-2)).not.toContain('answer')
  expect(it.begun).toContain('reminder')
  await it.ends('reminder')
  expect(it.begun.at(-1)).toBe('answer')
  expect(it.begun.filter((id) => id.startsWith('once'))).toHaveLength(32)
  await it.endsAll()
  expect(new Set(it.begun).size).toBe(502)
})

test('an answer that comes later takes the reminder along that lay there, and neither goes twice', async () => {
  const it = lane()
  it.join([...many(500, 'must_reach'), says('reminder', 'lan', 'once')])
  expect(it.begun).not.toContain('reminder')
  it.join([says('answer', 'lan')])
  expect(it.begun.at(-1)).toBe('reminder')
  await it.ends('reminder')
  expect(it.begun.at(-1)).toBe('answer')
  for (const { id } of many(500, 'must_reach')) await it.ends(id)
  expect(it.begun.filter((id) => id === 'answer')).toHaveLength(1)
  await it.endsAll()
  expect(it.begun).toHaveLength(502)
})

test('of what must reach one always goes, however many are answered', async () => {
  const it = lane()
  it.join([...many(200, 'answer'), says('receipt', 'minh', 'must_reach')])
  expect(it.begun).toContain('receipt')
  expect(it.begun).toHaveLength(64)
  expect(it.openOn(TELEGRAM)).toBe(200)
})

test('a person hears one thing after the other, and no more than 64 are under way', async () => {
  const it = lane()
  const said = many(100, 'answer').flatMap(({ id }) => [says(`${id}/1`, id), says(`${id}/2`, id)])
  it.join(said)
  expect(it.begun).toHaveLength(64)
  expect(it.begun.filter((id) => id.endsWith('/2'))).toEqual([])
  await it.endsAll()
  for (const { id } of many(100, 'answer'))
    expect(it.begun.filter((one) => one.startsWith(`${id}/`))).toEqual([`${id}/1`, `${id}/2`])
})

test('a channel that hangs holds up its own people only', () => {
  const it = lane()
  it.join([...many(100, 'answer', 'zalo'), says('lan')])
  expect(it.begun).toContain('lan')
  expect(it.openOn('zalo:1')).toBe(100)
  expect(it.openOn(TELEGRAM)).toBe(1)
})

test('what waits with the first, or has lost its address, is let go of; the rest goes on', async () => {
  const it = lane()
  it.join([says('1', 'lan'), says('2', 'lan'), says('1m', 'minh'), says('2m', 'minh')])
  const elsewhere = { ...says('3m', 'minh', 'answer', 'zalo'), address: 'another' }
  it.join([elsewhere])
  await it.ends('1', 'later')
  expect(it.has('lan')).toBe(false)
  await it.ends('1m', 'gone')
  expect(it.dropped).toEqual(['1', '2', '1m', '2m'])
  expect(it.begun.at(-1)).toBe('3m')
  expect([it.openOn(TELEGRAM), it.openOn('zalo:1')]).toEqual([0, 1])
})

test('while a lane is full of what nobody waits for, no more is made for it; where nothing moves, nobody waits', async () => {
  vi.useFakeTimers()
  vi.advanceTimersByTime(60_000)
  const it = lane()
  it.join(many(63, 'once'))
  expect(await it.roomFor(TELEGRAM)).toBe(true)
  it.join([says('last', 'minh', 'once')])
  let free: boolean | undefined
  const waits = it.roomFor(TELEGRAM).then((answer) => {
    free = answer
  })
  await Promise.resolve()
  expect(free).toBeUndefined()
  expect(await it.roomFor('zalo:1')).toBe(true)
  await it.ends('once-0')
  await waits
  expect(free).toBe(true)
  it.join([says('another', 'hoa', 'must_reach')])
  const hangs = it.roomFor(TELEGRAM)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await hangs).toBe(false)
  // It moves, but only for those who are answered.
  const answered = Array.from({ length: 3 }, (_, n) => says(`lan-${n}`))
  it.join(answered)
  await it.ends('lan-0')
  const slow = it.roomFor(TELEGRAM)
  for (const { id } of answered.slice(1)) {
    await vi.advanceTimersByTimeAsync(900)
    await it.ends(id)
  }
  await vi.advanceTimersByTimeAsync(200)
  expect(await slow).toBe(false)
})
