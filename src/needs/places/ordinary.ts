import { fold } from '../../platform/vietnamese/index.ts'

/**
 * What stands before a name and says what it is. As typed with its marks; without them also where `plain` allows it:
 * "ban" is mostly "bạn", and "quan" mostly trousers.
 */
export const TITLES: readonly {
  readonly words: string
  readonly plain: boolean
  /** Kinds of units that it may mean; of a village that has no entry of its own, its commune. */
  readonly kinds: readonly string[]
}[] = [
  { words: 'thành phố', plain: true, kinds: ['thành phố'] },
  { words: 'thị trấn', plain: true, kinds: ['thị trấn', 'xã', 'phường'] },
  { words: 'thị xã', plain: true, kinds: ['thị xã'] },
  { words: 'đặc khu', plain: true, kinds: ['đặc khu'] },
  { words: 'huyện đảo', plain: true, kinds: ['huyện', 'đặc khu'] },
  { words: 'xã', plain: true, kinds: ['xã', 'phường', 'thị trấn', 'đặc khu'] },
  { words: 'phường', plain: true, kinds: ['phường', 'xã', 'thị trấn'] },
  { words: 'huyện', plain: true, kinds: ['huyện', 'thị xã', 'thành phố'] },
  { words: 'quận', plain: false, kinds: ['quận'] },
  { words: 'tỉnh', plain: true, kinds: ['tỉnh', 'thành phố'] },
  { words: 'bản', plain: false, kinds: ['xã', 'phường', 'thị trấn'] },
  { words: 'tp', plain: true, kinds: ['thành phố'] },
  { words: 'tx', plain: true, kinds: ['thị xã'] },
  { words: 'x.', plain: true, kinds: ['xã', 'phường', 'thị trấn'] },
  { words: 'p.', plain: true, kinds: ['phường'] },
  { words: 'h.', plain: true, kinds: ['huyện', 'thị xã', 'thành phố'] },
  { words: 'q.', plain: true, kinds: ['quận'] },
  { words: 't.', plain: true, kinds: ['tỉnh'] },
]

/** What comes before where something is. Without marks only those that are nothing else. */
export const WHERE = new Set('ở tại về lên xuống tới đến gần vùng miền quê khắp o tai vung que'.split(' '))

/** Of these, what hardly stands before anything but a place: enough to look for a misspelt one. */
export const SURELY_WHERE = new Set('ở tại quê o tai que'.split(' '))

/** Before a name of people: "chị Thu Hà", "Nguyễn Văn An", "công ty Minh Hòa" are no communes. */
export const PERSON = new Set(
  (
    'anh chị cô chú bác thầy ông bà tên dì cậu mợ chi bac thay ong ten ty lớp nhóm nguyễn trần phạm hoàng huỳnh phan vũ võ đặng ' +
    'bùi đỗ ngô dương nguyen tran pham huynh dang bui ngo thị'
  ).split(' '),
)

/**
 * Words of every day that are also names of communes, or look like one without marks. They are a place only when something
 * says so: a title, "ở", capital letters.
 */
export const PHRASES = new Set(
  [
    'thành công|hòa bình|hạnh phúc|đoàn kết|thống nhất|độc lập|tự do|bình an|bình yên|yên bình|an toàn|an ninh|an bình',
    'hài lòng|đồng tiền|đóng tiền|đồng tâm|đồng ý|đồng lòng|tiên tiến|tân tiến|tiến bộ|trung thành|bình minh|bình thường',
    'hưng thịnh|phú quý|phồn thịnh|vinh quang|quang vinh|chiến thắng|quyết thắng|toàn thắng|thắng lợi|văn minh|ánh sáng',
    'cộng hòa|dân chủ|xã hội|hợp tác|hợp thành|tân thành|quyết tiến|đại học|trung học|tiểu học|hóa học|tân tạo|ba con',
    'hai con|mai mốt|hôm nay|tương lai|hy vọng|an lành|bình đẳng|tam ca|đại ca|thanh toán|thành tâm|tâm thành|ân tình',
    'trung thu|thu hà|lan anh|minh anh|an nhiên|thanh niên|lương tâm|đa tạ|chân thành|chân tình|kim chi|kim loại',
    'hải sản|đông người|thu tiền|tiền mặt|hà tiện|công lao|giáo dục|mỹ thuật|lợi ích|kỳ thi|kỳ thú|thi cử|ba vì|ân hận',
    'an ủi|an tâm|yên tâm|yên lòng|đông xuân|xuân hạ|thượng hạng|trường học|tân niên|cam kết|đầu xuân|mùa xuân|mùa đông',
    'thanh tra|chính nghĩa|nghĩa tình|tình nghĩa|hiếu học|nhân ái|nhân đạo|nhân dân|nhân hậu|từ thiện|phúc lợi|vạn phúc',
    'vạn sự|tam tai|hoa hồng|hoa mai|hoa lư|thủy chung|chung thủy|lộc an|phúc lộc|lộc phúc|đại cương|chi tiết|tin tức',
    'phong phú|tài trợ|tú tài|học phí|viện phí|hoài bão|quan tâm|quan trọng|tình nguyện|tình cảm|tình thương|tình hình',
    'gia đình|văn phòng|phỏng vấn|phụ trách|tấm lòng|là gì|con có|có đúng|thành quả|viết hoa|chung tay|chim hoàng yến|hoàng yến',
    'đọc tin|dữ liệu|ba má|cho chú|cho con|an thai|thái độ|nam nữ|giang sơn|đất đỏ|an phận|minh bạch|công khai|bảo trợ|tham gia',
    'mong muốn|châu á|bảo hiểm|bảo đảm|đảm bảo|tân binh|kim cương|cao cả|cao quý|quý báu|quý khách|an cư|khánh thành|sơn ca',
    'phương tiện|phương pháp|phương án|huyện nào|tỉnh nào|xã nào|phường nào|xã mình|huyện mình|tỉnh mình|bản thân',
  ]
    .join('|')
    .split('|'),
)
/** Thứ Ba is a town, and a day of every week: it needs its title. */
export const WEEKDAYS = new Set(['thu hai', 'thu ba', 'thu tu', 'thu nam', 'thu sau', 'thu bay'])
/** Names of one word that nothing else is. */
export const ONE_WORD = new Set(['sapa', 'dalat', 'hcm', 'bmt'])

export const PLAIN_PHRASES = new Set([...PHRASES].map(fold))

/** Syllables of what donors say every day. A name that is misspelt into nothing but these was never meant. */
export const EVERYDAY = new Set(
  fold(
    `a ai an anh ao bac tin doc du xuat lieu nhan huynh bài bản bạch ban biên căn cha châu chào chăm chủ con cứ dài dạ dẫn dậy dung đại đãi đạt đình đặc định đô đơn ghi hình hội hợp
    hóa hoa hiểu hoàng kênh kế khen kiểm kỹ lan lạ li lì lớn luôn lý máy minh mẫu mừng mạng nạp nghĩ nhắn nhầm phong phụ phòng phúc quy sai san sơ
    sửa tách tay tâm tấm thăm thanh thông thuê tra trách trị tuần tên van văn vay vân viết viên xem xưng yến
    ao ao ấm áo ăn bà bác bạn bao bán bánh bé bên bị biết bình bó bộ bố bữa buổi cả các cái cám cảm cần cao cặp
    cấp cha chăn cháu chi chỉ chị chia chiếc chiều chín cho chờ chọn chú chuyển chưa chung chút có cô con còn công cơm cùng cũng
    cuốn của dành dân dưới đã đang đầy đây đâu đấy đèn đến đi điện đó đỡ đôi đồ đồng đợt đủ đúng đưa được em gạo gái gần gì giá
    giao giày giúp giờ gom góp gửi hai hàng hay hãy hết hiện hỏi hoàn học hỗ hôm hơn hộ khám khi khó khác không kia kỳ kính
    khoản ký là làm lại lần lắm lên lo loại lớp lúc lương mà má mai mấy mất mẹ mình mỗi một mới món mong mũ mua muốn mười mùa năm
    nam nào này nay nên nếu ngày nghèo người nhà nhất nhận nhé nhiều nhỏ như nhưng những nơi nữa núi ở ơi ông phần phải phí phiếu
    qua quá quà quần quyên quỹ quyển ra rất rồi sách sang sao sáng sau sáu sẽ sinh số sớm sữa suất tài tám tại tất tặng tâm
    tên tết thầy thấy thăm tháng thành thật thế theo thể thì thiếu thiện thôi thu thứ thuốc thương tiền tiểu tiếp tìm tin tình tính
    to tôi tối tới toàn tổ trả trẻ trai trên triệu trong trợ trò trường trước trung từ tự tuần tuổi tụi tuy và vào vẫn vậy ve vé về
    vì việc viện vở với vui vùng xa xã xin xong xe xuân y yêu yên ý`,
  ).match(/[a-z]+/g),
)

/** After a title these begin no name: "xã nào", "tỉnh khác", "xã hội". */
export const NOT_A_NAME = new Set(
  'nào này đó kia khác mình em ta tôi nghèo vùng miền đặc khó cũ mới cao xa hội nhà ấy nữa ơi ạ nao nay do khac minh ngheo vung cần can hay đang dang có là thì đã sẽ được duoc cho va và với hoặc còn thiếu thieu'.split(
    ' ',
  ),
)
