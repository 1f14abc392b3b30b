import { readdirSync, readFileSync } from 'node:fs'
import { renderToString } from 'preact-render-to-string'
import { afterAll, expect, test, vi } from 'vitest'
import { ACT_WORDS, actIn } from '../../src/console/acts.ts'
import { DEEDS } from '../../src/console/audit/deeds.ts'
import { detailIn, ObjectOf } from '../../src/console/audit/objects.tsx'
import { audit } from '../../src/console/audit/words.ts'
import { audit as note } from '../../src/organisers/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { dayOf } from '../../src/platform/vietnamese/index.ts'
import { type World, world } from '../support/world.ts'
import { officer } from './desk.ts'

const ID = '0191c0de-0000-7000-8000-0000000a3f2a'
const names = new Map([[ID, 'Thu']])
const book = { names, there: new Set([ID]) }

const written = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('generated'))
  .map((file) => readFileSync(`src/${file}`, 'utf8'))

test('the trail reads as words: a kind, a name or the end of an id, and the way to its page', () => {
  const shown = (object: string) => renderToString(ObjectOf({ object, book, lang: 'vi' }))
  expect(shown(`officer/${ID}`)).toBe(`<a href="/console/officers/${ID}">cán bộ Thu</a>`)
  expect(shown(`need/${ID}`)).toBe(`<a href="/console/needs/${ID}/edit">nhu cầu Thu</a>`)
  // What is gone is no link.
  expect(shown('donation/0191c0de-0000-7000-8000-0000000b1111')).toBe('<span>khoản tiền …1111</span>')
  expect(shown('notice/sepay/92704')).toBe('<span>báo có …2704</span>')
  expect(shown('audit')).toBe('<span>nhật ký</span>')
  expect(shown('of-tomorrow/1')).toBe('<code>of-tomorrow/1</code>')
})

test('ids of its small print are names, roles are words', () => {
  expect(detailIn(`treasurer ${ID}`, names, 'vi')).toBe('Kế toán · Thu')
  expect(detailIn('approval/0191c0de-0000-7000-8000-0000000b1111', names, 'vi')).toBe('…1111')
  expect(detailIn('officer.give', names, 'en')).toBe('a role given')
})

test('everything that the program writes into it has words', () => {
  const calls = written.flatMap((text) => [
    ...text.matchAll(/(?:note|audit|noted|object|Object)[^;]{0,160}?`([a-z_]+)\/\$\{/g),
  ])
  const kinds = new Set(calls.map(([, kind]) => kind!))
  for (const kind of ['officer', 'unit', 'campaign', 'need', 'donation', 'handover', 'request', 'approval'])
    expect(kinds).toContain(kind)
  const files = [
    'by',
    'qr',
    'body',
    'bodies',
    'sent',
    'bank_notice',
    'bank_credit',
    'person_key',
    'files',
    'flows',
  ]
  const unsaid = [...kinds].filter((kind) => audit.vi.kinds[kind] === undefined && !files.includes(kind))
  expect(unsaid).toEqual([])
  const acts = written.flatMap((text) => [...text.matchAll(/'([a-z]+\.[a-z_]+)'/g)].map(([, act]) => act!))
  expect(new Set(acts.filter((act) => actIn(act, 'vi') !== act)).size).toBeGreaterThan(30)
  // Each is found under one kind of deed.
  const begins = Object.values(DEEDS).flat()
  for (const act of Object.keys(ACT_WORDS.vi))
    expect([act, begins.filter((begin) => act.startsWith(begin)).length]).toEqual([act, 1])
})

let w: World | undefined
afterAll(() => w?.close())

test('rows say which sum, request and need; what is gone, or not theirs to open, is no link', async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  const { prisma } = w.db
  const lan = w.person('Lan')
  await lan.says('phản ánh')
  await lan.says('Quà ghi thiếu hai áo')
  await w.bank.credits(345_000n, 'ung ho')
  await vi.waitUntil(async () => (await prisma.donation.count()) === 1, { timeout: 60_000 })
  const donation = await prisma.donation.findFirstOrThrow()
  const request = await prisma.request.findFirstOrThrow()
  const where = { communeId: { not: null } }
  const need = await prisma.need.findFirstOrThrow({ where, include: { commune: true } })
  const thu = await officer(w, 'administrator')
  const hoa = await officer(w, 'auditor')
  const minh = await officer(w, 'treasurer')
  const gone = ids.uuid()
  const objects = [
    `donation/${donation.id}`,
    `request/${request.id}`,
    `need/${need.id}`,
    `person/${request.contactId}`,
    `person/${gone}`,
    `officer/${minh.id}`,
  ]
  for (const object of objects)
    await note(prisma, { actor: minh.id, act: 'audit.checked', object }, w.clock.now())
  await prisma.officer.update({ where: { id: minh.id }, data: { state: 'ended' } })

  const text = (await thu.at.get('/console/audit')).text.replaceAll('\u00a0', ' ')
  const named = `nhu cầu ${need.what}, ${need.commune!.name}`
  expect(text).toContain(`<a href="/console/money/${donation.id}">khoản tiền 345.000 đ</a>`)
  expect(text).toContain(`<a href="/console/needs/${need.id}/edit">${named}</a>`)
  expect(text).toContain('<span>yêu cầu, phản ánh R-0001</span>')
  expect(text).toContain(`href="/console/people/${request.contactId}"`)
  expect(text).not.toContain(`/console/people/${gone}`)
  // Who has left keeps a name, and has no page.
  expect(text).not.toContain(`/console/officers/${minh.id}`)
  expect(text).toMatch(/<span>cán bộ Thu \d+<\/span>/)
  expect((await thu.at.get(`/console/needs/${need.id}/edit`)).status).toBe(200)

  const hers = (await hoa.at.get('/console/audit')).text
  expect(hers).toContain(named)
  expect(hers).not.toMatch(/href="\/console\/(money|needs|people)\/[0-9a-f]/)

  // By day, by whom, by kind of deed; further pages keep what is looked for.
  const numbers = async (query: string, who = thu) =>
    [...(await who.at.get(`/console/audit?${query}`)).text.matchAll(/data-head="Số">(\d+)</g)].map(
      ([, n]) => n,
    )
  const today = dayOf(w.clock.now())
  const all = await numbers('')
  expect(await numbers(`day=${today}`)).toEqual(all)
  expect(await numbers('day=2020-01-01')).toEqual([])
  expect(await numbers(`by=${minh.id}&deed=audit`)).toHaveLength(objects.length)
  expect(await numbers(`by=${thu.id}&deed=audit`)).toEqual([])
  expect((await numbers(`by=${minh.id}`)).length).toBeGreaterThan(objects.length)
  expect((await thu.at.get('/console/audit?day=hôm%20qua')).text).toContain('Chưa đọc được ngày')
  for (let n = 0; n < 31; n += 1)
    await note(prisma, { actor: hoa.id, act: 'audit.checked', object: 'audit' }, w.clock.now())
  const older = (await thu.at.get(`/console/audit?by=${hoa.id}&deed=audit`)).text
  const next = /href="\/console\/audit\?([^"]*before=\d+)"/.exec(older)![1]!.replaceAll('&amp;', '&')
  expect(await numbers(next)).toHaveLength(1)
}, 60_000)
