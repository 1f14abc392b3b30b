import type { Odd } from '../../giving/index.ts'
import type { Both } from '../words.ts'

/** What was just done with money, and what really follows from it: who hears of it, and what becomes of the receipt. */
const vi: Readonly<Record<string, string>> = {
  match: 'Đã ghép. Người góp nhận tin và biên nhận trong vài giây.',
  match_erased: 'Đã ghép và lập biên nhận. Người góp đã xóa thông tin nên Quỹ không nhắn.',
  decide: 'Đã ghi quyết định. Biên nhận giữ nguyên và người góp được báo.',
  decide_erased: 'Đã ghi quyết định. Biên nhận giữ nguyên; người góp đã xóa thông tin nên Quỹ không nhắn.',
  correct: 'Đã sửa. Điều ghi trước đó vẫn còn trong nhật ký.',
  unmatch: 'Đã gỡ. Khoản này lại nằm ở phần “Chưa biết của ai”, và người góp cũ được nhắn xin lỗi.',
  unmatch_erased:
    'Đã gỡ. Khoản này lại nằm ở phần “Chưa biết của ai”. Người góp cũ đã xóa thông tin nên Quỹ không nhắn.',
  matched: 'Đã ghi sổ và ghép. Người góp nhận tin và biên nhận trong vài giây.',
  matched_erased: 'Đã ghi sổ, ghép và lập biên nhận. Người góp đã xóa thông tin nên Quỹ không nhắn.',
  unmatched: 'Đã ghi sổ. Khoản này nằm ở phần “Chưa biết của ai”.',
  known: 'Khoản này đã có trong sổ: một báo có khác đã nói về cùng lần chuyển.',
  dismissed: 'Đã bỏ qua. Nội dung báo có được xóa sau 30 ngày.',
  again: 'Máy ghi sổ lại trong vài giây. Nếu vẫn chưa được, báo có trở lại đây.',
  proposed: 'Đã ghi đề nghị. Khoản này cần người thứ hai duyệt; tiền chưa đổi chỗ.',
  waiting: 'Khoản này đã có đề nghị đang chờ người thứ hai.',
}

const en: typeof vi = {
  match: 'Matched. The donor hears of it within seconds, with a receipt.',
  match_erased: 'Matched, with a receipt. The donor has been erased, so nobody is told.',
  decide: 'Decided. The receipt stands, and the donor hears of it.',
  decide_erased: 'Decided. The receipt stands; the donor has been erased, so nobody is told.',
  correct: 'Corrected. What was noted before stands in the trail.',
  unmatch:
    'Taken back. It stands under “Nobody knows whose” again, and who had it is told, with our apology.',
  unmatch_erased:
    'Taken back. It stands under “Nobody knows whose” again. Who had it has been erased, so nobody is told.',
  matched: 'Booked and matched. The donor hears of it within seconds, with a receipt.',
  matched_erased: 'Booked and matched, with a receipt. The donor has been erased, so nobody is told.',
  unmatched: 'Booked. It now stands under “Nobody knows whose”.',
  known: 'It was in the books already: another notice told of the same transfer.',
  dismissed: 'Dismissed. What it says is removed in 30 days.',
  again: 'It is booked anew within seconds. If that fails again, it comes back here.',
  proposed: 'Proposed. A second person has to approve it; nothing has moved yet.',
  waiting: 'Something is proposed for it already, and waits for a second person.',
}

export const saidBack: Both<typeof vi> = { vi, en }

/** The name of what was done to money of this giver: where nobody hears of it, the page says so. */
export function saidFor(done: string, giver: Odd['giver']): string {
  const named = `${done}_${giver ?? 'nobody'}`
  return Object.hasOwn(vi, named) ? named : done
}
