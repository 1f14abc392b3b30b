import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person, World } from '../support/world.ts'
import { type TwoChannels, twoChannels } from './two-channels.ts'

let on: TwoChannels
let it: World
beforeAll(async () => {
  on = await twoChannels()
  it = on.it
})
afterAll(() => on.close())

const opens = async (url: string) => (await it.service.web.request(url)).status === 200
/** All that the chat shows somebody who opens it anew, by link. */
async function shown(person: Person) {
  const answer = await it.service.web.request('/chat/api/messages?after=0', {
    headers: { 'x-chat-contact': person.secret },
  })
  const { messages } = (await answer.json()) as { messages: Person['heard'] }
  return messages.flatMap(({ media }) => media)
}
const isPaper = ({ name }: { readonly name: string }) => /^(TET27|GN)-/.test(name)
const papers = (person: Person) => person.heard.flatMap(({ media }) => media).filter(isPaper)

test('a paper that was fetched on the other channel opens while the two are one, and no more once they are parted', async () => {
  const [lan, minh] = [it.person('Lan'), it.person('Minh')]
  await on.gives(lan, 'Vàng Anh Nhỏ')
  await on.gives(minh, 'Chào Mào Đỏ')
  const own = [papers(lan), papers(minh)]
  expect(own.map(({ length }) => length)).toEqual([3, 3])
  await on.joins(lan, minh)
  for (const person of [lan, minh]) person.heard.length = 0

  // Each sees the other's on their own channel: his receipt, her certificate.
  await lan.says('biên nhận')
  await minh.says('giấy ghi nhận')
  await minh.says('2')
  await minh.says('Vàng Anh Nhỏ')
  await minh.presses('Đúng rồi')
  const foreign = [papers(lan), papers(minh)]
  expect(foreign.map((all) => all.map(({ name }) => name.replace(/TET27-00000/, '')))).toEqual([
    ['2.png'],
    ['GN-1.png', 'GN-1.pdf'],
  ])
  for (const { url } of [...own, ...foreign].flat()) expect(await opens(url)).toBe(true)

  await on.parts(lan, minh)
  for (const { url } of foreign.flat()) expect(await opens(url)).toBe(false)
  // Their own do, under the links that they were given before, and under those that they are given now.
  for (const { url } of own.flat()) expect(await opens(url)).toBe(true)
  for (const [person, name] of [
    [lan, /TET27-000001/],
    [minh, /TET27-000002/],
  ] as const)
    for (const one of (await shown(person)).filter(isPaper))
      expect([one.name, await opens(one.url)]).toEqual([one.name, name.test(one.name)])
}, 90_000)
