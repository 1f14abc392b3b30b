import type { Both } from '../words.ts'

/** What is said to who comes in. */
const vi = {
  signIn: {
    title: 'Đăng nhập',
    lead: 'Dành cho cán bộ của Quỹ.',
    email: 'Email',
    password: 'Mật khẩu',
    go: 'Tiếp tục',
    unsent:
      'Phiên đăng nhập của anh/chị đã kết thúc, nên điều anh/chị vừa gõ chưa được gửi. Đăng nhập lại là về đúng trang đó để gõ lại.',
    wrong: 'Email hoặc mật khẩu chưa đúng. Anh/chị thử lại nhé.',
    wait: 'Đã thử sai nhiều lần. Anh/chị chờ 15 phút, hoặc đăng nhập ở máy đã từng dùng.',
    busy: 'Đang có nhiều người đăng nhập. Anh/chị thử lại sau nửa phút.',
    lost: 'Quên mật khẩu hoặc mất điện thoại? Quản trị viên gửi anh/chị một đường dẫn mới.',
  },
  code: {
    title: 'Bước thứ hai',
    lead: 'Mở app xác thực trên điện thoại rồi gõ sáu số đang hiện.',
    label: 'Mã sáu số, hoặc một mã dự phòng',
    go: 'Đăng nhập',
    wrong: 'Mã này chưa đúng hoặc đã dùng. Anh/chị chờ mã kế tiếp rồi gõ lại.',
    wait: 'Đã thử sai nhiều lần. Anh/chị chờ 15 phút rồi thử lại.',
  },
  prove: {
    title: 'Gõ lại mã',
    lead: 'Việc này hệ trọng, nên cần chắc là anh/chị đang ngồi đây. Mở app xác thực và gõ sáu số đang hiện; những gì anh/chị vừa điền vẫn giữ nguyên.',
    go: 'Làm tiếp',
  },
  enrol: {
    title: 'Thêm bước thứ hai',
    lead: 'Mật khẩu có thể lộ. Mã trên điện thoại giữ cho chỉ anh/chị vào được.',
    scan: 'Mở app xác thực (Google Authenticator, Microsoft Authenticator…) và quét mã này.',
    alt: 'Mã QR cho app xác thực',
    type: 'Không quét được? Gõ khóa này vào app:',
    label: 'Gõ sáu số mà app đang hiện',
    go: 'Xong',
  },
  codes: {
    title: 'Mã dự phòng của anh/chị',
    lead: 'Khi mất điện thoại, mỗi mã vào được một lần. Các mã chỉ hiện lần này: anh/chị chép ra giấy và cất kỹ.',
    go: 'Tôi đã chép, vào bàn làm việc',
  },
  invite: {
    title: 'Chào anh/chị',
    lead: 'Đường dẫn này tạo tài khoản cho anh/chị. Dùng được một lần, trong 24 giờ.',
    invites: (by: string, as: string) => `${by} mời anh/chị làm ${as}.`,
    as: (role: string, unit: string) => `${role} ở ${unit}`,
    server: 'Người chạy máy chủ của Quỹ',
    unsure: 'Nếu anh/chị không chờ đường dẫn này, đừng điền gì và báo ngay cho quản trị viên của Quỹ.',
    resetTitle: 'Đặt lại mật khẩu',
    reset: (email: string, by: string) =>
      `${by} gửi anh/chị đường dẫn này để đặt lại mật khẩu của ${email}. Sau đó anh/chị cài lại app xác thực.`,
    name: 'Họ và tên',
    password: 'Mật khẩu mới',
    hint: 'Nên dài từ 15 ký tự, ít nhất 8. Một câu dễ nhớ là tốt nhất.',
    go: 'Tiếp tục',
    goneTitle: 'Đường dẫn không còn dùng được',
    gone: 'Nó đã được dùng, đã quá 24 giờ, hoặc chép thiếu. Anh/chị xin quản trị viên một đường dẫn mới.',
    why: {
      name: 'Anh/chị điền họ và tên (tối đa 80 ký tự).',
      email: 'Địa chỉ email chưa đúng.',
      taken: 'Email này đã có tài khoản. Anh/chị đăng nhập, hoặc dùng email khác.',
      short: 'Mật khẩu cần ít nhất 8 ký tự.',
      long: 'Mật khẩu dài quá 200 ký tự.',
      common: 'Mật khẩu này nhiều người dùng hoặc dễ đoán. Anh/chị chọn câu khác.',
      busy: 'Đang bận. Anh/chị thử lại sau nửa phút.',
    },
  },
}

const en: typeof vi = {
  signIn: {
    title: 'Sign in',
    lead: 'For officers of the Fund.',
    email: 'E-mail',
    password: 'Password',
    go: 'Continue',
    unsent:
      'Your session had ended, so what you just typed was not sent. Sign in again, and you are back on that page to type it anew.',
    wrong: 'E-mail or password is not right. Please try again.',
    wait: 'Too many wrong tries. Wait 15 minutes, or sign in on a device you have used before.',
    busy: 'Many people are signing in. Please try again in half a minute.',
    lost: 'Forgotten the password, or lost the phone? An administrator sends you a new link.',
  },
  code: {
    title: 'Second step',
    lead: 'Open the authenticator app on your phone and type the six digits it shows.',
    label: 'Six digits, or a recovery code',
    go: 'Sign in',
    wrong: 'This code is not right or was used. Wait for the next one and type that.',
    wait: 'Too many wrong tries. Please try again in 15 minutes.',
  },
  prove: {
    title: 'Type a code again',
    lead: 'This is a grave thing, so we make sure that it is you who sits here. Open the authenticator app and type the six digits it shows; what you have filled in is kept.',
    go: 'Go on',
  },
  enrol: {
    title: 'Add a second step',
    lead: 'A password can leak. A code on your phone keeps everybody else out.',
    scan: 'Open an authenticator app (Google Authenticator, Microsoft Authenticator…) and scan this code.',
    alt: 'QR code for an authenticator app',
    type: 'Cannot scan? Type this key into the app:',
    label: 'Type the six digits that the app shows',
    go: 'Done',
  },
  codes: {
    title: 'Your recovery codes',
    lead: 'When the phone is lost, each lets you in once. They are shown only now: write them down and keep them safe.',
    go: 'I have written them down; to the desk',
  },
  invite: {
    title: 'Welcome',
    lead: 'This link makes your account. It works once, for 24 hours.',
    invites: (by, as) => `${by} invites you to be ${as}.`,
    as: (role, unit) => `${role} at ${unit}`,
    server: 'Whoever runs the server of the Fund',
    unsure:
      'If you were not waiting for this link, fill in nothing, and tell an administrator of the Fund at once.',
    resetTitle: 'A new password',
    reset: (email, by) =>
      `${by} sends you this link to a new password for ${email}. After that you set up the authenticator app again.`,
    name: 'Name',
    password: 'New password',
    hint: 'Better 15 characters or more, at least 8. A sentence you remember is best.',
    go: 'Continue',
    goneTitle: 'This link no longer works',
    gone: 'It was used, is older than 24 hours, or was not copied whole. Ask an administrator for a new one.',
    why: {
      name: 'Please give your name (at most 80 characters).',
      email: 'This is no e-mail address.',
      taken: 'There is an account with this address. Sign in, or use another.',
      short: 'A password needs at least 8 characters.',
      long: 'The password is longer than 200 characters.',
      common: 'Many people use this password, or it is easily guessed. Please choose another.',
      busy: 'Busy just now. Please try again in half a minute.',
    },
  },
}

export const entrance: Both<typeof vi> = { vi, en }
