import { describe, expect, test } from 'vitest'
import { approvesFrom, checkFacts, whyNotTwo } from '../../src/organisers/approvals.ts'
import { heldAt, type StandIn } from '../../src/organisers/deputy.ts'
import { type Approval, type Held, type Standing, type UnitTree, whyNot } from '../../src/organisers/index.ts'
import { asDay } from '../../src/platform/vietnamese/index.ts'

const tree: UnitTree = new Map([
  ['quy', null],
  ['xa', 'quy'],
  ['ban', 'quy'],
])
const now = new Date('2026-12-10T03:00:00Z')
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const act = 'officers.approve'

const approval: Approval = {
  id: '1',
  kind: 'officer.give',
  object: 'officer/1',
  facts: {},
  unit: 'xa',
  askedBy: 'thu',
  askedAt: ago(1),
  endsAt: ago(-167),
  state: 'open',
  decidedBy: null,
  why: null,
  decidedAt: null,
}
const post = (role: Held['role'], unit = 'quy', since = ago(100)): Held => ({ unit, role, since })
const who = (id: string, posts: Held[], provenSince: Date | null = ago(100)): Standing => ({
  id,
  posts,
  coming: [],
  provenSince,
  letInBy: null,
  known: true,
})
const thu = who('thu', [post('administrator')])
const minh = who('minh', [post('treasurer')])
const why = (
  by: Standing,
  verdict: 'approved' | 'refused' | 'withdrawn',
  more: Partial<Approval> = {},
  asker?: Standing | null,
) =>
  whyNot(
    { ...approval, ...more },
    verdict,
    { by, asker: asker === null ? undefined : (asker ?? thu), act, tree },
    now,
  )

describe('who may decide', () => {
  test('another one who may, and nobody else', () => {
    expect(why(minh, 'approved')).toBeUndefined()
    expect(why(minh, 'refused')).toBeUndefined()
    expect(why(thu, 'withdrawn')).toBeUndefined()
    expect(why(minh, 'withdrawn')).toBe('not_asker')
    expect(why(thu, 'approved')).toBe('own')
    expect(why(thu, 'refused')).toBe('own')
    // Two roles are not two people.
    expect(why(who('thu', [post('administrator'), post('treasurer')]), 'approved')).toBe('own')
    for (const role of ['coordinator', 'auditor', 'campaign_manager', 'unit_officer'] as const)
      expect(why(who('hoa', [post(role)]), 'approved')).toBe('not_yours')
    expect(why(who('hoa', [post('treasurer', 'ban')]), 'refused')).toBe('not_yours')
  })

  test('a deputy is no second person to what the one they stand for has asked for, but to what others have', () => {
    const lent = { ...post('administrator'), standsFor: 'thu' }
    expect(why(who('hoa', [lent]), 'approved')).toBe('own')
    expect(why(who('hoa', [lent, post('treasurer')]), 'approved')).toBeUndefined()
    expect(why(who('hoa', [lent]), 'approved', { askedBy: 'minh' }, minh)).toBeUndefined()
  })

  test('what a deputy asked for in somebody’s name is not approved by that somebody', () => {
    const lent = { ...post('administrator'), standsFor: 'minh' }
    expect(why(minh, 'approved', { askedBy: 'hoa' }, who('hoa', [lent]))).toBe('own')
    expect(why(minh, 'refused', { askedBy: 'hoa' }, who('hoa', [lent]))).toBeUndefined()
    expect(why(thu, 'approved', { askedBy: 'hoa' }, who('hoa', [lent]))).toBeUndefined()
    expect(why(minh, 'approved', { askedBy: 'hoa' }, who('hoa', [lent, post('treasurer')]))).toBeUndefined()
    // An own post that does not let her ask for it there is none.
    const elsewhere = [lent, post('treasurer', 'ban'), post('coordinator')]
    expect(why(minh, 'approved', { askedBy: 'hoa' }, who('hoa', elsewhere))).toBe('own')
  })

  test('only who approves in that unit, though others may ask there', () => {
    const both = who('hoa', [post('campaign_manager'), post('treasurer', 'ban')])
    const asked = { by: both, asker: thu, act: 'campaigns.approve', tree } as const
    for (const verdict of ['approved', 'refused'] as const)
      expect(whyNot(approval, verdict, asked, now), verdict).toBe('not_yours')
    expect(whyNot({ ...approval, unit: 'ban' }, 'approved', asked, now)).toBeUndefined()
    expect(approvesFrom(approval, asked)).toBeUndefined()
  })

  test('nobody who asks is newer than who approves', () => {
    const asks = (since: Date, provenSince: Date | null = ago(100)) =>
      why(minh, 'approved', {}, who('thu', [post('administrator', 'quy', since)], provenSince))
    expect(asks(ago(23.99))).toBe('asker_new')
    expect(asks(ago(100), ago(23.99))).toBe('asker_new')
    expect(asks(ago(100), null)).toBe('asker_new')
    expect(asks(ago(24), ago(24))).toBeUndefined()
    // What she has had for long counts, whatever she was given today.
    const long = who('thu', [post('administrator', 'quy', ago(1)), post('treasurer')])
    expect(why(minh, 'approved', {}, long)).toBeUndefined()
    // The later of the two says from which hour on.
    const [asker, by] = [
      who('thu', [post('administrator', 'quy', ago(3))]),
      who('minh', [post('treasurer')], ago(5)),
    ]
    expect(approvesFrom(approval, { by, asker, act, tree })).toEqual(ago(3 - 24))
  })

  test('nobody who came, got the role or a new phone less than a day ago', () => {
    expect(why(who('hoa', [post('treasurer')], ago(23.99)), 'approved')).toBe('too_new')
    expect(why(who('hoa', [post('treasurer')], null), 'approved')).toBe('too_new')
    expect(why(who('hoa', [post('treasurer', 'quy', ago(23.99))]), 'approved')).toBe('too_new')
    expect(why(who('hoa', [post('treasurer', 'quy', ago(24))], ago(24)), 'approved')).toBeUndefined()
    // Saying no needs no waiting.
    expect(why(who('hoa', [post('treasurer')], ago(1)), 'refused')).toBeUndefined()
  })

  test('nobody of whom it is not known who they are: whoever was shown their link may be them', () => {
    const unknown = (one: Standing): Standing => ({ ...one, letInBy: 'thu', known: false })
    expect(why(unknown(minh), 'approved')).toBe('not_known')
    expect(why(unknown(minh), 'refused')).toBeUndefined()
    // Nor who asks, also by a role that approves nothing: however long they have been here.
    const lan = who('lan', [post('campaign_manager')])
    const opening = (asker: Standing) =>
      whyNot(
        { ...approval, askedBy: 'lan' },
        'approved',
        { by: thu, asker, act: 'campaigns.approve', tree },
        now,
      )
    expect(opening(unknown(lan))).toBe('asker_not_known')
    expect(opening(lan)).toBeUndefined()
  })

  test('nothing that was decided, has waited too long, or was asked for by who may not any more', () => {
    expect(why(minh, 'approved', { state: 'refused' })).toBe('decided')
    expect(why(minh, 'approved', { endsAt: now })).toBe('late')
    expect(why(minh, 'approved', { state: 'lapsed' })).toBe('late')
    expect(why(minh, 'approved', {}, null)).toBe('asker_gone')
    expect(why(minh, 'approved', {}, who('thu', [post('coordinator')]))).toBe('asker_gone')
    expect(why(minh, 'refused', {}, null)).toBeUndefined()
  })
})

test('who writes something down and who confirms it are two people by the same rules, each by the act of their half', () => {
  const [hoa, lan] = [who('hoa', [post('coordinator')]), who('lan', [post('unit_officer', 'ban')])]
  const halves = (by: Standing, asker: Standing | undefined, unit = 'ban') =>
    whyNotTwo(
      {
        unit,
        askedBy: 'hoa',
        asker,
        by,
        tree,
        asks: ['deliveries.record'],
        approves: ['deliveries.confirm'],
      },
      now,
    )
  expect(halves(lan, hoa)).toBeUndefined()
  expect(halves(hoa, hoa)).toBe('own')
  // Neither in another unit, nor by a role that confirms, or writes down, nothing.
  expect(halves(lan, hoa, 'quy')).toBe('not_yours')
  expect(halves(minh, hoa)).toBe('not_yours')
  expect(halves(lan, who('hoa', [post('unit_officer')]))).toBe('asker_gone')
  expect(halves(lan, undefined)).toBe('asker_gone')
  const unknown = (one: Standing): Standing => ({ ...one, letInBy: 'thu', known: false })
  expect(halves(unknown(lan), hoa)).toBe('not_known')
  expect(halves(lan, unknown(hoa))).toBe('asker_not_known')
  expect(halves(who('lan', [post('unit_officer', 'ban', ago(23))]), hoa)).toBe('too_new')
  expect(halves(lan, who('hoa', [post('coordinator')], ago(23)))).toBe('asker_new')
  // Who stands in for who wrote it down is nobody else.
  const standsIn: Standing = { ...lan, posts: [{ ...post('coordinator'), standsFor: 'hoa' }] }
  expect(halves(standsIn, hoa)).toBe('own')
  expect(halves(lan, { ...hoa, posts: [{ ...post('coordinator'), standsFor: 'lan' }] })).toBe('own')
})

test('what is kept of an approval has no words', () => {
  checkFacts({
    campaign: '0190aa00-0000-7000-8000-000000000000',
    amount: '20000000',
    day: '2026-12-10',
    n: 1,
    none: null,
  })
  for (const words of ['Lò Thị Thu', 'thu@quy.example', 'a b', 'x'.repeat(81)])
    expect(() => checkFacts({ words }), words).toThrow(/"words"/)
})

describe('a deputy', () => {
  const standIn: StandIn = {
    absent: 'minh',
    from: asDay('2026-12-10'),
    until: asDay('2026-12-12'),
    namedAt: new Date('2026-12-01T00:00:00Z'),
    posts: [post('treasurer', 'quy', new Date('2026-11-01T00:00:00Z'))],
  }
  const own = [post('coordinator', 'xa')]
  const roles = (at: string) => heldAt(own, [standIn], new Date(at)).map(({ role }) => role)

  test.each([
    ['2026-12-09T16:59:59Z', ['coordinator']],
    ['2026-12-09T17:00:00Z', ['coordinator', 'treasurer']],
    ['2026-12-12T16:59:59Z', ['coordinator', 'treasurer']],
    ['2026-12-12T17:00:00Z', ['coordinator']],
  ])('at %s, by the clocks of Việt Nam, holds %j', (at, held) => {
    expect(roles(at)).toEqual(held)
  })

  test('holds what the other holds, where they hold it, since they were named', () => {
    const [, lent] = heldAt(own, [standIn], now)
    expect(lent).toEqual({ unit: 'quy', role: 'treasurer', since: standIn.namedAt, standsFor: 'minh' })
    // The other got it after that: it is as new for the deputy.
    const fresh = { ...standIn, posts: [post('treasurer', 'quy', ago(2))] }
    expect(heldAt([], [fresh], now)[0]!.since).toEqual(ago(2))
  })
})
