import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'

let told: World
beforeAll(async () => {
  told = await world()
})
afterAll(() => told.close())

let count = 0
/** All that somebody new hears to these words. */
async function heard(...lines: string[]): Promise<string> {
  const somebody = told.person(`somebody-${++count}`)
  let said: Awaited<ReturnType<typeof somebody.says>> = []
  for (const line of lines) said = await somebody.says(line)
  return said
    .map(({ text, choices }) => [text, ...choices.map(({ label }) => label)].join('\n'))
    .join('\n')
    .replaceAll('\u00a0', ' ')
}

test.each(['Chào, tôi là Lan', 'em là Lan ạ', 'em la lan a', "Hi, I'm Lan"])(
  '“%s” is greeted',
  async (line) => {
    const answer = await heard(line)
    expect(answer).toMatch(/Chào bạn, mình là Chung Tay|I'm Chung Tay/)
    expect(answer).not.toMatch(/chưa hiểu|Kim Lan/)
  },
)

test('whoever is called Mai gives now, and her name is no tomorrow', async () => {
  const answer = await heard('chị Mai góp 500k')
  expect(answer).toContain('500.000 đ')
  expect(answer).not.toContain('hôm nào cũng được')
  expect(await heard('mai góp 500k')).toContain('hôm nào cũng được')
})

test.each(['giáng sinh góp 500k', 'giang sinh gop 500k'])('“%s” is a sum, and no well', async (line) => {
  const answer = await heard(line)
  expect(answer).toContain('500.000 đ')
  expect(answer).not.toContain('nước sạch')
})

test.each([
  ['nhân danh bà ngoại góp 200k', '“bà ngoại”', '200.000 đ'],
  ['gia đình Lan và Minh góp 1tr', '“gia đình Lan và Minh”', '1.000.000 đ'],
  ['lớp 12A1 góp 2 triệu', '“lớp 12A1”', '2.000.000 đ'],
])('“%s” is read back with its name, and the sum is kept', async (line, name, sum) => {
  expect(await heard(line)).toContain(name)
  expect(await heard(line, 'đúng rồi')).toContain(sum)
})

test.each(['gia đình bé Nguyễn An Na góp 1tr', 'góp thay cháu Nguyễn Văn Nam 300k'])(
  '“%s”: a child’s full name is put on no paper',
  async (line) => {
    expect(await heard(line)).toContain('không ghi tên một em nhỏ')
  },
)

test('a child’s full name typed where the name is asked is put on no paper either', async () => {
  expect(await heard('góp thay con tôi 300k', 'Nguyễn Văn Nam')).toContain('không ghi tên một em nhỏ')
})

test.each([
  ['20 cái áo với 10 thùng sữa', '“20 cái áo với 10 thùng sữa” còn mới hay đã dùng'],
  ['công ty TNHH Hoa Mai gửi 50 áo ấm', '“50 áo ấm” còn mới hay đã dùng'],
  ['tôi có ít sữa muốn tặng', 'chừng mấy'],
  ['I have some milk to give', 'About how many'],
  ['on behalf of my mother 300k', 'Whose name should stand'],
])('“%s”', async (line, answer) => {
  expect(await heard(line)).toContain(answer)
})

test('whoever only asks about a company is spoken to as before at the menu', async () => {
  expect(await heard('đứng tên công ty được không', 'menu')).toContain('Bạn muốn xem gì')
})
