/** What a flow, a sprint and a session may cost. Everything here stops one conversation or one file, never the service. */
export const LIMITS = {
  /** Steps between two things that a person said or a time that passed; outcomes of actions do not start it afresh. */
  steps: 100,
  /** Flows on top of one another: calls and interruptions. */
  stack: 12,
  /** Bubbles of one sprint. */
  bubbles: 20,
  /** UTF-16 units of what a person said that are looked at. */
  heard: 2000,
  /** Graphemes of a free answer that are kept. */
  remembered: 500,
  /** Records of a list that become options. */
  list: 50,
  /** Answered questions that "back" can reach. */
  back: 10,
  /** Conversations left at rest whose buttons stay good. */
  parked: 3,
  /** Flows that let time pass while others speak. */
  timed: 8,
  /** Characters of an encoded session beyond which old buttons are let go: it is written with every turn. */
  comfort: 4 * 1024,
  /** Characters of an encoded session. "back" is let go before it is refused. */
  session: 16 * 1024,
  /** The same answer to somebody we do not understand, before a person is called. Two bots would never stop. */
  identical: 3,
  /** After this long, a person who comes back hears where we were. */
  recapMs: 6 * 60 * 60 * 1000,
  /** After this long, who writes to a person of the fund hears again that it is read; sooner where a child is in danger. */
  passedOnMs: 10 * 60 * 1000,
  urgentMs: 60 * 1000,
  /** Bytes of one file of a flow. */
  file: 200 * 1024,
  /** Levels of lists and maps in a flow file. */
  nesting: 12,
  /** Characters of an expression, and levels of brackets in it. */
  expression: 500,
  brackets: 20,
  /** Characters of the name of a step or an option; a choice id must fit Telegram's 64 bytes of callback data. */
  name: 32,
  /** Characters and lines of a bubble, so that a phone shows it at once. */
  text: 320,
  lines: 5,
  /** Characters of a button's label. */
  label: 20,
  /** Characters of a bubble when it is said; a value may be longer than its author thought. */
  bubble: 4000,
  /** Graphemes of what somebody said, quoted back. */
  quote: 40,
  /** Buttons of one question: four, and "other". */
  buttons: 5,
  /** The same where each is no longer than `short`. */
  shortButtons: 6,
  short: 4,
} as const

/**
 * Characters that a channel can send in one message: Zalo refuses more (error -210), Telegram too.
 * https://core.telegram.org/bots/api#sendmessage (read 2026-11)
 */
export const CHANNEL_TEXT: Readonly<Record<string, number>> = {
  'zalo-oa': 2000,
  'zalo-bot': 2000,
  telegram: 4096,
}
