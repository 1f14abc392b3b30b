import { exactOption, nearOption, readAnswer, startsOption } from './answers.ts'
import type { Ask, AskKind } from './definition.ts'
import type { Word } from './hears.ts'
import { type Move, moveOf } from './move.ts'
import { doubtOffers, type Offer } from './question.ts'
import { askedNow, cameBackLate, offered } from './repair.ts'
import type { State } from './state.ts'
import type { Doubt, FileRef, Heard } from './types.ts'

/**
 * What somebody typed or sent while a question is open. The order is a promise (docs/flows.md): the exact label or
 * number of what is offered, words of everywhere, the question's own reading, words found inside, repair.
 */
export function typed(state: State, line: string, words: readonly Word[], heard: Heard): Move {
  const late = cameBackLate(state)
  const asked = askedNow(state)
  const { question } = asked
  const kind = question.kind === 'ask' ? question.read : undefined
  const [file] = heard.files ?? []
  if (file && kind === 'file') return { kind: 'answer', value: plainFile(file), confirmed: false }
  if (line === '') {
    return late ? { kind: 'recap' } : { kind: 'unread', what: file ? 'picture' : (heard.other ?? 'unknown') }
  }

  const doubt = late ? undefined : state.doubt
  const shown = doubt ? doubtOffers(state, doubt) : []
  const all = [...shown, ...offered(state, asked)]
  // A bare number counts among what was shown last.
  const exact =
    exactOption(shown, line, words, 'places') ??
    exactOption(all, line, words, doubt || isCounted(kind) ? 'labels' : 'places')
  if (exact) return moveOf(exact.means)

  const { listener } = state.book
  const whole = listener.whole(words, line)
  if (whole && (whole.fit === 'exact' || kind === 'text')) return whole.lead
  const settled = doubt && settledBy(state, doubt, line)
  if (settled) return settled

  const inside = listener.has(words, (flow) => state.stack.some((one) => one.flow === flow))
  if (kind === 'text' || kind === 'name') {
    if (inside !== undefined) return { kind: 'flow', flow: inside }
    const label = startsOption(all, words)
    if (label) return moveOf(label.means)
    // After a long time, "chào bạn" is not a name.
    if (late) return { kind: 'recap' }
  }
  const read = question.kind === 'ask' ? reading(state, question, line) : undefined
  if (read && read.kind !== 'missed') return read
  const near = (doubt ? undefined : exactOption(all, line, words, 'places')) ?? nearOption(all, words)
  if (near) return moveOf(near.means)
  if (whole && kind !== 'name') return whole.lead
  if (inside !== undefined) return { kind: 'flow', flow: inside }
  if (late) return { kind: 'recap' }
  return file ? { kind: 'unread', what: 'picture' } : (read ?? { kind: 'missed', word: undefined })
}

/** Where a number is itself an answer, it is no option's number. */
const isCounted = (kind: AskKind | undefined): boolean =>
  kind === 'number' || kind === 'day' || kind === 'time' || kind === 'phone'

/** "ừ" and "không" to a doubt. */
function settledBy(state: State, doubt: Doubt, line: string): Move | undefined {
  const said = readAnswer('yes_no', line, state.today)
  if (said.kind !== 'value' || doubt.kind === 'which') return undefined
  // "không" to a recap may well answer the question itself.
  if (doubt.kind === 'recap' && said.value === false) return undefined
  const offers: readonly Offer[] = doubtOffers(state, doubt)
  return moveOf((said.value === true ? offers[0] : offers.at(-1))!.means)
}

function reading(state: State, ask: Ask, line: string): Move {
  const read = readAnswer(ask.read, line, state.today)
  switch (read.kind) {
    case 'value':
      return { kind: 'answer', value: read.value, confirmed: false }
    case 'doubt': {
      const { readings } = read
      return { kind: 'ask_back', doubt: { kind: readings.length === 1 ? 'sure' : 'which', readings } }
    }
    case 'long':
      return { kind: 'missed', word: 'repair.long' }
    case 'phone':
      return { kind: 'missed', word: 'repair.phone_number' }
    case 'unclear':
      return { kind: 'missed', word: undefined }
  }
}

const plainFile = ({ file, name, mime }: FileRef): FileRef => ({ file, name, mime })
