import { expect, test } from 'vitest'
import { readEvent } from '../../../src/channels/zalo-oa/events.ts'

// Shapes as Zalo documents them and as they were seen to come; ids and times of our own.
const OA = '9000000000000000001'
const LAN = '4000000000000000001'
const head = {
  app_id: '1234567890123456789',
  user_id_by_app: '5000000000000000001',
  timestamp: '1767225601000',
}
const from = { ...head, sender: { id: LAN }, recipient: { id: OA } }
const of = { ...head, sender: { id: OA }, recipient: { id: LAN } }
const read = (event: unknown) => readEvent(event, OA)
const heard = (event: unknown) => {
  const got = read(event)
  if (got.kind !== 'message') throw new Error(got.kind)
  return { ...got.inbound.heard, ...(got.inbound.remote ? { remote: got.inbound.remote } : {}) }
}
const attached = (kind: string, type: string, payload: object, text?: string) =>
  heard({
    ...from,
    event_name: `user_send_${kind}`,
    message: { msg_id: 'aabb01', ...(text === undefined ? {} : { text }), attachments: [{ type, payload }] },
  })

test('words are heard, to the last digit of who said them', () => {
  expect(
    read({ ...from, event_name: 'user_send_text', message: { text: 'Xin chào', msg_id: 'aabb00' } }),
  ).toEqual({
    kind: 'message',
    inbound: {
      source: `zalo-oa:${OA}`,
      externalId: 'aabb00',
      from: { channel: 'zalo-oa', account: OA, key: LAN, externalId: LAN, lang: 'vi' },
      heard: { kind: 'heard', text: 'Xin chào' },
    },
  })
})

test('a press comes back as words, and is a press', () => {
  expect(
    heard({ ...from, event_name: 'user_send_text', message: { text: '#ct:12.pay', msg_id: 'a' } }),
  ).toEqual({
    kind: 'heard',
    choice: '12.pay',
  })
})

test('pictures and papers are named by their address; the rest is told apart', () => {
  const url = 'https://img.example/f.jpg'
  const remote = { id: url }
  expect(attached('image', 'image', { thumbnail: 'https://img.example/t.jpg', url }, '')).toEqual({
    kind: 'heard',
    remote,
  })
  expect(attached('image', 'image', { url }, 'biên lai')).toEqual({ kind: 'heard', text: 'biên lai', remote })
  expect(attached('file', 'file', { url, size: '9999', name: 'a.pdf' })).toEqual({
    kind: 'heard',
    remote: { id: url, bytes: 9999 },
  })
  expect(attached('image', 'image', { url: 'file:///etc/passwd' })).toEqual({
    kind: 'heard',
    other: 'unknown',
  })
  const place = { coordinates: { latitude: '10.7769', longitude: '106.7009' } }
  expect(attached('location', 'location', place)).toEqual({ kind: 'heard', other: 'place' })
  expect(attached('sticker', 'sticker', { id: '1', url })).toEqual({ kind: 'heard', other: 'sticker' })
  expect(attached('audio', 'audio', { url })).toEqual({ kind: 'heard', other: 'voice' })
  expect(attached('business_card', 'link', {})).toEqual({ kind: 'heard', other: 'contact' })
})

test('following and leaving are a standing; what we have said ourselves is nobody who talks', () => {
  const follows = (event_name: string, oa = OA) => ({ ...head, oa_id: oa, event_name, follower: { id: LAN } })
  expect(read(follows('follow'))).toEqual({ kind: 'standing', user: LAN, blocked: false })
  expect(read(follows('unfollow'))).toEqual({ kind: 'standing', user: LAN, blocked: true })
  expect(read(follows('follow', '9'))).toEqual({ kind: 'another' })
  const text = { text: 'Cảm ơn bạn', msg_id: 'aabb04' }
  expect(read({ ...of, event_name: 'oa_send_text', message: text })).toEqual({ kind: 'ignored' })
  expect(read({ ...of, event_name: 'user_send_text', message: text })).toEqual({ kind: 'another' })
  expect(read({ ...of, event_name: 'user_received_message', message: { msg_id: 'aabb04' } })).toEqual({
    kind: 'receipt',
    messages: ['aabb04'],
    seen: false,
  })
  expect(read({ ...of, event_name: 'user_seen_message', message: { msg_ids: ['a', 'b'] } })).toEqual({
    kind: 'receipt',
    messages: ['a', 'b'],
    seen: true,
  })
})

test('events never heard of are passed over, and what is no event is told as such', () => {
  expect(read({ ...head, event_name: 'change_oa_daily_quota' })).toEqual({ kind: 'ignored' })
  expect(read({ ...from, event_name: 'user_send_group_text', message: { text: 'x', msg_id: 'a' } })).toEqual({
    kind: 'ignored',
  })
  const lacking = [undefined, null, 7, 'x', [], {}, { event_name: 'follow' }]
  for (const odd of [
    ...lacking,
    { ...from, event_name: 'user_send_text' },
    { ...head, event_name: 'follow' },
  ])
    expect(read(odd), JSON.stringify(odd)).toEqual({ kind: 'unreadable' })
})
