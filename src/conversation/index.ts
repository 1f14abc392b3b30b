export { withoutOneUseCodes } from '../engine/index.ts'
export { acting } from './acting.ts'
export { type Action, action } from './action.ts'
export { type Addresses, addressBook, type Finding, type Known, LOOKUP, lookupBy } from './addresses.ts'
export { type Batcher, batcher } from './batcher.ts'
export { bulkTurns } from './bulk.ts'
export {
  type ChannelHealth,
  channelHealth,
  noteChannels,
  noteWebhook,
  type WorkHealth,
  workHealth,
} from './channel-health.ts'
export { type CallCopy, copyOfCalls } from './copy.ts'
export { delivery } from './delivery.ts'
export { deliveryStore } from './delivery-store.ts'
export { fetching } from './fetching.ts'
export { forgetTalk, hasUnsent } from './forgetting.ts'
export { awaited, openAlarm, openHandover } from './handover.ts'
export {
  answerHandover,
  closedHandoverById,
  closedHandoversOf,
  closeHandover,
  countHandovers,
  type Handover,
  handBack,
  openHandoverById,
  openHandovers,
  spansOf,
  writeToPerson,
} from './handover-store.ts'
export { filesNamed, isHeard, setStanding } from './incoming-store.ts'
export { idAt, TalkErased } from './item.ts'
export { excuseLate, handoverTellings } from './late.ts'
export { lineText } from './line-words.ts'
export { type DeskLine, deskLines, type Line, lastLines } from './lines.ts'
export { moveTalk, moveTalkBack, moveWaiting, moveWaitingBack } from './moving.ts'
export { addNote, notesOf, type TalkNote } from './note-store.ts'
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
export { FlowsError, importFlows, loadLibrary, readFlows } from './revisions.ts'
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
export { thinker } from './thinking.ts'
export { todoStore } from './todo-store.ts'
export { lockSession } from './turn-rows.ts'
export { turnStore } from './turn-store.ts'
