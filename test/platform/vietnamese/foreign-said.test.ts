import { expect, test } from 'vitest'
import { type ForeignSaid, fold, readMoney, saysForeign } from '../../../src/platform/vietnamese/index.ts'

const lines = (text: string) => text.trim().split(/\n\s*/)

/** Each is meant so whether it is written with marks or without; “đô” without its mark may be “đồ”, so there it stays. */
function all(texts: string, meant: ForeignSaid | undefined) {
  test.each(lines(texts))(`${meant ?? 'neither'}: %s`, (text) => {
    expect(saysForeign(text)).toBe(meant)
    const plain = text
      .split(' ')
      .map((word) => (/^(đô|yên|bảng|tệ),?$/i.test(word) ? word : fold(word)))
      .join(' ')
    expect(saysForeign(plain), plain).toBe(meant)
  })
}

all(
  `
  mình muốn góp 100 đô
  gop 100 do
  I want to send 50 euros from abroad
  xin gửi các em 200 usd
  mỗi tháng 20 đô
  $100 được không ạ
  xin chào, tôi muốn góp 100 đô
  cho mình xin số tài khoản để gửi 100 đô
  trẻ em cần giúp, mình góp 100 đô
  gia đình tôi góp 100 đô
  Huy góp 50 đô
  giúp các em hoàn cảnh khó khăn 100 đô
  dạ em gửi 100 đô
  góp 100 đô cho Đô Lương
  góp 50 đô cho Yên Bái
  hôm qua tôi góp 100 đô, nay muốn góp thêm 100 đô
  mình sẽ chuyển 100 đô
  mai tôi gửi 20 bảng Anh
  góp 30.000 yên nhé
  1 triệu won được không
  ủng hộ một trăm đô
  không biết gửi 100 đô kiểu gì
  gửi 100 đô mà không thấy số tài khoản
  mỗi người góp 20 đô
  100 đô
  200 tệ
`,
  'gift',
)

all(
  `
  hôm qua tôi đã chuyển 100 đô
  100 đô hôm qua
  tôi gửi 100 đô mà chưa thấy gì
  mình gửi 100 đô hôm qua mà chưa thấy
  đã chuyển 100 đô
  mình vừa gửi 50 euro
  em mới chuyển 200 usd
  chuyển 100 đô rồi nhé
  100 đô chuyển xong rồi
  100 đô tôi gửi đã đến chưa
  tuần trước mình góp 30.000 yên
  100 đô tối qua nhận được chưa
  tôi gửi 100 đô mà không thấy biên nhận
  sáng qua chị ck 500 đô sing
  I sent 100 dollars yesterday
  i have already sent 50 euros
  have you received my 100 usd
  tôi đã gửi 100 đô, muốn hỏi đã tới chưa
  hồi sáng mình gửi 20 bảng
`,
  'sent',
)

all(
  `
  tôi đổi 100 đô ra tiền Việt rồi góp 2 triệu 5
  mình đổi 50 euro sang tiền Việt để ủng hộ 1tr3
`,
  'changed',
)

test('beside a sum in đồng the other one is no part of the answer', () => {
  for (const text of [
    'góp 2.500.000đ khoảng 100 đô',
    '$100, tức 2,5 triệu',
    'tôi đổi 100 đô rồi góp 2 triệu 5',
  ])
    expect(readMoney(text), text).toMatchObject({ amount: 2_500_000n })
  for (const text of ['góp 500k, nhà ở Đô Thành', 'ông Đô góp 500k', 'góp 500k cho Đô Lương'])
    expect(readMoney(text), text).toMatchObject({ amount: 500_000n })
  for (const text of ['100 đô', '1 triệu won', '2k usd'])
    expect(readMoney(text).kind, text).not.toBe('amount')
})

all(
  `
  góp 2.500.000đ khoảng 100 đô
  góp 2 triệu 5, chừng 100 đô
  100 đô là 2tr5, mình góp 2tr5 nhé
  $100, tức 2.500.000 đồng
  hôm qua chuyển 500k, bằng 20 đô
  cho mình lấy lại 100 đô
  chuyển nhầm 100 đô
  mình cần 100 đô
  cho em xin 50 đô
  cho tôi vay 100 đô
  tỷ giá 1 đô bằng bao nhiêu
  1 đô là bao nhiêu tiền
  gửi 100 đô thì phí bao nhiêu
  tôi không góp 100 đô
  có người gọi bảo tôi chuyển 100 đô
  lương tháng 500 đô
  euro 2024 đội nào vô địch
  tôi có 3 đô con lực lưỡng
  góp -5 đô
  20 do am
  gop 20 do choi
  tặng 20 đồ chơi
  20 đôi ủng
  nhà ở khu đô thị 5
  mình ở thủ đô 5 năm
  góp 20 suất cho Đô Lương
  xã Yên Bái 3
  trường số 2 Yên Châu
  lớp 5 Yên Định
  2 yên tâm
  tặng 20 bảng con
  5 bảng đen cho lớp
  30 bạt che mưa
  give us 5 minutes
  góp 500k
  lớp 5 trường Bình Yên
  đô
`,
  undefined,
)
