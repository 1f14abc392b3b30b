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

test('a letter that is wrong is forgiven; a name that no place has is said, with those in need', async () => {
  expect(await said('Minh', 'góp 300k cho Tà Súa')).toMatch(/Có 2 nơi ở xã Tà Xùa đang cần/)
  expect(await said('Mai', 'góp 300k cho Xóm Bưởi')).toMatch(/Mình chưa thấy nơi đó(.|\n)*Tà Xùa/)
})

test('“các em” is no place: the gift goes where it is needed most', async () => {
  expect(await said('Hoa', 'góp 300k cho các em')).toMatch(/1 suất quà Tết, 300\.000/)
})

test('what was counted stays what it was: two coats become no two of anything else', async () => {
  const lan = it.person('Lan')
  await lan.says('góp 2 áo cho Mù Cang Chải')
  const [, number] = /(\d)\. [^\n]*(?:vở|bữa)/.exec(lan.heard.at(-1)!.text) ?? []
  if (number !== undefined) {
    await lan.says(number)
    expect(lan.heard.at(-1)!.text).not.toMatch(/^2 /)
  }
  const minh = it.person('Minh')
  expect(await said('Minh', '2 áo cho các em')).not.toMatch(/2 suất quà Tết/)
  expect(minh.heard).toEqual([])
})

test('one of several needs of a commune is chosen by its number, or by what it is', async () => {
  for (const answer of ['1', '2']) {
    const hoa = it.person('Hoa')
    await hoa.says('góp 300k cho Tà Xùa')
    expect(hoa.heard.at(-1)!.choices.length).toBeGreaterThan(2)
    await hoa.says(answer)
    expect(hoa.heard.map(({ text }) => text).join('\n')).not.toMatch(/chưa hiểu/)
  }
})
