import { isDay } from '../../platform/vietnamese/index.ts'
import { type Assign, FACTS, isQuestion, type Option, type Step } from '../definition.ts'
import type { Ast, Expression, Path } from '../expression.ts'
import { offeredAs, TYPE_OF } from '../knowledge.ts'
import { type Known, lookUp, type Shape, shapeOf } from '../known.ts'
import { hint } from '../source.ts'
import type { FieldType } from '../types.ts'
import type { Checked } from './checked.ts'

/** Whether values are what they are used as, and paths lead to something. */
export function checkTypes(checked: Checked): void {
  for (const [name, known] of checked.known) {
    const step = checked.definition.steps.get(name)
    if (step) checkStep(checked, step, known)
  }
}

type About = (line: number, what: string) => void

function checkStep(checked: Checked, step: Step, known: Known): void {
  const { definition, report, actions, flows } = checked
  const about: About = (line, what) => report(line, `step "${step.name}": ${what}`)
  const uses = (
    value: Expression,
    line: number,
    wanted: readonly Shape['type'][],
    what: string,
    at = known,
  ): void => {
    checkPaths(value.ast, at, checked, line, about)
    const found = shapeOf(value, at, definition).shape.type
    if (!wanted.includes(found) && found !== 'any' && found !== 'null') {
      about(
        line,
        `${what} is ${wanted[0]}, and "${value.source.trim()}" is ${found}.${meant(value, checked)}`,
      )
    }
  }
  const assigns = (
    list: readonly Assign[],
    typeOf: (name: string) => FieldType | undefined,
    at = known,
  ): void => {
    for (const one of list) {
      const type = typeOf(one.name)
      if (type) uses(one.value, one.line, accepted(type, one.value), `"${one.name}"`, at)
      else checkPaths(one.value.ast, at, checked, one.line, about)
    }
  }
  const own = (name: string) => definition.own.get(name)

  assigns(step.set, own)
  for (const part of step.say) {
    if (part.kind === 'copy') uses(part.value, part.line, COPIED, 'what is copied')
    else if (part.kind !== 'text') uses(part.value, part.line, ['file'], `the ${part.kind}`)
    if (part.kind !== 'text') checkThere(part.value, part.line, known, checked, about)
  }
  const { verb } = step
  const timeout = 'timeout' in verb ? verb.timeout : undefined
  if (timeout?.until) uses(timeout.until, timeout.next.line, ['time', 'day'], 'the end of "timeout"')
  if (isQuestion(verb)) for (const option of verb.options) checkOption(option)
  switch (verb.kind) {
    case 'ask':
      for (const limit of [verb.min, verb.max, verb.confirmFrom, verb.each]) {
        if (limit) uses(limit, verb.line, ['number', 'money'], 'a bound')
      }
      if (verb.as !== '') checkKept(verb.as, TYPE_OF[verb.read], verb.line)
      if (verb.day !== undefined) checkKept(verb.day, 'day', verb.line)
      if (verb.goods !== undefined) checkKept(verb.goods, 'text', verb.line)
      if (verb.sum !== undefined) checkKept(verb.sum, 'money', verb.line)
      if (verb.cut !== undefined) checkKept(verb.cut, 'yes_no', verb.line)
      break
    case 'do':
      assigns(verb.with, (name) => actions[verb.action]?.input[name]?.type)
      if (verb.as !== undefined) checkKept(verb.as, 'record', verb.line)
      break
    case 'branch':
      for (const one of verb.cases) if (one.when) checkPaths(one.when.ast, known, checked, one.line, about)
      break
    case 'call':
      assigns(verb.with, (name) => flows.get(verb.flow)?.takes.get(name))
      for (const { mine, theirs, line } of verb.gives) {
        const type = flows.get(verb.flow)?.own.get(theirs)
        if (type && own(mine) && own(mine) !== type) {
          about(line, `"${mine}" is ${own(mine)}, and the "${theirs}" that ${verb.flow} gives is ${type}.`)
        }
      }
      break
    case 'hand_over':
      checkPaths(verb.reason.ast, known, checked, step.line, about)
      if (verb.by) uses(verb.by, step.line, ['time'], '"by"')
      if (verb.as !== undefined) checkKept(verb.as, 'text', step.line)
      break
    case 'wait_until':
      uses(verb.until, step.line, ['time', 'day'], 'the end of "wait"')
      break
  }

  function checkOption(option: Option): void {
    const there = offeredAs(option, known, definition)
    if (option.when) checkPaths(option.when.ast, option.each ? there : known, checked, option.line, about)
    if (option.each) {
      const { from, of } = option.each
      uses(from, option.line, ['list'], `"from" of option "${option.name}"`)
      if (of) uses(of, option.line, ['list'], `"of" of option "${option.name}"`)
      if (option.each.as !== '') checkKept(option.each.as, 'record', option.line)
    }
    assigns(option.set, own, there)
  }

  function checkKept(name: string, type: FieldType, line: number): void {
    const declared = own(name)
    if (declared === undefined || declared === type || (type === 'time' && declared === 'text')) return
    about(line, `"${name}" is kept as ${declared}, and this is ${type}. Change "keeps", or use another name.`)
  }
}

const COPIED: readonly Shape['type'][] = ['text', 'number', 'money', 'day', 'time']

/** What may stand where a type is wanted: numbers for money, a written day for a day. */
function accepted(type: FieldType, value: Expression): Shape['type'][] {
  if (type === 'money') return ['money', 'number']
  if (
    (type === 'day' || type === 'time') &&
    value.ast.kind === 'literal' &&
    typeof value.ast.value === 'string'
  ) {
    return type === 'day' && !isDay(value.ast.value) ? ['day'] : [type, 'text']
  }
  return [type]
}

/** A plain word in `set` is a text; perhaps a value was meant. */
function meant(value: Expression, { definition }: Checked): string {
  const { ast } = value
  if (ast.kind !== 'literal' || typeof ast.value !== 'string') return ' Give something else.'
  const head = ast.value.split('.')[0]!
  return definition.own.has(head) || FACTS.includes(head)
    ? ` For the value write "= ${ast.value}".`
    : ' Give something else.'
}

/** Names that nothing has, and fields that are never there. */
function checkPaths(ast: Ast, known: Known, checked: Checked, line: number, about: About): void {
  switch (ast.kind) {
    case 'path':
      checkPath(ast.path, known, checked, line, about)
      break
    case 'not':
    case 'minus':
      checkPaths(ast.of, known, checked, line, about)
      break
    case 'binary':
      checkPaths(ast.left, known, checked, line, about)
      checkPaths(ast.right, known, checked, line, about)
      checkOperands(ast, known, checked, line, about)
      break
  }
}

function checkPath(path: Path, known: Known, { definition }: Checked, line: number, about: About): void {
  const name = [path.head, ...path.tail].join('.')
  if (!definition.own.has(path.head) && !FACTS.includes(path.head)) {
    const names = [...definition.own.keys(), ...FACTS]
    about(
      line,
      `"${path.head}" is no value of this flow. ${hint(path.head, names, 'Add it to "keeps", or use another.')}`,
    )
    return
  }
  const { shape } = lookUp(path, known, definition)
  if (shape.type === 'null')
    about(line, `"${name}" leads nowhere: there is no "${path.tail.at(-1)}" in it here.`)
}

function checkOperands(
  ast: Ast & { kind: 'binary' },
  known: Known,
  { definition }: Checked,
  line: number,
  about: About,
): void {
  const expression = (side: Ast): Expression => ({ source: '', ast: side, paths: [], value: () => null })
  const types = [ast.left, ast.right].map((side) => shapeOf(expression(side), known, definition).shape.type)
  if (['+', '-', '*'].includes(ast.op)) {
    const odd = types.find((type) => !['number', 'money', 'any', 'null'].includes(type))
    if (odd) about(line, `"${ast.op}" counts with numbers and money, not with ${odd}.`)
    return
  }
  if (ast.op === 'and' || ast.op === 'or' || types.includes('any') || types.includes('null')) return
  const [left, right] = types.map((type) => (type === 'money' ? 'number' : type === 'day' ? 'text' : type))
  if (left !== right) about(line, `"${ast.op}" compares ${types[0]} with ${types[1]}, which are never alike.`)
  else if (left === 'record' || left === 'list' || left === 'file')
    about(line, `"${ast.op}" cannot compare a ${left}.`)
}

/** What is shown or copied must be there. */
function checkThere(
  value: Expression,
  line: number,
  known: Known,
  { definition }: Checked,
  about: About,
): void {
  const { there, shape } = shapeOf(value, known, definition)
  if (there !== 'yes' && shape.type !== 'null') {
    about(
      line,
      `"${value.source.trim()}" ${there === 'no' ? 'is not set' : 'may not be set'} here. Set it before, or branch on it.`,
    )
  }
}
