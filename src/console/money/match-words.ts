import type { Both } from '../words.ts'

/** Before more is given to a promise that is paid. */
const vi = {
  title: 'Phần này đã đủ tiền, vẫn ghép?',
  why: 'Nếu người góp chuyển thêm lần nữa thì ghép là đúng: họ có biên nhận của khoản này. Nếu chưa chắc, anh/chị xem lại mã, tên và sao kê trước.',
  yes: 'Vẫn ghép',
  no: 'Thôi, xem lại',
}

const en: typeof vi = {
  title: 'This promise is paid already. Match it still?',
  why: 'If its donor has sent money once more, it is right: they get a receipt of this sum. If you are not sure, look at code, name and statement first.',
  yes: 'Match it still',
  no: 'No, look again',
}

export const matching: Both<typeof vi> = { vi, en }
