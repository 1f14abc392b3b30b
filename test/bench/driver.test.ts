import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { CONVERSATIONS, fill, stepsOf, tapsOf } from './conversation.ts'
import { crowd, type Donor } from './crowd.ts'
import { type Driver, driver, MisbehavedError } from './driver.ts'
import { compare } from './measure.ts'

const TOKEN = '1000001:fake-token-that-opens-nothing'
const talk = CONVERSATIONS.donate8
const people = crowd(talk, 0, 20, 7)
let telegram: Driver
let server: Server

afterEach(async () => {
  await telegram.close()
  server.close()
})

interface Habits {
  /** How often it says what it has to say. */
  readonly says?: (step: number) => number
  readonly text?: (text: string) => string
  readonly answersPresses?: boolean
  readonly status?: (step: number) => number
  readonly buttons?: boolean
  /** Says its last word once more when all seems done. */
  readonly echoes?: boolean
}

/** A bot that knows by heart what each person must hear, with a bad habit or none. */
async function bot({
  says = () => 1,
  text = (t) => t,
  answersPresses = true,
  status = () => 200,
  buttons = true,
  echoes = false,
}: Habits) {
  const byId = new Map<number, { donor: Donor; step: number }>(
    people.map((donor) => [donor.person.id, { donor, step: 0 }]),
  )
  const { root } = telegram
  let done = 0
  const call = async (method: string, params: object) => {
    await fetch(`${root}/bot${TOKEN}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    }).catch(() => {}) // the walk is over and the Bot API closed
  }
  server = createServer((req, res) => {
    let body = ''
    req.on('data', (chunk) => (body += chunk))
    req.on('end', async () => {
      const { message, callback_query: press } = JSON.parse(body)
      const one = byId.get((message ?? press.message).chat.id)!
      const step = one.step++
      if (press && answersPresses) await call('answerCallbackQuery', { callback_query_id: press.id })
      const options = talk.questions[step]?.options
      for (let n = 0; n < says(step); n++) {
        await call('sendMessage', {
          chat_id: one.donor.person.id,
          text: text(one.donor.hears[step]!),
          ...(options && buttons
            ? {
                reply_markup: {
                  inline_keyboard: options.map(({ id, label }) => [{ text: label.vi, callback_data: id }]),
                },
              }
            : {}),
        })
      }
      res.writeHead(status(step)).end()
      if (step === 7) done += 1
      if (echoes && done === people.length) {
        await call('sendMessage', { chat_id: one.donor.person.id, text: one.donor.hears[step]! })
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await call('setWebhook', { url: `http://127.0.0.1:${port}/` })
}

async function walk(habits: Habits, steps = stepsOf(talk)) {
  // Longer than a busy machine keeps anybody waiting who is not silent.
  telegram = await driver(TOKEN, { stallMs: habits.says?.(3) === 0 ? 300 : 10_000, quietMs: 1_000 })
  await bot(habits)
  await telegram.webhookSet(30_000)
  return telegram.walk(people, steps, 8)
}

describe('a bot that behaves', () => {
  test('is led through every step, with as many calls as it needs', async () => {
    const walked = await walk({})
    expect(walked.updates).toBe(20 * 8)
    expect(walked.calls).toBe(20 * (8 + tapsOf(talk)))
    expect(walked.reply.p50).toBeLessThanOrEqual(walked.answer.p50)
  })

  test('may be led a part of the way, and on from there', async () => {
    expect((await walk({}, 7)).updates).toBe(20 * 7)
    expect((await telegram.walk(people, 8, 8)).updates).toBe(20)
  })
})

describe('a bot that does not behave has no speed', () => {
  const cases: [string, Habits, RegExp][] = [
    [
      'is silent at one step',
      { says: (step) => (step === 3 ? 0 : 1) },
      /nothing moves; \d+ of 20 chats wait/,
    ],
    ['says something twice', { says: (step) => (step === 3 ? 2 : 1) }, /a message too many/],
    ['says the last thing twice', { says: (step) => (step === 7 ? 2 : 1) }, /a message too many/],
    ['comes back when all is done', { echoes: true }, /a message too many/],
    [
      'says something else',
      { text: (text) => text.replace('Cảm ơn', 'Tạm biệt') },
      /step 8: "Quỹ đã ghi.*Tạm biệt.*" instead of/,
    ],
    ['shows no buttons', { buttons: false }, /there is no button/],
    ['leaves presses unanswered', { answersPresses: false }, /100 presses were never answered/],
    ['fails its webhook', { status: (step) => (step === 5 ? 500 : 200) }, /the webhook answered 500/],
    [
      'sends what Telegram refuses',
      { text: (text) => text.repeat(200) },
      /sendMessage was refused: .*too long/,
    ],
  ]
  test.each(cases)('because it %s', async (_, habits, complaint) => {
    const error = await walk(habits).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(MisbehavedError)
    expect((error as Error).message).toMatch(complaint)
  })
})

describe('pledges', () => {
  const promised = people.map((donor) => donor.pledge)
  const idle = async () => {
    telegram = await driver(TOKEN)
    server = createServer()
  }

  test('are all there, in any order', async () => {
    await idle()
    expect(() => compare([...promised].reverse(), promised)).not.toThrow()
  })

  test('lost, doubled or garbled ones are found', async () => {
    await idle()
    expect(() => compare(promised.slice(1), promised)).toThrow(/0 pledges too many and lacks 1/)
    expect(() => compare([...promised, promised[0]!], promised)).toThrow(/1 pledges too many/)
    expect(() => compare([{ ...promised[0]!, name: 'Hoa' }, ...promised.slice(1)], promised)).toThrow(/lacks/)
  })
})

test('the same seed makes the same people, who never say the same thing twice running', async () => {
  telegram = await driver(TOKEN)
  server = createServer()
  for (const conversation of Object.values(CONVERSATIONS)) {
    const donors = crowd(conversation, 5, 50, 3)
    expect(donors).toEqual(crowd(conversation, 5, 50, 3))
    for (const { says, hears } of donors) {
      expect(says).toHaveLength(stepsOf(conversation))
      expect(hears).toHaveLength(stepsOf(conversation))
      expect(hears.join()).not.toMatch(/[{}]|undefined|NaN/)
      expect(says.filter((what, n) => typeof what === 'string' && what === says[n - 1])).toEqual([])
    }
  }
  expect(fill('{amount}', { amount: 1_253_000 })).toBe('1.253.000\u00a0đ')
})
