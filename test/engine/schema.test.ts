import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { flowSchema } from '../../src/engine/index.ts'
import { ACTIONS, readFixtures } from './world.ts'

test('good flows pass the schema', () => {
  // zod reads everything of it but the conditions on actions, which the next test looks at.
  const { definitions, ...root } = flowSchema(ACTIONS) as { definitions: Record<string, object> }
  const { allOf: _, ...step } = definitions.step as { allOf: unknown }
  const plain = { ...root, definitions: { ...definitions, step } }
  const schema = z.fromJSONSchema(plain as Parameters<typeof z.fromJSONSchema>[0])
  for (const { flow, steps } of readFixtures()) {
    if (steps !== '') expect(schema.safeParse(parse(steps)).error?.issues, flow).toBeUndefined()
  }
  const good = parse(readFixtures().find((one) => one.flow === 'help')!.steps)
  for (const fine of [{ steps: good.steps }, { ...good, steps: ['opening', 'thanks'] }])
    expect(schema.safeParse(fine).error?.issues).toBeUndefined()
  for (const wrong of [
    { flow: 'x' },
    { steps: good.steps, keeps: { units: 'number' } },
    { ...good, steps: [] },
    { ...good, colour: 'red' },
    { ...good, keeps: { a: 'colour' } },
    { ...good, steps: { a: { says: 'a' } } },
    { ...good, steps: { a: { ask: { read: 'colour', as: 'a' } } } },
    { ...good, steps: { a: { do: 'nothing.at.all', on: {} } } },
    { ...good, steps: { a: { wait: { for: 'ever' } } } },
    { ...good, steps: {} },
  ]) {
    expect(schema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false)
  }
})

test('with an action named, its inputs and outcomes are known', () => {
  const { definitions } = flowSchema(ACTIONS) as { definitions: { step: { allOf: Rule[] } } }
  const rule = definitions.step.allOf.find((one) => one.if.properties.do.const === 'pledge.create')!
  expect(Object.keys(rule.then.properties.with.properties)).toEqual(['amount', 'need'])
  expect(rule.then.properties.with.required).toEqual(['amount'])
  expect(rule.then.properties.on.required).toEqual(['held', 'gone', 'closed'])
  expect(rule.then.required).toEqual(['on', 'with'])
  expect(definitions.step.allOf).toHaveLength(Object.keys(ACTIONS).length)
})

interface Rule {
  readonly if: { readonly properties: { readonly do: { readonly const: string } } }
  readonly then: {
    readonly required: string[]
    readonly properties: Record<'with' | 'on', { readonly required: string[]; readonly properties: object }>
  }
}

test('docs/flows.md names every sentence that the engine says', async () => {
  const { ENGINE_WORDS } = await import('../../src/engine/index.ts')
  const docs = readFileSync(join(import.meta.dirname, '../../docs/flows.md'), 'utf8')
  for (const word of Object.keys(ENGINE_WORDS)) {
    const [family, last] = word.split('.')
    expect(
      docs.includes(`\`${word}\``) || (docs.includes(`\`${family}.`) && docs.includes(`\`.${last}\``)),
      word,
    ).toBe(true)
  }
})
