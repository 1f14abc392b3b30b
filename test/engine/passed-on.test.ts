import { expect, test } from 'vitest'
import { talk } from './world.ts'

const MINUTE = 60_000
const READ = 'Người phụ trách đọc tin này.'
const WROTE = '~ wrote to a person'
const UNCLEAR = 'Mình chưa hiểu ý này. Nhắn “gặp người”; em nào gặp nguy hiểm thì gọi 111.'
const MENU = 'Bạn cần gì? [Góp quà Tết] [Hỏi về Quỹ] [Đi trao quà] [English]'

test('whoever begins with more than a greeting and is not understood hears so, and it counts', () => {
  const lan = talk()
  expect(lan.says('trâu nhà bên lạc mất')).toEqual([UNCLEAR, MENU])
  expect(lan.says('trâu lạc thật')[0]).toContain('Mình vẫn chưa hiểu')
  expect(talk().says('alo ạ')).toEqual([MENU])
  const minh = talk()
  minh.says('trâu nhà bên lạc mất')
  expect(minh.says('gặp người').at(-1)).toBe('~ hand over: asked for a person')
})

test('an English one in English', () => {
  const said = talk().says('I would like to tell you about my buffalo')
  expect(said.join(' ')).toContain('I do not understand this yet')
})

test('who waits for a person hears again after ten minutes that it is read', () => {
  const lan = talk()
  lan.says('gặp người')
  expect(lan.says('một')).toEqual([WROTE, READ])
  expect(lan.waits(9 * MINUTE).says('hai')).toEqual([WROTE])
  expect(lan.waits(MINUTE).says('ba')).toEqual([WROTE, READ])
  expect(lan.says('bốn')).toEqual([WROTE])
})

test('an officer who writes has answered: it is ten minutes from her word', () => {
  const lan = talk()
  lan.says('gặp người')
  lan.says('một')
  lan.waits(30 * MINUTE).resumes({ kind: 'person_said' })
  expect(lan.waits(9 * MINUTE).says('hai')).toEqual([WROTE])
  expect(lan.waits(MINUTE).says('ba')).toEqual([WROTE, READ])
})
