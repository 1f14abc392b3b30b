import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { tellsOfChild } from '../../../src/platform/vietnamese/index.ts'

test.each([
  'quà cho bé Na',
  'Áo ấm cho cháu Minh, 7 tuổi',
  'Giúp em Lan đến trường',
  'Lan lớp 3A cần áo',
  'học sinh Trường Tiểu học Tà Xùa',
  'trường PTDTBT TH&THCS Háng Đồng',
  'bữa trưa ở mầm non và Trường Mầm non Hoa Ban',
  'PTDTBT Xím Vàng',
])('“%s” tells of one child or one school', (text) => expect(tellsOfChild(text)).toBe(true))

test.each([
  'áo ấm cho bé gái 6–10 tuổi, cỡ 7 và 9',
  'trẻ em Sơn La, các em Mông và Thái',
  'bộ vở, bút và sách học kỳ 2, lớp 1–5',
  'bữa trưa ở một trường mầm non, cả năm học',
  'Trường THCS vùng cao',
  'Tết ấm 2028',
  'Mỗi em một chiếc áo. Em nào cũng có phần.',
  '',
])('“%s” tells of none', (text) => expect(tellsOfChild(text)).toBe(false))

test('nothing that the demo says of its needs tells of one', () => {
  const said = [
    ...readFileSync('prisma/seed/demo.yaml', 'utf8').matchAll(/(?:what|purpose|for_whom): ([^,}\n]+)/g),
  ]
  expect(said.length).toBeGreaterThan(10)
  expect(said.filter(([, text]) => tellsOfChild(text!)).map(([, text]) => text)).toEqual([])
})
