import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readFlows, shapesOf } from '../../src/conversation/index.ts'
import { wordsOf } from '../../src/engine/hears.ts'
import { compile } from '../../src/engine/index.ts'
import { fold } from '../../src/platform/vietnamese/index.ts'
import { ACTIONS } from '../support/actions.ts'

// The words of flows/child-danger as they are: whoever changes them sees here what is heard no more.
const { book, problems } = compile(readFlows('flows'), shapesOf(ACTIONS))
const heard = (said: string): boolean => book?.listener.urgent(wordsOf(said), said) === 'child-danger'

test('the flows are sound', () => {
  expect(problems.map(({ message }) => message)).toEqual([])
})

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Heard with its accents and without. */
const IN_DANGER = lines(`
  em bị bố đánh cho một trận
  bé bị đánh gia đình không biết
  cháu bị đánh
  cháu bị bố đánh
  cháu bị cha dượng đánh
  cháu bị bố dượng đánh
  cháu bị dượng đánh đập suốt
  em bị anh trai đánh
  em bị thầy giáo chủ nhiệm đánh
  em bị bạn cùng lớp đánh hội đồng
  em bị mẹ kế đánh mỗi ngày
  e bị ba đánh
  mình bị bố đánh hoài
  tôi bị cha đánh từ nhỏ
  bé bị ông nội đánh bằng roi
  bố hay đánh em
  ba cứ đánh con
  bố say rượu đập cháu
  bố em uống say rượu về đánh mẹ con em
  mẹ đánh con gãy tay
  ck em đánh con dã man
  hàng xóm đánh con suốt đêm
  thằng bé nhà bên bị đánh
  con bé bị đập đầu
  bé bị đánh bầm tím cả người
  có cháu bé bị đánh đập ở cạnh nhà
  bố bạo lực với con
  bé bị bạo lực
  bé bị bạo hành ở trường mầm non
  cô giáo bạo hành trẻ
  trẻ bị hành hạ
  cháu bị ngược đãi
  con em bị bắt nạt
  em bị bắt nạt ở trường
  con tôi bị bạn trấn lột tiền
  bạo lực học đường với em
  em bị dọa giết
  bố đòi giết cháu
  bé bị bóp cổ
  cháu bị nhốt trong nhà
  mẹ nhốt cháu cả ngày
  con bé bị nhốt ở ngoài trời
  em bị sàm sỡ
  em bị thầy sờ mó
  em bị sờ mó
  chú hàng xóm sờ soạng bé
  bé bị xâm hại
  trẻ em bị xâm hại ở đây
  bé gái bị hiếp dâm
  bé 7 tuổi bị ông nội làm bậy
  chú làm bậy với cháu
  em bị quấy rối
  thầy bắt em cởi quần áo
  em bị dụ quan hệ
  cháu bị ép làm vợ
  em bị ép lấy chồng
  bố mẹ bắt em lấy chồng
  em bị bắt làm vợ người ta
  cháu bị bắt vợ
  em bị ép cưới
  em sắp bị tảo hôn
  bé bị bỏ một mình
  bé bị bỏ ở nhà một mình
  bé bị bỏ 1 mình cả ngày
  em bé bị bỏ rơi
  bé bị mẹ bỏ rơi ở chợ
  bỏ đói con
  mẹ ko cho con ăn
  bé ko cho ăn mấy hôm rồi
  con bị đuổi ra khỏi nhà
  em ko dám về nhà
  có trẻ bị bắt cóc
  em bị lừa bán
  lừa em sang trung quốc
  bắt trẻ đi ăn xin
  mẹ bắt em nghỉ học
  em muốn chết
  em không muốn sống
  em ko muốn sống nữa
  e k muốn sống nữa
  mình ko thiết sống nữa
  con muốn tự tử
  em định tự tử
  bạn em đang tự tử
  bạn em uống thuốc sâu
  bạn em treo cổ
  em chán sống rồi
  cứu cháu với
  cứu em với
  có bé sắp chết đuối
  trẻ bị đuối nước
  cháu đang nguy hiểm
  con tôi mất tích
  em bị mẹ đánh suốt
  em bị mấy bạn cùng lớp đánh
  em bị đánh
  thầy hay sờ mó em
  con bé bị người ta sàm sỡ
  em bị kéo vợ, cứu em với
  ở bản em còn tảo hôn, có em mới 13 tuổi
  bố say rượu là đánh con
  bố bạo hành con
  nhà bên cạnh bạo hành trẻ
  thằng bé bị trói
  thằng bé bị bố trói ngoài sân
  đứa nhỏ bị mẹ kế nhốt
  con bé bị xích chân
  con bé bị dì ghẻ đập đầu vào tường
  cháu bị bóp cổ
  em bị bạn bè bắt nạt
  bé bị bố mẹ bỏ một mình mấy ngày
  cháu bị bỏ mặc
  có em bé bị bỏ rơi trước cổng
  bé bị bỏ đói
  mẹ kế bỏ đói cháu
  cháu bị lạm dụng
  em bị lạm dụng tình dục
  con bé bị xâm hại
  có người xâm hại trẻ em ở xã
  bé gái bị hiếp
  bé bị cưỡng bức
  ở đây có vụ hiếp dâm
  có kẻ ấu dâm gần trường
  thầy giáo dâm ô học sinh
  em bị người lạ gạ gẫm
  cháu bị dụ dỗ
  bé bị lột đồ
  cháu bị chú cởi áo
  có người bắt cóc trẻ con
  em bị lừa bán sang bên kia
  em gái em bị đem bán
  có người mua bán trẻ em
  em bị bắt đi ăn xin
  trẻ bị bắt làm việc nặng
  cháu bị bố dọa giết
  em bị đuổi khỏi nhà
  cháu bị bố đốt tay
  con không muốn sống nữa
  em chẳng muốn sống
  bạn em là học sinh đang định tự tử
  cháu nó đòi tự tử
  hs lớp em rạch tay
  con bé tự sát
  trẻ em chết đuối, ai cứu với
  có bé bị đuối nước
  bé sắp chết rồi
  có em đang gặp nguy hiểm
  cứu cháu với ạ
  EM BỊ BỐ ĐÁNH!!!
  em bị bố đánh ko biết kêu ai
  thày đánh em
  em mới 13 tuổi mà có bầu rồi
  bạn em học lớp 8 mà đang mang thai
  thầy giáo sờ em
  thầy sờ ngực em
  ba dượng rờ mó con
  bố dượng hay làm chuyện bậy với em
  ép em uống rượu rồi làm chuyện đó
  hay vào phòng em ban đêm
  bắt em gửi ảnh nóng
  quay clip em tắm
  con bị ba uýnh hoài
  suốt ngày bị mẹ kế chửi
  hai hôm nay em chưa ăn gì
  em bị rủ sang Trung Quốc làm việc lương cao
  em sợ lắm có ai giúp em không
`)

/** Without accents these are everyday words: "sờ" is "số" there, "trói" is "trời". */
const WITH_ACCENTS = lines(`
  ông hàng xóm giở trò với con bé
  bố mẹ ép gả em
  em 14 tuổi bị gả cho người ta
  thằng bé bị trói
  bé bị bố trói vào cột
  bé bị dì ghẻ tát liên tục
  em bị anh họ sờ vào ngực
  bố tát em
  chú đấm cháu
  mẹ em bị bố đánh
  bé bị cậu đá vào bụng
  nó định tự tử
  bố đánh tụi em hoài
  bán bé qua biên giới
  bé bị gả cho người ta
  bé bị bố đánh. Số điện thoại của mình 0912345678
  cháu bị bố đánh, số nhà 12 ngõ 3
  em bị đánh. Số nhà em ở cuối ngõ
  bé bị đánh, mất nhiều máu
  bé bị đánh mất máu nhiều lắm
  em bị đánh mất nhiều máu
  cháu bị cha dượng đánh. Giá mà có ai giúp
  bé bị thầy đánh, sai quá sai
  trẻ bị đánh rơi xuống suối
  cháu bị bố đánh rơi răng
  bé bị đánh răng gãy hết
  bé bị mẹ kế đánh thiếu điều chết
  bé bị bố đá bóng vào mặt
  anh họ sờ em lúc ngủ
  ổng rờ em
  rủ con vào nhà cởi đồ
  cứu em
  cứu con ạ
`)

const IN_ENGLISH = lines(`
  my stepfather hits me
  My stepdad beats me every night
  my dad hit me again
  my mom slaps me
  my uncle touches me
  the teacher hits the children
  a child is being beaten next door
  a kid is in danger
  the boy is locked up at home
  a girl was raped
  the baby is left alone all day
  my son is bullied at school
  my daughter is being abused
  they forced her to marry
  I was hit by my father
  I am scared to go home
  i don't want to live anymore
  i want to kill myself
  i dont want to live
  the children are in danger
  my dad beats me
  he hits me every day
  a boy is beaten at home
  the child is left at home alone
  my daughter is bullied at school
  a girl was molested
  they are forced to marry at 14
  the kids are locked up
  I think a child is in danger
  i want to die
  a pupil wants to kill herself
  child abuse in my village
`)

/** What donors say, and nobody is in danger. Their accents may be left out. */
const ORDINARY = lines(`
  mình đánh rơi mã
  em đánh rơi mã rồi ạ
  mẹ em đánh mất mã
  trẻ em bị ảnh hưởng bão lũ
  các em bị ảnh hưởng bởi mưa lũ
  các em bị lạnh
  các em bị thiếu áo ấm
  bé bị ốm cần thuốc
  bé nhà mình bị sốt nên mình góp muộn
  áo bị rách
  áo của các em bị rách hết
  đánh máy nhầm
  bị trừ tiền hai lần
  em bị trừ tiền hai lần
  em bị lỗi app
  con em bị lỗi không quét được mã
  em bị khóa thẻ
  em bị nhầm số tài khoản
  em bị mất điện thoại
  đập heo đất góp 200k
  con em đập heo đất góp 200k
  bé nhà mình đập con heo đất
  bố mẹ em góp 2 suất
  bố con mình góp 1 suất
  em bắt đầu góp từ tháng này
  mẹ bắt đầu chuyển khoản cho em
  góp cho các em vùng cao
  dành cho em nhỏ 500k
  mình dành cho bé gái
  danh sách các em
  danh sách trẻ em cần áo
  danh mục
  gửi các em áo ấm
  để em từ từ xem đã
  các em có quà của chú bộ đội chưa
  em làm đúng chưa
  em chuyển khoản rồi
  mình ck rồi mà chưa thấy
  chưa thấy biên nhận của em
  con trai mình muốn góp 50k
  cháu nhà mình 7 tuổi
  bé 7 tuổi cần áo
  em học lớp 8
  cho em xin ảnh bé
  trường có bao nhiêu em
  các em có ăn trưa không
  các em ăn uống thế nào
  trẻ con ở đó cần gì
  em cần lấy giấy ghi nhận
  lấy mã cho em
  mình bán hàng, góp cho các em 1 triệu
  vợ chồng em góp 2 suất
  ck em chuyển giúp
  em muốn góp
  em muốn hủy
  con muốn góp tiền heo đất
  đá bóng với các em
  các em đá bóng có giày không
  thầy cô đánh giá các em thế nào
  các em đánh trống ngày khai giảng
  cô giáo đánh vần cho các em
  em một mình góp 3 suất
  tiền này có đến tay trẻ không
  lừa đảo à
  cho em gặp người
  em cảm ơn
  chúc các em ăn Tết vui
  mình ở xa không đến được với các em
  trời lạnh các em có áo chưa
  mình đánh rơi mã chuyển khoản
  mình đánh máy nhầm tên con
  em đánh dấu rồi nhé
  con gái mình đập heo đất góp 200k
  con đập lợn được 300k gửi các bạn
  áo bị rách, mình gửi áo khác cho bé
  các em vùng lũ cần gì
  bị trừ tiền hai lần, con em kiểm tra giúp
  tiền của em bị trừ rồi mà chưa thấy
  em chuyển bị lỗi
  em bị sai nội dung chuyển khoản
  các em ở xã có quà của chú bộ đội chưa
  dành cho bé gái
  tặng cháu nào cũng được
  con mình muốn góp quà cho bạn
  góp 2 suất cho các em
  em góp 500k
  cho em hỏi quỹ của ai
  em bị lừa nhiều lần nên sợ
  mình sợ bị lừa, cho em xem giấy tờ
  trẻ em ở xã cần sách vở
  bé 7 tuổi cần áo cỡ nào
  em học sinh lớp 12A1 góp 100k
  bọn em quyên góp được 2 triệu
  cháu mình gửi đồ chơi được không
  em muốn xem đường đi của quà
  em không muốn nhận tin nữa
  con số trên giấy bị nhầm
  giấy ghi nhận của em bị mờ
  ảnh của em bị mờ
  em bị mất mã
  cho em đổi số tiền
  em gõ nhầm
  các em học bán trú ăn gì
  trường bị sập, các em học ở đâu
  cháu nhỏ nhà mình góp tiền lì xì
  em bé nhà mình mới sinh, góp lấy phước
  con dâu mình góp rồi
  học sinh trường em quyên góp
  cháu bị hôn mê, quỹ có giúp chữa bệnh không
  em bị chặn tài khoản ngân hàng
  mạng nhà em bị đứt
  điện thoại em bị hỏng
  em đánh giá quỹ làm tốt
  em bé tập đánh vần dễ thương quá
  con em đánh răng rồi đi ngủ
  bà con đốt nương
  nhà em bị xâm nhập mặn
  mấy em cởi mở dễ thương
  may em be bi lanh qua
  ao am cho be
  em chuyen roi ma bi loi
  con minh gop 200k
  em bi mat ma
  danh cho be gai
  em bi sai so tai khoan
  em bi nham so tien
  em bi loi danh sach ung ho
  ao bi thieu so danh cho be
  em bi nham dot gop
  con em bi loi khong coi duoc giay ghi nhan
  nha cac em bi lu cuon troi het sach vo
  con em bi thieu hon 100k
  cac em bi cum ga
  em muốn chết cười với bot này
  em cười muốn chết
  anh nông dân góp cho các em
  bé 13 tuổi dân tộc Thái cần áo
  chưa thấy số em gửi
  em sợ lừa đảo quá
  quỹ có giúp các em mồ côi không
  cho con ga cho be
  da du do cho cac em chua
`)

/** Without their accents these may be something else: “danh roi” is also “đánh rồi”. */
const ORDINARY_WITH_ACCENTS = lines(`
  rét muốn chết, các em chịu sao nổi
  em bận muốn chết nên góp muộn
  em bị đánh rơi mã rồi, gửi lại giúp em
  em bị đánh mất biên nhận
  xã bị lũ đánh sập trường, các em học ở đâu
  quà cho trẻ bị mồ côi cha mẹ đánh giá sao
  anh nông dân gửi ảnh các em
`)

const ORDINARY_ENGLISH = lines(`
  I want to give to the children
  coats for the kids
  I am touched by the children
  children hit by the storm need coats
  my son wants to give 200k
  can my daughter send a letter
  where do the children live
  the kids are cold
  I hit the wrong button
  my father gives too
  gifts for children hit by the storm
  are the coats sold out for kids
  a coat for a girl of 7
`)

describe('a child in danger', () => {
  test.each(IN_DANGER)('%s', (said) => {
    expect(heard(said)).toBe(true)
    expect(heard(fold(said)), 'without accents').toBe(true)
    expect(heard(`Chào Quỹ, ${said.toUpperCase()}!!! giúp với`), 'in the middle').toBe(true)
  })
  test.each(WITH_ACCENTS)('%s', (said) => expect(heard(said)).toBe(true))
  test.each(IN_ENGLISH)('%s', (said) => expect(heard(said)).toBe(true))
})

describe('nobody is in danger', () => {
  test.each(ORDINARY)('%s', (said) => {
    expect(heard(said)).toBe(false)
    expect(heard(fold(said)), 'without accents').toBe(false)
  })
  test.each(ORDINARY_WITH_ACCENTS)('%s', (said) => expect(heard(said)).toBe(false))
  test.each(ORDINARY_ENGLISH)('%s', (said) => expect(heard(said)).toBe(false))

  test('nor in anything that a donor says in a transcript of another flow', () => {
    const folder = 'test/transcripts'
    const said = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.chat') && !file.startsWith('child-danger'))
      .flatMap((file) => readFileSync(`${folder}/${file}`, 'utf8').split('\n'))
      .flatMap((line) => /^(?:Lan|Minh|Hoa): (.*)$/.exec(line)?.[1] ?? [])
    expect(said.length).toBeGreaterThan(100)
    expect(said.filter((one) => heard(one) || heard(fold(one)))).toEqual([])
  })
})

/** Grown-ups who do not want to live: another answer than a child's. */
describe('somebody in despair', () => {
  const flowOf = (said: string) => book?.listener.urgent(wordsOf(said), said)
  test.each(
    lines(`
      chết hết đi cho rồi, tôi chán sống quá
      nợ nần quá chỉ muốn chết cho xong
      không muốn sống nữa
      tôi ko thiết sống nữa
      tôi muốn tự tử
      sống không nổi nữa rồi
      sống thế này còn làm gì nữa
    `),
  )('%s', (said) => {
    expect(flowOf(said)).toBe('despair')
    expect(flowOf(fold(said)), 'without accents').toBe('despair')
  })
  test.each(['em chán sống rồi', 'con không muốn sống nữa', 'tôi chán sống, con tôi cũng chán sống'])(
    'a child is heard as a child: %s',
    (said) => expect(flowOf(said)).toBe('child-danger'),
  )
  test.each(
    lines(`
      mệt muốn chết luôn
      trời rét muốn chết
      cuộc sống của các em ra sao
      mình muốn các em sống vui
      không muốn góp nữa
      cho tôi tư vấn với
    `),
  )('nobody: %s', (said) => {
    expect(flowOf(said)).toBeUndefined()
    expect(flowOf(fold(said))).toBeUndefined()
  })
})

// In time that grows with its length alone; with its square, this would not end before the test gives up.
test('a message made to be slow is heard like another', () => {
  for (const word of ['bị', 'bố', 'đánh', 'ép', 'bị bố', 'my dad'])
    expect(heard(`${word} `.repeat(20_000))).toBe(false)
})
