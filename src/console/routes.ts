import type { Act } from '../organisers/index.ts'

/**
 * Who may ask for what. `anybody`: no session is needed. `half way`: a session whose second factor is awaited, and no other.
 * An act: a session, and a post that allows it (organisers/roles.ts).
 */
export type Rule = Act | 'anybody' | 'half way'

/** Every route of the desk. What is not here is not there: `desk.tsx` takes a handler for each of these, and no other. */
export const ROUTES = {
  'GET /console/sign-in': 'anybody',
  'POST /console/sign-in': 'anybody',
  'GET /console/invite/:token': 'anybody',
  'POST /console/invite/:token': 'anybody',
  'GET /console/code': 'half way',
  'POST /console/code': 'half way',
  'GET /console': 'desk.see',
  'GET /console/sessions': 'sessions.own',
  'POST /console/sessions/end': 'sessions.own',
  'POST /console/sign-out': 'sessions.own',
  'GET /console/talks/:id': 'talks.read',
  'POST /console/talks/:id/answer': 'talks.answer',
  'POST /console/talks/:id/close': 'talks.answer',
  'GET /console/requests': 'requests.read',
  'GET /console/requests/:id': 'requests.read',
  'POST /console/requests/:id/answer': 'requests.answer',
  'POST /console/requests/:id/close': 'requests.answer',
  'POST /console/talks/:id/take': 'talks.answer',
  'POST /console/talks/:id/note': 'talks.answer',
  'GET /console/answers': 'answers.edit',
  'POST /console/answers': 'answers.edit',
  'POST /console/answers/:id': 'answers.edit',
  'POST /console/answers/:id/end': 'answers.edit',
  'GET /console/alarm': 'alarms.own',
  'GET /console/alarms': 'alarms.own',
  'POST /console/alarms/code': 'alarms.own',
  'POST /console/alarms/kinds': 'alarms.own',
  'POST /console/alarms/end': 'alarms.own',
  'GET /console/people': 'people.see',
  'POST /console/people': 'people.see',
  'GET /console/people/:id': 'people.see',
  'POST /console/people/:id': 'people.see',
  'GET /console/channels': 'channels.see',
  'GET /console/aside': 'aside.see',
  'GET /console/approvals': 'approvals.see',
  'POST /console/approvals/:id/approve': 'approvals.approve',
  'POST /console/approvals/:id/refuse': 'approvals.decide',
  'POST /console/approvals/:id/withdraw': 'approvals.decide',
  'GET /console/officers': 'officers.see',
  'POST /console/officers/invite': 'officers.manage',
  'GET /console/officers/:id': 'officers.see',
  'POST /console/officers/:id/give': 'officers.manage',
  'POST /console/officers/:id/take': 'officers.manage',
  'POST /console/officers/:id/reset': 'officers.manage',
  'POST /console/officers/:id/end': 'officers.manage',
  'POST /console/officers/:id/deputy': 'officers.manage',
  'POST /console/officers/:id/deputy/end': 'officers.manage',
  'POST /console/officers/:id/sessions/end': 'officers.manage',
  'GET /console/accounts': 'accounts.see',
  'POST /console/accounts/propose': 'accounts.manage',
  'POST /console/accounts/change': 'accounts.manage',
  'POST /console/accounts/:id/stop': 'accounts.stop',
  'GET /console/audit': 'audit.read',
  'POST /console/audit/check': 'audit.read',
} as const satisfies Record<`${'GET' | 'POST'} /console${string}`, Rule>
export type Route = keyof typeof ROUTES

/** What an open page asks for by itself: it is no sign that somebody sits there, and keeps no session alive. */
export const QUIET: ReadonlySet<Route> = new Set(['GET /console/alarm'])
