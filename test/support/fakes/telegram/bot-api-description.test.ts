import { expect, test } from 'vitest'
import { against, botApiDescription } from './bot-api-description.ts'

test('the description is read whole', () => {
  const all = botApiDescription()
  expect(all.size).toBeGreaterThan(180)
  expect([...all].filter(([, takes]) => takes.size === 0).map(([method]) => method)).toEqual(
    expect.arrayContaining(['getMe', 'getWebhookInfo']),
  )
  expect(all.get('sendMessage')!.get('text')).toBe('required')
  expect(all.get('sendMessage')!.get('entities')).toBe('optional')
})

test('a call that the Bot API does not describe is named', () => {
  expect(against('sendMessage', { chat_id: '42', text: 'chào' })).toEqual([])
  expect(against('getMe', {})).toEqual([])
  expect(against('getUpdates', { offset: 1 })).toEqual([])
  expect(against('sendPhoto', { chat_id: '42', photo: 'attach://a', a: 'bytes' })).toEqual([])
  expect(against('sendPhoto', { chat_id: '42', photo: 'attach://a', b: 'bytes' })).not.toEqual([])
  expect(against('sendMessage', { chat: '42', text: 'chào' })).toEqual([
    'sendMessage: no parameter chat',
    'sendMessage: without chat_id',
  ])
  expect(against('sendMesage', {})).toEqual(['sendMesage: there is no such method'])
})
