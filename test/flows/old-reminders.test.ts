import { expect, test } from 'vitest'
import { readFlows, shapesOf } from '../../src/conversation/index.ts'
import { compile } from '../../src/engine/index.ts'
import { ACTIONS } from '../support/actions.ts'

const { ofOldButton, live } = compile(readFlows('flows'), shapesOf(ACTIONS)).book!

/** A reminder may be answered days later, when what it stood under is forgotten: its buttons still do what they say. */
test.each([
  ['pledge-reminder', 'pay_now', 'code'],
  ['pledge-reminder', 'remind_later', 'snooze'],
  ['pledge-reminder', 'cancel_it', 'cancel'],
  ['offer-reminder', 'coming', 'my-offers'],
  ['offer-reminder', 'other_day', 'my-offers'],
  ['offer-reminder', 'take_back', 'my-offers'],
  ['offer-news', 'other_day', 'my-offers'],
  ['monthly-reminder', 'pay_month', 'my-monthly'],
  ['monthly-reminder', 'monthly', 'my-monthly'],
  ['slot-reminder', 'pay_place', 'my-slots'],
  ['slot-reminder', 'pause_place', 'slot-pause'],
  ['slot-reminder', 'give_back', 'slot-hand-back'],
])('of %s the button %s leads to %s', (flow, name, leads) => {
  const options = [...live(flow)!.definition.steps.values()].flatMap(({ verb }) =>
    verb.kind === 'choose' ? verb.options.map((option) => option.name) : [],
  )
  expect(options).toContain(name)
  expect(ofOldButton(name)).toBe(leads)
})

test('every button of a reminder is one of these', () => {
  for (const flow of ['pledge-reminder', 'offer-reminder', 'monthly-reminder', 'slot-reminder']) {
    for (const { verb } of live(flow)!.definition.steps.values()) {
      for (const { name, means } of verb.kind === 'choose' ? verb.options : [])
        if (means !== 'words') expect(ofOldButton(name), `${flow}: ${name}`).toBeDefined()
    }
  }
})
