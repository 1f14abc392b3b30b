import { expect, test } from 'vitest'
import { companyName } from '../../src/giving/behalf/behalf.ts'
import { saysNone, taxCodeSaid } from '../../src/giving/behalf/refused.ts'
import { behalfSaid, isInName } from '../../src/giving/behalf/said.ts'
import { thingsSaid } from '../../src/giving/behalf/things.ts'
import { isChildInFull, isOfficial } from '../../src/people/index.ts'
import { readDisplayName, readTaxCode } from '../../src/platform/vietnamese/index.ts'

const SAID: readonly (readonly [string, string | null, string | null, string | null])[] = [
  ['mình góp thay mặt công ty TNHH Nắng Mai', 'company', null, 'công ty TNHH Nắng Mai'],
  ['công ty em muốn ủng hộ', 'company', null, null],
  ['cong ty TNHH Nắng Mai gop 5 trieu', 'company', null, 'cong ty TNHH Nắng Mai'],
  ['thay mặt công ty góp 2 suất', 'company', null, null],
  ['đứng tên công ty', 'company', null, null],
  ['công ty cổ phần Nắng Mai xin góp 20 triệu ạ', 'company', null, 'công ty cổ phần Nắng Mai'],
  ['cả phòng mình góp chung', 'group', null, null],
  ['lớp mình góp', 'group', null, null],
  ['cả nhóm Hoa Phượng góp chung 2 triệu', 'group', null, 'nhóm Hoa Phượng'],
  ['lớp 12A1 góp chung nhé', 'group', null, 'lớp 12A1'],
  ['tặng nhân sinh nhật mẹ', 'tribute', 'birthday', 'mẹ'],
  ['góp 300k mừng sinh nhật mẹ Hoa nhé', 'tribute', 'birthday', 'mẹ Hoa'],
  ['nhân dịp sinh nhật mình muốn góp', 'tribute', 'birthday', null],
  ['góp 500k tưởng nhớ ông nội', 'tribute', 'memory', 'ông nội'],
  ['tưởng nhớ bà ngoại, mình góp 1 triệu', 'tribute', 'memory', 'bà ngoại'],
  ['mẹ em mất rồi, em muốn góp thay mẹ 1 triệu', 'tribute', 'memory', null],
  ['mừng cưới Lan và Minh, góp 1 triệu', 'tribute', 'wedding', 'Lan và Minh'],
  ['góp 1 triệu mừng thọ', 'tribute', 'honour', null],
  ['công ty TNHH Nắng Mai góp 5 triệu', 'company', null, 'công ty TNHH Nắng Mai'],
  ['công ty Thanh Mai muốn góp 5 triệu', 'company', null, 'công ty Thanh Mai'],
  ['công ty cổ phần ABC ủng hộ 10 triệu', 'company', null, 'công ty cổ phần ABC'],
  ['công ty TNHH Nắng Mới góp 5 triệu', 'company', null, 'công ty TNHH Nắng Mới'],
  ['góp thay mặt công ty TNHH Nắng Mai 5 triệu', 'company', null, 'công ty TNHH Nắng Mai'],
  ['góp thay mặt công ty TNHH Nắng Mai 2.500.000đ', 'company', null, 'công ty TNHH Nắng Mai'],
  ['công ty Xây lắp 319 góp 5 triệu', 'company', null, 'công ty Xây lắp 319'],
  ['Phòng Kế toán góp chung 3 triệu', 'group', null, 'Phòng Kế toán'],
  ['góp nhân đám cưới Lan và Minh 2 triệu', 'tribute', 'wedding', 'Lan và Minh'],
  ['tưởng nhớ ông nội Nguyễn Văn A', 'tribute', 'memory', 'ông nội Nguyễn Văn A'],
  ['tưởng nhớ ông Mùa A Sùng góp 500k', 'tribute', 'memory', 'ông Mùa A Sùng'],
  ['tưởng nhớ bé Mùa Thị Dợ 7 tuổi góp 500k', 'tribute', 'memory', 'bé Mùa Thị Dợ 7 tuổi'],
  ['bà tôi mới qua đời, muốn góp 300k', 'tribute', 'memory', null],
  ['đổi người đứng tên', null, null, null],
  ['góp 500k cầu siêu cho mẹ', 'tribute', 'memory', 'mẹ'],
  ['góp 500k hồi hướng cho bố mới mất', 'tribute', 'memory', 'bố'],
  ['để tang bố, nhà mình gửi phúng điếu 10 triệu', 'tribute', 'memory', 'bố'],
  ['gửi tiền phúng điếu 10 triệu', 'tribute', 'memory', null],
  ['hội đồng hương Sơn La tại Hà Nội góp 10 triệu', 'group', null, 'hội đồng hương Sơn La tại Hà Nội'],
  ['hội phụ huynh lớp 3A góp chung 2 triệu', 'group', null, 'hội phụ huynh lớp 3A'],
  ['nhóm thiện nguyện Ánh Dương góp 2tr', 'group', null, 'nhóm thiện nguyện Ánh Dương'],
  ['nhóm bạn mình góp', 'group', null, null],
  ['UBND xã Tà Xùa góp 5 triệu', 'group', null, 'UBND xã Tà Xùa'],
  ['góp 500k để tưởng nhớ, thứ 6 chuyển', 'tribute', 'memory', null],
  ['tưởng nhớ bà ngoại thứ 6 góp 500k', 'tribute', 'memory', 'bà ngoại'],
  ['tưởng nhớ ông Nguyễn Văn Thứ góp 500k', 'tribute', 'memory', 'ông Nguyễn Văn Thứ'],
]

test.each(SAID)('%s', (words, kind, occasion, name) => {
  expect(behalfSaid(words)).toMatchObject({ kind, occasion, name })
})

const ONE: readonly (readonly [string, string | null])[] = [
  ['nhân danh bà ngoại góp 200k', 'bà ngoại'],
  ['góp thay mẹ tôi 300k', null],
  ['góp thay mẹ Hoa 300k', 'mẹ Hoa'],
  ['góp 300k thay bố mẹ em', 'bố mẹ'],
  ['góp hộ chị Thu 500k nhé', 'chị Thu'],
  ['gia đình Lan và Minh góp 1tr', 'gia đình Lan và Minh'],
  ['gia đình chị Thu góp 1 triệu', 'gia đình chị Thu'],
  ['vợ chồng anh Minh ủng hộ 1 triệu', 'vợ chồng anh Minh'],
  ['on behalf of my mother 300k', null],
]

test.each(ONE)('%s: one person’s or family’s name on paper', (words, name) => {
  expect(behalfSaid(words)).toMatchObject({ kind: 'group', one: true, plain: false, name })
})

test('a family without a name gives as anybody does, and a child’s name is known for one', () => {
  expect(behalfSaid('gia đình anh góp 1 triệu')).toMatchObject({ kind: null, name: null, plain: true })
  expect(behalfSaid('góp thay con tôi 300k')).toMatchObject({ one: true, child: true, name: null })
  expect(behalfSaid('góp thay mẹ 300k').child).toBe(false)
  expect(isChildInFull('bé Nguyễn Văn Nam')).toBe(true)
  expect(isChildInFull('bé em bé của gia đình')).toBe(false)
})

const IN_NAME: readonly (readonly [string, boolean])[] = [
  ['tưởng nhớ mẹ, mỗi tháng góp 200k', true],
  ['mẹ em mất rồi, em muốn mỗi tháng góp 200k', true],
  ['góp 100 đô tưởng nhớ bà', true],
  ['Công ty Nắng Mai mỗi tháng góp 2 triệu', true],
  ['mỗi tháng công ty mình góp 2 triệu', true],
  ['lớp mình mỗi tháng góp 500k', true],
  ['Phòng Kế toán mỗi tháng góp 500k', true],
  ['nhân sinh nhật mẹ, mỗi tháng góp 200k', true],
  ['mỗi tháng 200k cho lớp học vùng cao', false],
  ['mỗi tháng 200k làm sinh nhật cho các em', false],
  ['góp 200k mỗi tháng, có mất phí không', false],
  ['mỗi tháng 200k sửa phòng học', false],
]

test.each(IN_NAME)('whether “%s” says in whose name it is: %s', (words, is) => {
  expect(isInName(words)).toBe(is)
})

test('a name ends where each month begins', () => {
  expect(behalfSaid('Công ty Nắng Mai mỗi tháng góp 2 triệu').name).toBe('Công ty Nắng Mai')
  expect(behalfSaid('Công ty Hằng Nga hằng tháng góp 2 triệu').name).toBe('Công ty Hằng Nga')
  expect(behalfSaid('tưởng nhớ mẹ mỗi tháng góp 200k').name).toBe('mẹ')
})

test('the sum and the gifts that are said along with it', () => {
  expect(behalfSaid('thay mặt công ty góp 2 suất')).toMatchObject({ count: 2, wish: null })
  expect(behalfSaid('cả phòng mình góp chung 2 triệu').wish).toBe(2_000_000n)
})

test('a company’s name that was typed without capitals is written as companies write it', () => {
  expect(companyName('công ty tnhh mtv thương mại và dịch vụ nắng mai')).toBe(
    'Công ty TNHH MTV thương mại và dịch vụ Nắng Mai',
  )
  expect(companyName('Cty CP Nắng Mai')).toBe('Công ty CP Nắng Mai')
  expect(companyName('NẮNG MAI GROUP')).toBe('NẮNG MAI GROUP')
})

test('a long company’s name is taken as it is typed', () => {
  const long = 'Công ty TNHH Một thành viên Đầu tư Xây dựng và Thương mại Dịch vụ Nắng Mai 2'
  expect(readDisplayName(long)).toMatchObject({ name: long })
})

test('a child in full, an authority and a fund stand on no paper; who works there, and anybody’s “bé Na”, may', () => {
  for (const name of [
    'bé Mùa Thị Dợ 7 tuổi',
    'cháu Giàng A Chu',
    'em Na 9 tuổi',
    'con trai tôi Trần Minh Quân 7 tuổi',
    'con gái Nguyễn Bảo An',
    'con trai tôi trần minh quân',
    'mẹ Hoa và con trai: Trần Minh Quân',
    'Gia đình bé Trần Minh Quân',
    'con Bảo An sinh 2019',
    'Na (sinh năm 2020)',
  ])
    expect(isChildInFull(name), name).toBe(true)
  for (const name of [
    'bé Na',
    'ông Mùa A Sùng',
    'mẹ Hoa',
    'bà ngoại 90 tuổi',
    'con trai',
    'Nguyễn Văn Bình và các con',
    'Con cháu cụ Nguyễn Văn Bình',
    'khóa 2019',
    'em Nguyễn Thị Hoa',
  ])
    expect(isChildInFull(name), name).toBe(false)
  const bodies = [
    'UBND xã Tà Xùa',
    'Ủy ban nhân dân tỉnh Sơn La',
    'Quỹ Bảo trợ trẻ em tỉnh Sơn La',
    'Sở Y tế Sơn La',
  ]
  for (const name of bodies) expect(isOfficial(name), name).toBe(true)
  for (const name of [
    'Công đoàn Sở Y tế',
    'Phòng Kế toán UBND xã',
    'Công ty TNHH Nắng Mai',
    'Bộ tộc áo xanh',
  ])
    expect(isOfficial(name), name).toBe(false)
})

test('a tax code said along with the gift, and things besides money', () => {
  expect(taxCodeSaid('công ty TNHH Hoa Mai góp 5 triệu, mst 0101243150')).toBe('0101243150')
  expect(taxCodeSaid('công ty TNHH Hoa Mai góp 5 triệu')).toBeNull()
  expect(thingsSaid('công ty TNHH Hoa Mai góp 5 triệu và 50 áo ấm')).toBe('50 áo ấm')
  expect(thingsSaid('góp 500k và 10 áo ấm tưởng nhớ bà')).toBe('10 áo ấm')
  expect(thingsSaid('tưởng nhớ bà ngoại, góp 500k')).toBeNull()
})

test('a tax code stands in a sentence, or there is none', () => {
  expect(readTaxCode('mst là 0100109106 nhé')).toBe('0100109106')
  expect(readTaxCode('0912345678')).toBeUndefined()
  for (const text of ['không có', 'ko', 'công ty chưa có', 'dạ không ạ'])
    expect(saysNone(text), text).toBe(true)
  for (const text of ['0100109106', 'nắng mai']) expect(saysNone(text), text).toBe(false)
})
