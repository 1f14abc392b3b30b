import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let it: World
beforeAll(async () => {
  it = await world()
})
afterAll(() => it.close())

const said = async (...lines: string[]) => {
  const person = it.person('Lan')
  for (const line of lines) await person.says(line)
  return person.heard.map(({ text }) => text).join('\n')
}

test('whoever begins in English is answered in English, with a way to Vietnamese', async () => {
  expect(await said('hello')).toMatch(
    /^I'll speak English with you\. Để nói tiếng Việt.*\nHello, I'm Chung Tay/,
  )
  expect(await said('I already transferred')).toMatch(/I'll look right away/)
  expect(await said('Is this a scam?')).toMatch(/You are right to ask/)
  expect(await said('hello', 'tiếng việt')).toMatch(/Mình nói tiếng Việt từ đây nhé/)
})

test('“hi” and an English word among Vietnamese ones are answered in Vietnamese, and nobody is changed later', async () => {
  expect(await said('hi')).not.toContain('English')
  expect(await said('chào', 'hello')).not.toContain('English')
})
