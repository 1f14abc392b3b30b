import { type Frame, Layout } from '../layout.tsx'
import { Own } from '../own.tsx'
import { day, moment, money } from '../show.ts'
import { ChatLink, Facts, Verdict } from './parts.tsx'

/** A receipt as its own address shows it: without its donor's name, since the paper gets forwarded. */
interface ReceiptData {
  readonly state: 'valid' | 'cancelled'
  /** The day is told; absent while it is valid. */
  readonly cancelledAt?: Date
  readonly number: string
  /** Đồng; absent for goods. */
  readonly amount?: bigint
  /** Of a receipt for goods: every line, also those that the paper has no room for. */
  readonly goods?: {
    readonly items: readonly GoodsLine[]
    /** Whole đồng, put down by the fund for its own books. */
    readonly estimate: bigint | null
  }
  readonly receivedAt: Date
  readonly usedFor: string
  readonly fund: string
}

/** As counted by the fund. */
interface GoodsLine {
  readonly name: string
  readonly size: string
  readonly quantity: string
  readonly condition: string
}

const WORDS = {
  vi: {
    valid: 'Đúng là biên nhận của Quỹ',
    cancelled: 'Biên nhận này đã hủy',
    demo: 'Giấy của bản thử: tiền không có thật, giấy không có giá trị thật.',
    validText: 'Các số dưới đây là số trong sổ của Quỹ. Bạn so với giấy đang cầm nhé.',
    cancelledOn: (day: string) => `Quỹ đã hủy ngày ${day}.`,
    cancelledText: 'Số này không còn hiệu lực. Có gì chưa rõ, bạn nhắn Quỹ nhé.',
    columns: ['Tên', 'Cỡ', 'Số lượng', 'Tình trạng'],
    estimate: 'Trị giá ước tính do Quỹ ghi để theo dõi',
    rows: { number: 'Số', amount: 'Số tiền', at: 'Ngày nhận', usedFor: 'Dùng cho', fund: 'Đơn vị nhận' },
  },
  en: {
    valid: 'This is the fund’s receipt',
    cancelled: 'This receipt was cancelled',
    demo: 'A paper of the demo: the money is not real, and the paper of no real value.',
    validText: 'These are the numbers in the fund’s books. Please compare them with your paper.',
    cancelledOn: (day: string) => `The fund cancelled it on ${day}.`,
    cancelledText: 'This number is no longer valid. If anything is unclear, write to the fund.',
    columns: ['Item', 'Size', 'Quantity', 'Condition'],
    estimate: 'Value estimated by the fund for its own records',
    rows: { number: 'Number', amount: 'Amount', at: 'Received', usedFor: 'Used for', fund: 'Received by' },
  },
} as const

/** `/c/<id>` of a receipt: anyone who holds one can compare it with the fund's books. */
export function ReceiptPage({ frame, data }: { frame: Frame; data: ReceiptData }) {
  const { lang } = frame
  const text = WORDS[lang]
  const valid = data.state === 'valid'
  return (
    <Layout frame={frame} title={valid ? text.valid : text.cancelled} private>
      <Verdict tone={valid ? 'good' : 'warn'} title={valid ? text.valid : text.cancelled}>
        {data.cancelledAt && <p>{text.cancelledOn(day(data.cancelledAt, lang))}</p>}
        <p>{valid ? text.validText : text.cancelledText}</p>
        {frame.demo && <p>{text.demo}</p>}
      </Verdict>
      <Facts
        rows={[
          [text.rows.number, data.number],
          [text.rows.amount, data.amount === undefined ? undefined : money(data.amount, lang)],
          [text.rows.at, moment(data.receivedAt, lang)],
          [text.rows.usedFor, lang === 'vi' ? data.usedFor : <Own lang={lang}>“{data.usedFor}”</Own>],
          [text.rows.fund, <Own lang={lang}>{data.fund}</Own>],
          [text.estimate, data.goods?.estimate ? money(data.goods.estimate, lang) : undefined],
        ]}
      />
      {data.goods && <Goods items={data.goods.items} columns={text.columns} />}
      <p class="apps">
        <ChatLink lang={lang} />
      </p>
    </Layout>
  )
}

const Goods = ({ items, columns }: { items: readonly GoodsLine[]; columns: readonly string[] }) => (
  <table class="receipts">
    <thead>
      <tr>
        {columns.map((column) => (
          <th scope="col">{column}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {items.map(({ name, size, quantity, condition }) => (
        <tr>
          <td>{name}</td>
          <td>{size}</td>
          <td>{quantity}</td>
          <td>{condition}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
