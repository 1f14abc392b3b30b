import { expect, test } from 'vitest'
import { leadsOutside } from '../../../src/platform/vietnamese/index.ts'

const OURS = ['1234567890', '0212 3456 789 (giờ hành chính)']

test.each([
  'mời bà con chuyển vào STK 0123456789 BIDV',
  'STK 0123 456 789',
  'STK 0.1.2.3.4.5.6.7.8.9',
  'STK 0123-4567–89',
  'gọi 0977 000 123',
  'gọi (+84) 977 000 123',
  'STK ０１２３４５６７８９',
  // One of ours with more behind it is another one.
  'tài khoản 12345678901',
])('“%s” has a number that is not the fund’s', (text) => expect(leadsOutside(text, OURS)).toBe('digits'))

test.each([
  'xem http://evil.example/nop-tien',
  'www.quy-bao-tro.top',
  'quybaotro.vn',
  'xem evil.example',
  'bit.ly/abc',
  't.me/quy',
  'ghi quy@evil.example',
  'quỹ.vn',
  'ｅｖｉｌ．ｃｏｍ',
])('“%s” leads to a link', (text) => expect(leadsOutside(text, OURS)).toBe('link'))

test.each([
  'áo ấm cho bé gái 6–10 tuổi, cỡ 7 và 9',
  'cỡ 5, 7, 9, 11, 13, 15: 12 áo mỗi cỡ',
  'năm học 2026-2027, tổng 1.526.400.000 đồng',
  'Kế hoạch 199/KH-UBND ngày 13/9/2019, sửa ngày 01-12-2026',
  'Tài khoản 1234567890 (bản thử), số trực 0212 3456 789',
  'áo ấm.Mũ len, TP.HCM, Tp.Hà Nội',
  '111 hoặc 113, 24/24',
  '',
])('“%s” leads nowhere else', (text) => expect(leadsOutside(text, OURS)).toBeUndefined())
