import type { Bubble, Effect, Sprint } from '../engine/index.ts'

/** Cuts a bubble into what the place takes in one message each (see `Channel.cut`). */
export type Cut = (
  place: { readonly channel: string; readonly account: string },
  bubble: Bubble,
) => readonly Bubble[]

/** What a sprint says, a message each: the outbox keeps, sends and tries again each by itself. */
export const messagesOf = (
  effects: readonly Effect[],
  place: Parameters<Cut>[0],
  cut: Cut,
): readonly Bubble[] => effects.flatMap((effect) => (effect.kind === 'say' ? cut(place, effect.bubble) : []))

/** Whether a sprint is nothing but talk, so that one statement can hold all of it. */
export const isTalk = (sprint: Sprint): boolean =>
  sprint.todo === undefined && sprint.effects.every((effect) => effect.kind === 'say')
