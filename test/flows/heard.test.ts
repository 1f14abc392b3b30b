import { expect, test } from 'vitest'
import { readFlows, shapesOf } from '../../src/conversation/index.ts'
import { wordsOf } from '../../src/engine/hears.ts'
import { compile } from '../../src/engine/index.ts'
import { fold } from '../../src/platform/vietnamese/index.ts'
import { ACTIONS } from '../support/actions.ts'

// Which flow of flows/ hears what people in need, and people who were cheated or sent money wrongly, write first.
const { book } = compile(readFlows('flows'), shapesOf(ACTIONS))

function flowOf(said: string): string | undefined {
  const { listener } = book!
  const words = wordsOf(said)
  const lead = listener.whole(words, said)?.lead
  if (lead) return lead.kind === 'flow' ? lead.flow : undefined
  const none = () => false
  return listener.numbered(said) ?? listener.first(words, none) ?? listener.has(words, none)
}

test.each([
  ['con tôi bị ốm nặng nhà tôi không có tiền mong quỹ giúp đỡ', 'in-need'],
  ['nhà em ở bản, 3 đứa con không có áo ấm, xin giúp em với', 'in-need'],
  ['nhà em cháy hết rồi', 'in-need'],
  ['lũ cuốn trôi nhà em rồi, cứu với', 'in-need'],
  ['tôi ở Mộc Châu muốn nhận quà', 'in-need'],
  ['con chị 3 tuổi có được quà không', 'in-need'],
  ['mình chuyển nhầm sang tài khoản khác rồi', 'wrong-account'],
  ['chuyển nhầm stk', 'wrong-account'],
  ['chuyển nhầm 3 triệu', 'sent-wrongly'],
  ['có người gọi điện xưng là quỹ xin chuyển tiền vào stk cá nhân', 'false-fund'],
  ['gọi lại cho tôi 0912345678', 'human'],
  ['gọi cho mình số 0912 345 678 nhé', 'human'],
  ['0912345678 gọi lại cho tôi', 'human'],
  ['gọi cho mình đi 0912345678', 'human'],
  ['gọi lại số 0912345678 giúp mình', 'human'],
  ['gọi cho cô nhé số 0912 345 678', 'human'],
  ['0000 000 000 có phải số của quỹ k', 'check-account'],
  ['có người gọi cho tôi bảo chuyển vào 1903456789012', 'check-account'],
])('%s → %s', (said, flow) => {
  expect(flowOf(said)).toBe(flow)
  expect(flowOf(fold(said)), 'without accents').toBe(flow)
})

/** What people ask before they give, and while they do. */
test.each([
  ['cho mình gặp người của quỹ', 'human'],
  ['tôi ở nước ngoài nhưng chuyển 500k từ tài khoản Việt Nam', 'give'],
  ['mình ở nước ngoài muốn gửi tiền về', 'foreign'],
  ['có nhận usd không', 'foreign'],
  ['gặp người của quỹ', 'human'],
  ['cho gặp người bên quỹ', 'human'],
  ['số điện thoại của quỹ', 'hotline'],
  ['cho cô hỏi chuyển khoản vào đâu', 'code'],
  ['mã của mình đâu', 'code'],
  ['cho mình xin giấy', 'certificate'],
  ['có giấy chứng nhận không', 'certificate'],
  ['giấy phép của quỹ đâu', 'about-fund'],
  ['quỹ này của ai', 'about-fund'],
  ['mỗi năm có bao nhiêu em được nhận quà', 'about-fund'],
  ['làm sao để hủy', 'cancel'],
  ['nối thêm kênh', 'link'],
  ['tôi muốn nối với điện thoại khác', 'link'],
  ['tôi đổi điện thoại', 'link'],
  ['ủng hộ mấy cháu nhỏ', 'give'],
  ['muốn góp tí cho trẻ em', 'give'],
  ['một suất quà bao nhiêu tiền', 'one-gift'],
])('%s → %s', (said, flow) => {
  expect(flowOf(said)).toBe(flow)
  expect(flowOf(fold(said)), 'without accents').toBe(flow)
})

/** Appeals and reminders, which then asks of the rest; or all. */
const STOPS = ['stop', 'stop-all']
/** They want to hear no more: said as plainly as people do, and never a word about it again. */
test.each([
  'Dừng nhắn tin cho tôi',
  'dừng gửi tin nhắn',
  'thôi đừng nhắn nữa nhé',
  'dừng nhắn tin',
  'dừng nhắn tin cho mình nhé',
  'bạn dừng nhắn tin cho tôi ạ',
  'ngừng nhắn tin cho tôi',
  'ngưng nhắn tin cho tui',
  'ngừng gửi tin nhắn cho tôi',
  'dừng gửi tin cho tôi',
  'thôi gửi tin',
  'thôi nhắn tin',
  'đừng nhắn tin cho tôi nữa',
  'đừng nhắn cho tôi nữa',
  'đừng nhắn cho chị nữa nhé',
  'đừng nhắn tin cho mình',
  'đừng gửi tin nhắn nữa',
  'đừng gửi tin nhắn cho tôi nữa ạ',
  'đừng gửi tin nữa',
  'thôi đừng nhắn tin nữa',
  'thôi đừng nhắn cho tôi nữa',
  'thôi đừng gửi nữa',
  'không nhận tin nhắn nữa',
  'mình không muốn nhận tin nữa',
  'tôi không muốn nhận tin nhắn nữa',
  'không muốn nhận tin nhắn',
  'không cần nhắn nữa ạ',
  'không cần nhắn tin nữa ạ',
  'thôi không nhận tin nữa',
  'ngừng việc nhắn tin',
  'hủy theo dõi',
  'bỏ theo dõi nhé',
  'thôi khỏi nhắn nữa',
  'thôi không cần nhắn nữa',
  'đừng nhắc mình nữa',
  'khỏi nhắc',
  'đừng nhắc Tết nữa',
  'dừng nhắc thôi',
])('stops: %s', (said) => {
  expect(STOPS).toContain(flowOf(said))
  expect(STOPS, 'without accents').toContain(flowOf(fold(said)))
})

test.each([
  'nhắn tin cho tôi nhé',
  'nhắn cho tôi khi có quà',
  'gửi tin nhắn cho tôi',
  'đừng hủy của tôi',
  'dừng chân ở Tà Xùa',
  'đừng quên tôi nhé',
  'nhận được tin nhắn rồi',
  'không nhận được tin nhắn',
  'thôi để mai',
])('does not stop: %s', (said) => {
  expect(STOPS).not.toContain(flowOf(said))
  expect(STOPS, 'without accents').not.toContain(flowOf(fold(said)))
})

/** What is kept of them, however they ask. */
test.each([
  'bạn đang giữ dữ liệu gì của tôi',
  'Quỹ đang lưu gì về tôi',
  'bạn lưu thông tin gì của tôi',
  'quỹ giữ những gì về mình',
  'bạn biết gì về tôi',
  'bên quỹ lưu thông tin gì của em',
  'quỹ có dữ liệu gì của tôi không',
  'đang giữ thông tin gì của tôi vậy',
])('%s → my-data', (said) => {
  expect(flowOf(said)).toBe('my-data')
  expect(flowOf(fold(said)), 'without accents').toBe('my-data')
})

test.each(['quỹ có gì cho em không', 'bạn giữ suất cho tôi nhé', 'bạn biết xã nào cần nhất'])(
  '%s is not about what is kept of them',
  (said) => expect(flowOf(said)).not.toBe('my-data'),
)

/** What donors say, and ask nothing for themselves. */
test.each([
  'nhà tôi không có tiền góp nhiều',
  'mong quỹ giúp được nhiều em',
  'nhà mình có áo ấm muốn giúp các em khó khăn',
  'con mình góp có được giấy không',
  'lũ cuốn trôi nhà của các em, mình muốn góp',
  'mình ở Hà Nội muốn nhận giấy ghi nhận',
  'góp 2 suất cho nhà nghèo',
  'có ai giúp mình quét mã với',
])('a donor is no person in need: %s', (said) => expect(flowOf(said)).not.toBe('in-need'))

test('a code of an officer’s alarm is no sum, whatever digits are in it', () => {
  for (const code of ['BAODONG-9300K0000000000000000ABCDE', 'baodong 12TR5AAAAAAAAAAAAAAAAAAAAA'])
    expect(flowOf(code), code).toBe('officer-alarm')
})

/** Things that people have are no money; money that they have, and what the Fund does, are no things. */
test.each([
  ['tôi có 20 áo ấm muốn tặng', 'offer'],
  ['nhà mình có 10 áo khoác trẻ em muốn gửi', 'offer'],
  ['em có mấy bộ sách cũ muốn góp', 'offer'],
  ['góp hiện vật', 'offer'],
  ['góp 2 thùng mì tôm', 'offer'],
  ['nhóm mình muốn khám mắt cho các em', 'offer'],
  ['đoàn bác sĩ muốn khám miễn phí', 'offer'],
  ['mình muốn trao trực tiếp cho trường', 'offer'],
  ['tôi muốn đi trao quà cùng đoàn', 'visit'],
  ['lời hẹn của tôi', 'my-offers'],
  ['tôi có 500k muốn góp', undefined],
  ['tôi có 500k muốn góp áo ấm', undefined],
  ['có ai muốn góp cùng không', undefined],
  ['quỹ có trao trực tiếp cho các em không', undefined],
  ['khám bệnh miễn phí cho con tôi được không', undefined],
])('%s → %s, of things and of money', (said, flow) => {
  const heard = flowOf(said)
  if (flow === undefined) expect(['offer', 'my-offers']).not.toContain(heard)
  else expect(heard).toBe(flow)
})

/** In the name of a company or a group, whose name may hold a word of time; and in memory, which is no month's pay. */
test.each([
  ['công ty TNHH Nắng Mai góp 5 triệu', 'on-behalf'],
  ['công ty Thanh Mai muốn góp', 'on-behalf'],
  ['công ty cổ phần ABC ủng hộ 10 triệu', 'on-behalf'],
  ['công ty TNHH Nắng Mới góp 5 triệu', 'on-behalf'],
  ['Phòng Kế toán góp chung 3 triệu', 'on-behalf'],
  ['công ty TNHH Nắng Mai đã góp 5 triệu mà chưa thấy gì', 'missing-money'],
  ['công ty muốn hợp tác tặng áo ấm', 'partners'],
  ['tôi làm công ty may muốn tặng 200 áo khoác', 'offer'],
  ['công ty em góp 5 triệu rồi mà chưa có biên nhận', 'missing-money'],
  ['góp 500k tưởng nhớ bà ngoại', 'in-memory'],
  ['tưởng nhớ bé Mùa Thị Dợ 7 tuổi góp 500k', 'in-memory'],
  ['con tôi mất rồi, tôi muốn góp 1 triệu', 'in-memory'],
  ['bà tôi mới qua đời, muốn góp 300k', 'in-memory'],
  ['góp 300k, bà tôi mới qua đời', 'in-memory'],
  ['chồng tôi mất năm ngoái, tôi muốn góp 500k', 'in-memory'],
  ['chồng mình mất tháng lương nên mình góp 100k thôi', undefined],
  ['con mình mất việc nên góp 100k thôi', undefined],
  ['bé nhà tôi mất hôm qua, tôi muốn góp 1 triệu', 'in-memory'],
  ['lớp 12A1 góp chung 2 triệu rồi mà chưa thấy', 'missing-money'],
  ['phòng mình góp chung 2 triệu hôm qua chưa thấy', 'missing-money'],
  ['tưởng nhớ mẹ tôi đã chuyển 500k mà chưa thấy', 'missing-money'],
  ['tôi đã góp 500k tưởng nhớ bà mà chưa thấy biên nhận', 'missing-money'],
  ['tôi góp 500k tưởng nhớ bà hôm qua rồi', 'missing-money'],
  ['công ty cổ phần thương mại và dịch vụ Nắng Mai đã góp 5 triệu mà chưa thấy gì', 'missing-money'],
  ['công ty cổ phần thương mại và dịch vụ Nắng Mai góp 5 triệu', 'on-behalf'],
  ['hội đồng hương Sơn La tại Hà Nội góp 10 triệu', 'on-behalf'],
  ['cháu tôi mất rồi xin quỹ giúp đỡ', 'in-need'],
])('%s → %s', (said, flow) => {
  expect(flowOf(said)).toBe(flow)
})
