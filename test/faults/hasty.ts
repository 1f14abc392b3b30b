import { setTimeout as pause } from 'node:timers/promises'
import { mail } from './mail.ts'
import { type Phone, type Seen, switchboard } from './people.ts'
import { chance } from './random.ts'
import type { Stage } from './stage.ts'
import { counted, newHistory, number, range, settled } from './trials.ts'

/**
 * Restless fingers: the same thing is sent twice under two ids, the second before the answer to the first can have been
 * read. Each trial is given a stage whose processes run, and answers what was wrong.
 */

// So long a message takes to Telegram and back; the second copy leaves meanwhile.
const SEND_MS = 400
// Longer than a lease and a sweep.
const PATIENCE_MS = 45_000
const GAPS_MS: readonly [number, number] = [0, 200]

/** Numbers, each typed twice, to any of the processes: each is counted once. */
export async function typedTwiceTrial(
  on: Stage,
  people: number,
  numbers: readonly number[],
): Promise<string[]> {
  const { phones, luck } = hasty(on, people)
  await Promise.all(phones.map((phone) => phone.says('đếm số')))
  await Promise.all(phones.map((phone) => phone.sees((one) => /^Bạn gõ/.test(one.text))))
  slowly(on)
  await Promise.all(
    phones.map(async (phone) => {
      for (const [n, x] of numbers.entries()) {
        const before = phone.seen.length
        await twice(luck, phone, () => phone.says(String(x)))
        // What was taken for two answers has another place; the row at the end tells.
        if (!(await sees(phone, (one) => one.text === `Số ${x}, thứ ${n + 1}.`, before))) return
        // The word about the second copy is on its way, or was before.
        await pause(SEND_MS)
      }
    }),
  )
  const wrong = (await settled(on)) ? [] : ['not everything was dealt with']
  on.api.trouble(() => undefined)
  const due = numbers.map((x, n) => `${x}/${n + 1}`).join(' ')
  for (const phone of phones) {
    const told = counted(on, phone).map(({ x, place }) => `${x}/${place}`)
    if (told.join(' ') !== due) wrong.push(`${phone.gift.who} heard ${told.join(' ')}\n    instead of ${due}`)
  }
  return wrong
}

const CODE = /^TLV[0-9A-Z]{7}$/

/** Every button on the way of a gift is pressed twice, to any of the processes: one pledge each, and one code. */
export async function pressedTwiceTrial(on: Stage, people: number): Promise<string[]> {
  const { phones, luck } = hasty(on, people)
  const before = await number(on, 'select count(*) from pledge')
  await Promise.all(phones.map((phone) => phone.says('/start')))
  slowly(on)
  await Promise.all(
    phones.map(async (phone) => {
      for (const label of [/^Góp quà/, /^1 suất/, /mã chuyển khoản/]) {
        if (!(await sees(phone, (one) => one.buttons.some((button) => label.test(button.label))))) return
        await twice(luck, phone, () => phone.presses(label))
      }
      await sees(phone, (one) => /^Mình đợi tiền/.test(one.text))
    }),
  )
  const wrong = (await settled(on)) ? [] : ['not everything was dealt with']
  on.api.trouble(() => undefined)
  const pledges = (await number(on, 'select count(*) from pledge')) - before
  if (pledges !== people) wrong.push(`${pledges} pledges of ${people} people`)
  for (const phone of phones) {
    const codes = phone.seen.filter((one) => CODE.test(one.text)).length
    if (codes !== 1)
      wrong.push(
        `${phone.gift.who} was told ${codes} codes: ${phone.seen.map((one) => one.text).join(' | ')}`,
      )
  }
  return wrong
}

const sees = (phone: Phone, fits: (one: Seen) => boolean, after = 0): Promise<boolean> =>
  Promise.race([phone.sees(fits, after).then(() => true), pause(PATIENCE_MS, false, { ref: false })])

function hasty(on: Stage, people: number): { phones: Phone[]; luck: ReturnType<typeof chance> } {
  const luck = chance(on.chance.whole(1, 1_000_000))
  // Both copies come at once: one that a platform brings after the answer to the other has been read is a new answer.
  const post = mail(newHistory(), luck, 0)
  const telegramPhone = switchboard(on)
  return { phones: range(people).map(() => telegramPhone(post)), luck }
}

const slowly = (on: Stage) => on.api.trouble(() => ({ kind: 'slow', ms: SEND_MS }))

/** The second copy leaves while nothing new has been seen: on a busy machine the gap may last longer than an answer. */
async function twice(luck: ReturnType<typeof chance>, phone: Phone, send: () => Promise<void>) {
  const before = phone.seen.length
  const again = async () => {
    if (phone.seen.length === before) await send()
  }
  await Promise.all([send(), pause(luck.whole(...GAPS_MS)).then(again)])
}
