import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { factShapes } from '../../src/app/facts.ts'
import { actionsOf } from '../../src/app.ts'
import { readFlows, shapesOf } from '../../src/conversation/index.ts'
import { compile, flowSchema } from '../../src/engine/index.ts'

// Only the names and shapes of actions are read: none is run.
const actions = shapesOf(actionsOf({} as never))
const flows = readFlows('flows')
const check = (sources: typeof flows) =>
  compile(sources, actions, { facts: factShapes }).problems.map(({ message }) => message)

test('a misspelt field of the fund or the campaign is found, in a sentence and in a condition', () => {
  expect(check(flows)).toEqual([])
  const spoilt = flows.map((one) => ({
    ...one,
    steps: one.steps.replace('campaign.ended, then: ended', 'campaign.endet, then: ended'),
    words: { ...one.words, vi: one.words.vi.replace('{fund.decision}', '{fund.descision}') },
  }))
  const problems = check(spoilt).join('\n')
  expect(problems).toMatch(/flows\/give\/[a-z-]+\.yaml:\d+ .*"campaign\.endet" leads nowhere/)
  expect(problems).toMatch(/flows\/[a-z-]+\/vi\.yaml:\d+ .*\{fund\.descision\}/)
})

test('flows/schema.json, which editors complete by, is what the flow format is now', () => {
  const kept = JSON.parse(readFileSync('flows/schema.json', 'utf8'))
  expect(kept, 'run: npm run flows:check -- --schema').toEqual(
    JSON.parse(JSON.stringify(flowSchema(actions))),
  )
})
