import type { Chance } from '../faults/random.ts'
import { beginningsOf } from '../support/beginnings.ts'
import { type Person, personBy, type World } from '../support/world.ts'
import { type Canary, canary } from './canary.ts'

export interface Talker extends Canary {
  readonly person: Person
  readonly n: number
}

export const talker = (it: World, n: number): Talker => {
  const own = canary(n)
  // Each from a network of their own: together they say more than one may.
  const from = { 'x-forwarded-for': `10.${n >> 8}.${n & 255}.1` }
  const ask = async (path: string, init: RequestInit = {}) =>
    it.service.web.request(path, { ...init, headers: { ...init.headers, ...from } })
  return { ...own, n, person: personBy(ask, own.word) }
}

/** Not everything is answered: a sticker in the midst of a talk with a person of the fund, for one. */
const SILENCE_S = 1

/** Of each flow that words begin, one word that does. */
export const beginnings: ReadonlyMap<string, string> = new Map(
  beginningsOf('vi').flatMap(([flow, [said]]) => (said === undefined ? [] : [[flow, said] as const])),
)

/** Says what begins each of these flows, and their own words to whatever is asked then; presses this and that. */
export async function wanders({ person, word, phone }: Talker, flows: readonly string[], chance: Chance) {
  const own = [
    `Kỳ ${word}`,
    phone,
    `mình là Kỳ ${word}, số ${phone.slice(0, 4)} ${phone.slice(4, 7)} ${phone.slice(7)}`,
    `${word} gửi 9h sáng nay 250k`,
    `nhà ở ngõ ${word}`,
  ]
  await person.says(`/start ${word}`)
  for (const flow of flows) {
    await person.says(beginnings.get(flow)!, SILENCE_S)
    for (let n = 0; n < 3; n++) {
      const choices = person.heard.at(-1)?.choices ?? []
      if (choices.length > 0 && chance.of(0.5)) await person.sends({ choice: chance.pick(choices).id })
      await person.says(chance.pick(own), SILENCE_S)
    }
  }
}

const codeOf = (person: Person) => person.heard.findLast(({ text }) => /^TLV\w{7}$/.test(text))!.text

/** Promises a gift, sends it with a memo that names them, has a certificate in their name and looks at all papers. */
export async function gives(it: World, { person, word, n }: Talker): Promise<void> {
  await person.says('/start tet-2027')
  await person.presses(/^Góp (quà Tết|cho đợt này)$/)
  await person.presses(/^1 suất/)
  await person.presses('Lấy mã chuyển khoản')
  const memo = `MBVCB.${n}.${codeOf(person)} ${word.toUpperCase()} chuyen tien`
  await it.bank.credits(300_000n, memo, { ref: `FT26${n}` })
  await person.hears(/Biên nhận số/, 60_000)
  await person.presses('Lấy giấy ghi nhận')
  await person.says(`Kỳ ${word}`)
  // Written in capitals or not, the name may be asked about once more.
  if (person.heard.at(-1)!.choices.some(({ label }) => label === 'Đúng rồi')) await person.presses('Đúng rồi')
  await person.hears(/Giấy ghi nhận số/, 60_000)
  for (const { url } of person.heard.flatMap(({ media }) => media)) await it.service.web.request(url)
}

/** Leaves words of theirs where promises of other kinds keep them: in whose memory, another money, what they wish to hear of. */
export async function promisesOtherwise({ person, word, n }: Talker): Promise<void> {
  await person.says('menu')
  switch (n % 3) {
    case 0:
      await person.says(`góp 300k tưởng nhớ bà Kỳ ${word}`)
      await person.presses(/^Đúng rồi$/)
      await person.presses(/^Lấy mã chuyển khoản$/)
      return
    case 1:
      await person.says(`mình là ${word}, muốn góp 100 đô`)
      await person.presses(/^Đúng rồi$/)
      return
    default:
      await person.says(`${word} hỏi có xe lăn ở Sơn La không`)
      await person.presses(/^Nhắn tôi/)
  }
}

/** Asks to be forgotten. */
export async function leaves({ person }: Talker): Promise<void> {
  await person.says('menu')
  await person.says('xoá tôi')
  await person.presses(/^(Xóa hết|Erase)/)
  // A complaint that is open is named first: it ends with them.
  const isAsked = /^(Xóa luôn|Erase now)$/
  if (person.heard.at(-1)!.choices.some(({ label }) => isAsked.test(label))) await person.presses(isAsked)
  await person.says('xoá')
  await person.hears(/(số yêu cầu|request number) R-\d+/, 60_000)
}
