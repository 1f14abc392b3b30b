import { afterAll, beforeAll, expect, test } from 'vitest'
import { actionsOf } from '../../src/app.ts'
import { importFlows, loadLibrary, readFlows, revisionSweep, shapesOf } from '../../src/conversation/index.ts'
import { openSession } from '../../src/conversation/seals.ts'
import { revisionsOf } from '../../src/engine/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { KEYS } from '../support/known.ts'
import { type World, world } from '../support/world.ts'

let it: World
beforeAll(async () => {
  it = await world()
})
afterAll(() => it.close())

const actions = shapesOf(actionsOf({} as never))

let edits = 0
let sources = readFlows('flows')

/** An edit that changes the steps of one flow goes live. */
async function edit(flow: string) {
  edits += 1
  sources = sources.map((one) =>
    one.flow === flow ? { ...one, steps: `${one.steps}# edit ${edits}\n` } : one,
  )
  expect((await importFlows(it.db, sources, actions)).problems).toEqual([])
}
const aDayPasses = () =>
  it.db.prisma.$executeRaw`UPDATE flow_revision SET retired_at = retired_at - interval '25 hours'`
const revisions = async (flow: string) =>
  (await it.db.prisma.flowRevision.findMany({ where: { flow } })).map((one) => one.revision)
const live = async (flow: string) =>
  (await it.db.prisma.flowRevision.findFirstOrThrow({ where: { flow, live: true } })).revision
const sweep = () => revisionSweep(it.db, KEYS, silentLog)()

test('a revision goes when nobody is in it: not while Lan is asked something, nor while it rests behind another talk', async () => {
  const lan = it.person('Lan')
  await lan.says('quà tết')
  const hers = await live('give')
  await edit('give')
  await sweep()
  expect(await revisions('give')).toContain(hers)
  await aDayPasses()
  await sweep()
  expect(await revisions('give')).toContain(hers)

  // "Về quỹ" rests behind the menu: its buttons stay good, so its steps must.
  const about = await live('about-fund')
  const minh = it.person('Minh')
  await minh.says('hỏi về quỹ')
  await edit('about-fund')
  await minh.says('menu')
  const wrapped = new Map(
    (await it.db.prisma.personKey.findMany()).map((one) => [one.contactId, one.wrapped]),
  )
  const sessions = (await it.db.prisma.session.findMany())
    .filter((one) => one.state.length > 0)
    .map((one) => openSession(KEYS.unwrap(one.contactId, wrapped.get(one.contactId)!), one.state)!)
  const parked = sessions.flatMap((one) => one.parked ?? []).flatMap((one) => one.stack)
  expect(parked.map((frame) => frame.revision)).toContain(about)
  expect(sessions.flatMap(revisionsOf).map((one) => one.revision)).toContain(hers)
  // A middle revision that nobody ever was in.
  const free = await live('give')
  await edit('give')
  await aDayPasses()
  await sweep()
  expect(await revisions('about-fund')).toContain(about)
  expect(await revisions('give')).toContain(hers)
  expect(await revisions('give')).not.toContain(free)

  await it.db.prisma.session.updateMany({ data: { state: Buffer.from('') } })
  await sweep()
  expect(await revisions('give')).toEqual([await live('give')])
  expect(await revisions('about-fund')).toEqual([await live('about-fund')])
  expect((await loadLibrary(it.db, actions)).book().live('give')).toBeDefined()
})

test('nothing goes that went out of use today, or while a session cannot be read', async () => {
  const before = await live('give')
  await edit('give')
  await sweep()
  expect(await revisions('give')).toContain(before)
  await it.person('Hoa').says('chào')
  const [one] = await it.db.prisma.session.findMany()
  await it.db.prisma.session.update({
    where: { contactId: one!.contactId },
    data: { state: Buffer.from('{"v":99}') },
  })
  await aDayPasses()
  await sweep()
  expect(await revisions('give')).toContain(before)
  await it.db.prisma.session.update({
    where: { contactId: one!.contactId },
    data: { state: Buffer.from('') },
  })
  await sweep()
  expect(await revisions('give')).not.toContain(before)
})
