import { describe, expect, test } from 'vitest'
import { actionsOf } from '../../src/app.ts'
import { readFlows, shapesOf } from '../../src/conversation/index.ts'
import { wordsOf } from '../../src/engine/hears.ts'
import { compile } from '../../src/engine/index.ts'
import { fold } from '../../src/platform/vietnamese/index.ts'

/** What flows/child-danger hears, as it stands. A missed child is the worst thing that can happen here. */
const { listener } = compile(readFlows('flows'), shapesOf(actionsOf({} as never))).book!
const hears = (said: string) => listener.urgent(wordsOf(said)) !== undefined

const DANGER = `
cháu bị cha dượng đánh
cháu bị bố dượng đánh
cháu bị bố đánh
em bị mẹ đánh suốt
em bị anh trai đánh
em bị mấy bạn cùng lớp đánh
em bị đánh
em bị sờ mó
em bị thầy sờ mó
thầy hay sờ mó em
chú hàng xóm sờ soạng bé
bé 7 tuổi bị ông nội làm bậy
ông hàng xóm giở trò với con bé
con bé bị người ta sàm sỡ
cháu bị ép làm vợ
em bị ép lấy chồng
bố mẹ ép gả em
em 14 tuổi bị gả cho người ta
em bị kéo vợ, cứu em với
ở bản em còn tảo hôn, có em mới 13 tuổi
bố say rượu đập cháu
bố say rượu là đánh con
bố bạo lực với con
bố bạo hành con
nhà bên cạnh bạo hành trẻ
thằng bé bị trói
thằng bé bị bố trói ngoài sân
cháu bị nhốt trong nhà
đứa nhỏ bị mẹ kế nhốt
con bé bị xích chân
bé bị bạo lực
con bé bị đập đầu
con bé bị dì ghẻ đập đầu vào tường
cháu bị bóp cổ
con em bị bắt nạt
em bị bạn bè bắt nạt
bé bị bỏ một mình
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
em bị quấy rối
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
em muốn chết
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
cứu em với
cứu cháu với ạ
chau bi cha duong danh
chau bi bo duong danh
em bi anh trai danh
em bi so mo
em bi thay so mo
chu hang xom so soang be
be bi ong noi lam bay
chau bi ep lam vo
em bi ep lay chong
bo say ruou dap chau
thang be bi troi
be bi bao luc
con be bi dap dau
con em bi bat nat
be bi bo mot minh
EM BỊ BỐ ĐÁNH!!!
em bị bố đánh ko biết kêu ai
thày đánh em
my stepfather hits me
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
`

const DAILY = `
mình đánh rơi mã chuyển khoản
em bị đánh rơi mã rồi, gửi lại giúp em
em bị đánh mất biên nhận
mình đánh máy nhầm tên con
em đánh dấu rồi nhé
con gái mình đập heo đất góp 200k
con đập lợn được 300k gửi các bạn
các em bị lạnh
bé bị ốm cần thuốc
áo bị rách, mình gửi áo khác cho bé
trẻ em bị ảnh hưởng bão lũ
các em vùng lũ cần gì
xã bị lũ đánh sập trường, các em học ở đâu
bị trừ tiền hai lần, con em kiểm tra giúp
tiền của em bị trừ rồi mà chưa thấy
em chuyển bị lỗi
em bị sai nội dung chuyển khoản
các em ở xã có quà của chú bộ đội chưa
để em từ từ xem đã
em làm đúng chưa
dành cho bé gái
tặng cháu nào cũng được
con mình muốn góp quà cho bạn
góp 2 suất cho các em
em góp 500k
cho em hỏi quỹ của ai
lừa đảo à
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
cho con ga cho be
da du do cho cac em chua
my son wants to give 200k
gifts for children hit by the storm
are the coats sold out for kids
a coat for a girl of 7
I was hit by a fee, my daughter paid twice
`

const lines = (list: string) => list.trim().split('\n')

describe('a child in danger is heard', () => {
  test.each(lines(DANGER))('%s', (said) => {
    expect(hears(said)).toBe(true)
  })

  test('typed without accents too, but for the few that are everyday words then', () => {
    const missed = lines(DANGER).filter((said) => !hears(fold(said)))
    expect(missed).toEqual([])
  })

  test('in the middle of a longer message', () => {
    const around = (said: string) => `chào quỹ ạ, mình muốn hỏi chuyện này: ${said}, giờ phải làm sao ạ?`
    expect(lines(DANGER).filter((said) => !hears(around(said)))).toEqual([])
  })
})

describe('what people say every day is not taken for it', () => {
  test.each(lines(DAILY))('%s', (said) => {
    expect(hears(said)).toBe(false)
  })
})

// In time that grows with its length alone: with its square, this would not end before the test gives up.
test('a very long message is listened to as well', () => {
  expect(hears('em bị '.repeat(20_000))).toBe(false)
})
