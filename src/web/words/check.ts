/** The page /check: is it really the fund's? */
const vi = {
  title: 'Kiểm tra',
  heading: 'Có đúng của Quỹ không?',
  intro:
    'Hỏi vậy là đúng. Bạn dán số tài khoản, số trên biên nhận hay giấy ghi nhận, mã chuyển khoản, nội dung mã QR, hoặc một đường dẫn vào đây.',
  field: 'Số tài khoản, số giấy, mã hoặc đường dẫn',
  submit: 'Kiểm tra',
  picture: 'Hoặc chọn ảnh có mã QR',
  submitPicture: 'Kiểm tra ảnh',
  pictureNote: 'Ảnh PNG hoặc JPEG. Quỹ đọc mã rồi bỏ ảnh ngay, không lưu gì.',
  inPicture: 'Mã trong ảnh:',
  pictures: {
    no_code: {
      title: 'Mình chưa thấy mã QR trong ảnh',
      text: 'Bạn chụp lại gần hơn, đủ bốn góc mã và không lóa, hoặc gõ số tài khoản ghi cạnh mã vào ô trên.',
    },
    unfit: {
      title: 'Mình chưa mở được ảnh này',
      text: 'Mình đọc được ảnh PNG hoặc JPEG, dưới 8 MB. Bạn chụp màn hình mã rồi gửi lại giúp nhé.',
    },
    busy: {
      title: 'Nhiều ảnh đến cùng lúc',
      text: 'Bạn chờ mười giây rồi gửi lại giúp mình, hoặc gõ số tài khoản ghi cạnh mã vào ô trên.',
    },
  },
  account: {
    ours: 'Đúng, đây là tài khoản của Quỹ',
    oursText: (holder: string, bank: string) => `Chủ tài khoản: ${holder}. Ngân hàng: ${bank}.`,
    usedFor: (campaigns: string) => `Đang dùng cho: ${campaigns}.`,
    over: (campaigns: string) => `Đợt dùng tài khoản này đã khép: ${campaigns}. Bạn khoan chuyển nhé.`,
    unused: 'Lúc này chưa có đợt góp nào dùng tài khoản này. Bạn khoan chuyển nhé.',
    former: 'Tài khoản này của Quỹ, nhưng không dùng nữa',
    formerText:
      'Tài khoản bây giờ ở trang của từng đợt góp, bạn lấy số ở đó nhé. Nếu đã chuyển vào số cũ, tiền vẫn về Quỹ; bạn nhắn mình để tìm.',
    campaigns: 'Xem các đợt góp',
    notOurs: 'Tài khoản này không phải của Quỹ',
    notOursText:
      'Bạn đừng chuyển vào đó. Nếu đã chuyển, bạn gọi ngay ngân hàng để tra soát (số ở mặt sau thẻ), rồi nhắn mình.',
  },
  certificate: {
    ours: 'Giấy này do Quỹ ký và còn hiệu lực',
    gone: 'Giấy này của Quỹ, nhưng đã thu hồi',
  },
  receipt: {
    ours: 'Biên nhận này của Quỹ và còn hiệu lực',
    gone: 'Biên nhận này của Quỹ, nhưng đã hủy',
  },
  rows: { number: 'Số', amount: 'Số tiền', received: 'Ngày nhận', cancelled: 'Ngày hủy' },
  compare: 'Đây là số trong sổ của Quỹ. Giấy bạn đang cầm ghi khác thì đừng dựa vào tờ giấy đó.',
  demoPaper: 'Giấy của bản thử: tiền không có thật, giấy không có giá trị thật.',
  see: 'Xem giấy',
  unknown: 'Quỹ chưa có giấy hay mã nào như vậy',
  unknownText:
    'Bạn kiểm tra lại từng chữ: số biên nhận có dạng TET27-000413, số giấy ghi nhận bắt đầu bằng GN. Nếu vẫn không thấy, đừng dựa vào tờ giấy đó, và nhắn mình để người của Quỹ xem giúp.',
  code: 'Đây là mã chuyển khoản của Quỹ',
  codeText: 'Mã này ghi vào nội dung chuyển khoản, để Quỹ biết tiền là của ai. Đó không phải số tài khoản.',
  codeSee: 'Xem phần của mã này',
  hotline: 'Đúng, đây là số trực của Quỹ',
  hotlineText: (phone: string) =>
    `${phone} là số điện thoại của Quỹ, không phải số tài khoản: bạn đừng chuyển tiền vào số này.`,
  link: {
    ours: 'Đúng, đường dẫn này của Quỹ',
    notOurs: 'Đường dẫn này không phải của Quỹ',
    notOursText: 'Bạn đừng mở, đừng gõ mật khẩu hay mã OTP ở đó. Quỹ không bao giờ hỏi những thứ này.',
  },
  unreadable: 'Mình chưa nhận ra đây là gì',
  unreadableText: 'Bạn thử dán riêng số tài khoản, mã trên giấy, hoặc cả đường dẫn bắt đầu bằng https.',
  ask: 'Vẫn chưa chắc? Bạn nhắn với Chung Tay, sẽ có người của Quỹ trả lời.',
}

const en: typeof vi = {
  title: 'Check',
  heading: 'Is it really the fund’s?',
  intro:
    'You are right to ask. Paste an account number, the number of a receipt or certificate, a transfer code, the text of a QR code, or a link.',
  field: 'Account number, paper, code or link',
  submit: 'Check',
  picture: 'Or choose a picture of a QR code',
  submitPicture: 'Check the picture',
  pictureNote: 'PNG or JPEG. The fund reads the code and drops the picture at once; nothing is kept.',
  inPicture: 'The code in the picture says:',
  pictures: {
    no_code: {
      title: 'I see no QR code in this picture',
      text: 'Please take it from closer, with all four corners and no glare, or type the account number beside the code into the field above.',
    },
    unfit: {
      title: 'I could not open this picture',
      text: 'I can read PNG or JPEG below 8 MB. A screenshot of the code will do.',
    },
    busy: {
      title: 'Many pictures came at once',
      text: 'Please wait ten seconds and send it again, or type the account number beside the code into the field above.',
    },
  },
  account: {
    ours: 'Yes, this is the fund’s account',
    oursText: (holder, bank) => `Account holder: ${holder}. Bank: ${bank}.`,
    usedFor: (campaigns) => `In use for: ${campaigns}.`,
    over: (campaigns) => `The campaign that used it is closed: ${campaigns}. Please send nothing there now.`,
    unused: 'No campaign uses it at present. Please send nothing there now.',
    former: 'This account is the fund’s, but it is not used any more',
    formerText:
      'The account of today stands on each campaign’s page; please take the number from there. If you have sent money to the old one, it still reaches the fund; message me and I will look for it.',
    campaigns: 'See the campaigns',
    notOurs: 'This account is not the fund’s',
    notOursText:
      'Please do not send money there. If you already have, call your bank at once (the number on your card), then message me.',
  },
  certificate: {
    ours: 'The fund signed this certificate and it is valid',
    gone: 'This is the fund’s certificate, but it was revoked',
  },
  receipt: {
    ours: 'This is the fund’s receipt and it is valid',
    gone: 'This is the fund’s receipt, but it was cancelled',
  },
  rows: { number: 'Number', amount: 'Amount', received: 'Received on', cancelled: 'Cancelled on' },
  compare: 'This is what the fund’s books say. If your paper says something else, do not rely on it.',
  demoPaper: 'A paper of the demo: the money is not real, and the paper of no real value.',
  see: 'See the paper',
  unknown: 'The fund has no paper or code like this',
  unknownText:
    'Please check each letter: a receipt’s number looks like TET27-000413, a certificate’s begins with GN. If it is still not found, do not rely on that paper; message me and a person of the fund will look.',
  code: 'This is a transfer code of the fund',
  codeText:
    'It goes into the transfer’s message, so that the fund knows whose money it is. It is no account number.',
  codeSee: 'See what it is for',
  hotline: 'Yes, this is the fund’s number on duty',
  hotlineText: (phone) => `${phone} is a telephone of the fund, and no account: please send no money to it.`,
  link: {
    ours: 'Yes, this link is the fund’s',
    notOurs: 'This link is not the fund’s',
    notOursText: 'Please do not open it or type a password or OTP there. The fund never asks for these.',
  },
  unreadable: 'I do not recognise this yet',
  unreadableText:
    'Try just the account number, the code on the paper, or the whole link starting with https.',
  ask: 'Still not sure? Message Chung Tay and a person of the fund will answer.',
}

export const check = { vi, en }
