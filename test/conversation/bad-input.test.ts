import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SimulatedPerson, simulator } from '../../src/channels/simulator/index.ts'
import { type World, world } from '../support/world.ts'
import { CHANNELS } from '../walks/trial.ts'

/** What comes in the wrong moment or in the wrong kind, with what each channel can show: nothing is lost, and there is a next step. */
describe.each(Object.entries(CHANNELS))('with what %s can show', (_, able) => {
  let it: World
  let people = 0
  const app = simulator(able)
  beforeAll(async () => {
    it = await world({ simulator: app })
  })
  afterAll(() => it.close())

  const somebody = () => {
    people += 1
    return app.person(`Lan ${people}`)
  }
  const said = ({ screen }: SimulatedPerson) => screen.map(({ text }) => text).join('\n')

  /** Takes the option of this label: by its button, or where there is none by what it says: the same number twice in a second is taken once. */
  async function takes(lan: SimulatedPerson, label: RegExp) {
    await hears(lan, label)
    const button = lan.screen.flatMap(({ buttons }) => buttons).findLast((one) => label.test(one.label))
    if (button) return lan.presses(button.id)
    const numbered = said(lan).matchAll(/^(\d+)\. (.+)$/gm)
    const words = [...numbered].findLast(([, , option]) => label.test(option!))?.[2]
    expect(words, `${label} in ${said(lan)}`).toBeDefined()
    return lan.says(words!)
  }

  const saysOf = (one: SimulatedPerson['screen'][number]) =>
    [one.text, ...one.buttons.map(({ label }) => label)].join('\n')
  async function hears(lan: SimulatedPerson, pattern: RegExp, from = 0) {
    const after = () => lan.screen.slice(from).map(saysOf).join('\n')
    await expect.poll(after, { timeout: 60_000 }).toMatch(pattern)
  }

  /** The last that they see leads on, fits the channel, and is no apology for a fault. */
  function hasNextStep(lan: SimulatedPerson) {
    for (const { text, buttons } of lan.screen) {
      expect(text.length).toBeLessThanOrEqual(able.textLength)
      expect(buttons.length).toBeLessThanOrEqual(able.buttons)
    }
    expect(said(lan)).not.toContain('trục trặc')
    const last = lan.screen.slice(-3)
    expect(
      last.some((one) => one.buttons.length > 0 || /^\d+\. |[“"]menu[”"]|\?/m.test(one.text)),
      said(lan),
    ).toBe(true)
  }

  const need = (key: string) => it.db.prisma.need.findUniqueOrThrow({ where: { key } })

  test('a need that was filled while it was being chosen', async () => {
    const lan = somebody()
    await lan.says('áo ấm cho bé gái ở Tà Xùa')
    await hears(lan, /bao nhiêu|mấy/)
    const { id, cap, taken } = await need('tet-ta-xua-coats-girls')
    await it.db.script(
      `update need set taken_before = taken_before + ${cap - taken}, taken = cap where id = '${id}'`,
    )
    const from = lan.screen.length
    await lan.says('2')
    await hears(lan, /không nhận thêm/, from)
    hasNextStep(lan)
    expect(await it.db.prisma.pledge.count({ where: { needId: id } })).toBe(0)
    await it.db.script(
      `update need set taken_before = taken_before - ${cap - taken}, taken = ${taken} where id = '${id}'`,
    )
  })

  test('a place that was lost by a second', async () => {
    const [lan, minh] = [somebody(), somebody()]
    for (const one of [lan, minh]) {
      await one.says('mình muốn nhận đỡ đầu 1 em')
      await takes(one, /Xem suất/)
      await hears(one, /Nhận suất này/)
    }
    await Promise.all([takes(lan, /Nhận suất này/), takes(minh, /Nhận suất này/)])
    for (const one of [lan, minh]) await hears(one, /nhắc ngày nào|có người|vừa nhận/)
    const won = [lan, minh].filter((one) => /nhắc ngày nào/.test(one.screen.map(saysOf).join('\n')))
    expect(won).toHaveLength(1)
    for (const one of [lan, minh]) hasNextStep(one)
  })

  test('a commune that was split', async () => {
    const lan = somebody()
    await lan.says('góp áo ấm cho xã Chiềng Bôm')
    await hears(lan, /Chiềng Bôm|Sơn La/)
    hasNextStep(lan)
  })

  test('an amount in dollars', async () => {
    const lan = somebody()
    await lan.says('mình góp 100 đô')
    await hears(lan, /100 đô la Mỹ/)
    hasNextStep(lan)
    expect(said(lan)).not.toMatch(/100(\.000)?\u00a0đ/u)
  })

  test.each([
    ['voice', /chưa nghe được tin thoại/],
    ['contact', /không tự nhắn cho ai/],
  ] as const)('in the middle of a gift, a %s', async (other, answer) => {
    const lan = somebody()
    await lan.says('/start tet-2027')
    await takes(lan, /Góp quà Tết/)
    await hears(lan, /bao nhiêu suất/)
    await lan.sends({ other })
    await hears(lan, answer)
    hasNextStep(lan)
    await lan.says('1')
    await hears(lan, /300\.000/)
  })

  test('ten messages in a second', async () => {
    const lan = somebody()
    await lan.says('/start tet-2027')
    await takes(lan, /Góp quà Tết/)
    await hears(lan, /bao nhiêu suất/)
    const before = await it.db.prisma.inbox.count({ where: { source: 'simulator:main' } })
    const words = ['1', '1', 'ừ', '1 suất', 'alo', 'góp', '300k', '?', 'nhanh nhé', 'cảm ơn']
    await Promise.all(words.map((word) => lan.says(word)))
    expect(await it.db.prisma.inbox.count({ where: { source: 'simulator:main' } })).toBe(
      before + words.length,
    )
    await expect
      .poll(() => it.db.prisma.todo.count({ where: { stuckAt: null, source: 'simulator:main' } }))
      .toBe(0)
    await it.sweeps()
    hasNextStep(lan)
    expect(await it.db.prisma.todo.count({ where: { stuckAt: { not: null } } })).toBe(0)
  })
})
