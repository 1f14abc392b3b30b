import { createHash } from 'node:crypto'
import { type Book, type Compiled, eachLang, makeBook } from './book.ts'
import { check } from './check/check.ts'
import type { Surroundings } from './check/checked.ts'
import type { Definition } from './definition.ts'
import { literal } from './expression.ts'
import { CHANNEL_TEXT } from './limits.ts'
import { readFlow, readVoice, type Voice } from './read/flow.ts'
import { type FlowSource, fileOf, type Problem, readYaml, reporter } from './source.ts'
import { byFile } from './step-files.ts'
import type { Actions, Lang } from './types.ts'
import { COMMON, type RawWords, readWords, template } from './words.ts'

/**
 * Reads all flows, checks them against one another and against the actions, and binds them into a book.
 *
 * @param given `channels`: characters that each can send in one message; `facts`: what flows see besides their own
 * values, so that a misspelt field is found
 * @returns all problems, by file and line; a book only when there are none. Never throws.
 */
export function compile(
  sources: readonly FlowSource[],
  actions: Actions,
  given: Partial<Pick<Surroundings, 'channels' | 'facts'>> = {},
): { readonly book: Book | undefined; readonly problems: readonly Problem[] } {
  const { flows, rough, problems } = read(sources, actions)
  const unread = new Set(
    sources.filter(({ flow }) => !flows.some((one) => one.flow === flow)).map(({ flow }) => flow),
  )
  const surroundings = {
    actions,
    channels: given.channels ?? CHANNEL_TEXT,
    facts: given.facts,
    unread,
  }
  const all = [...problems, ...check(flows, rough, surroundings)].map((one) => inItsFile(one, sources))
  all.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
  return { book: all.length === 0 ? makeBook({ live: flows }) : undefined, problems: all }
}

/**
 * Reads flows without asking whether they fit together: for older revisions that people are still in, whose actions and
 * flows may have changed since.
 *
 * @returns what is sound in itself, and problems with the rest
 */
export function revive(
  sources: readonly FlowSource[],
  actions: Actions,
): { readonly flows: readonly Compiled[]; readonly problems: readonly Problem[] } {
  const { flows, problems } = read(sources, actions)
  return { flows, problems }
}

/** The same problem by the file that the line stands in, where the steps of its flow lie in several. */
function inItsFile(problem: Problem, sources: readonly FlowSource[]): Problem {
  const source = sources.find(({ flow }) => problem.file.startsWith(`flows/${flow}/`))
  const message = byFile(source?.steps ?? '', problem.message)
  const [, file, line] = /^(.+?):(\d+) /.exec(message) ?? []
  return { file: file ?? problem.file, line: Number(line ?? problem.line), message }
}

/** @returns `rough`: what could be read of flows that are not sound in themselves */
function read(sources: readonly FlowSource[], actions: Actions) {
  const problems: Problem[] = []
  const flows: Compiled[] = []
  const rough: Compiled[] = []
  for (const source of sources) {
    const before = problems.length
    const compiled = readSource(source, actions, problems)
    if (problems.length === before && compiled) flows.push(compiled)
    else if (compiled) rough.push(compiled)
  }
  return { flows, rough, problems }
}

/** Names the steps of a flow. Line ends don't count: editors change them. */
export function revisionOf(steps: string): string {
  return createHash('sha256').update(steps.replaceAll('\r\n', '\n')).digest('hex').slice(0, 16)
}

function readSource(source: FlowSource, actions: Actions, problems: Problem[]): Compiled | undefined {
  const { flow } = source
  const words = eachLang((lang) => readLang(source, lang, problems))
  const { definition, voice } = flow === COMMON ? NO_STEPS : readSteps(source, actions, problems)
  if (flow === COMMON && source.steps.trim() !== '') {
    reporter(fileOf(flow, 'flow'), problems)(1, '"common" has words only. Remove the file.')
  }
  if (flow !== COMMON && !definition && !voice) return undefined
  return { flow, revision: revisionOf(source.steps), definition, voice, words }
}

function readLang({ flow, words }: FlowSource, lang: Lang, problems: Problem[]): RawWords {
  const report = reporter(fileOf(flow, lang), problems)
  const empty = words[lang].trim() === ''
  const root = empty ? undefined : readYaml(words[lang], report)
  const raw = readWords(root ?? { kind: 'map', line: 1, entries: [] }, flow, report)
  const texts = new Map(raw.texts)
  for (const [name, { text, line }] of raw.texts) {
    const wrong: string[] = []
    template(text, line, new Map(), (what) => wrong.push(what))
    for (const what of wrong) report(line, `"${name}" ${what}.`)
    // What else is wrong with it can be looked for all the same.
    if (wrong.length > 0) texts.set(name, { text: text.replace(/[{}]/g, ''), line })
  }
  return { ...raw, texts, unread: !empty && root === undefined }
}

interface Steps {
  readonly definition?: Definition
  readonly voice?: Voice
}
const NO_STEPS: Steps = {}

function readSteps({ flow, steps }: FlowSource, actions: Actions, problems: Problem[]): Steps {
  const report = reporter(fileOf(flow, 'flow'), problems)
  if (steps.trim() === '') {
    report(1, `is empty. Begin with "flow: ${flow}".`)
    return {}
  }
  const root = readYaml(steps, report)
  if (!root) return {}
  const voice = readVoice(root, flow, report)
  return voice ? { voice } : { definition: withMoney(readFlow(root, flow, report), actions) }
}

/** A whole number given to an action that takes money is money. */
function withMoney(definition: Definition, actions: Actions): Definition {
  const steps = new Map(
    [...definition.steps].map(([name, step]) => {
      if (step.verb.kind !== 'do') return [name, step]
      const input = actions[step.verb.action]?.input ?? {}
      const given = step.verb.with.map((one) => {
        const { ast } = one.value
        const amount = input[one.name]?.type === 'money' && ast.kind === 'literal' ? ast.value : undefined
        return Number.isSafeInteger(amount) ? { ...one, value: literal(BigInt(amount as number)) } : one
      })
      return [name, { ...step, verb: { ...step.verb, with: given } }]
    }),
  )
  return { ...definition, steps }
}
