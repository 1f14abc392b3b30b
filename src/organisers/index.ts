export { alarmActions } from './alarm-actions.ts'
export {
  ALARMS,
  ALWAYS,
  type Alarm,
  alarmOf,
  alarms,
  chooseAlarms,
  copyOfAlarm,
  endAlarm,
  endAlarmOfContact,
  moveAlarm,
  moveAlarmBack,
  newAlarmCode,
  type OfficerAlarm,
} from './alarm-store.ts'
export {
  type ApprovalKind,
  approvalById,
  approvalsById,
  ask,
  type Decided,
  decide,
  lapseApprovals,
  objectsWaiting,
  openApprovalOf,
  openApprovals,
  refusalSeen,
  refusalsFor,
  wasApproved,
  whyNoTwo,
  whyNotTwoOf,
} from './approval-store.ts'
export {
  type Approval,
  approvesFrom,
  type NotDecided,
  type NotTwo,
  REFUSALS,
  type Standing,
  type Verdict,
  whyNot,
} from './approvals.ts'
export type { Row, Trail } from './audit.ts'
export { audit, auditActors, auditBefore, lastAct, lastSeal } from './audit-store.ts'
export { type Held, standsIn } from './deputy.ts'
export { type Deputy, deputiesFrom, endDeputy } from './deputy-store.ts'
export { answerForm, forgetForms, releaseForm, takeForm } from './form-store.ts'
export { insertInvite, type OpenInvite, openInvites, withdrawInvite } from './invite-store.ts'
export { type Asked, firstInvite, readInvite, takeInvite } from './inviting.ts'
export { confirmByServer, confirmOfficer, type NotKnown, officersNotKnown } from './knowing-store.ts'
export { browserOf, type Officer, readEmail } from './officer.ts'
export { officerKeys } from './officer-keys.ts'
export {
  accountByEmail,
  activeOfficers,
  endOfficer,
  holdStaff,
  officerById,
  officerNames,
  seedFormerOfficer,
  standingOf,
} from './officer-store.ts'
export { type Passwords, passwords } from './password.ts'
export {
  addReadyAnswer,
  changeReadyAnswer,
  holdReadyAnswer,
  type ReadyAnswer,
  readAnswer,
  readyAnswers,
  seedReadyAnswer,
} from './ready-answer-store.ts'
export { endAgain, endedOfficers, noteRestored, officersCompared, restoredFrom } from './restored-store.ts'
export {
  ACTS,
  type Act,
  commonUnit,
  FRESH,
  isRole,
  may,
  ROLES,
  type Role,
  reach,
  type UnitTree,
  withAbove,
} from './roles.ts'
export { auditSince, type OnRoster, roster } from './roster-store.ts'
export { checkTrail, type Signer, sealSweep } from './sealing.ts'
export {
  endSession,
  endSessions,
  forgetSessions,
  type Session,
  sessionOf,
  sessionsOfOfficer,
} from './session-store.ts'
export { type Gate, giveCode, knownBrowser, proveAgain, signIn, totpToShow } from './signing-in.ts'
export { changeFrom, isWithin, STAFF_CHANGES, type StaffChange } from './staffing.ts'
export { changeStaff, doApproved, doStaff } from './staffing-store.ts'
export {
  approvalFrom,
  hotlines,
  saveUnit,
  topUnit,
  type UnitSays,
  unitByKey,
  unitNames,
  unitTree,
  unknownDays,
} from './store.ts'
export { forgetTries } from './try-store.ts'
