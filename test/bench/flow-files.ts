import type { Conversation, Lang, Option, Question } from './conversation.ts'

/** The action that a flow of the bench ends with: one row in `bench.pledge`, with the turn (see docs/bench.md). */
export const PLEDGE_ACTION = 'bench.pledge'

/** A conversation of the bench as our own flow files. `vitest run test/bench -u` writes them anew to `flows/`. */
export function flowFiles(
  conversation: Conversation,
): Readonly<Record<'flow.yaml' | 'vi.yaml' | 'en.yaml', string>> {
  return {
    'flow.yaml': steps(conversation),
    'vi.yaml': words(conversation, 'vi'),
    'en.yaml': words(conversation, 'en'),
  }
}

function steps({ name, about, questions, note }: Conversation): string {
  const first = questions[0]!.name
  const keeps = questions.map((question) => `${question.name}: ${TYPES[question.read]}`)
  return lines([
    `flow: ${name}`,
    `about: ${about}`,
    `start: ${first}`,
    'keeps:',
    ...keeps.map((keep) => `  ${keep}`),
    'replaces: true',
    'steps:',
    ...questions.flatMap((question, n) => step(question, questions[n + 1]?.name ?? 'pledge', first)),
    '  pledge:',
    `    do: ${PLEDGE_ACTION}`,
    `    with: { flow: ${name}, amount: amount, name: name, note: ${note} }`,
    '    on: { ok: thanks }',
    '  thanks:',
    '    say: thanks',
    '    then: end',
  ])
}

const TYPES = { choice: 'text', money: 'money', name: 'text', text: 'text', number: 'number' } as const

function step(question: Question, next: string, first: string): string[] {
  const head = [`  ${question.name}:`, `    say: ${question.name}`]
  if (question.options)
    return [...head, '    choose:', ...question.options.map((option) => way(question, option, next, first))]
  const least = question.read === 'money' ? ', min: 10000' : question.read === 'number' ? ', min: 1' : ''
  return [...head, `    ask: { read: ${question.read}, as: ${question.name}${least} }`, `    then: ${next}`]
}

function way(question: Question, option: Option, next: string, first: string): string {
  if (option.restart) return `      ${option.id}: ${first}`
  return `      ${option.id}: { set: { ${question.name}: ${option.id} }, then: ${next} }`
}

function words({ start, questions, thanks }: Conversation, lang: Lang): string {
  return lines([
    'hears:',
    `  whole: [${start.slice(1)}]`,
    ...questions.flatMap((question) => [
      `${question.name}: ${quoted(question.text[lang])}`,
      ...(question.options ?? []).map((option) => `${question.name}.${option.id}: ${option.label[lang]}`),
    ]),
    `thanks: ${quoted(thanks[lang])}`,
  ])
}

/** As the formatter wants it: the quotes that need no escape. */
const quoted = (text: string): string =>
  text.includes('"') ? `'${text.replaceAll("'", "''")}'` : `"${text}"`

const lines = (all: readonly string[]): string => `${all.join('\n')}\n`
