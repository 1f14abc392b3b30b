export { withoutOneUseCodes } from '../engine/index.ts'
export { type Act, acting } from './acting.ts'
export { type Action, type ActionContext, action } from './action.ts'
export {
  type Addresses,
  addressBook,
  type Finding,
  type Known,
  LOOKUP,
  type Lookup,
  lookupBy,
} from './addresses.ts'
export { type Batcher, batcher } from './batcher.ts'
export {
  type ChannelHealth,
  channelHealth,
  noteChannels,
  noteWebhook,
  type WorkHealth,
  workHealth,
} from './channel-health.ts'
export { type CallCopy, copyOfCalls } from './copy.ts'
export { type Delivery, delivery } from './delivery.ts'
export { type DeliveryStore, deliveryStore } from './delivery-store.ts'
export { type FileKeeper, fetching } from './fetching.ts'
export { forgetTalk, hasUnsent } from './forgetting.ts'
export { awaited, type OpenAlarm, openAlarm, openHandover } from './handover.ts'
export {
  answerHandover,
  closedHandoverById,
  closedHandoversOf,
  closeHandover,
  countHandovers,
  type Handover,
  type HandoverCounts,
  handBack,
  openHandoverById,
  openHandovers,
  type Span,
  spansOf,
  writeToPerson,
} from './handover-store.ts'
export { filesNamed, isHeard, setStanding } from './incoming-store.ts'
export { type Accepted, type Inbound, type Item, idAt, TalkErased } from './item.ts'
export { excuseLate, handoverTellings } from './late.ts'
export { lineText } from './line-words.ts'
export { type DeskLine, deskLines, type Line, lastLines, type Wordless } from './lines.ts'
export { moveTalk, moveTalkBack, moveWaiting, moveWaitingBack, type TalkMoved } from './moving.ts'
export { addNote, type NoteKind, notesOf, type TalkNote } from './note-store.ts'
export { officeSweep } from './office-sweep.ts'
export { type Posting, post, unpost, unpostFor } from './post.ts'
export { type Pressing, pressingHandovers, stillPresses } from './pressing.ts'
export {
  countUnread,
  dismissBody,
  openBody,
  quarantine,
  type Unread,
  unreadBodies,
} from './quarantine-store.ts'
export { revisionSweep } from './revision-sweep.ts'
export { FlowsError, type Imported, importFlows, type Library, loadLibrary, readFlows } from './revisions.ts'
export { sealBefore } from './seal-before.ts'
export { openBubble } from './seals.ts'
export { readSeen, type Seen, seenNow, unseen } from './seen.ts'
export { fieldsOf, shapesOf } from './shapes.ts'
export { slowTurns } from './slow-turns.ts'
export type { Cut } from './speech.ts'
export { channelsOf, type TalkStanding, talkStanding } from './standing-of-talk.ts'
export { dismissStuck, openStuck, putBack, type Stuck, stuckItems } from './stuck-store.ts'
export { conversationSweep, releaseAllLeases } from './sweeps.ts'
export { takeHandover, takeTalk } from './taking-store.ts'
export { nothing, type Telling, type Tellings, type Told } from './telling.ts'
export { type Speaker, thinker } from './thinking.ts'
export { todoStore } from './todo-store.ts'
export { lockSession } from './turn-rows.ts'
export { turnStore } from './turn-store.ts'
