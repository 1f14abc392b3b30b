import type { Both } from '../words.ts'

/** Answers that lie ready. */
const vi = {
  title: 'Câu trả lời sẵn',
  intro:
    'Ai trả lời trong đơn vị này, hoặc đơn vị bên dưới, chèn được những câu này bằng một lần chọn, rồi sửa lại trước khi gửi.',
  none: 'Chưa có câu nào.',
  name: 'Tên ngắn',
  nameHint: 'Chỉ người của Quỹ thấy. Tối đa 60 ký tự.',
  text: 'Lời gửi đi',
  textHint: 'Viết như nhắn cho một người. Tối đa 1.500 ký tự.',
  unit: 'Đơn vị',
  add: 'Thêm câu mới',
  save: 'Lưu',
  end: 'Bỏ câu này',
  saved: 'Đã lưu.',
  ended: 'Đã bỏ.',
  wrong: 'Tên ngắn hoặc lời gửi đi còn trống, hoặc dài quá. Chưa lưu.',
  meanwhile:
    'Trong lúc anh/chị sửa, có người vừa đổi câu này, nên chưa đổi gì. Những gì anh/chị gõ vẫn còn; anh/chị xem chỗ có ghi chú rồi bấm lần nữa.',
  gone: 'Có người vừa bỏ câu này. Những gì anh/chị gõ còn ở đây; cần giữ thì anh/chị thêm thành câu mới.',
}

const en: typeof vi = {
  title: 'Ready answers',
  intro:
    'Whoever answers in this unit, or below it, puts these in with one choice and changes them before they go.',
  none: 'There is none yet.',
  name: 'Short name',
  nameHint: 'Only the fund sees it. At most 60 characters.',
  text: 'What is sent',
  textHint: 'As you would write to one person. At most 1,500 characters.',
  unit: 'Unit',
  add: 'Add one',
  save: 'Save',
  end: 'Take it away',
  saved: 'Saved.',
  ended: 'It is gone.',
  wrong: 'The short name or what is sent is empty, or too long. Nothing was saved.',
  meanwhile:
    'Somebody has changed this answer meanwhile, so nothing was done. What you typed is still there; look at what is noted, and press again.',
  gone: 'Somebody has just taken this answer away. What you typed is still here; to keep it, add it as a new one.',
}

export const answerWords: Both<typeof vi> = { vi, en }
