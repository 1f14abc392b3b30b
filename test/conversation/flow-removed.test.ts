import { afterAll, beforeAll, expect, test } from 'vitest'
import { actionsOf } from '../../src/app.ts'
import {
  importFlows,
  loadLibrary,
  openHandovers,
  post,
  readFlows,
  revisionSweep,
  shapesOf,
} from '../../src/conversation/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { KEYS } from '../support/known.ts'
import { type World, world } from '../support/world.ts'

let it: World
const actions = shapesOf(actionsOf({} as never))
const question = {
  flow: 'survey',
  steps: `flow: survey
about: A question that is asked for some weeks only
start: which
steps:
  which:
    say: which
    choose:
      good: thanks
      bad: thanks
  thanks:
    say: thanks
    then: end
`,
  words: {
    vi: 'hears:\n  whole: [khảo sát]\nwhich: Bạn thấy mình thế nào?\nwhich.good: Tốt\nwhich.bad: Chưa tốt\nthanks: Mình ghi nhận ý bạn.\n',
    en: 'hears:\n  whole: [survey]\nwhich: How do you find me?\nwhich.good: Good\nwhich.bad: Not good\nthanks: I have noted it.\n',
  },
}
const flows = readFlows('flows')

beforeAll(async () => {
  it = await world({ flows: [...flows, question] })
})
afterAll(() => it.close())

test('a flow whose files are gone begins for nobody, and who is in it answers to its end', async () => {
  const lan = it.person('Lan')
  await lan.says('khảo sát')
  await lan.hears(/Bạn thấy mình thế nào/)

  expect(await importFlows(it.db, flows, actions)).toMatchObject({ changed: ['survey'], problems: [] })
  expect(await it.db.prisma.flowRevision.findMany({ where: { flow: 'survey' } })).toMatchObject([
    { live: false, retiredAt: expect.any(Date) },
  ])
  expect((await importFlows(it.db, flows, actions)).changed).toEqual([])
  const { book } = await loadLibrary(it.db, actions)
  expect(book().live('survey')).toBeUndefined()
  expect(book().live('tet')).toBeDefined()

  // The service looks for newer revisions every few seconds.
  const minh = it.person('Minh')
  await expect
    .poll(async () => (await minh.says('khảo sát')).map((one) => one.text).join(' '), { timeout: 30_000 })
    .not.toMatch(/Bạn thấy mình thế nào/)
  await lan.presses('Tốt')
  await lan.hears(/Mình ghi nhận ý bạn/)
}, 60_000)

test('what the system had to say in a flow that is gone is said by its last revision, which stays until then', async () => {
  const hoa = it.person('Hoa')
  // After thanks nothing is asked, so the person is at rest.
  await hoa.says('cảm ơn')
  const { id } = await it.db.prisma.contact.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
  const say = (key: string, notBefore?: Date) =>
    it.db.transaction((tx) =>
      post(tx, id, { flow: 'survey', with: {}, key, ...(notBefore && { notBefore }) }),
    )
  await say('survey:now')
  await hoa.hears(/Bạn thấy mình thế nào/)
  await hoa.presses('Tốt')

  await say('survey:later', new Date(Date.now() + 3_600_000))
  // Nobody is in it any more, and it went out of use long ago.
  await it.db.prisma.$executeRaw`UPDATE session SET state = ''::bytea`
  await it.db.prisma
    .$executeRaw`UPDATE flow_revision SET retired_at = now() - interval '25 hours' WHERE NOT live`
  await revisionSweep(it.db, KEYS, silentLog)()
  expect(await it.db.prisma.flowRevision.count({ where: { flow: 'survey' } })).toBe(1)

  // It is lost all the same, by a hand in the database: a person of the fund says what it would have said.
  await it.db.prisma.flowRevision.deleteMany({ where: { flow: 'survey' } })
  await it.sweeps()
  await it.db.prisma.$executeRaw`UPDATE todo SET not_before = now() WHERE external_id = 'survey:later'`
  await expect.poll(() => it.db.prisma.todo.count({ where: { contactId: id } }), { timeout: 8_000 }).toBe(0)
  const { dropped } = await it.db.prisma.inbox.findFirstOrThrow({ where: { externalId: 'survey:later' } })
  expect(dropped).toBe('no revision of its flow is left')
  expect(await openHandovers(it.db.hot, KEYS)).toMatchObject([
    { contact: id, reason: 'nothing can say "survey" any more' },
  ])
}, 60_000)
