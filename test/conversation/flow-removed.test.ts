import { afterAll, beforeAll, expect, test } from 'vitest'
import { actionsOf } from '../../src/app.ts'
import { importFlows, loadLibrary, readFlows, shapesOf } from '../../src/conversation/index.ts'
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
