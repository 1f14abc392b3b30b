/** The page /needs: what is needed where. */
const vi = {
  title: 'Nơi đang cần',
  intro: 'Viết điều bạn muốn góp, như khi nhắn tin. Hoặc chọn trong ba ô bên dưới.',
  field: 'Bạn muốn góp gì, cho ai, ở đâu?',
  example: 'Ví dụ: áo ấm cho bé gái tiểu học ở Sơn La',
  kind: 'Thứ gì',
  anyKind: 'Mọi thứ',
  place: 'Ở đâu',
  anyPlace: 'Mọi nơi',
  who: 'Cho ai',
  anyWho: 'Mọi em',
  submit: 'Tìm',
  found: (n: number, what: string, where: string | null) =>
    where === null ? `${n} nơi đang cần ${what}` : `${n} nơi ở ${where} đang cần ${what}`,
  many: (what: string, where: string | null) =>
    where === null ? `Những nơi đang cần ${what}` : `Những nơi ở ${where} đang cần ${what}`,
  order: 'Nơi gần hạn nhất đứng đầu.',
  more: 'Còn nhiều nơi nữa. Viết rõ hơn, ví dụ thêm tên tỉnh, để thấy đúng nơi bạn tìm.',
  near: (what: string, where: string | null) =>
    where === null ? `Hiện chưa có nơi nào báo cần ${what}` : `Hiện ${where} chưa có nơi nào báo cần ${what}`,
  nearest:
    'Gần giống thì có những nơi này. Khi có đúng điều bạn tìm, trợ lý có thể nhắn bạn: bạn hỏi trong khung chat nhé.',
  held: 'Đang có người giữ hết phần này',
  heldMeanwhile: (others: number): string =>
    others > 0
      ? 'Ai chưa lấy mã thì ít phút nữa phần ấy mở lại. Trong lúc đó, những nơi này vẫn đang cần; hoặc bạn hỏi trong khung chat, khi có lại trợ lý nhắn bạn.'
      : 'Ai chưa lấy mã thì ít phút nữa phần ấy mở lại. Bạn hỏi trong khung chat, khi có lại trợ lý nhắn bạn.',
  nothing: 'Cũng chưa có nơi nào gần giống. Bạn hỏi trong khung chat, khi có trợ lý nhắn bạn nhé.',
  which: 'Có mấy nơi cùng tên này. Bạn muốn xem nơi nào?',
  quiet: 'Hiện chưa có đợt góp nào đang mở, nên chưa có danh sách nơi cần.',
  each: (price: string, unit: string) => `${price} một ${unit}`,
  decision: (number: string) => `Quyết định số ${number}`,
  give: 'Góp cho nơi này',
  link: 'Xem nơi đang cần',
  one: 'Nơi này đang cần',
  oneAt: (what: string, place: string) => `${place} đang cần ${what}`,
  over: 'Nhu cầu này đã khép hoặc đã đủ. Cảm ơn mọi người. Những nơi khác vẫn đang cần:',
}

const en: typeof vi = {
  title: 'Places in need',
  intro: 'Write what you would like to give, as in a message. Or choose in the three fields below.',
  field: 'What would you like to give, for whom, and where?',
  example: 'Such as: warm coats for girls in Sơn La',
  kind: 'What',
  anyKind: 'Anything',
  place: 'Where',
  anyPlace: 'Anywhere',
  who: 'For whom',
  anyWho: 'Any child',
  submit: 'Search',
  found: (n, what, where) =>
    `${n} ${n === 1 ? 'place' : 'places'}${where === null ? '' : ` in ${where}`} for this: ${what}`,
  many: (what, where) => `Places${where === null ? '' : ` in ${where}`} for this: ${what}`,
  order: 'The nearest deadline comes first.',
  more: 'There are more. Write more, such as a province, to see the ones you look for.',
  near: (what, where) =>
    `No place${where === null ? '' : ` in ${where}`} has asked for this just now: ${what}`,
  nearest:
    'These come close. The assistant can tell you when there is just what you look for: ask in the chat.',
  held: 'All of this is kept for people who are choosing',
  heldMeanwhile: (others) =>
    others > 0
      ? 'What nobody takes is free again in a few minutes. These places need something meanwhile; or ask in the chat, and the assistant tells you when it is free.'
      : 'What nobody takes is free again in a few minutes. Ask in the chat, and the assistant tells you when it is free.',
  nothing: 'Nor for anything close to it. Ask in the chat, and the assistant tells you when there is.',
  which: 'Several places have this name. Which one do you mean?',
  quiet: 'No campaign is open just now, so there is no list of places.',
  each: (price, unit) => `${price} for one ${unit}`,
  decision: (number) => `Decision ${number}`,
  give: 'Give to this place',
  link: 'See places in need',
  one: 'This place needs',
  oneAt: (what, place) => `${place} needs: ${what}`,
  over: 'This need is closed or complete. Thanks to everybody. Other places still need:',
}

export const needs: Record<'vi' | 'en', typeof vi> = { vi, en }
