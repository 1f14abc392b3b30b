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
  ['gặp người của quỹ', 'human'],
  ['cho gặp người bên quỹ', 'human'],
  ['số điện thoại của quỹ', 'hotline'],
  ['cho cô hỏi chuyển khoản vào đâu', 'code'],
  ['mã của mình đâu', 'code'],
  ['cho mình xin giấy', 'certificate'],
  ['có giấy chứng nhận không', 'certificate'],
  ['giấy phép của quỹ đâu', 'about-fund'],
  ['quỹ này của ai', 'about-fund'],
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
