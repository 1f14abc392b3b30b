import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { vietQr } from '../../src/giving/transfer/vietqr.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { qr } from '../../src/platform/paper/paper.ts'
import { type World, world } from '../support/world.ts'

/** “Is this really the fund’s?”, asked by the code that is on everybody’s phone. */

let w: World
let account: { bin: string; number: string; holder: string }
beforeAll(async () => {
  w = await world()
  account = await w.db.prisma.bankAccount.findFirstOrThrow()
})
afterAll(() => w.close())

const paid = (more: { bin?: string; account?: string } = {}) =>
  vietQr({ bin: account.bin, account: account.number, amount: 300_000n, memo: 'TLV8K3Q7DX', ...more })
const verdict = (html: string) => /data-tone="(\w+)".*?<h1>(.*?)<\/h1>/s.exec(html)?.slice(1)
const ask = async (q: string) => (await w.service.web.request(`/check?q=${encodeURIComponent(q)}`)).text()

/** A photo of a code, as PNG or JPEG, with a line of plain colour round it. */
function photo(text: string | undefined, kind: 'png' | 'jpeg' = 'png'): Buffer {
  const canvas = createCanvas(900, 1200)
  const ctx = canvas.getContext('2d')
  ctx.fillStyle = '#dde6ea'
  ctx.fillRect(0, 0, 900, 1200)
  if (text !== undefined)
    qr({ ctx, width: 900, height: 1200, boxes: [] }, text, { x: 150, y: 300, size: 600 })
  return kind === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg')
}
async function send(bytes: Uint8Array): Promise<Response> {
  const body = new FormData()
  body.set('picture', new File([new Uint8Array(bytes)], 'anh.png'))
  return await w.service.web.request('/check/picture', { method: 'POST', body })
}

test('the text of a QR is ours by account and bank together, and only whole', async () => {
  const ours = await ask(paid())
  expect(verdict(ours)).toEqual(['good', 'Đúng, đây là tài khoản của Quỹ'])
  expect(ours).toContain(account.holder)
  expect(ours).toContain('Tết ấm 2027')
  for (const text of [paid({ account: '9999999999' }), paid({ bin: '970436' })]) {
    const html = await ask(text)
    expect(verdict(html)).toEqual(['warn', 'Tài khoản này không phải của Quỹ'])
    expect(html).toContain('gọi ngay ngân hàng để tra soát')
  }
  for (const text of [`${paid()}9`, paid().replace('0730', '0731').slice(0, -1), `tk 9999999999 ${paid()}`])
    expect(verdict(await ask(text))?.[0]).toBe('calm')
  // A campaign that nobody has opened yet is nobody's news.
  const tet = await w.db.prisma.campaign.findFirstOrThrow({ where: { eventKind: 'tet' } })
  const marks = {
    id: randomIds.uuid(),
    key: 'draft',
    slug: 'draft',
    receiptSeries: 'DA27',
    codePrefix: 'DAM',
  }
  await w.db.prisma.campaign.create({ data: { ...tet, ...marks, title: 'Đồ ấm mùa đông', state: 'draft' } })
  expect(await ask(account.number)).not.toContain('Đồ ấm mùa đông')
  // A receipt's number that has the same digits is still a receipt's.
  expect(verdict(await ask('TET27-000201'))?.[1]).toBe('Quỹ chưa có giấy hay mã nào như vậy')
})

test('the code in a picture is asked about as if it was typed', async () => {
  const ours = await send(photo(paid()))
  expect(ours.headers.get('cache-control')).toBe('no-store')
  const html = await ours.text()
  expect(verdict(html)?.[0]).toBe('good')
  expect(html).toContain(`Mã trong ảnh: <q>${paid()}</q>`)
  const theirs = await (await send(photo(paid({ account: '9999999999' }), 'jpeg'))).text()
  expect(verdict(theirs)).toEqual(['warn', 'Tài khoản này không phải của Quỹ'])
  const poster = await (await send(photo('http://chungtay.test/needs/tet-ta-xua-meals'))).text()
  expect(verdict(poster)).toEqual(['good', 'Đúng, đường dẫn này của Quỹ'])
  const swindle = await (await send(photo('http://chungtay.test.example.net/'))).text()
  expect(verdict(swindle)?.[0]).toBe('warn')
})

test('a picture without a code, and what is no picture, are told what to do; what is made to fill memory is not opened', async () => {
  expect(verdict(await (await send(photo(undefined))).text())?.[1]).toBe('Mình chưa thấy mã QR trong ảnh')
  const huge = photo(undefined)
  huge.writeUInt32BE(60_000, 16)
  huge.writeUInt32BE(60_000, 20)
  for (const bytes of [
    huge,
    Buffer.from('%PDF-1.7'),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    photo('x').subarray(0, 60),
    Buffer.alloc(0),
  ])
    expect(verdict(await (await send(bytes)).text())?.[1]).toBe('Mình chưa mở được ảnh này')
  expect((await send(Buffer.alloc(8_100_000))).status).toBe(413)
  const bare = await w.service.web.request('/check/picture', { method: 'POST', body: 'picture' })
  expect(verdict(await bare.text())?.[1]).toBe('Mình chưa mở được ảnh này')
  expect((await w.service.web.request('/check/picture')).headers.get('location')).toBe('/check')
})

test('so many pictures are looked at as keep the service quick for everybody else', async () => {
  const told = new Set<string | undefined>()
  for (let n = 0; n < 30 && told.size < 2; n++)
    told.add(verdict(await (await send(Buffer.alloc(0))).text())?.[1])
  expect([...told]).toEqual(['Mình chưa mở được ảnh này', 'Nhiều ảnh đến cùng lúc'])
  expect(verdict(await ask(account.number))?.[0]).toBe('good')
})

test('the chat reads the same text', async () => {
  const lan = w.person('Lan')
  await lan.says('kiểm tra')
  expect((await lan.says(paid())).map(({ text }) => text).join(' ')).toMatch(/Đúng của Quỹ/)
  await lan.presses('Kiểm tra số khác')
  expect((await lan.says(paid({ account: '9999999999' }))).map(({ text }) => text).join(' ')).toMatch(
    /không phải của Quỹ/,
  )
})
