import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  type Effect,
  type FlowSource,
  makeBook,
  resume,
  revive,
  type Session,
} from '../../src/engine/index.ts'
import { CONVERSATIONS, stepsOf, tapsOf } from './conversation.ts'
import { crowd, type Donor } from './crowd.ts'
import { flowFiles, PLEDGE_ACTION } from './flow-files.ts'

const TALKS = Object.values(CONVERSATIONS)

test.each(TALKS)('our flow $name holds the conversation of the peers', async (conversation) => {
  for (const [file, text] of Object.entries(flowFiles(conversation))) {
    await expect(text).toMatchFileSnapshot(`flows/${conversation.name}/${file}`)
  }
})

test('the steps and calls that the figures are known by', () => {
  const { donate8, donate40, typed8 } = CONVERSATIONS
  expect([donate8, donate40, typed8].map(stepsOf)).toEqual([8, 40, 8])
  expect([donate8, donate40, typed8].map(tapsOf)).toEqual([5, 0, 0])
})

describe('on our engine, among all the flows of the service', () => {
  const { flows, problems } = revive([...sources('flows'), ...sources('test/bench/flows')], {})
  const book = makeBook({ live: flows })

  test('the flows are sound', () => {
    expect(problems.filter(({ file }) => TALKS.some(({ name }) => file.includes(`/${name}/`)))).toEqual([])
  })

  test.each(TALKS)('$name is heard word for word as the driver expects', (conversation) => {
    for (const donor of crowd(conversation, 0, 60, 1))
      expect(play(donor)).toEqual([...donor.hears, donor.pledge])
  })

  /** @returns what the donor heard, and the pledge that was asked for */
  function play(donor: Donor): unknown[] {
    const view = {
      now: new Date('2026-12-01T02:00:00Z'),
      lang: 'vi' as const,
      channel: 'telegram',
      facts: {},
    }
    const heard: unknown[] = []
    let session: Session | undefined
    let choices: readonly { id: string; label: string }[] = []
    const listen = (effects: readonly Effect[]) => {
      for (const effect of effects) {
        if (effect.kind !== 'say') continue
        heard.push(effect.bubble.text)
        choices = effect.bubble.choices ?? []
      }
    }
    let pledge: unknown
    for (const says of donor.says) {
      const press =
        typeof says === 'string' ? undefined : choices.find(({ label }) => label === says.press)?.id
      const word = typeof says === 'string' ? { text: says } : { choice: press ?? '' }
      let sprint = resume(book, session, { kind: 'heard', ...word }, view)
      listen(sprint.effects)
      if (sprint.todo?.action === PLEDGE_ACTION) {
        const { amount, ...rest } = sprint.todo.input
        pledge = { ...rest, amount: Number(amount) }
        sprint = resume(book, sprint.session, { kind: 'outcome', outcome: 'ok', data: {} }, view)
        listen(sprint.effects)
      }
      session = sprint.session
    }
    return [...heard, pledge]
  }
})

function sources(folder: string): FlowSource[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name: flow }) => {
      const read = (file: string) =>
        flow === 'common' && file === 'flow.yaml' ? '' : readFileSync(`${folder}/${flow}/${file}`, 'utf8')
      return { flow, steps: read('flow.yaml'), words: { vi: read('vi.yaml'), en: read('en.yaml') } }
    })
}
