import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let it: World
beforeAll(async () => {
  it = await world()
})
afterAll(() => it.close())

const said = async (name: string, line: string) => {
  const person = it.person(name)
  await person.says(line)
  return person.heard.map(({ text }) => text).join('\n')
}

test('Lan names the gift and the place with her first words, without accents', async () => {
  expect(await said('Lan', '2 ao cho ta xua nhe')).toMatch(/2 .*xã Tà Xùa \(bản thử\): 360\.000/)
})

test('a name that no place has is asked back with the nearest', async () => {
  expect(await said('Minh', 'góp 300k cho Tà Súa')).toMatch(/Mình chưa thấy tên này(.|\n)*Tà Xùa/)
})

test('“các em” is no place: the gift goes where it is needed most', async () => {
  expect(await said('Hoa', 'góp 300k cho các em')).toMatch(/1 suất quà Tết, 300\.000/)
})
