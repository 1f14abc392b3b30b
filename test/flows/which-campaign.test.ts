import { expect, test } from 'vitest'
import { readFlows, shapesOf } from '../../src/conversation/index.ts'
import { compile, resume, type Session, type Sprint, type Values } from '../../src/engine/index.ts'
import { ACTIONS } from '../support/actions.ts'
import { alsoKnown, facts } from '../support/transcript-samples.ts'

// Two campaigns are open, and the one in front is not the one that is named.
const { book } = compile(readFlows('flows'), shapesOf(ACTIONS))
const now = new Date('2026-12-01T20:15:00+07:00')
const known = facts(now)
const tet = known.campaign as Values
const winter = {
  ...tet,
  id: '018f5c1e-0000-7000-8000-00000000000a',
  title: 'Ấm chân mùa đông 2026',
  name: 'Ấm chân mùa đông 2026',
  flow: 'winter',
  event: 'winter',
  unit: 'đôi ủng',
  unit_price: 150_000n,
  places: 0,
}
const both = alsoKnown({ ...known, campaign: winter, campaigns: [winter, tet] })
const view = { now, lang: 'vi', channel: 'simulator', facts: both } as const

const says = (text: string, session?: Session): Sprint =>
  resume(book!, session, { kind: 'heard', text }, view)
/** What the flow asks to be done after these messages. */
function todo(...texts: string[]) {
  const last = texts.reduce<Sprint | undefined>((before, text) => says(text, before?.session), undefined)
  return last?.todo
}
const bubbles = (sprint: Sprint): string =>
  sprint.effects.map((effect) => (effect.kind === 'say' ? (effect.bubble.text ?? '') : '')).join('\n')

test.each([
  ['góp tết ấm 1 triệu', tet, 1_000_000n],
  ['gop tet am 1 trieu', tet, 1_000_000n],
  ['góp quà tết 300k', tet, 300_000n],
  ['cho em góp 1 suất quà tết', tet, 300_000n],
  ['gop cho tet 2 suat', tet, 600_000n],
  ['góp 2 suất', tet, 600_000n],
  ['cho mình 2 suất', tet, 600_000n],
  ['góp 500k cho đợt tết ấm 2027', tet, 500_000n],
  ['góp Tết ấm 2027 500k', tet, 500_000n],
  ['góp 1 đôi ủng', winter, 150_000n],
  ['góp cho mùa đông 300k', winter, 300_000n],
  ['góp ấm chân 300k', winter, 300_000n],
  ['góp 300k', winter, 300_000n],
])('%s', (said, campaign, amount) => {
  expect(todo(said)).toMatchObject({
    action: 'pledge.create',
    input: { campaign: { id: campaign.id }, amount },
  })
})

test('who asks for boots for herself gives none', () => {
  expect(todo('cho em 2 đôi ủng')).toBeUndefined()
  expect(todo('mình ở bản, xin 2 đôi ủng cho con')).toBeUndefined()
})

test('at the greeting, which asks for which campaign, the one that is named is meant', () => {
  const meant = (said: string) => todo('góp', said)?.input
  expect(meant('góp tết 300k')).toMatchObject({ campaign: { id: tet.id }, amount: 300_000n })
  expect(meant('300k')).toMatchObject({ campaign: { id: winter.id }, amount: 300_000n })
  expect(bubbles(says('tết', says('góp').session))).toContain('Tết đang về từng nhà')
  expect(bubbles(says('đợt tết ấm nhé', says('góp').session))).toContain('Tết đang về từng nhà')
})

test('at the greeting a campaign may be named alone; a question, or who gives nothing, turns to none', () => {
  const after = (said: string) => bubbles(says(said, says('góp').session))
  expect(after('đợt mùa đông nhé')).toContain('Bạn muốn góp bao nhiêu đôi ủng?')
  expect(after('cho đợt tết')).toContain('Tết đang về từng nhà')
  expect(after('không góp tết')).toContain('chưa hiểu ý này')
  // That is looked up, and no gift is begun.
  expect(todo('góp', 'quà tết khi nào trao')).toMatchObject({ action: 'gift.road' })
})

test('“tết trung thu” is no Tết, whichever of the two is over', () => {
  const autumn = {
    ...tet,
    id: 'autumn',
    title: 'Trung thu 2026',
    name: 'Trung thu 2026',
    flow: 'mid-autumn',
    event: 'mid-autumn',
  }
  const over = (one: Values) => ({ ...one, ended: true, ended_on: '2026-09-25', passed: true })
  const with_ = (open: Values, closed: Values) => {
    const some = { ...known, campaign: open, campaigns: [open], open: [open.id!], others: [] }
    return { ...view, facts: { ...some, all_campaigns: [open, over(closed)] } }
  }
  const said = (text: string, facts: typeof view) => resume(book!, undefined, { kind: 'heard', text }, facts)
  const inAutumn = with_(autumn, tet)
  expect(said('góp tết trung thu 300k', inAutumn).todo?.input).toMatchObject({ campaign: { id: 'autumn' } })
  expect(bubbles(said('góp tết 300k', inAutumn))).toContain('Tết đã qua')
  const atTet = with_(tet, autumn)
  expect(said('góp tết 300k', atTet).todo?.input).toMatchObject({ campaign: { id: tet.id } })
  for (const words of ['góp tết trung thu 300k', 'góp trung thu 300k', 'trung thu', 'quà trung thu'])
    expect(bubbles(said(words, atTet)), words).toMatch(/Trung thu đã qua[\s\S]*Quỹ đang mở/)
})

test('a piece of the title is enough, wherever the campaign stands', () => {
  const turned = alsoKnown({ ...known, campaigns: [tet, winter] })
  const sprint = resume(
    book!,
    undefined,
    { kind: 'heard', text: 'góp ấm chân 300k' },
    { ...view, facts: turned },
  )
  expect(sprint.todo?.input).toMatchObject({ campaign: { id: winter.id } })
})

test('where none is named, the answer says which one it is', () => {
  expect(bubbles(says('góp 300k'))).toContain('Phần này mình ghi cho Ấm chân mùa đông 2026')
  expect(bubbles(says('góp tết 300k'))).not.toContain('mùa đông')
})

test('with several that are named as well as one another, it is the one in front', () => {
  const twice = alsoKnown({ ...both, campaigns: [winter, tet, { ...tet, id: 'another', unit: 'phần' }] })
  const sprint = resume(book!, undefined, { kind: 'heard', text: 'góp tết 300k' }, { ...view, facts: twice })
  expect(sprint.todo?.input).toMatchObject({ campaign: { id: winter.id } })
})

test('“góp chung” is for the common pot, all of it; “chung tay” is only our name', () => {
  expect(todo('gop chung 500k')?.input).toMatchObject({ amount: 500_000n, pot: true })
  expect(todo('góp chung 500k')?.input).toMatchObject({ amount: 500_000n, pot: true })
  expect(todo('góp chung 500k cho tết')?.input).toMatchObject({ campaign: { id: tet.id }, pot: true })
  expect(todo('góp chung', '500k')?.input).toMatchObject({ amount: 500_000n, pot: true })
  expect(todo('góp chung tay 500k')?.input).not.toHaveProperty('pot')
  expect(todo('góp 500k')?.input).not.toHaveProperty('pot')
})

test('every occasion of the desk has words, but for the one that is none', async () => {
  const { EVENTS } = await import('../../src/console/campaigns/form.ts')
  const { SAID_LISTS } = await import('../../src/engine/said.ts')
  const without = EVENTS.filter((event) => {
    const list = SAID_LISTS.find((name) => name === `event_${event.replaceAll('-', '_')}`)
    return list === undefined || book!.said.phrases(list).length === 0
  })
  // Sponsored places are spoken of by their own flow.
  expect(without).toEqual(['sponsorship', 'other'])
})

test.each(['200k', '500k', 'nửa triệu'])('beside the menu and the answer on trust, %s is a gift', (said) => {
  expect(todo('menu', said)).toMatchObject({ action: 'pledge.create' })
  expect(todo('có lừa đảo không', said)).toMatchObject({ action: 'pledge.create' })
  expect(todo('góp', 'có lừa đảo không', said)).toMatchObject({ action: 'pledge.create' })
})

test.each(['muốn góp tí cho trẻ em', 'ủng hộ mấy cháu nhỏ'])('at the greeting, %s asks how much', (said) => {
  const one = { ...view, facts: alsoKnown(known) }
  const hello = resume(book!, undefined, { kind: 'heard', text: 'góp' }, one)
  const then = resume(book!, hello.session, { kind: 'heard', text: said }, one)
  expect(bubbles(then)).toContain('Bạn muốn góp bao nhiêu suất?')
  const not = resume(book!, hello.session, { kind: 'heard', text: `không ${said}` }, one)
  expect(bubbles(not)).not.toContain('bao nhiêu suất?')
})
