/**
 * The conversation engine: flows are compiled into a book; a session and what happened go in, a new session and what to
 * say and do come out. Pure: no clock, no ids, no database, nothing asynchronous.
 */
export { type Book, type Compiled, makeBook, sentence } from './book.ts'
export { ENGINE_WORDS } from './common.ts'
export { compile, revisionOf, revive } from './compile.ts'
export { withWayOn } from './ending.ts'
export { repeats } from './heard.ts'
export { decodeValues, encodeValues } from './kept-values.ts'
export { LIMITS } from './limits.ts'
export { withoutOneUseCodes } from './numbers.ts'
export { atRest, resume, start } from './resume.ts'
export { flowSchema } from './schema.ts'
export {
  cleared,
  decodeSession,
  encodeSession,
  revisionsOf,
  SessionError,
} from './session.ts'
export type { FlowSource, Problem } from './source.ts'
export { Misuse } from './state.ts'
export { byFile, joinSteps } from './step-files.ts'
export type {
  Actions,
  Bubble,
  Choice,
  Effect,
  FieldShape,
  FieldType,
  FileRef,
  Heard,
  Lang,
  LostPicture,
  Resume,
  Session,
  Sprint,
  Todo,
  Value,
  Values,
  View,
} from './types.ts'
export { BUILT_IN_FLOWS } from './words.ts'
