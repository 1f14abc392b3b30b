import { setTimeout as pause } from 'node:timers/promises'
import type { History } from './history.ts'
import { type Mail, pay } from './mail.ts'
import type { Phone, Seen } from './people.ts'
import type { Chance } from './random.ts'
import { GIFT, type Stage } from './stage.ts'

const offers = (label: RegExp) => (one: Seen) => one.buttons.some((button) => label.test(button.label))
const says = (text: RegExp) => (one: Seen) => text.test(one.text)

const CODE = /^TLV[0-9A-Z]{7}$/

/**
 * Somebody who gives one gift, from hello to the receipt, and then says one word more to see whether they are still
 * answered. Waits as long as it takes: the test has an end of its own.
 */
export async function give(stage: Stage, mail: Mail, phone: Phone, luck: Chance): Promise<void> {
  const { gift } = phone
  const restless = () => luck.of(0.15)
  await phone.says('/start')
  await phone.sees(offers(/^Góp quà Tết/))
  await phone.presses(/^Góp quà Tết/)
  await phone.sees(offers(/^1 suất/))
  await phone.presses(/^1 suất/, restless())
  await phone.sees(offers(/mã chuyển khoản/))
  await phone.presses(/mã chuyển khoản/, restless())
  gift.code = (await phone.sees(says(CODE))).text
  await pay(stage, mail, GIFT, gift.code.toLowerCase())
  gift.paid = true
  await phone.sees(says(/^Biên nhận số/))
  const heard = phone.seen.length
  await phone.says('menu')
  await phone.sees(offers(/^Góp/), heard)
  gift.finished = true
}

export interface Crowd {
  /** No new person comes any more; resolves when all have finished, or when it is not worth waiting any longer. */
  close(worthWaiting: () => boolean): Promise<void>
}

/** People keep coming, `atOnce` at a time, until the crowd is closed. */
export function crowd(
  history: History,
  atOnce: number,
  most: number,
  meet: () => Phone,
  lead: (phone: Phone) => Promise<void>,
): Crowd {
  const phones: Phone[] = []
  let open = true
  let trouble: unknown
  const lanes = Array.from({ length: atOnce }, async () => {
    while (open && phones.length < most) {
      const phone = meet()
      phones.push(phone)
      history.gifts.push(phone.gift)
      await lead(phone)
    }
  })
  const all = Promise.all(lanes).catch((error: unknown) => {
    trouble = error
  })
  return {
    async close(worthWaiting) {
      open = false
      let done = false
      const finished = all.then(() => {
        done = true
      })
      while (!done && worthWaiting()) await Promise.race([finished, pause(250)])
      // The last fetch may be on its way.
      await pause(300)
      for (const phone of phones) phone.close()
      if (trouble) throw trouble
    },
  }
}
