import { clean } from '../platform/vietnamese/index.ts'
import type { EngineWord } from './common.ts'
import type { Part, Step } from './definition.ts'
import { only } from './expression.ts'
import { LIMITS } from './limits.ts'
import { scopeOf } from './scope.ts'
import { show } from './show.ts'
import { Broken, isFile, type LiveFrame, playOf, type State, tongueOf } from './state.ts'
import type { Bubble, Choice, Value, Values } from './types.ts'
import type { Template } from './words.ts'

/** What goes under the last bubble of a question. */
export interface Under {
  readonly choices: readonly Choice[]
  /** One line for each record of a list, already numbered. */
  readonly lines: readonly string[]
}
const NOTHING_UNDER: Under = { choices: [], lines: [] }

function say(state: State, bubble: Bubble): void {
  const said = state.effects.filter((effect) => effect.kind === 'say').length
  if (said >= LIMITS.bubbles) throw new Broken(`more than ${LIMITS.bubbles} bubbles at once`)
  state.effects.push({ kind: 'say', bubble })
  state.owes = false
}

/** The bubbles of a step, with what hangs under the last one. */
export function sayStep(state: State, frame: LiveFrame, step: Step, under: Under = NOTHING_UNDER): void {
  const bubbles = step.say.map((part) => bubbleOf(state, frame, part))
  for (const [n, bubble] of bubbles.entries())
    say(state, n === bubbles.length - 1 ? hang(bubble, under) : bubble)
}

/** One text of the flow's words, with what hangs under it. */
export function sayText(
  state: State,
  frame: LiveFrame,
  key: string,
  under = NOTHING_UNDER,
  local?: Values,
): void {
  say(state, hang({ text: textOf(state, frame, key, local) }, under))
}

/** A sentence of flows/common. */
export function sayCommon(
  state: State,
  word: EngineWord,
  local: Values = {},
  under: Under = NOTHING_UNDER,
): void {
  say(state, hang({ text: commonText(state, word, local) }, under))
}

export function commonText(state: State, word: EngineWord, local: Values = {}): string {
  const template = state.book.common[state.lang].get(word)
  if (!template) throw new Broken(`flows/common lacks "${word}"`)
  return template.render(only(local), tongueOf(state), () => {})
}

/** Whether the flow's words have a text, in the language that is spoken. */
export const hasText = (state: State, frame: LiveFrame, key: string): boolean =>
  templateOf(state, frame, key) !== undefined

/** A text as the campaign of the talk says it, or as the flow does. */
function templateOf(state: State, frame: LiveFrame, key: string): Template | undefined {
  const { words, voices } = playOf(state, frame)
  const voice = voices.size > 0 ? voices.get(voiceOf(state, frame)) : undefined
  return voice?.[state.lang].get(key) ?? words[state.lang].get(key)
}

function voiceOf(state: State, frame: LiveFrame): string {
  const campaign = scopeOf(state, frame).fact('campaign') as Values | null
  return typeof campaign?.flow === 'string' ? campaign.flow : ''
}

/** @param otherwise instead of an empty text, which breaks the flow */
export function textOf(state: State, frame: LiveFrame, key: string, local?: Values, otherwise = ''): string {
  const template = templateOf(state, frame, key)
  if (!template) throw new Broken(`flows/${frame.flow}/${state.lang}.yaml lacks "${key}"`)
  const text = rendered(state, frame, template, key, local) || otherwise
  if (text === '') throw new Broken(`"${key}" of flow "${frame.flow}" comes out empty`)
  return text.length <= LIMITS.bubble ? text : `${text.slice(0, LIMITS.bubble - 1).trimEnd()}…`
}

function rendered(state: State, frame: LiveFrame, template: Template, key: string, local?: Values): string {
  const holes: string[] = []
  const text = template.render(scopeOf(state, frame, local), tongueOf(state), (path) => holes.push(path))
  if (holes.length > 0) {
    // The person can still read it; whoever wrote the flow must know.
    const where = `flows/${frame.flow}/${state.lang}.yaml "${key}"`
    state.effects.push({
      kind: 'alert',
      what: 'broken',
      detail: `${where}: nothing to show for {${holes.join('}, {')}}`,
      at: { flow: frame.flow, step: frame.step, revision: frame.revision },
    })
  }
  return text
}

function bubbleOf(state: State, frame: LiveFrame, part: Part): Bubble {
  if (part.kind === 'text') return { text: textOf(state, frame, part.key) }
  const value = part.value.value(scopeOf(state, frame))
  if (part.kind === 'copy') {
    const label = part.key === undefined ? {} : { label: textOf(state, frame, part.key) }
    return { text: copied(state, value, part.value.source), copy: true, ...label }
  }
  if (!isFile(value)) throw new Broken(`"${part.value.source}" of flow "${frame.flow}" is no file to show`)
  const { file, name, mime } = value
  const decoration = value.decoration && { decoration: value.decoration }
  const text = part.key === undefined ? '' : textOf(state, frame, part.key)
  return { text, media: { kind: part.kind, file: { file, name, mime, ...decoration } } }
}

/** Digits alone for money, so that it can be pasted into a bank's app. */
function copied(state: State, value: Value, source: string): string {
  const text = show(value, typeof value === 'string' ? 'text' : 'digits', [], tongueOf(state))
  if (text === '') throw new Broken(`there is nothing to copy in "${source}"`)
  return text
}

function hang(bubble: Bubble, { choices, lines }: Under): Bubble {
  if (choices.length === 0 && lines.length === 0) return bubble
  const text = lines.length === 0 ? bubble.text : [bubble.text, ...lines].join('\n').trim()
  return { ...bubble, text, ...(choices.length > 0 && { choices }) }
}

/** A label as a button holds it. */
export function buttonLabel(text: string): string {
  const label = text.replaceAll('\n', ' ')
  // Most labels are short of the limit in every way of counting.
  if (label.length <= LIMITS.label || clean(label, LIMITS.label) === clean(label, LIMITS.heard)) return label
  return `${clean(label, LIMITS.label - 1)}…`
}

/** What somebody said, short enough to be quoted. */
export function quoted(text: string): string {
  const short = clean(text.replaceAll('\n', ' '), LIMITS.quote)
  return short === clean(text, LIMITS.heard) ? short : `${short}…`
}
