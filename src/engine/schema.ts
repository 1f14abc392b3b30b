// biome-ignore-all lint/suspicious/noThenProperty: "then" is a key of flow files and of JSON Schema
import { ASK_KINDS, COMES_NEXT, FIELD_TYPES, MEANINGS } from './definition.ts'
import type { Actions } from './types.ts'

type Schema = Readonly<Record<string, unknown>>

/**
 * JSON Schema of a flow.yaml file, or of one with steps of it, so that editors complete its keys, the actions and their outcomes. It knows the shape
 * only: whether steps exist and words are there, `compile` says.
 */
export function flowSchema(actions: Actions): Schema {
  const names = Object.keys(actions).sort()
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A flow (docs/flows.md)',
    anyOf: [
      {
        ...map({
          flow: text('The name of its folder'),
          about: text('One line for whoever reads the file'),
          start: text('The first step'),
          takes: types('Values that it is given when it starts'),
          keeps: types('Values that it remembers'),
          replaces: { type: 'boolean', description: 'Starting it ends what was going on' },
          urgent: { type: 'boolean', description: 'Its words are heard before everything else' },
          beside: { type: 'boolean', description: 'Heard also while a person is awaited' },
          gifts: {
            type: 'boolean',
            description: 'A sum alone, said where its question may be left, is a gift',
          },
          comes_next: {
            enum: COMES_NEXT,
            description:
              'Said in one sentence with money that is given once, it comes next; "sum": only with a sum of its own',
          },
          old_buttons: {
            type: 'array',
            items: { type: 'string' },
            description: 'Options of any flow that lead here where their button is too old',
          },
          voice_of: text('The flow that speaks with these words where its campaign names this one'),
          steps: {
            anyOf: [steps, { type: 'array', minItems: 1, items: text('A file of steps beside this one') }],
          },
        }),
        required: ['flow', 'about'],
      },
      { ...map({ steps }), required: ['steps'] },
    ],
    definitions: {
      step: { ...map(stepProperties(names)), allOf: names.map((name) => whenDoing(name, actions)) },
      option,
      timeout: {
        ...map({ after: duration, until: text('A value of type time or day'), then: target }),
        required: ['then'],
      },
    },
  }
}

const map = (properties: Schema): Schema => ({ type: 'object', additionalProperties: false, properties })
const text = (description: string): Schema => ({ type: 'string', description })
const types = (description: string): Schema => ({
  type: 'object',
  description,
  additionalProperties: { enum: FIELD_TYPES },
})

const steps: Schema = {
  type: 'object',
  minProperties: 1,
  additionalProperties: { $ref: '#/definitions/step' },
}

const target = text('A step, "end" or "quit"')
const duration = { type: 'string', pattern: '^[0-9]{1,4}[smhd]$', description: '30s, 15m, 2h, 3d' }
const value: Schema = { type: ['string', 'number', 'boolean', 'null'] }
const values = (description: string): Schema => ({ type: 'object', description, additionalProperties: value })
const names: Schema = {
  anyOf: [
    { type: 'array', items: { type: 'string' } },
    { type: 'object', additionalProperties: { type: 'string' } },
  ],
}

const option: Schema = {
  anyOf: [
    target,
    map({
      set: values('Values to keep when it is chosen'),
      if: value,
      call: text('A flow'),
      with: values('What the flow takes'),
      gives: names,
      from: text('A list: one option for each of its records'),
      of: text('A fact that has the records, when the list has their ids'),
      as: text('Where the chosen record is kept'),
      means: { enum: MEANINGS, description: 'What else leads to it, besides its label' },
      then: target,
    }),
  ],
}

const options: Schema = {
  type: 'object',
  minProperties: 1,
  additionalProperties: { $ref: '#/definitions/option' },
}

const bubble: Schema = {
  anyOf: [
    text('A text of the words files'),
    map({ copy: text('A value, alone in its bubble'), label: text('A text of the words files: what it is') }),
    map({ image: text('A file'), text: text('A text of the words files') }),
    map({ document: text('A file'), text: text('A text of the words files') }),
  ],
}

function stepProperties(actions: readonly string[]): Schema {
  const limit = { type: ['number', 'string'] }
  return {
    grown_up: { type: 'boolean', description: 'A child is asked for a grown-up first' },
    set: values('Values to keep; after "=" an expression'),
    say: { anyOf: [bubble, { type: 'array', minItems: 1, items: bubble }] },
    choose: options,
    rest: { type: 'boolean', description: 'The person may leave it at that' },
    ask: {
      ...map({
        read: { enum: ASK_KINDS },
        as: text('Where the answer is kept'),
        min: limit,
        max: limit,
        confirm_from: limit,
        each: { ...limit, description: 'What one unit costs' },
        day: text('Where a day said beside the amount is kept'),
        goods: text('Where things are kept that are said instead of an amount, and come next'),
        sum: text('Where money is kept that is said instead of a count'),
        cut: text('Of a letter: where it is kept whether only its beginning could be'),
        gift: { type: 'boolean', description: 'Only an amount said as a gift, alone or in units' },
        past: { type: 'boolean', description: 'A day that has been' },
        heard: { type: 'boolean', description: 'The words that started the flow may answer it' },
      }),
      required: ['read', 'as'],
    },
    options,
    do: { enum: actions },
    with: values('What the action or the flow takes'),
    as: text('Where the result is kept'),
    on: { type: 'object', additionalProperties: target },
    branch: {
      type: 'array',
      minItems: 1,
      items: { ...map({ if: value, then: target }), required: ['then'] },
    },
    call: text('A flow'),
    gives: names,
    hand_over: {
      anyOf: [
        text('Why, for the officer'),
        map({
          reason: text('Why, for the officer'),
          by: text('By when a person answers: a value of type time'),
        }),
      ],
    },
    wait: { anyOf: [map({ for: duration }), map({ until: text('A value of type time or day') })] },
    timeout: { $ref: '#/definitions/timeout' },
    then: target,
  }
}

/** With an action named, its inputs and outcomes are known. */
function whenDoing(name: string, actions: Actions): Schema {
  const { input, outcomes } = actions[name]!
  const inputs = Object.keys(input)
  const required = inputs.filter((one) => !input[one]!.optional)
  const given = { ...map(Object.fromEntries(inputs.map((one) => [one, value]))), required }
  const handled = map(Object.fromEntries(Object.keys(outcomes).map((one) => [one, target])))
  const needed = required.length > 0 ? ['on', 'with'] : ['on']
  return {
    if: { properties: { do: { const: name } }, required: ['do'] },
    then: {
      properties: { with: given, on: { ...handled, required: Object.keys(outcomes) } },
      required: needed,
    },
  }
}
