import { count, money } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { readSum } from '../typing.ts'
import type { Both } from '../words.ts'
import type { AnyFault } from './form.ts'
import { needs } from './need-words.ts'

/** Campaigns and their needs. */
const vi = {
  title: 'Đợt góp',
  lead: 'Khép hay mở ở đây là người góp thấy ngay: câu trả lời, nút bấm, đường dẫn và trang công khai đổi theo trong vài giây.',
  none: 'Chưa có đợt góp nào.',
  make: 'Tạo đợt góp',
  back: 'Về danh sách',
  state: { draft: 'nháp', open: 'đang mở', closed: 'đã khép' },
  closedOn: (day: string) => `đã khép ngày ${day}`,
  notYet: 'chưa tới ngày nhận',
  over: 'đã qua ngày nhận',
  runs: (from: string, until: string) => `nhận từ ${from} đến hết ${until}`,
  taken: (taken: string, cap: string, unit: string) => `${taken}/${cap} ${unit} đã có người đăng ký`,
  page: 'Trang công khai',
  edit: 'Sửa',
  open: 'Mở đợt góp',
  reopen: 'Mở lại',
  close: 'Khép đợt góp',
  closing: {
    title: (title: string) => `Khép “${title}”?`,
    awaited: (n: string, sum: string) =>
      `${n} phần đăng ký đang chờ tiền, còn ${sum}. Tiền đến vẫn được ghi nhận và có biên nhận, nhưng Chung Tay không đưa lại mã chuyển khoản nữa.`,
    nobody: 'Không có phần đăng ký nào đang chờ tiền.',
    choosing: (n: string) => `${n} người đang chọn dở: họ được báo đợt đã khép, và được mời xem đợt đang mở.`,
    public: (needs: string) =>
      `Trong vài giây, trang công khai ghi là đã khép, ${needs} nhu cầu của đợt không còn hiện là đang cần, và chat không mời góp đợt này nữa.`,
    again: 'Anh/chị mở lại được khi cần.',
    yes: 'Khép đợt góp',
    no: 'Thôi, giữ mở',
  },
  closeNote:
    'Khép xong, không ai đăng ký thêm được. Phần đã đăng ký vẫn được ghi nhận khi tiền đến; anh/chị mở lại lúc nào cũng được.',
  another: (title: string) =>
    `Cuộc trò chuyện nói về ${title} trước (đợt còn nơi cần, gần hạn nhất), rồi kể tên đợt này. Đường dẫn và nút của đợt này vẫn mở đúng đợt này.`,
  lacks: 'Chưa mở được, vì còn thiếu:',
  lack: {
    purpose: 'mục đích của đợt',
    what: 'một phần quà gồm những gì',
    for_whom: 'dành cho ai',
    dates: 'ngày theo đúng thứ tự: bắt đầu nhận, hạn quà, hết nhận, trao xong',
    over: 'ngày hết nhận còn ở phía trước',
    account: 'tài khoản của đơn vị, hoặc của đơn vị cấp trên',
    account_former:
      'một tài khoản đang dùng: tài khoản này các đợt đã thôi nhận, hai người đổi ở trang Tài khoản nhận tiền',
    prefix: 'ba chữ đầu mã chuyển khoản của riêng đợt này: đợt khác đang dùng ba chữ đó',
    series: 'ký hiệu biên nhận của riêng đợt này: đợt khác đang dùng ký hiệu đó',
    flow: 'lời trò chuyện theo dịp còn dùng',
    needs: 'ít nhất một nhu cầu đang mở, hoặc chọn chỉ nhận góp chung ở dưới',
  },
  potOnly: 'Mở, chỉ nhận góp chung',
  potNote:
    'Không có nhu cầu nào thì người góp chỉ được mời góp chung cho cả đợt, và Quỹ quyết định dùng vào đâu. Thêm nhu cầu lúc nào cũng được.',
  waits:
    'Đợt này mở trên một tài khoản mà đơn vị chưa từng dùng để nhận, nên cần người thứ hai: một quản trị viên hoặc kế toán khác duyệt ở mục “Chờ duyệt”, trong bảy ngày.',
  opening: (title: string) => `Mở “${title}” trên một tài khoản khác tài khoản đơn vị vẫn dùng`,
  usual: (accounts: string) => `đơn vị vẫn nhận vào ${accounts}`,
  usualNone: 'đơn vị chưa nhận vào tài khoản nào',
  receivesAt: (bank: string, number: string, holder: string) =>
    `nhận vào ${bank}, số ${number}, chủ tài khoản ${holder}`,
  said: {
    made: 'Đã lưu bản nháp. Thêm nhu cầu, rồi mở đợt góp khi đã đủ.',
    saved: 'Đã lưu.',
    same: 'Không có gì thay đổi.',
    asked: 'Đã ghi lời đề nghị. Đợt góp mở khi một người khác duyệt.',
    opened: 'Đã mở. Trong vài giây, người góp thấy đợt này.',
    closed: 'Đã khép. Trong vài giây, không ai đăng ký thêm được.',
    past: 'Việc này vừa được làm rồi, có thể bởi người khác.',
  } as Readonly<Record<string, string>>,
  meanwhile:
    'Trong lúc anh/chị sửa, có người vừa đổi, mở hoặc khép ở đây, nên chưa lưu gì. Những gì anh/chị gõ vẫn còn; anh/chị xem lại mục có ghi chú bên cạnh rồi lưu lần nữa.',
  meanwhileTo: (now: string) => `Người khác vừa đổi thành: ${now}`,
  meanwhileToo: 'Người khác vừa đổi mục này.',
  nothing: '(bỏ trống)',
  new: 'Đợt góp mới',
  ofOccasion: 'Điền sẵn ngày theo dịp:',
  save: 'Lưu',
  first: 'Anh/chị xem lại những chỗ được đánh dấu giúp. Những gì đã gõ vẫn còn.',
  fixed: 'Đã mở rồi nên không đổi ở đây: người góp đang giữ mã và biên nhận.',
  accountFixed: 'Đã mở rồi nên tài khoản không đổi ở đây. Đổi tài khoản cần hai người.',
  needsOf: 'Nhu cầu',
  field: {
    unit: 'Đơn vị',
    account: 'Tài khoản nhận tiền',
    title: 'Tên đợt',
    purpose: 'Mục đích',
    what: 'Một phần quà gồm',
    for_whom: 'Dành cho',
    legal_basis: 'Căn cứ (số, ngày văn bản)',
    event: 'Dịp',
    flow: 'Chung Tay nói trong chat theo dịp',
    series: 'Ký hiệu biên nhận',
    prefix: 'Ba chữ đầu mã chuyển khoản',
    min: 'Mỗi lần góp ít nhất (đ)',
    most: 'Mỗi người đăng ký chưa chuyển nhiều nhất (đ)',
    hold: 'Để dành khi đang chọn (phút)',
    days: 'Chờ tiền sau khi đăng ký (ngày)',
    opens: 'Ngày đầu nhận tiền',
    gift_by: 'Hạn góp để quà kịp dịp',
    until: 'Ngày cuối nhận tiền',
    distribute: 'Trao xong chậm nhất ngày',
  },
  hint: {
    title: 'Ví dụ: Tết ấm 2028.',
    what: 'Ví dụ: áo ấm, sữa, bánh.',
    for_whom: 'Độ tuổi và vùng. Không tên, không trường, không lớp.',
    flow: 'Chung Tay mời góp bằng lời của kịch bản này.',
    series: 'Đứng trước số biên nhận. Ví dụ: TET28.',
    prefix: 'Ví dụ: TLV.',
    hold: 'Trong lúc người góp đang chọn, phần đó để dành cho họ.',
    days: 'Quá số ngày này tiền chưa đến thì phần đó mở lại cho người khác.',
  },
  anyOccasion: 'góp quà, không theo dịp nào',
  events: {
    tet: 'Tết Nguyên đán',
    'mid-autumn': 'Tết Trung thu',
    'children-month': 'Tháng hành động vì trẻ em',
    'new-school-year': 'Khai giảng',
    winter: 'Mùa đông',
    sponsorship: 'Suất đỡ đầu',
    other: 'Dịp khác',
  } as Readonly<Record<string, string>>,
  fault: {
    missing: 'Anh/chị điền chỗ này giúp.',
    long: 'Dài quá, anh/chị rút gọn giúp.',
    child: 'Chỗ này có vẻ chỉ rõ một em hoặc một trường. Anh/chị chỉ ghi độ tuổi, số lượng và xã.',
    pick: 'Anh/chị chọn một mục trong danh sách.',
    number: 'Chỗ này là một số, ví dụ 15.',
    sum: 'Chưa đọc được số tiền. Anh/chị gõ như 20.000.000, 20tr hay 1,5 triệu.',
    day: 'Chưa đọc được ngày. Ví dụ 30/01/2028.',
    future: 'Ngày này chưa tới. Anh/chị chọn hôm nay hoặc một ngày đã qua.',
    month: 'Chưa đọc được tháng. Ví dụ 5/2027.',
    month_over: 'Tháng này đã qua, hoặc sau tháng đợt hết nhận. Anh/chị chọn tháng khác giúp.',
    narrow: 'Khoảng tuổi cần rộng ít nhất hai năm, để không chỉ rõ một em.',
    series: 'Từ 2 đến 10 chữ hoa không dấu và số, bắt đầu bằng chữ.',
    prefix: 'Đúng ba chữ cái không dấu.',
    begins: 'Bắt đầu bằng đơn vị tính giúp, vì biên nhận ghi “2 áo ấm…”.',
    below_taken: 'Không thể ít hơn số đã có người đăng ký.',
    place: 'Chưa thấy xã, phường này. Anh/chị gõ tên xã, thêm tỉnh nếu trùng tên, ví dụ Tà Xùa, Sơn La.',
    which: 'Tên này có thể là những nơi dưới đây. Anh/chị chọn một nơi rồi lưu lại giúp.',
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
  need: needs.vi,
}

const en: typeof vi = {
  title: 'Campaigns',
  lead: 'What is opened or closed here is so for donors within seconds: answers, buttons, links and the public page follow.',
  none: 'There is no campaign yet.',
  make: 'Make a campaign',
  back: 'Back to the list',
  state: { draft: 'draft', open: 'open', closed: 'closed' },
  closedOn: (day) => `closed on ${day}`,
  notYet: 'its first day is yet to come',
  over: 'its last day has passed',
  runs: (from, until) => `receives from ${from} to the end of ${until}`,
  taken: (taken, cap, unit) => `${taken}/${cap} ${unit} promised`,
  page: 'Public page',
  edit: 'Edit',
  open: 'Open the campaign',
  reopen: 'Open again',
  close: 'Close the campaign',
  closing: {
    title: (title) => `Close “${title}”?`,
    awaited: (n, sum) =>
      `${n} promises wait for money, ${sum} in all. What comes is still noted, with its receipt, but Chung Tay shows their transfer codes no more.`,
    nobody: 'No promise waits for money.',
    choosing: (n) => `${n} people are half way: they are told that it has closed, and shown what is open.`,
    public: (needs) =>
      `Within seconds the public page says that it is closed, its ${needs} needs are no longer shown as open, and the chat asks for it no more.`,
    again: 'You can open it again.',
    yes: 'Close the campaign',
    no: 'Leave it open',
  },
  closeNote:
    'After that nobody can promise anything more. What is promised is still received when its money comes; you can open it again at any time.',
  another: (title) =>
    `The chat speaks of ${title} first (what still lacks something, nearest deadline first), and names this one behind it. Links and buttons of this one open this one.`,
  lacks: 'It cannot open yet. It lacks:',
  lack: {
    purpose: 'its purpose',
    what: 'of what a gift consists',
    for_whom: 'whom it is for',
    dates: 'days in order: first day, gifts by, last day, handed out by',
    over: 'a last day that is yet to come',
    account: 'an account of the unit, or of one above it',
    account_former: 'an account in use: campaigns have left this one; two people change it at Bank accounts',
    prefix: 'three letters of its own for transfer codes: another campaign has these',
    series: 'a series of receipts of its own: another campaign has this one',
    flow: 'words for the chat that are in use',
    needs: 'at least one open need; or choose below that it takes gifts for the common pot alone',
  },
  potOnly: 'Open it for the common pot alone',
  potNote:
    'Without needs donors are asked for the common pot of the campaign alone, and the fund decides what it is used for. Needs can be added at any time.',
  waits:
    'It opens on an account that its unit has not collected on, so it takes a second person: another administrator or treasurer approves it under “Approvals”, within seven days.',
  opening: (title) => `Open “${title}” on another account than its unit is used to`,
  usual: (accounts) => `the unit collects on ${accounts}`,
  usualNone: 'the unit has not collected on any account yet',
  receivesAt: (bank, number, holder) => `receives at ${bank}, number ${number}, held by ${holder}`,
  said: {
    made: 'The draft is kept. Add needs, and open it when nothing is missing.',
    saved: 'Saved.',
    same: 'Nothing was changed.',
    asked: 'Asked for. The campaign opens when another person approves.',
    opened: 'Opened. Donors see it within seconds.',
    closed: 'Closed. Within seconds nobody can promise anything more.',
    past: 'That has just been done, maybe by somebody else.',
  },
  meanwhile:
    'While you were editing, somebody changed, opened or closed something here, so nothing was saved. What you typed is still there; look at what is noted beside a field, and save again.',
  meanwhileTo: (now) => `Somebody has just changed this to: ${now}`,
  meanwhileToo: 'Somebody has just changed this.',
  nothing: '(left empty)',
  new: 'A new campaign',
  ofOccasion: 'Fill in the days of an occasion:',
  save: 'Save',
  first: 'Please look at what is marked. What you typed is still there.',
  fixed: 'It was opened, so this does not change here: donors hold codes and receipts.',
  accountFixed: 'It was opened, so the account does not change here. That takes two people.',
  needsOf: 'Needs',
  field: {
    unit: 'Unit',
    account: 'Account that receives',
    title: 'Title',
    purpose: 'Purpose',
    what: 'A gift consists of',
    for_whom: 'For whom',
    legal_basis: 'Legal basis (number and day of the document)',
    event: 'Occasion',
    flow: 'What Chung Tay says in the chat',
    series: 'Series of receipts',
    prefix: 'First three letters of transfer codes',
    min: 'Least gift (đ)',
    most: 'Most that one person may promise unpaid (đ)',
    hold: 'Kept while choosing (minutes)',
    days: 'Wait for the money of a promise (days)',
    opens: 'First day of collecting',
    gift_by: 'Last day for gifts that travel before the occasion',
    until: 'Last day of collecting',
    distribute: 'All handed out by the end of',
  },
  hint: {
    title: 'Such as Tết ấm 2028.',
    what: 'Such as: a warm coat, milk, sweets.',
    for_whom: 'Age and area. No name, no school, no class.',
    flow: 'In its words donors are asked.',
    series: 'Before the number of receipts. Such as TET28.',
    prefix: 'Such as TLV.',
    hold: 'While somebody is choosing, it is kept for them.',
    days: 'When the money has not come by then, others can have it.',
  },
  anyOccasion: 'giving, for no occasion',
  events: {
    tet: 'Tết',
    'mid-autumn': 'Mid-autumn',
    'children-month': 'Month of action for children',
    'new-school-year': 'New school year',
    winter: 'Winter',
    sponsorship: 'Sponsored places',
    other: 'Another occasion',
  },
  fault: {
    missing: 'Please fill this in.',
    long: 'Too long. Please shorten it.',
    child: 'This seems to tell of one child or one school. Write ages, numbers and communes only.',
    pick: 'Choose one of the list.',
    number: 'This is a number, such as 15.',
    sum: 'The sum cannot be read. Type it like 20.000.000, 20tr or 1,5 triệu.',
    day: 'The day cannot be read. Such as 30/01/2028.',
    future: 'This day is yet to come. Choose today or a day that has been.',
    month: 'The month cannot be read. Such as 5/2027.',
    month_over: 'This month has passed, or is after the last one of the campaign. Choose another.',
    narrow: 'The ages need two years between them at least, so that they point at no child.',
    series: 'Two to ten capital letters and digits, a letter first.',
    prefix: 'Exactly three letters.',
    begins: 'Begin with the unit: receipts say “2 áo ấm…”.',
    below_taken: 'It cannot be less than what is promised.',
    place:
      'No commune of this name. Type its name, with its province if others share it, such as Tà Xùa, Sơn La.',
    which: 'This name can mean the places below. Choose one and save again.',
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
  need: needs.en,
}

export const campaigns: Both<typeof vi> = { vi, en }

/** What is said beside a field; undefined where nothing is wrong with it. */
export function faultIn(lang: Lang, fault: AnyFault | undefined): string | undefined {
  const w = campaigns[lang]
  if (fault === undefined) return undefined
  if (typeof fault === 'string') return w.fault[fault]
  if ('taken' in fault) return w.takenBy(fault.taken)
  if ('after' in fault) return w.after(w.field[fault.after])
  if ('least' in fault) return w.between(count(fault.least, lang), count(fault.most, lang))
  const [one, other] = fault.sums.map((sum) => money(sum, lang))
  return w.sums(one!, other)
}

/** What a sum was understood as, where it was typed in words; undefined where its digits stand there. */
export function heardIn(lang: Lang, typed: string | undefined): string | undefined {
  const sum = /[^\d.,\s]/.test(typed ?? '') ? readSum(typed!) : undefined
  return typeof sum === 'bigint' ? campaigns[lang].heard(money(sum, lang)) : undefined
}

/** What is said beside a field that somebody else has just changed. @param label of what it is now */
export function meanwhileIn(lang: Lang, now: string, typed: string | undefined, label: string): string {
  const w = campaigns[lang]
  return now === typed ? w.meanwhileToo : w.meanwhileTo(label === '' ? w.nothing : label)
}
