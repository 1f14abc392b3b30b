import { afterAll, beforeAll, expect, test } from 'vitest'
import { officer } from '../console/desk.ts'
import { everything, latin } from '../support/everything.ts'
import { type World, world } from '../support/world.ts'

/** Gifts in the name of others, from the first word to the paper, the desk and the books. */

let it: World
beforeAll(async () => {
  it = await world({ env: { TRUSTED_PROXIES: '1' } })
}, 180_000)
afterAll(() => it.close())

type Person = ReturnType<World['person']>
const codeOf = (person: Person) =>
  person.heard.findLast((message) => /^TLV[0-9A-Z]{7}$/.test(message.text))!.text
const paperOf = async (person: Person) => {
  const said = await person.hears(/Giấy ghi nhận số GN-/)
  return (await it.service.web.request(/\/c\/[0-9A-Z]{26}/.exec(said.text)![0])).text()
}

test('Lan gives for her company: the receipt and the certificate name it, the desk sees it, the books do not', async () => {
  const lan = it.person('Lan')
  await lan.says('mình muốn góp thay mặt công ty TNHH Sơn Ca Xanh 600k')
  await lan.hears(/Trên giấy sẽ ghi “Công ty TNHH Sơn Ca Xanh”/)
  await lan.presses('Đúng rồi')
  await lan.says('0101234566')
  await lan.hears(/chưa khớp/)
  await lan.says('0101234565')
  await lan.hears(/2 suất quà Tết, 600\.000.đ/)
  await lan.presses('Lấy mã chuyển khoản')
  const code = codeOf(lan)
  await it.bank.credits(600_000n, code)
  await lan.hears(/Biên nhận số/)
  await lan.presses('Lấy giấy ghi nhận')
  await lan.hears(/Trên giấy sẽ ghi “Công ty TNHH Sơn Ca Xanh”. Đúng chưa/)
  await lan.presses('Đúng rồi')
  const page = await paperOf(lan)
  expect(page).toMatch(/còn hiệu lực/i)
  expect(page).toContain('Công ty TNHH Sơn Ca Xanh')
  await lan.says('của tôi')
  await lan.hears(/Phần này trên giấy ghi “Công ty TNHH Sơn Ca Xanh”/)

  const thu = await officer(it, 'coordinator')
  await thu.at.get('/console/people')
  const seen = await thu.at.post('/console/people', { q: code, reason: 'money' })
  expect(seen.text).toContain('tên công ty')
  expect(seen.text).not.toContain('Sơn Ca Xanh')
  const path = /action="(\/console\/people\/[0-9a-f-]+)"/.exec(seen.text)![1]!
  const named = await thu.at.post(path, { reason: 'money', name: '1' })
  expect(named.text).toContain('Công ty TNHH Sơn Ca Xanh (MST 0101234565)')

  const books = await (await it.service.web.request('/campaigns/tet-2027/books.csv')).text()
  const [heads, ...lines] = books.trim().split('\r\n')
  expect(heads).toContain('Trong đó của công ty')
  expect(lines.at(-1)).toMatch(/;600000;[^;]*;600000;?$/)
  expect(books).not.toContain('Sơn Ca Xanh')
  const all = await everything(it.db)
  for (const words of ['TNHH Sơn Ca Xanh', '0101234565'])
    expect(all.includes(latin(words)), words).toBe(false)
})

test('a class gives together: one code, a text to paste, word of each transfer, and one paper', async () => {
  const minh = it.person('Minh')
  await minh.says('cả nhóm mình góp chung')
  await minh.hears(/Cả nhóm dùng chung một mã/)
  await minh.says('Lớp 3A trường Hoa Ban')
  await minh.hears(/không ghi họ tên hay tuổi của một em nhỏ, hay một em, một lớp cùng với trường/)
  await minh.says('Nhóm Hoa Ban')
  await minh.presses('Đúng rồi')
  await minh.says('900k')
  await minh.presses('Lấy mã chuyển khoản')
  const code = codeOf(minh)
  const paste = await minh.hears(/^Cả nhóm góp chung cho/)
  expect(paste.text).toContain(code)
  expect(paste.choices ?? []).toEqual([])
  await it.bank.credits(300_000n, `TRAN HOA MI ${code}`)
  const first = await minh.hears(/Có thêm 300\.000.đ về phần chung của nhóm.*300\.000.đ trên 900\.000.đ/s)
  expect(first.text).not.toMatch(/mi/i)
  await it.bank.credits(600_000n, `SON CA ${code}`)
  await minh.hears(/Vậy là đủ 900\.000.đ/)
  await minh.presses('Lấy giấy ghi nhận')
  await minh.presses('Đúng rồi')
  const page = await paperOf(minh)
  expect(page).toContain('Nhóm Hoa Ban')
  expect(page).toContain('ba suất quà Tết')
})

test('a company gives each month: its name is asked once, and stands on the receipt of every month', async () => {
  const lan = it.person('Lan of the months')
  await lan.says('Công ty Nắng Mai mỗi tháng góp 400k')
  await lan.hears(/Trên giấy sẽ ghi “Công ty Nắng Mai”/)
  await lan.presses('Đúng rồi')
  await lan.presses('Không cần ghi')
  await lan.presses('Góp chung')
  await lan.presses('Không cần nhắc')
  await lan.hears(/400\.000.đ mỗi tháng, góp chung/)
  await lan.presses('Đúng rồi')
  const code = codeOf(lan)
  for (const month of ['mot', 'hai']) {
    lan.heard.length = 0
    await it.bank.credits(400_000n, `NANG MAI THANG ${month} ${code}`)
    await lan.hears(/Biên nhận số/)
  }
  await lan.presses('Lấy giấy ghi nhận')
  await lan.hears(/Trên giấy sẽ ghi “Công ty Nắng Mai”. Đúng chưa/)
})

test('each month in memory of her mother: sympathy, then the ways of giving, and the certificate has the line', async () => {
  const lan = it.person('Lan who remembers')
  await lan.says('tưởng nhớ mẹ, mỗi tháng góp 200k')
  await lan.hears(/xin chia buồn/)
  await lan.hears(/Trên giấy sẽ ghi “Để tưởng nhớ mẹ”/)
  await lan.presses('Đúng rồi')
  await lan.presses('Góp chung')
  await lan.presses('Không cần nhắc')
  await lan.presses('Đúng rồi')
  const done = await lan.hears(/^Xong, cảm ơn/)
  expect(done.text).not.toContain('🌱')
  await it.bank.credits(200_000n, codeOf(lan))
  await lan.hears(/Biên nhận số/)
  await lan.presses('Lấy giấy ghi nhận')
  await lan.hears(/Giấy này có dòng “Để tưởng nhớ mẹ”/)
})

test('in memory of her grandfather: sympathy, his name beside hers, and what she changes later is a paper of its own', async () => {
  const lan = it.person('Lan who mourns')
  await lan.says('góp 300k tưởng nhớ ông nội')
  await lan.hears(/xin chia buồn/)
  await lan.hears(/Trên giấy sẽ ghi “Để tưởng nhớ ông nội”/)
  await lan.presses('Đúng rồi')
  await lan.presses('Lấy mã chuyển khoản')
  await it.bank.credits(300_000n, codeOf(lan))
  await lan.hears(/Biên nhận số/)
  await lan.presses('Lấy giấy ghi nhận')
  await lan.hears(/Giấy này có dòng “Để tưởng nhớ ông nội”/)
  await lan.presses('Không ghi tên')
  const page = await paperOf(lan)
  expect(page).toContain('Để tưởng nhớ ông nội')
  lan.heard.length = 0
  await lan.says('đổi người đứng tên')
  await lan.presses('Tưởng nhớ ai đó')
  await lan.says('ông nội Nguyễn Văn An')
  await lan.presses('Đúng rồi')
  await lan.presses(/^300\.000/)
  await lan.hears(/đã có giấy ghi nhận/)
  await lan.presses('Lập giấy khác')
  await lan.presses('Không ghi tên')
  expect(await paperOf(lan)).toContain('Để tưởng nhớ ông nội Nguyễn Văn An')
  await lan.says('năm nay của tôi')
  await lan.hears(/Quỹ đã nhận của/)
})
