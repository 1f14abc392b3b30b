import { LANGS } from '../book.ts'
import {
  ENDS,
  type Goto,
  GROWN_UP,
  isInWords,
  isQuestion,
  type Option,
  type Question,
  type Step,
  type Verb,
} from '../definition.ts'
import { LIMITS } from '../limits.ts'
import { hint } from '../source.ts'
import type { Checked } from './checked.ts'

/** Whether every step leads somewhere, can be reached, and asks what it needs to ask. */
export function checkLinks(checked: Checked): void {
  const { definition, report } = checked
  for (const step of definition.steps.values()) {
    const about = (line: number, what: string) => report(line, `step "${step.name}": ${what}`)
    for (const next of nextOf(step.verb)) {
      if (next.line === 0 || ENDS.includes(next.to) || definition.steps.has(next.to)) continue
      about(
        next.line,
        `there is no step "${next.to}". ${hint(next.to, [...definition.steps.keys(), ...ENDS], 'Add it, or name another.')}`,
      )
    }
    if (isQuestion(step.verb)) checkQuestion(checked, step, step.verb, about)
    if (step.grownUp && !checked.flows.has(GROWN_UP) && !checked.unread.has(GROWN_UP))
      about(step.line, `"grown_up" leads to the flow "${GROWN_UP}". Add its folder.`)
    if (step.verb.kind === 'do') checkAction(checked, step.verb, about)
    if (step.verb.kind === 'call') checkCall(checked, step.verb, about)
    if (checked.sound && !checked.known.has(step.name) && definition.steps.has(definition.start.to)) {
      about(step.line, 'no way leads here. Lead to it from another step, or remove it.')
    }
  }
}

/** Where a step may go on. */
export function nextOf(verb: Verb): Goto[] {
  switch (verb.kind) {
    case 'choose':
    case 'ask': {
      const options = verb.options.map((option) => option.next)
      const timeout = verb.timeout ? [verb.timeout.next] : []
      return verb.kind === 'ask' ? [...options, ...timeout, verb.next] : [...options, ...timeout]
    }
    case 'do':
      return [...verb.on.values()]
    case 'branch':
      return verb.cases.map((one) => one.next)
    case 'hand_over':
      return verb.timeout ? [verb.next, verb.timeout.next] : [verb.next]
    default:
      return [verb.next]
  }
}

type About = (line: number, what: string) => void

function checkQuestion(checked: Checked, step: Step, question: Question, about: About): void {
  const last = step.say.at(-1)
  if (!last) about(step.line, 'asks without saying anything. Add "say:" with the question.')
  if (last?.kind === 'copy' && question.options.length > 0) {
    about(last.line, 'its buttons would hang on a bubble that is to be copied. Say a text after it.')
  }
  // What is said in words alone has no button.
  const options = question.options.filter((option) => !isInWords(option))
  const unseen = question.options.find((option) => isInWords(option) && (option.when || option.each))
  if (unseen) about(unseen.line, `"means: ${unseen.means}" takes no "if" and no "from". Remove them.`)
  const lists = options.filter((option) => option.each)
  if (lists.length > 1) about(lists[1]!.line, 'has two lists to choose from. Ask in two steps.')
  const steady = options.filter((option) => !option.each && !option.when)
  if (question.kind === 'choose' && question.options.length > 0 && steady.length === 0) {
    about(question.options[0]!.line, 'perhaps no option is there at all. Add one without "if" and "from".')
  }
  const most = areShort(checked, step, options) ? LIMITS.shortButtons : LIMITS.buttons
  const shown = options.filter((option: Option) => !option.each).length
  if (steady.length > most || shown > 2 * most) {
    about(
      options[most]!.line,
      `has more than ${most} buttons (${shown}). Put some of them in a step of their own.`,
    )
  }
}

/** One word each, as people are called: six of them stand in two short rows. */
const areShort = ({ words }: Checked, step: Step, options: readonly Option[]): boolean =>
  options.every((option) =>
    LANGS.every((lang) => {
      const label = words[lang].texts.get(`${step.name}.${option.name}`)?.text ?? ''
      return [...label].length <= LIMITS.short && !label.includes('{')
    }),
  )

function checkAction(checked: Checked, verb: Extract<Verb, { kind: 'do' }>, about: About): void {
  const { actions } = checked
  const shape = Object.hasOwn(actions, verb.action) ? actions[verb.action] : undefined
  if (!shape) {
    about(
      verb.line,
      `there is no action "${verb.action}". ${hint(verb.action, Object.keys(actions), 'See flows/schema.json for all of them.')}`,
    )
    return
  }
  const outcomes = Object.keys(shape.outcomes)
  for (const outcome of outcomes) {
    if (!verb.on.has(outcome)) {
      about(verb.line, `outcome "${outcome}" of ${verb.action} is not handled. Add it under "on:".`)
    }
  }
  for (const [outcome, next] of verb.on) {
    if (!outcomes.includes(outcome)) {
      about(
        next.line || verb.line,
        `${verb.action} has no outcome "${outcome}". ${hint(outcome, outcomes, 'Remove it.')}`,
      )
    }
  }
  const given = verb.with.map((one) => one.name)
  for (const one of verb.with) {
    if (!Object.hasOwn(shape.input, one.name)) {
      about(
        one.line,
        `${verb.action} takes no "${one.name}". ${hint(one.name, Object.keys(shape.input), 'Remove it.')}`,
      )
    }
  }
  for (const [name, { optional }] of Object.entries(shape.input)) {
    if (!optional && !given.includes(name))
      about(verb.line, `${verb.action} needs "${name}". Add it under "with:".`)
  }
}

function checkCall(checked: Checked, verb: Extract<Verb, { kind: 'call' }>, about: About): void {
  const called = checked.flows.get(verb.flow)
  if (!called) {
    if (checked.unread.has(verb.flow)) return
    about(
      verb.line,
      `there is no flow "${verb.flow}". ${hint(verb.flow, checked.flows.keys(), 'Add its folder, or call another.')}`,
    )
    return
  }
  for (const { name, line } of verb.with) {
    if (!called.takes.has(name)) {
      about(
        line,
        `flow "${verb.flow}" takes no "${name}". ${hint(name, called.takes.keys(), 'Add it to its "takes", or remove it.')}`,
      )
    }
  }
  for (const { theirs, line } of verb.gives) {
    if (!called.own.has(theirs)) {
      about(
        line,
        `flow "${verb.flow}" has no "${theirs}" to give. ${hint(theirs, called.own.keys(), 'Add it to its "keeps", or remove it.')}`,
      )
    }
  }
}
