import { expect, test } from 'vitest'
import { readEvent } from '../../../src/channels/zalo-bot/updates.ts'
import { textEvent } from '../../support/fakes/zalo-bot.ts'

const LAN = 'a1b2c3d4e5f60718293a'
const read = (event: unknown) => readEvent(event, '2000001')
const message = (more: object) => {
  const { message: one } = textEvent('m9', LAN, '')
  const { text, ...rest } = one
  return { event_name: 'message.any.received', message: { ...rest, ...more } }
}
const heard = (event: unknown) => {
  const got = read(event)
  if (got.kind !== 'message') throw new Error(got.kind)
  return { ...got.inbound.heard, ...(got.inbound.remote ? { remote: got.inbound.remote } : {}) }
}

test('what was seen to come and what the documents show are read alike', () => {
  const flat = textEvent('m1', LAN, 'Xin chào')
  const { event_name, ...unnamed } = flat
  expect(read({ ok: true, result: flat })).toEqual(read(flat))
  expect(read(unnamed)).toEqual(read(flat))
  expect(read(flat)).toEqual({
    kind: 'message',
    inbound: {
      source: 'zalo-bot:2000001',
      externalId: 'm1',
      from: { channel: 'zalo-bot', account: '2000001', key: LAN, externalId: LAN, lang: 'vi' },
      heard: { kind: 'heard', text: 'Xin chào' },
    },
  })
})

test('a picture is named by its address, under either name, with its words', () => {
  const url = 'https://photo.example/x.jpg'
  expect(heard(message({ photo_url: url, caption: 'biên lai' }))).toEqual({
    kind: 'heard',
    text: 'biên lai',
    remote: { id: url },
  })
  expect(heard(message({ photo: url }))).toEqual({ kind: 'heard', remote: { id: url } })
  // What is no address is no picture.
  expect(heard(message({ photo_url: 'file:///etc/passwd' }))).toEqual({ kind: 'heard', other: 'unknown' })
})

test('a voice, a sticker and what comes empty are told apart', () => {
  expect(heard(message({ voice_url: 'https://voice.example/x.aac' }))).toEqual({
    kind: 'heard',
    other: 'voice',
  })
  expect(heard(message({ sticker: '0e078a2f' }))).toEqual({ kind: 'heard', other: 'sticker' })
  expect(heard(message({ sticker: { id: '0e07' } }))).toEqual({ kind: 'heard', other: 'sticker' })
  expect(heard(message({}))).toEqual({ kind: 'heard', other: 'unknown' })
})

test('a ping, a group and a bot mean nothing; what is no event is kept for a person', () => {
  const ping = { event_name: 'webhook.test', message: { date: 1, message_id: 'webhook-test', text: 'x' } }
  expect(read(ping)).toEqual({ kind: 'ignored' })
  expect(read({ ok: true, result: ping })).toEqual({ kind: 'ignored' })
  const { message: one } = textEvent('m2', LAN, 'chào')
  expect(read({ message: { ...one, chat: { id: 'g1', chat_type: 'GROUP' } } })).toEqual({ kind: 'ignored' })
  expect(read({ message: { ...one, from: { id: LAN, is_bot: true } } })).toEqual({ kind: 'ignored' })
  for (const odd of [
    undefined,
    null,
    7,
    'x',
    [],
    {},
    { message: {} },
    { message: { ...one, message_id: 'ạ' } },
  ])
    expect(read(odd), JSON.stringify(odd)).toEqual({ kind: 'unreadable' })
})
