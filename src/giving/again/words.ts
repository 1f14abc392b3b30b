import type { Occasion } from '../../campaigns/index.ts'
import { fold, type Lang } from '../../platform/vietnamese/index.ts'

/** What an occasion is called behind “đợt góp”, and “the campaign for”. */
export const OCCASION_NAMES: Readonly<Record<Lang, Readonly<Record<Occasion, string>>>> = {
  vi: {
    'children-month': 'Tháng hành động vì trẻ em',
    'new-school-year': 'khai giảng',
    'mid-autumn': 'Trung thu',
    winter: 'mùa đông',
    tet: 'Tết',
  },
  en: {
    'children-month': 'the children’s month',
    'new-school-year': 'the new school year',
    'mid-autumn': 'Mid-Autumn',
    winter: 'winter',
    tet: 'Tết',
  },
}

/**
 * What people call an occasion, folded; the first that fits counts: “tết trung thu” and “tết thiếu nhi” are no Tết. “Tháng sáu” is
 * heard with its accents alone: folded it may be next month.
 */
const SAID: readonly (readonly [Occasion, RegExp])[] = [
  ['mid-autumn', /\b(?:trung thu|ram thang tam|ram trung thu|mid.?autumn)\b/],
  [
    'children-month',
    /\b(?:thieu nhi|thang hanh dong|thang tre em|thang 6|1[/-]6|mung 1 thang 6|children.?s (?:month|day))\b/,
  ],
  ['new-school-year', /\b(?:khai giang|khai truong|nam hoc|tuu truong|nhap hoc|school)\b/],
  ['winter', /\b(?:mua dong|do am|ao am|mua ret|mua lanh|winter)\b/],
  ['tet', /\b(?:tet|nguyen dan|ra gieng|lunar new year)\b/],
]
const IN_FULL: readonly (readonly [Occasion, RegExp])[] = [['children-month', /tháng sáu/]]

/**
 * The occasion that somebody names.
 *
 *     occasionSaid('trung thu năm sau nhắn mình')  // 'mid-autumn'
 *     occasionSaid('năm sau nhớ nhắn mình nhé')    // undefined
 */
export function occasionSaid(text: string): Occasion | undefined {
  const [exact, folded] = [text.normalize('NFC').toLowerCase(), fold(text)]
  const named = SAID.find(([, words]) => words.test(folded)) ?? IN_FULL.find(([, words]) => words.test(exact))
  return named?.[0]
}

/**
 * Whether the days after an occasion are meant, and not the next time that it comes.
 *
 *     saysAfter('ra tết nhắn mình nhé')   // true
 *     saysAfter('tết sau nhắn mình nhé')  // false
 */
export const saysAfter = (text: string): boolean =>
  /\b(?:(?:ra|sau|het|qua|xong|an xong) (?:dip |mua |le )?(?:tet|trung thu|ram thang tam|khai giang|thieu nhi|nguyen dan)|ra gieng|after (?:the )?(?:lunar new year|tet|mid.?autumn))\b/.test(
    fold(text),
  )

/**
 * Whether they say “next year”, and not just “next time”.
 *
 *     saysNextYear('tết sang năm nhắn mình')  // true
 *     saysNextYear('tết tới nhắn mình')       // false
 */
export const saysNextYear = (text: string): boolean =>
  /\b(?:nam sau|sang nam|nam toi|next year)\b/.test(fold(text))
