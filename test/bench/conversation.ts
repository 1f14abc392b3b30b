/**
 * The conversations that every contestant holds, as data. The peers are coded from them, our own flow files are written
 * from them (`flow-files.ts`), and the driver knows from them what to say and what it must hear.
 */
export type Lang = 'vi' | 'en'
export type Words = Readonly<Record<Lang, string>>

export interface Option {
  readonly id: string
  readonly label: Words
  /** Goes back to the first question. */
  readonly restart?: true
}

/** `{amount}` in a text is the answer to the question of that name. */
export interface Question {
  readonly name: string
  readonly read: 'choice' | 'money' | 'name' | 'text' | 'number'
  readonly text: Words
  readonly options?: readonly Option[]
}

export interface Conversation {
  readonly name: string
  /** What people say to begin: a command of Telegram. */
  readonly start: string
  readonly about: string
  readonly questions: readonly Question[]
  readonly thanks: Words
  /** Whose answer becomes the pledge's note. */
  readonly note: string
}

export type Answers = Record<string, string | number>

/** What every contestant stores when the conversation has come to its end. */
export interface Pledge {
  readonly flow: string
  /** Whole đồng; below 2^53 in this bench. */
  readonly amount: number
  readonly name: string
  readonly note: string
}

/** Updates of one conversation: the start and one for each answer. */
export const stepsOf = (conversation: Conversation): number => conversation.questions.length + 1
export const tapsOf = (conversation: Conversation): number =>
  conversation.questions.filter((question) => question.read === 'choice').length

export function pledgeOf(conversation: Conversation, answers: Answers): Pledge {
  return {
    flow: conversation.name,
    amount: Number(answers.amount),
    name: String(answers.name),
    note: String(answers[conversation.note]),
  }
}

export function fill(text: string, answers: Answers): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const answer = answers[name]
    return name === 'amount' ? showMoney(Number(answer)) : String(answer)
  })
}

/** 253000 → "253.000 đ", the last space unbreakable. */
export const showMoney = (amount: number): string =>
  `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')}\u00a0đ`

export interface Said {
  readonly text: string | undefined
  readonly choice: string | undefined
}

/** @returns the answer, or undefined: the question is asked again */
export function readAnswer(question: Question, said: Said): string | number | undefined {
  const text = said.text?.trim() ?? ''
  switch (question.read) {
    case 'choice':
      return question.options!.find((option) => option.id === said.choice)?.id
    case 'money':
      return readMoney(text)
    case 'number':
      return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined
    case 'name':
    case 'text':
      return text.length > 0 && text.length <= 200 ? text : undefined
    default:
      return question.read satisfies never
  }
}

function readMoney(text: string): number | undefined {
  const match = /^(\d{1,3}(?:\.\d{3})+|\d+)(k?)$/i.exec(text)
  if (!match) return undefined
  const amount = Number(match[1]!.replaceAll('.', '')) * (match[2] ? 1000 : 1)
  return amount >= 10_000 ? amount : undefined
}

const amount: Question = {
  name: 'amount',
  read: 'money',
  text: {
    vi: 'Bạn góp bao nhiêu? Bạn gõ như "200k" hoặc "1.500.000" nhé.',
    en: 'How much would you like to give? For example "200k" or "1.500.000".',
  },
}
const donorName: Question = {
  name: 'name',
  read: 'name',
  text: { vi: 'Giấy cảm ơn ghi tên ai?', en: 'Whose name goes on the letter of thanks?' },
}
const thanks: Words = {
  vi: 'Quỹ đã ghi phần bạn đăng ký: {amount}. Cảm ơn {name}.',
  en: 'Your pledge of {amount} is noted. Thank you, {name}.',
}

const choice = (name: string, text: Words, options: readonly Option[]): Question => ({
  name,
  read: 'choice',
  text,
  options,
})
const option = (id: string, vi: string, en: string): Option => ({ id, label: { vi, en } })

/** Five buttons and two typed answers: 13 calls of the Bot API for 8 updates. */
const donate8: Conversation = {
  name: 'donate8',
  start: '/donate8',
  about: 'A pledge of money in eight steps, by buttons and two typed answers',
  note: 'shown',
  thanks,
  questions: [
    choice(
      'gift',
      {
        vi: 'Chào bạn, mình là Chung Tay. Bạn muốn góp gì?',
        en: 'Hello, I am Chung Tay. What would you like to give?',
      },
      [option('money', 'Góp tiền', 'Money'), option('goods', 'Góp hàng', 'Goods')],
    ),
    choice('purpose', { vi: 'Bạn muốn cùng lo việc nào?', en: 'What shall it be for?' }, [
      option('tet', 'Quà Tết', 'Tết gifts'),
      option('lunch', 'Bữa trưa ở trường', 'Lunch at school'),
      option('pot', 'Góp chung', 'Where needed'),
    ]),
    choice('often', { vi: 'Bạn góp một lần hay mỗi tháng?', en: 'Once, or every month?' }, [
      option('once', 'Một lần', 'Once'),
      option('monthly', 'Mỗi tháng', 'Every month'),
    ]),
    amount,
    donorName,
    choice(
      'shown',
      { vi: 'Tên này có hiện trên danh sách cảm ơn không?', en: 'May the name be on the public list?' },
      [
        option('named', 'Có, ghi tên', 'Yes, show it'),
        option('anonymous', 'Không, ẩn danh', 'No, anonymous'),
      ],
    ),
    choice(
      'sure',
      {
        vi: 'Bạn góp {amount}, đứng tên {name}. Đúng không bạn?',
        en: 'You give {amount}, in the name of {name}. Is that right?',
      },
      [option('right', 'Đúng rồi', 'Yes'), { ...option('again', 'Làm lại', 'Start again'), restart: true }],
    ),
  ],
}

/** Goods, item by item, all typed: one call of the Bot API for each update, whatever the length. */
function goods(name: string, steps: number, about: string): Conversation {
  const items = Array.from({ length: (steps - 4) / 2 }, (_, n) => n + 1)
  return {
    name,
    start: `/${name}`,
    about,
    note: 'note',
    thanks,
    questions: [
      amount,
      donorName,
      ...items.flatMap((n): Question[] => [
        {
          name: `item_${n}`,
          read: 'text',
          text: { vi: `Món thứ ${n}: bạn gửi gì?`, en: `Item ${n}: what do you send?` },
        },
        {
          name: `count_${n}`,
          read: 'number',
          text: { vi: `Món thứ ${n} có mấy cái?`, en: `How many of item ${n}?` },
        },
      ]),
      {
        name: 'note',
        read: 'text',
        text: { vi: 'Bạn dặn thêm điều gì cho chuyến hàng?', en: 'Anything to add about the parcel?' },
      },
    ],
  }
}

export const CONVERSATIONS = {
  donate8,
  donate40: goods('donate40', 40, 'A gift of money and goods in forty typed steps'),
  /** The same questions as the long one, fewer of them: the two together show what length costs. */
  typed8: goods('typed8', 8, 'A gift of money and goods in eight typed steps'),
} as const satisfies Readonly<Record<string, Conversation>>

export type ConversationName = keyof typeof CONVERSATIONS
export const CONVERSATION_NAMES = Object.keys(CONVERSATIONS) as ConversationName[]
