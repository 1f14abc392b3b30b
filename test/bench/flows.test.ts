import { expect, test } from 'vitest'
import { CONVERSATIONS, stepsOf, tapsOf } from './conversation.ts'
import { flowFiles } from './flow-files.ts'

test.each(Object.values(CONVERSATIONS))(
  'our flow $name holds the conversation of the peers',
  async (conversation) => {
    for (const [file, text] of Object.entries(flowFiles(conversation))) {
      await expect(text).toMatchFileSnapshot(`flows/${conversation.name}/${file}`)
    }
  },
)

test('the steps and calls that the figures are known by', () => {
  const { donate8, donate40, typed8 } = CONVERSATIONS
  expect([donate8, donate40, typed8].map(stepsOf)).toEqual([8, 40, 8])
  expect([donate8, donate40, typed8].map(tapsOf)).toEqual([5, 0, 0])
})
