import type { Both } from '../words.ts'

/** Who is thanked by name on a campaign's page. */
const vi = {
  title: 'Tên đang nêu ở trang đợt góp',
  intro:
    'Những người này đã góp hoặc rủ bạn bè cùng góp, và tự cho phép nêu tên. Tên nào không hợp với trang của Quỹ thì anh/chị thôi nêu; người đó được báo, và việc này vào nhật ký.',
  none: 'Chưa có ai muốn được nêu tên ở đợt này.',
  hide: 'Thôi nêu tên này',
  hidden: 'Đã thôi nêu tên đó. Trang của đợt không còn tên ấy nữa.',
  past: 'Tên đó không còn ở đây: có thể người ấy vừa tự bỏ.',
  brought: (n: number) => `rủ từ ${n} người`,
}

const en: typeof vi = {
  title: 'Names shown on the campaign’s page',
  intro:
    'These people gave, or brought friends who did, and allowed to be named. Take off a name that does not fit the Fund’s page; its bearer is told, and it is in the audit trail.',
  none: 'Nobody wants to be named for this campaign yet.',
  hide: 'Take this name off',
  hidden: 'That name is off the campaign’s page.',
  past: 'That name is not here any more: its bearer may have taken it back just now.',
  brought: (n) => `brought ${n} people or more`,
}

export const namesWords: Both<typeof vi> = { vi, en }
