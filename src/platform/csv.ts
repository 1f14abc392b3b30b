import { clean } from './vietnamese/index.ts'

/**
 * Rows as a file for spreadsheets: UTF-8 with its mark, fields parted by semicolons as Vietnamese Excel does, whole numbers, and no cell
 * that a spreadsheet takes for a formula. Whatever makes such a file makes it here.
 */
export const csv = (rows: readonly (readonly (string | bigint | null)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`

/** Far more than any name is long. */
const LONGEST = 2_000
/** What a formula begins with; in full width some spreadsheets read it too, and a minus sign. */
const FORMULA = /^[=+\-@\u2212]/

/**
 * A cell that a spreadsheet takes for text, and for no formula. Without what cannot be seen: a mark that turns the direction would
 * carry the next cells along, and one before “=” hides it from us.
 */
function cell(value: string | bigint | null): string {
  if (value === null) return ''
  if (typeof value === 'bigint') return value.toString()
  const text = clean(value, LONGEST).replaceAll('\n', ' ')
  const harmless = FORMULA.test(text.normalize('NFKC')) ? `'${text}` : text
  return /[;"\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
