import type { Bubble, Effect, Sprint } from '../engine/index.ts'

/** A bubble as it lies in the outbox. */
export const encodeBubble = (bubble: Bubble): Buffer => Buffer.from(JSON.stringify(bubble))
export const decodeBubble = (bytes: Uint8Array): Bubble => JSON.parse(Buffer.from(bytes).toString()) as Bubble

export const bubblesOf = (effects: readonly Effect[]): Bubble[] =>
  effects.flatMap((effect) => (effect.kind === 'say' ? [effect.bubble] : []))

/** Whether a sprint is nothing but talk, so that one statement can hold all of it. */
export const isTalk = (sprint: Sprint): boolean =>
  sprint.todo === undefined && sprint.effects.every((effect) => effect.kind === 'say')
