import { expect, test } from 'vitest'
import { actingContract, asked, HELD } from '../contracts/acting.contract.ts'
import { usePostgres } from '../support/postgres.ts'

const server = usePostgres()
// Its world ends before the connections do.
const it = actingContract(async () => ({ ...server().db, close: async () => {} }))

test('who wants what somebody holds waits alone', async () => {
  const people = await asked(it(), 6)
  await it().db.prisma.deployment.create({ data: { key: HELD, value: '' } })
  let letGo!: () => void
  const wanted = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let held!: Promise<void>
  await new Promise<void>((taken) => {
    held = it().db.transaction(async (tx) => {
      await tx.$executeRaw`select 1 from deployment where key = ${HELD} for update`
      taken()
      await wanted
    })
  })
  const sent = people.map((one, n) => one.sends({ text: n === 1 ? '99' : String(500 + n) }))
  await Promise.all(people.filter((_, n) => n !== 1).map((one) => one.hears(/Mình đã ghi số/)))
  expect(people[1]!.heard.map(({ text }) => text).join()).not.toMatch(/Mình đã ghi/)
  letGo()
  await Promise.all(sent)
  await held
  await people[1]!.hears(/Mình đã ghi số 99/)
})
