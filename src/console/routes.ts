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
  'GET /console/aside/items/:id': 'aside.settle',
  'POST /console/aside/items/:id/settle': 'aside.settle',
  'GET /console/aside/bodies/:id': 'aside.settle',
  'POST /console/aside/bodies/:id/settle': 'aside.settle',
  'GET /console/money': 'money.see',
  'GET /console/money/:id': 'money.settle',
  'POST /console/money/:id/settle': 'money.settle',
  'GET /console/notices/:id': 'money.settle',
  'POST /console/notices/:id/settle': 'money.settle',
  'GET /console/campaigns': 'campaigns.see',
  'GET /console/campaigns/new': 'campaigns.manage',
  'POST /console/campaigns/new': 'campaigns.manage',
  'GET /console/campaigns/:id': 'campaigns.see',
  'GET /console/campaigns/:id/edit': 'campaigns.manage',
  'POST /console/campaigns/:id/edit': 'campaigns.manage',
  'POST /console/campaigns/:id/open': 'campaigns.manage',
  'POST /console/campaigns/:id/close': 'campaigns.manage',
  'GET /console/campaigns/:id/needs/new': 'campaigns.manage',
  'POST /console/campaigns/:id/needs/new': 'campaigns.manage',
  'GET /console/needs/:id/edit': 'campaigns.manage',
  'POST /console/needs/:id/edit': 'campaigns.manage',
  'POST /console/needs/:id/open': 'campaigns.manage',
  'POST /console/needs/:id/close': 'campaigns.manage',
  'GET /console/audit': 'audit.read',
  'POST /console/audit/check': 'audit.read',
} as const satisfies Record<`${'GET' | 'POST'} /console${string}`, Rule>
export type Route = keyof typeof ROUTES

/** What an open page asks for by itself: it is no sign that somebody sits there, and keeps no session alive. */
export const QUIET: ReadonlySet<Route> = new Set(['GET /console/alarm'])
