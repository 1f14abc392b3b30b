const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3]
const CODE = /^(\d{10})(?:-?(\d{3}))?$/

/**
 * Reads a company's tax code (mã số thuế): ten digits, of which the last checks the others, and three more for a branch.
 *
 *     readTaxCode('MST: 0101234565')   // '0101234565'
 *     readTaxCode('0101234565 - 001')  // '0101234565-001'
 *     readTaxCode('mst là 0101234565 nhé')  // '0101234565'
 *     readTaxCode('0101234566')        // undefined
 *
 * @returns undefined for what is none: the flow asks again. Never throws.
 */
export function readTaxCode(text: string): string | undefined {
  const said = text
    .normalize('NFC')
    // What stands around it: “MST là … nhé”.
    .replace(/[\p{L}\p{M}]+/gu, '')
    .replace(/[\s.,:;!–]/gu, (mark) => (mark === '–' ? '-' : ''))
  const [, main, branch] = CODE.exec(said) ?? []
  if (!main || branch === '000') return undefined
  const sum = WEIGHTS.reduce((all, weight, n) => all + weight * Number(main[n]), 0)
  if (10 - (sum % 11) !== Number(main[9])) return undefined
  return branch ? `${main}-${branch}` : main
}
