import type { Both } from '../words.ts'

/** What is said beside the fields of a form, and above them. */
const vi = {
  first: 'Anh/chị xem lại những chỗ được đánh dấu giúp. Những gì đã gõ vẫn còn.',
  fault: {
    missing: 'Anh/chị điền chỗ này giúp.',
    long: 'Dài quá, anh/chị rút gọn giúp.',
    child: 'Chỗ này có vẻ chỉ rõ một em hoặc một trường. Anh/chị chỉ ghi độ tuổi, số lượng và xã.',
    person:
      'Chỗ này có vẻ có họ tên một người, mà ai cũng đọc được. Anh/chị ghi món đồ, độ tuổi và giới tính, ví dụ “áo ấm cho bé gái 6–10 tuổi”; xã thì ghi ở ô riêng.',
    link: 'Ai cũng đọc chỗ này, nên không ghi đường dẫn, tên miền hay địa chỉ thư. Anh/chị viết thành lời giúp.',
    digits:
      'Ai cũng đọc chỗ này, nên không ghi số tài khoản hay số điện thoại nào ngoài số của Quỹ. Anh/chị bỏ dãy số đi: tài khoản và số trực của Quỹ đã có sẵn trên trang. Số tiền thì ghi có dấu chấm và chữ đồng, ví dụ 20.000.000 đồng.',
    pick: 'Anh/chị chọn một mục trong danh sách.',
    number: 'Chỗ này là một số, ví dụ 15.',
    sum: 'Chưa đọc được số tiền. Anh/chị gõ như 20.000.000, 20tr hay 1,5 triệu.',
    day: 'Chưa đọc được ngày. Ví dụ 30/01/2028.',
    future: 'Ngày này chưa tới. Anh/chị chọn hôm nay hoặc một ngày đã qua.',
    before: 'Ngày này trước khi việc này có trong sổ. Anh/chị xem lại ngày giúp.',
    needed_by: 'Các em cần trước ngày này. Anh/chị chọn ngày sớm hơn, hoặc không ghi cho nhu cầu ấy.',
    month: 'Chưa đọc được tháng. Ví dụ 5/2027.',
    month_over: 'Tháng này đã qua, hoặc sau tháng đợt hết nhận. Anh/chị chọn tháng khác giúp.',
    narrow: 'Khoảng tuổi cần rộng ít nhất hai năm, để không chỉ rõ một em.',
    series: 'Từ 2 đến 10 chữ hoa không dấu và số, bắt đầu bằng chữ.',
    prefix: 'Đúng ba chữ cái không dấu.',
    begins: 'Bắt đầu bằng đơn vị tính giúp, vì biên nhận ghi “2 áo ấm…”.',
    promised:
      'Đã có người đăng ký hoặc góp cho nơi cũ, nên không đổi nơi. Anh/chị ghi lại nơi cũ; nơi mới thì thêm một nhu cầu mới.',
    below_taken: 'Không thể ít hơn số đã có người đăng ký.',
    place: 'Chưa thấy xã, phường này. Anh/chị gõ tên xã, thêm tỉnh nếu trùng tên, ví dụ Tà Xùa, Sơn La.',
    which: 'Tên này có thể là những nơi dưới đây. Anh/chị chọn một nơi rồi lưu lại giúp.',
    places:
      'Đợt đã mở, hoặc đã có suất đỡ đầu, thì không đổi giữa suất đỡ đầu và dịp khác. Anh/chị giữ dịp cũ, và tạo một đợt mới cho việc kia.',
    put_off:
      'Người góp đã được hẹn ngày này, nên lùi ngày thì kèm lý do: nút “Lùi ngày trao” ở trang của đợt.',
    former: 'Các đợt đã thôi nhận vào tài khoản này. Anh/chị chọn một tài khoản đang dùng.',
  },
  takenBy: (title: string) =>
    `“${title}” đang dùng rồi. Mỗi đợt cần của riêng mình, để tiền và biên nhận không lẫn.`,
  after: (label: string) => `Ngày này đang sớm hơn ngày ở “${label}”.`,
  between: (least: string, most: string) => `Anh/chị ghi một số từ ${least} đến ${most}.`,
  sums: (one: string, other: string | undefined) =>
    other === undefined
      ? `Có phải ${one} không? Anh/chị gõ đủ số giúp.`
      : `${one} hay ${other}? Anh/chị gõ đủ số giúp.`,
  heard: (sum: string) => `Hiểu là ${sum}.`,
  meanwhileTo: (now: string) => `Người khác vừa đổi thành: ${now}`,
  meanwhileToo: 'Người khác vừa đổi mục này.',
  nothing: '(bỏ trống)',
  wasIn: (said: string, old: string, split: boolean) =>
    split ? `${said} (có thể một phần ${old} cũ)` : `${said} (${old} cũ)`,
}

const en: typeof vi = {
  first: 'Please look at what is marked. What you typed is still there.',
  fault: {
    missing: 'Please fill this in.',
    long: 'Too long. Please shorten it.',
    child: 'This seems to tell of one child or one school. Write ages, numbers and communes only.',
    person:
      'This seems to have somebody’s name in full, and everybody reads it. Write the thing, ages and sex, such as “áo ấm cho bé gái 6–10 tuổi”; the commune has its own field.',
    link: 'Everybody reads this, so no link, domain or mail address stands in it. Please say it in words.',
    digits:
      'Everybody reads this, so no number of an account or a telephone stands in it but the fund’s own. Leave the digits out: the fund’s account and telephone are on the page. Write a sum with dots and đồng, such as 20.000.000 đồng.',
    pick: 'Choose one of the list.',
    number: 'This is a number, such as 15.',
    sum: 'The sum cannot be read. Type it like 20.000.000, 20tr or 1,5 triệu.',
    day: 'The day cannot be read. Such as 30/01/2028.',
    future: 'This day is yet to come. Choose today or a day that has been.',
    before: 'This day is before it was in the books. Please look at the day again.',
    needed_by:
      'The children need it before this day. Choose an earlier day, or do not count it for that need.',
    month: 'The month cannot be read. Such as 5/2027.',
    month_over: 'This month has passed, or is after the last one of the campaign. Choose another.',
    narrow: 'The ages need two years between them at least, so that they point at no child.',
    series: 'Two to ten capital letters and digits, a letter first.',
    prefix: 'Exactly three letters.',
    begins: 'Begin with the unit: receipts say “2 áo ấm…”.',
    promised:
      'People have promised or given for the place it had, so it does not change. Write that one again; for another place add a new need.',
    below_taken: 'It cannot be less than what is promised.',
    place:
      'No commune of this name. Type its name, with its province if others share it, such as Tà Xùa, Sơn La.',
    which: 'This name can mean the places below. Choose one and save again.',
    places:
      'A campaign that was opened, or has sponsored places, does not change between places and another occasion. Keep its own, and make a new campaign for the other.',
    put_off:
      'Donors were promised this day, so it is put off with a reason: “Put the day off” on the campaign’s page.',
    former: 'Campaigns have left this account. Choose one that is in use.',
  },
  takenBy: (title) =>
    `“${title}” has it already. Each campaign needs its own, so that money and receipts do not mix.`,
  after: (label) => `This day is before the one of “${label}”.`,
  between: (least, most) => `Write a number from ${least} to ${most}.`,
  sums: (one, other) =>
    other === undefined
      ? `Is it ${one}? Please write all its digits.`
      : `${one} or ${other}? Please write all its digits.`,
  heard: (sum) => `Read as ${sum}.`,
  meanwhileTo: (now) => `Somebody has just changed this to: ${now}`,
  meanwhileToo: 'Somebody has just changed this.',
  nothing: '(left empty)',
  wasIn: (said, old, split) =>
    split ? `${said} (perhaps part of the old ${old})` : `${said} (the old ${old})`,
}

export const forms: Both<typeof vi> = { vi, en }
