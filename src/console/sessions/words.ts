import type { Both } from '../words.ts'

/** Where an officer is signed in. */
const vi = {
  title: 'Phiên đăng nhập của anh/chị',
  here: 'Máy này',
  since: (when: string) => `đăng nhập ${when}`,
  seen: (when: string) => `hoạt động ${when}`,
  end: 'Kết thúc',
  others: 'Kết thúc mọi phiên khác',
  browser: 'Trình duyệt khác',
}

const en: typeof vi = {
  title: 'Where you are signed in',
  here: 'This device',
  since: (when) => `signed in ${when}`,
  seen: (when) => `active ${when}`,
  end: 'End',
  others: 'End all others',
  browser: 'Another browser',
}

export const sessions: Both<typeof vi> = { vi, en }
