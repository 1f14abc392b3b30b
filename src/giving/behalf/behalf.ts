import { z } from 'zod'
import { clean, type Lang } from '../../platform/vietnamese/index.ts'
import { BEHALF } from './words.ts'

/** A company or a group gives through somebody of theirs; a tribute is that person's own gift, for somebody. */
export const BEHALF_KINDS = ['company', 'group', 'tribute'] as const
export type BehalfKind = (typeof BEHALF_KINDS)[number]

/** What a tribute is for. `memory`: of somebody who has died; nothing cheerful stands beside it. */
export const OCCASIONS = ['memory', 'birthday', 'wedding', 'honour'] as const
export type Occasion = (typeof OCCASIONS)[number]

/** In whose name a promise is, beside its giver's own. A tribute has an occasion, a company may have a tax code. */
export const behalfShape = z.object({
  kind: z.enum(BEHALF_KINDS),
  name: z.string().trim().min(1).max(80),
  occasion: z.enum(OCCASIONS).nullable(),
  tax_code: z.string().nullable(),
})
export type Behalf = z.infer<typeof behalfShape>

/**
 * As it stands on a paper, on a line of its own.
 *
 *     lineOf({ kind: 'tribute', name: 'ông nội', occasion: 'memory', tax_code: null }, 'vi')  // 'Để tưởng nhớ ông nội'
 *     lineOf({ kind: 'group', name: 'Phòng Kế toán', occasion: null, tax_code: null }, 'vi') // 'Phòng Kế toán'
 */
export const lineOf = (behalf: Behalf, lang: Lang): string =>
  behalf.kind === 'tribute' ? BEHALF[lang].tribute[behalf.occasion ?? 'honour'](behalf.name) : behalf.name

/** Whom a receipt names instead of its giver. Undefined: a tribute is its giver's own gift. */
export function payerOf(behalf: Behalf | undefined, lang: Lang): string | undefined {
  if (!behalf || behalf.kind === 'tribute') return undefined
  if (behalf.tax_code === null) return behalf.name
  return `${behalf.name} (${BEHALF[lang].taxCode} ${behalf.tax_code})`
}

const IN_CAPITALS = new Set('tnhh mtv tm dv xd xnk cp ctcp htx dntn'.split(' '))
const IN_SMALL = new Set(
  'ty cổ phần một thành viên hai trở lên thương mại dịch vụ và xây dựng đầu tư sản xuất nhập khẩu nghiệp tư nhân hợp tác xã'.split(
    ' ',
  ),
)

/**
 * A company's name as companies write it, where it was typed without any capital letter.
 *
 *     companyName('cty tnhh nắng mai')      // 'Công ty TNHH Nắng Mai'
 *     companyName('công ty TNHH Nắng Mai')  // 'Công ty TNHH Nắng Mai'
 */
export function companyName(typed: string): string {
  const whole = clean(typed.normalize('NFC').replace(/\s+/g, ' '), 80).replace(
    /^(?:cty|Cty|CTY|[Cc]ông t[iy])(?!\p{L})/u,
    'Công ty',
  )
  const rest = whole.replace(/^Công ty/u, '')
  if (/\p{Lu}/u.test(rest)) return whole
  const words = whole.split(' ').map((word, n) => {
    if (IN_CAPITALS.has(word)) return word.toUpperCase()
    if (n > 0 && IN_SMALL.has(word)) return word
    return word.charAt(0).toLocaleUpperCase('vi') + word.slice(1)
  })
  return words.join(' ')
}
