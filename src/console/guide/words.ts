import type { Act } from '../../organisers/index.ts'
import type { Both } from '../words.ts'

/** One thing to know how to do. */
export interface Chapter {
  readonly id: string
  /** Only for who may do this. Undefined: for everybody. */
  readonly act?: Act
  readonly title: string
  readonly steps: readonly string[]
  /** Where it is done, and what the way is called. */
  readonly at?: readonly [path: string, label: string]
}

const vi = {
  title: 'Hướng dẫn',
  lead: 'Những việc hay làm ở bàn này, mỗi việc vài dòng. Anh/chị chỉ thấy phần thuộc vai trò của mình.',
  chapters: [
    {
      id: 'first-day',
      act: 'officers.manage',
      title: 'Ngày đầu tiên',
      steps: [
        'Mời người thứ hai trước tiên: một kế toán hoặc một quản trị nữa, vì người mới phải đủ 24 giờ mới được tính là một trong hai người của việc hệ trọng. Sau đó mời một điều phối.',
        'Người đã thấy đường dẫn không tự xác nhận được người vào. Khi ở bàn mới có một mình anh/chị, nhờ người chạy máy chủ gửi đường dẫn cho người thứ hai, hoặc hỏi người đó rồi xác nhận giúp; từ người thứ ba trở đi, người không thấy đường dẫn xác nhận ở trang đầu của mình.',
        'Rồi lần lượt: tài khoản nhận tiền, đợt góp, nhu cầu, mở đợt. Trang đầu đánh dấu việc nào đã xong.',
        'Mỗi người bật báo động trong chat của mình. Chưa ai bật thì ban đêm không ai được gọi dậy khi có trẻ em gặp nguy hiểm.',
        'Ai sắp vắng thì cử người thay trước một ngày: mở trang của người đó, chọn “Cử người thay”.',
      ],
      at: ['/console/officers', 'Cán bộ'],
    },
    {
      id: 'every-day',
      title: 'Mỗi ngày',
      steps: [
        'Mở “Việc cần làm” đầu giờ sáng. Chỉ những gì đang chờ mới hiện ra; bấm vào con số là đến đúng chỗ.',
        'Màu đỏ là đã quá giờ hẹn, màu vàng là còn nửa giờ. Trả lời người quá hẹn trước.',
        'Hết việc thì trang này trống. Lúc nghỉ, đăng xuất nếu máy dùng chung.',
      ],
      at: ['/console', 'Việc cần làm'],
    },
    {
      id: 'danger',
      act: 'alarms.own',
      title: 'Trẻ em có thể đang gặp nguy hiểm',
      steps: [
        'Thấy dải đỏ thì mở ngay, đọc, và gọi 111 hoặc 113 nếu chưa ai gọi. Sau đó mới trả lời người nhắn. Tin đã báo động được đánh dấu trong cuộc trò chuyện.',
        'Người lớn không muốn sống nữa là một báo động riêng, gấp như nhau: trả lời ngay, hỏi xem có người thân ở bên không, và gọi 115 khi họ sắp làm điều nguy hiểm.',
        'Người nhắn đã được hẹn có người trả lời trong một giờ, cả đêm và ngày nghỉ.',
        'Không xin tên, ảnh, trường hay địa chỉ của em trong cuộc trò chuyện; 111 sẽ hỏi.',
        'Bật báo động vào điện thoại của mình ở mục Báo động, và để điện thoại đổ chuông ban đêm khi đến phiên trực.',
      ],
      at: ['/console/alarms', 'Báo động'],
    },
    {
      id: 'talks',
      act: 'talks.answer',
      title: 'Có người cần gặp người',
      steps: [
        'Mở cuộc trò chuyện từ “Việc cần làm” rồi bấm “Tôi nhận” để đồng nghiệp không trả lời trùng.',
        'Viết như nói chuyện, ngắn, đúng điều được hỏi; hẹn giờ thì giữ giờ. Câu trả lời sẵn chỉ là bản nháp, sửa lại cho đúng người.',
        'Ghi chú thì đồng nghiệp đọc được, và có trong bản sao nếu người đó xin dữ liệu của mình. Xong thì bấm “Xong, trả lại cho Chung Tay”: phần đăng ký dở của người đó vẫn còn nguyên.',
      ],
      at: ['/console', 'Việc cần làm'],
    },
    {
      id: 'money',
      act: 'money.settle',
      title: 'Tiền chưa biết của ai',
      steps: [
        'Mở sao kê bên cạnh. Đọc nội dung chuyển khoản, so với những phần đăng ký được gợi ý, rồi bấm “Ghép với phần này”.',
        'Chưa chắc thì để đó: người góp có thể nhắn vào chat để tìm, và không có khoản nào tự mất đi.',
        'Ghép nhầm thì mở lại khoản đó và chọn “Ghép nhầm người”: biên nhận bị hủy, người kia được xin lỗi, tiền trở lại chỗ chờ.',
        'Muốn trả tiền thì chuyển ở ngân hàng trước, rồi mới đề nghị ghi vào đây ngày và mã giao dịch. Bàn này không chuyển tiền được.',
        'Người góp đã nói muốn gì thì làm đúng ý đó, trước giờ đã hẹn. Muốn làm khác thì chọn lý do, và một người khác duyệt.',
        'Khoản lớn, và mọi lần trả lại tiền, cần hai người: một người đề nghị, một người khác duyệt ở “Chờ duyệt”.',
      ],
      at: ['/console/money', 'Tiền'],
    },
    {
      id: 'campaigns',
      act: 'campaigns.manage',
      title: 'Mở và khép đợt góp',
      steps: [
        'Đợt góp bắt đầu là bản nháp. Thêm nhu cầu, đủ điều kiện thì mở được; còn thiếu gì, trang nói rõ.',
        'Mở trên tài khoản đơn vị vẫn nhận thì một người là đủ. Tài khoản khác cần người thứ hai duyệt; tài khoản các đợt đã thôi nhận thì không mở được.',
        'Đủ rồi thì khép nhu cầu. Trong vài giây, trang công khai, nút trong chat và đường dẫn đều ngừng mời góp.',
        'Trước khi khép đợt góp, trang nói rõ còn bao nhiêu phần đang chờ tiền. Tiền của ai đã đăng ký trước đó đến thì vẫn được ghi nhận.',
      ],
      at: ['/console/campaigns', 'Đợt góp'],
    },
    {
      id: 'two',
      act: 'approvals.see',
      title: 'Việc cần hai người',
      steps: [
        'Đổi tài khoản nhận tiền, khoản tiền lớn, mọi lần trả lại tiền, và mọi thay đổi về người có quyền duyệt đều cần hai người.',
        'Trước khi duyệt, đọc kỹ “Đang là” và “Sẽ là”; với tài khoản ngân hàng thì so từng chữ số với giấy của ngân hàng.',
        'Không ai duyệt việc do chính mình đề nghị; người thay và người vắng cùng một vai trò thì chỉ tính là một người. Không chắc thì chọn “Không duyệt” với một lý do: mọi thứ giữ nguyên, và người đề nghị đọc lý do ở trang đầu.',
      ],
      at: ['/console/approvals', 'Chờ duyệt'],
    },
    {
      id: 'requests',
      act: 'requests.answer',
      title: 'Phản ánh và dữ liệu của người góp',
      steps: [
        'Trả lời trong hai ngày làm việc, giải quyết xong trong 15 ngày. Trang xếp việc nào sắp đến hẹn lên trước.',
        'Khi đóng, viết vài chữ đã giải quyết thế nào: người gửi đọc đúng những chữ đó.',
        'Ai muốn xem, sửa hay xóa dữ liệu của mình đều tự làm được trong chat. Anh/chị không phải xóa giúp.',
      ],
      at: ['/console/requests', 'Phản ánh'],
    },
    {
      id: 'never',
      title: 'Không bao giờ',
      steps: [
        'Không hỏi mật khẩu, mã OTP, số thẻ của ai. Không nhận tiền vào tài khoản cá nhân.',
        'Không ghi tên, ảnh, trường lớp của một em vào bất cứ ô nào ở đây.',
        'Không đưa mã, đường dẫn mời hay điện thoại của mình cho người khác dùng. Mất điện thoại thì báo quản trị đặt lại ngay.',
      ],
    },
  ] as readonly Chapter[],
}

const en: typeof vi = {
  title: 'Guide',
  lead: 'What is done at this desk often, in a few lines each. You see the part that belongs to your roles.',
  chapters: [
    {
      id: 'first-day',
      act: 'officers.manage',
      title: 'The first day',
      steps: [
        'Invite the second person first: a treasurer or another administrator, since somebody new counts as one of the two people for grave things after 24 hours. Then invite a coordinator.',
        'Who was shown a link cannot say that it is them. While you are alone at the desk, whoever runs the server sends the second person their link, or asks them and says that it is them; from the third on, whoever was not shown the link says it on their first page.',
        'Then, one after the other: the bank account, a campaign, its needs, its opening. The first page marks what is done.',
        'Everybody turns alarms on in a chat of theirs. Before anybody has, nobody is woken at night when a child is in danger.',
        'Whoever will be away has a deputy named a day before: on their page, “Name a deputy”.',
      ],
      at: ['/console/officers', 'Officers'],
    },
    {
      id: 'every-day',
      title: 'Every day',
      steps: [
        'Open “Needs me” in the morning. Only what waits is there; each number leads to its place.',
        'Red has passed its hour, amber has half an hour left. Answer the red ones first.',
        'When all is done the page is empty. Sign out on a machine that others use.',
      ],
      at: ['/console', 'Needs me'],
    },
    {
      id: 'danger',
      act: 'alarms.own',
      title: 'A child may be in danger',
      steps: [
        'Open the red band at once, read, and call 111 or 113 if nobody has. Only then answer who wrote. The message that raised the alarm is marked.',
        'Somebody who does not want to live is an alarm of its own, as urgent: answer at once, see that somebody close is with them, and call 115 when they are about to harm themselves.',
        'They were promised an answer within the hour, at night and on holidays too.',
        'Do not ask for the name, picture, school or address of the child in the conversation; 111 will.',
        'Turn alarms on for your own phone under Alarms, and let it ring at night when you are on duty.',
      ],
      at: ['/console/alarms', 'Alarms'],
    },
    {
      id: 'talks',
      act: 'talks.answer',
      title: 'Somebody needs a person',
      steps: [
        'Open the conversation from “Needs me” and press “I take it”, so that no colleague answers twice.',
        'Write as you would speak, short, and to what was asked; keep the hours that you promise. A ready answer is a draft: make it fit.',
        'Notes are for colleagues, and in the copy that the person may ask for. When you are done, “Done, hand back to Chung Tay”: what they had half promised is still there.',
      ],
      at: ['/console', 'Needs me'],
    },
    {
      id: 'money',
      act: 'money.settle',
      title: 'Money of which nobody knows whose it is',
      steps: [
        'Have the statement beside you. Read the memo, compare the promises that are offered, and press “Match with this”.',
        'If you are not sure, leave it: its donor can look for it in the chat, and no money gets lost.',
        'Matched with the wrong person? Open it again, “The wrong person”: the receipt is cancelled, they are told with an apology, and the money waits again.',
        'To send money back, transfer it at the bank first, then propose it here with day and reference. This desk moves no money.',
        'What a donor has said she wishes is done, by the hour that was promised to her. To do otherwise, choose a reason, and another person approves.',
        'A large sum, and all money that is sent back, takes two: one proposes, another approves under “Approvals”.',
      ],
      at: ['/console/money', 'Money'],
    },
    {
      id: 'campaigns',
      act: 'campaigns.manage',
      title: 'Opening and closing campaigns',
      steps: [
        'A campaign begins as a draft. Add its needs; once nothing is missing it can be opened, and the page says what is.',
        'On the account that the unit collects on one person opens it. Another account takes a second person; one that campaigns have left opens nothing.',
        'When there is enough, close the need. Within seconds the public page, the buttons in chats and the links stop asking.',
        'Before a campaign is closed the page tells how many promises wait for money. What comes of those is still received.',
      ],
      at: ['/console/campaigns', 'Campaigns'],
    },
    {
      id: 'two',
      act: 'approvals.see',
      title: 'What takes two people',
      steps: [
        'Another bank account, a large sum, all money that is sent back, and every change about who may approve take two.',
        'Before approving read “Now” and “Then”; compare every digit of a bank account with the bank’s paper.',
        'Nobody approves what they asked for; a deputy and the one who is away count as one person in the same role. If you are not sure, “Do not approve” with a reason: everything stays as it was, and who asked reads the reason on the first page.',
      ],
      at: ['/console/approvals', 'Approvals'],
    },
    {
      id: 'requests',
      act: 'requests.answer',
      title: 'Complaints, and what donors ask of their data',
      steps: [
        'Answer within two working days, settle within 15 days. What is due next stands first.',
        'On closing, write in a few words what came of it: they read exactly those.',
        'Whoever wants to see, change or erase their data does so in the chat. You need not do it for them.',
      ],
      at: ['/console/requests', 'Requests'],
    },
    {
      id: 'never',
      title: 'Never',
      steps: [
        'Never ask anybody for a password, a one-time code or a card number. Never take money on a private account.',
        'Never write a child’s name, picture or school into any field here.',
        'Never let somebody else use your codes, links or phone. A lost phone: tell an administrator at once.',
      ],
    },
  ],
}

export const guide: Both<typeof vi> = { vi, en }
