/**
 * The sentences and buttons that the engine itself says, in flows/common/, with the placeholders each may use. Every
 * one must be there in every language.
 */
export const ENGINE_WORDS = {
  /** Whoever begins with more than a greeting and is not understood hears so, and where help is, before anything else. */
  'first.unclear': [],
  'repair.first': [],
  'repair.second': [],
  'repair.money': [],
  'repair.number': [],
  'repair.day': [],
  'repair.time': [],
  'repair.yes_no': [],
  'repair.name': [],
  'repair.text': [],
  'repair.phone': [],
  'repair.file': [],
  /** One reading that we are not sure of ("100"): asked back, never guessed. */
  'repair.sure': ['value'],
  /** The same of an amount, in a flow that amounts are meant for, and what else is said otherwise there. */
  'repair.sure_gift': ['value'],
  'repair.money_gift': [],
  'repair.confirm_gift': ['value'],
  'repair.too_big_gift': ['max'],
  'repair.which': ['first', 'second'],
  'repair.phone_number': [],
  'repair.confirm': ['value'],
  'repair.too_small': ['min'],
  'repair.too_big': ['max'],
  'repair.voice': [],
  'repair.sticker': [],
  'repair.picture': [],
  /** It was sent, and we do not have it: not fetched, left for what was said after it, too large, neither a picture nor a PDF. */
  'repair.picture_away': [],
  'repair.picture_left': [],
  'repair.picture_large': [],
  'repair.picture_unfit': [],
  'repair.contact': [],
  'repair.place': [],
  'repair.unknown': [],
  /** Too long to be read to the end, or to be kept whole. */
  'repair.long': [],
  /** A name that no paper has room for. */
  'repair.long_name': [],
  'repair.old_button': [],
  goods_noted: ['goods'],
  'repair.twice': ['heard'],
  'repair.twice_button': [],
  'repair.no_back': [],
  recap: ['since'],
  /** This conversation failed; a person is told. */
  broken: [],
  /** The service is in trouble and kept what was sent, and when a person answers; said by the runner. */
  fault: ['answer_by'],
  /** What somebody of the fund writes; said by the runner. */
  person_says: ['words'],
  passed_on: [],
  /** The same to a donor who says what she gives. */
  passed_on_gift: [],
  language: [],
  /** Before the answer to somebody whose first words are English. */
  in_english: [],
  /** What a messenger shows of us before anything is said, and of the words that work everywhere. */
  about: [],
  'command.menu': [],
  'command.stop': [],
  'command.help': [],
  'command.human': [],
  'button.human': [],
  'button.menu': [],
  'button.go_on': [],
  'button.restart': [],
  'button.other': [],
  'button.other_day': [],
  'button.right': [],
  'button.stop_all': [],
  'button.yes': [],
  'button.no': [],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type EngineWord = keyof typeof ENGINE_WORDS

/** Buttons of the engine itself. Their ids begin with a sign that no option can have. */
export const ENGINE_BUTTONS = {
  '@human': 'button.human',
  '@menu': 'button.menu',
  '@home': 'button.restart',
  '@go_on': 'button.go_on',
  '@other': 'button.other',
  '@other_day': 'button.other_day',
  '@right': 'button.right',
  '@stop_all': 'button.stop_all',
  '@yes': 'button.yes',
  '@no': 'button.no',
} as const satisfies Readonly<Record<string, EngineWord>>
export type EngineButton = keyof typeof ENGINE_BUTTONS
