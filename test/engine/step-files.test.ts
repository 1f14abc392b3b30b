import { expect, test } from 'vitest'
import { byFile, compile, joinSteps } from '../../src/engine/index.ts'
import { ACTIONS, readFixtures } from './world.ts'

/** A flow whose steps lie in several files: read as one, and mended by the line of its own file. */

const head = 'flow: giving\nabout: Only for this test\nstart: hello\nsteps: [opening, thanks]\n'
const opening = '# Who comes in.\nsteps:\n  hello:\n    say: hello\n    then: told\n'
const thanks = 'steps:\n  # And goes.\n  told: { say: told, then: end }\n'
const words = { vi: 'hello: Chào.\ntold: Cảm ơn.\n', en: 'hello: Hello.\ntold: Thanks.\n' }

function compiled(files: Record<string, string>, said = words) {
  const steps = joinSteps(head, (file) => files[file] ?? '')
  return compile([...readFixtures(), { flow: 'giving', steps, words: said }], ACTIONS)
}
const messages = (...given: Parameters<typeof compiled>) =>
  compiled(...given).problems.map(({ message }) => message)

test('the files that flow.yaml names are one flow, in their order', () => {
  const { book, problems } = compiled({ 'opening.yaml': opening, 'thanks.yaml': thanks })
  expect(problems).toEqual([])
  const steps = book!.flows.find(({ flow }) => flow === 'giving')!.definition!.steps
  expect([...steps.keys()]).toEqual(['hello', 'told'])
})

test('what is wrong is said by the line of its own file', () => {
  const spoilt = {
    'opening.yaml': opening.replace('then: told', 'then: tolt'),
    'thanks.yaml': thanks.replace('then', 'than'),
  }
  const { problems } = compiled(spoilt)
  expect(problems).toMatchObject([
    { file: 'flows/giving/opening.yaml', line: 5 },
    { file: 'flows/giving/thanks.yaml', line: 3 },
    { file: 'flows/giving/thanks.yaml', line: 3 },
  ])
  expect(problems[0]!.message).toMatch(
    /^flows\/giving\/opening\.yaml:5 step "hello": there is no step "tolt"/,
  )
  expect(
    messages({ 'opening.yaml': opening, 'thanks.yaml': thanks }, { ...words, vi: 'hello: Chào.\n' }),
  ).toEqual(['flows/giving/vi.yaml:1 lacks "told", which step "told" says (thanks.yaml:3). Add it.'])
})

test('a file that is not there, or has no steps, is named', () => {
  const lacks =
    'flows/giving/flow.yaml:4 names files of steps: write it last, and in each of them "steps:" with steps under it.'
  expect(messages({ 'opening.yaml': opening })).toContain(lacks)
  expect(messages({ 'opening.yaml': opening, 'thanks.yaml': 'told: { say: told, then: end }\n' })).toContain(
    lacks,
  )
  const above = joinSteps(`${head}replaces: true\n`, () => opening)
  expect(
    compile([...readFixtures(), { flow: 'giving', steps: above, words }], ACTIONS).problems.map(
      ({ message }) => message,
    ),
  ).toContain(lacks)
})

test('a flow of one file, and lines of flow.yaml itself, stay as they are', () => {
  expect(joinSteps('flow: a\nsteps:\n  b: { then: end }\n', () => 'steps:\n')).toBe(
    'flow: a\nsteps:\n  b: { then: end }\n',
  )
  expect(
    byFile(
      joinSteps(head, () => opening),
      'flow.yaml:3 and flow.yaml:8',
    ),
  ).toBe('flow.yaml:3 and opening.yaml:3')
})
