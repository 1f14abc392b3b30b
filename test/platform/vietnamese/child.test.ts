import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { namesPerson, tellsOfChild } from '../../../src/platform/vietnamese/index.ts'

test.each([
  'quà cho bé Na',
  'Áo ấm cho cháu Minh, 7 tuổi',
  'Giúp em Lan đến trường',
  'Lan lớp 3A cần áo',
  'học sinh Trường Tiểu học Tà Xùa',
  'trường PTDTBT TH&THCS Háng Đồng',
  'bữa trưa ở mầm non và Trường Mầm non Hoa Ban',
  'PTDTBT Xím Vàng',
  'bé gái Mùa Thị Dợ',
  'em gái Sùng Thị Mai',
  'bé gái Na, 7 tuổi',
  'BÉ NA',
  'bé NA',
  'béNa',
  'be Na',
  'quà  cho  bé   na lớp 3a',
  'học sinh Sùng A Chu',
  'em của cô Giàng Thị Mỷ',
  'con chị Giàng Thị Mỷ',
  'bé đ. bị ốm',
  'bé Đ. bị HIV',
  'TRƯỜNG TIỂU HỌC TÀ XÙA',
])('“%s” tells of one child or one school', (text) => expect(tellsOfChild(text)).toBe(true))

test.each([
  'áo ấm cho bé gái 6–10 tuổi, cỡ 7 và 9',
  'trẻ em Sơn La, các em Mông và Thái',
  'bộ vở, bút và sách học kỳ 2, lớp 1–5',
  'bữa trưa ở một trường mầm non, cả năm học',
  'Trường THCS vùng cao',
  'Tết ấm 2028',
  'Mỗi em một chiếc áo. Em nào cũng có phần.',
  'áo ấm cho bé gái Mông 6–10 tuổi',
  'áo ấm cho bé gái Tà Xùa',
  '120 em Tà Xùa, mỗi em một áo',
  'ÁO ẤM CHO TRẺ EM VÙNG CAO',
  'học sinh Sơn La, học sinh lớp 1–5',
  'Đội Thiếu niên Tiền phong Hồ Chí Minh',
  'bể nước sạch, bếp ăn bán trú',
  '',
])('“%s” tells of none', (text) => expect(tellsOfChild(text)).toBe(false))

test('nothing that the demo says of its needs tells of one', () => {
  const said = [
    ...readFileSync('prisma/seed/demo.yaml', 'utf8').matchAll(/(?:what|purpose|for_whom): ([^,}\n]+)/g),
  ]
  expect(said.length).toBeGreaterThan(10)
  expect(said.filter(([, text]) => tellsOfChild(text!)).map(([, text]) => text)).toEqual([])
})

test.each([
  'Giàng Thị Mỷ, bản Tà Xùa A',
  'GIANG THI MY',
  'nhờ cô Lò Thị Hoa',
  'áo ấm cho Vàng A Páo',
  'Nguyễn Minh Anh',
])('“%s” has somebody’s name in full', (text) => expect(namesPerson(text)).toBe(true))

test.each([
  'áo ấm Mùa Đông Ấm',
  'Lò Sưởi Điện',
  'dãy Hoàng Liên Sơn',
  'Tà Xùa, Sơn La',
  'Tết ấm 2028',
  'ÁO ẤM MÙA ĐÔNG',
])('“%s” has none', (text) => expect(namesPerson(text)).toBe(false))
