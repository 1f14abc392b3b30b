import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { introduces } from '../../src/engine/introduced.ts'
import { saidOf } from '../../src/engine/said.ts'

const said = saidOf(['vi', 'en'].map((lang) => parse(readFileSync(`flows/common/${lang}.yaml`, 'utf8')).said))

test.each([
  'Chào, tôi là Lan',
  'Chào bạn, mình tên là Hoa',
  'em là Lan ạ',
  'em la lan a',
  'dạ em tên Minh ạ',
  'Xin chào! Tôi tên là Nguyễn Thị Lan.',
  "Hi, I'm Lan",
  'hello, my name is Lan',
])('“%s” is a greeting', (line) => {
  expect(introduces(said, line)).toBe(true)
})

test.each([
  'chào',
  'tôi là sinh viên',
  'em là ai',
  'tôi là Lan, muốn góp 500k',
  'em là học sinh lớp 5',
  'em là Lan bị bố đánh',
  "I'm hungry",
  'this is a scam',
  'tên tôi là gì',
  'tôi là người nghèo',
])('“%s” says more, or no name', (line) => {
  expect(introduces(said, line)).toBe(false)
})
