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
