// A flow as a Mermaid diagram: https://mermaid.js.org/syntax/flowchart.html (read 2026-11)
import { parse } from 'yaml'

interface Raw {
  readonly [key: string]: unknown
}
type Words = Readonly<Record<string, unknown>>

const MOST = 60

/**
 * Draws the steps of a flow and the ways between them: questions as hexagons, branches as diamonds, actions and calls as
 * boxes with double sides, and dashed what time does.
 *
 *     draw('flow: hi\nstart: a\nsteps:\n  a: { say: a, then: end }', 'a: Chào bạn')
 *
 * @param steps flow.yaml, sound (see flows:check)
 * @param words vi.yaml or en.yaml
 */
export function draw(steps: string, words: string): string {
  const flow = parse(steps) as { start: string; steps: Record<string, Raw> }
  const said = (parse(words) ?? {}) as Words
  const lines = Object.entries(flow.steps).flatMap(([name, step]) => [
    node(name, step, said),
    ...ways(name, step, said),
  ])
  const ends = ['end', 'quit'].filter((one) => lines.some((line) => line.endsWith(` ${id(one)}`)))
  return [
    'flowchart TD',
    `  begin((" ")) --> ${id(flow.start)}`,
    ...lines.map((line) => `  ${line}`),
    ...ends.map((one) => `  ${id(one)}((${one}))`),
  ].join('\n')
}

/** Mermaid has words of its own, such as `end`. */
const id = (step: string) => `s_${step.replaceAll('-', '_').replaceAll('.', '__')}`

/** `lost transfer`, or `{ reason: lost transfer, by: … }`. */
const reasonOf = (handOver: unknown) =>
  typeof handOver === 'object' && handOver !== null ? (handOver as Raw).reason : handOver

function node(name: string, step: Raw, words: Words): string {
  const text = sentence(name, step, words)
  const label = (what: string) => quoted([what, text].filter(Boolean).join('\n'))
  if (step.choose || step.ask) return `${id(name)}{{${label(name)}}}`
  if (step.branch) return `${id(name)}{${label(name)}}`
  if (step.do) return `${id(name)}[[${label(`${name}: ${step.do}`)}]]`
  if (step.call) return `${id(name)}[[${label(`${name} → ${step.call}`)}]]`
  if (step.hand_over) return `${id(name)}([${label(`${name}: ${reasonOf(step.hand_over)}`)}])`
  if (step.wait) return `${id(name)}([${label(`${name}: ${Object.entries(step.wait).flat().join(' ')}`)}])`
  return `${id(name)}[${label(name)}]`
}

/** The beginning of what the step says. */
function sentence(name: string, step: Raw, words: Words): string {
  const parts = [step.say].flat().map((part) => (typeof part === 'string' ? part : (part as Raw)?.text))
  const key = parts.find((part) => typeof part === 'string')
  const text = key === undefined ? '' : String(words[key as string] ?? words[name] ?? '')
  const line = text.split('\n')[0]!.trim()
  return line.length > MOST ? `${line.slice(0, MOST).trimEnd()}…` : line
}

function ways(name: string, step: Raw, words: Words): string[] {
  const to = (target: unknown, label = '', line = '-->') =>
    `${id(name)} ${line}${label ? `|${quoted(label)}|` : ''} ${id(String(target))}`
  const lines: string[] = []
  for (const [option, value] of Object.entries({ ...(step.choose ?? {}), ...(step.options ?? {}) })) {
    const one = value as Raw
    const target = typeof value === 'string' ? value : one.then
    const label = String(words[`${name}.${option}`] ?? option) + (one.if ? `\n(${one.if})` : '')
    if (one.call) {
      const called = `${name}.${option}`
      lines.push(
        to(called, label),
        `${id(called)}[[${quoted(`→ ${one.call}`)}]]`,
        `${id(called)} --> ${id(String(target))}`,
      )
    } else lines.push(to(target, label))
  }
  for (const [outcome, target] of Object.entries(step.on ?? {})) lines.push(to(target, outcome))
  for (const one of (step.branch ?? []) as Raw[])
    lines.push(to(one.then, one.if ? String(one.if) : 'otherwise'))
  if (step.then) lines.push(to(step.then))
  const timeout = step.timeout as Raw | undefined
  if (timeout)
    lines.push(to(timeout.then, timeout.until ? `until ${timeout.until}` : `after ${timeout.after}`, '-.->'))
  return lines
}

const quoted = (text: string) =>
  `"${text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('\n', '<br/>')}"`
