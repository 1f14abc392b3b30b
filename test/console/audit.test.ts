import { readdirSync, readFileSync } from 'node:fs'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { actIn } from '../../src/console/acts.ts'
import { detailIn, ObjectOf } from '../../src/console/audit/objects.tsx'
import { audit } from '../../src/console/audit/words.ts'

const ID = '0191c0de-0000-7000-8000-0000000a3f2a'
const names = new Map([[ID, 'Thu']])

const written = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('generated'))
  .map((file) => readFileSync(`src/${file}`, 'utf8'))

test('the trail reads as words: a kind, a name or the end of an id, and the way to its page', () => {
  const shown = (object: string) => renderToString(ObjectOf({ object, names, lang: 'vi' }))
  expect(shown(`officer/${ID}`)).toBe(`<a href="/console/officers/${ID}">cán bộ Thu</a>`)
  expect(shown('donation/0191c0de-0000-7000-8000-0000000b1111')).toMatch(/>khoản tiền …1111</)
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
})
