import { expect, test } from 'vitest'
import { csv } from '../../src/platform/csv.ts'

test('rows are one file for spreadsheets, with its mark; what parts fields stands in quotes', () => {
  expect(
    csv([
      ['Ngày', 'Số tiền'],
      ['2026-12-20', 583_000n],
      ['áo; "cỡ 7"', null],
    ]),
  ).toBe('\uFEFFNgày;Số tiền\r\n2026-12-20;583000\r\n"áo; ""cỡ 7""";\r\n')
})

test.each([
  ...['=1+1', '+84', '-2', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\u200B=1'],
  ...['＝1+1', '＋1', '－1', '＠SUM(A1)', '﹦1', '\u22121'],
])('%j is text and no formula', (text) => {
  expect(csv([[text]])).toMatch(/^\uFEFF"?'/)
})

test('what is no formula stays as it is', () => {
  for (const text of ['PC-01', 'áo ấm = 2', '–', '5.000']) expect(csv([[text]])).toBe(`\uFEFF${text}\r\n`)
})
