import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let it: World
beforeAll(async () => {
  it = await world()
})
afterAll(() => it.close())

const AWAITED = 20_000
const promise = async (name: string) => {
  const person = it.person(name)
  const codes: string[] = []
  for (const sum of ['300k', '600k']) {
    await person.says(`góp thêm ${sum}`)
    await person.presses('Lấy mã chuyển khoản')
    codes.push(person.heard.findLast(({ copy, text }) => copy && /^TLV/.test(text))!.text)
  }
  return { person, codes }
}

test('one transfer with the codes of two promises, and of both their sums: it is for both, and nobody has to look', async () => {
  const { person, codes } = await promise('Lan')
  await it.bank.credits(900_000n, codes.join(' '))
  await person.hears(/đủ cho cả hai phần của bạn/, AWAITED)
  expect(await it.db.prisma.donation.count({ where: { state: 'full', amount: 900_000n } })).toBe(1)
})

test('of another sum: its donor hears that it is here, and that a person sees to it', async () => {
  const { person, codes } = await promise('Lan')
  await it.bank.credits(800_000n, codes.join(' '))
  const told = await person.hears(/800\.000.*có mấy mã/s, AWAITED)
  expect(told.choices.map(({ label }) => label)).toEqual(['Gặp người'])
  expect(await it.db.prisma.donation.count({ where: { state: 'unmatched', why: 'several_codes' } })).toBe(1)
})

test('with the code of another person besides, nobody is told of anybody’s money', async () => {
  const [lan, minh] = [await promise('Hoa'), await promise('Minh')]
  const heard = [lan.person.heard.length, minh.person.heard.length]
  await it.bank.credits(700_000n, `${lan.codes[0]} ${minh.codes[0]}`)
  await it.sweeps()
  expect([lan.person.heard.length, minh.person.heard.length]).toEqual(heard)
})

test('money on the Fund’s other account: the donor whom its code names hears that it came, and where', async () => {
  const { person, codes } = await promise('Hoa')
  const own = await it.db.prisma.bankAccount.findFirstOrThrow()
  const { id: _, ...more } = own
  await it.db.prisma.bankAccount.create({
    data: { ...more, id: '00000000-0000-4000-8000-0000000000aa', number: '5550001112' },
  })
  await it.bank.credits(300_000n, codes[0]!, { account: '5550001112' })
  const told = await person.hears(/300\.000.*5550001112/s, AWAITED)
  expect(told.text).toContain('đừng chuyển lại')
})
