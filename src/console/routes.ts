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
  'GET /console/guide': 'desk.see',
  'GET /console/sessions': 'sessions.own',
  'POST /console/sessions/end': 'sessions.own',
  'POST /console/sign-out': 'sessions.own',
  'GET /console/talks/:id': 'talks.read',
  'GET /console/talks/:id/files/:token': 'talks.read',
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
  'POST /console/approvals/:id/seen': 'desk.see',
  'GET /console/officers': 'officers.see',
  'POST /console/officers/invite': 'officers.manage',
  'POST /console/officers/compared': 'officers.manage',
  'POST /console/invites/:id/withdraw': 'officers.manage',
  'GET /console/officers/:id': 'officers.see',
  'POST /console/officers/:id/give': 'officers.manage',
  'POST /console/officers/:id/take': 'officers.manage',
  'POST /console/officers/:id/reset': 'officers.manage',
  'POST /console/officers/:id/end': 'officers.manage',
  'POST /console/officers/:id/confirm': 'officers.confirm',
  'POST /console/officers/:id/deputy': 'officers.manage',
  'POST /console/officers/:id/deputy/end': 'officers.manage',
  'POST /console/officers/:id/sessions/end': 'officers.manage',
  'GET /console/accounts': 'accounts.see',
  'POST /console/accounts/propose': 'accounts.manage',
  'POST /console/accounts/change': 'accounts.manage',
  'POST /console/accounts/:id/stop': 'accounts.stop',
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
  'GET /console/campaigns/:id/poster': 'campaigns.see',
  'GET /console/needs/:id/poster': 'campaigns.see',
  'GET /console/campaigns/:id/names': 'names.hide',
  'POST /console/campaigns/:id/names': 'names.hide',
  'GET /console/campaigns/:id/edit': 'campaigns.manage',
  'POST /console/campaigns/:id/edit': 'campaigns.manage',
  'POST /console/campaigns/:id/open': 'campaigns.manage',
  'POST /console/campaigns/:id/close': 'campaigns.manage',
  'GET /console/campaigns/:id/later': 'campaigns.manage',
  'POST /console/campaigns/:id/later': 'campaigns.manage',
  'GET /console/campaigns/:id/needs/new': 'campaigns.manage',
  'POST /console/campaigns/:id/needs/new': 'campaigns.manage',
  'GET /console/needs/:id/edit': 'campaigns.manage',
  'POST /console/needs/:id/edit': 'campaigns.manage',
  'POST /console/needs/:id/open': 'campaigns.manage',
  'POST /console/needs/:id/close': 'campaigns.manage',
  'GET /console/slots': 'slots.see',
  'GET /console/slots/new': 'slots.manage',
  'POST /console/slots/new': 'slots.manage',
  'GET /console/slots/:id': 'slots.see',
  'POST /console/slots/:id/longer': 'slots.manage',
  'POST /console/slots/:id/close': 'slots.manage',
  'GET /console/monthly': 'slots.see',
  'GET /console/monthly/:id': 'slots.see',
  'POST /console/monthly/:id/asked': 'slots.manage',
  'POST /console/slots/:id/settled': 'money.settle',
  'GET /console/spending': 'spending.see',
  'GET /console/spending/new': 'spending.manage',
  'POST /console/spending/new': 'spending.manage',
  'GET /console/spending/:id': 'spending.see',
  'GET /console/spending/:id/voucher': 'spending.see',
  'POST /console/spending/:id/voucher': 'spending.manage',
  'POST /console/spending/:id/reverse': 'spending.manage',
  'POST /console/spending/:id/seller': 'spending.manage',
  'POST /console/spending/:id/deliver': 'deliveries.record',
  'POST /console/deliveries/:id/confirm': 'deliveries.confirm',
  'POST /console/deliveries/:id/strike': 'deliveries.record',
  'GET /console/offers': 'offers.see',
  'GET /console/offers/:id': 'offers.see',
  'POST /console/offers/:id/accept': 'offers.settle',
  'POST /console/offers/:id/ask': 'offers.settle',
  'POST /console/offers/:id/decline': 'offers.settle',
  'POST /console/offers/:id/done': 'offers.confirm',
  'POST /console/offers/:id/recount': 'offers.confirm',
  'POST /console/offers/:id/hand': 'offers.settle',
  'POST /console/offers/:id/how': 'offers.settle',
  'POST /console/offers/:id/came': 'money.settle',
  'POST /console/offers/:id/waits': 'money.settle',
  'POST /console/offers/:id/changed': 'money.settle',
  'POST /console/offers/:id/back': 'money.settle',
  'GET /console/audit': 'audit.read',
  'POST /console/audit/check': 'audit.read',
} as const satisfies Record<`${'GET' | 'POST'} /console${string}`, Rule>
export type Route = keyof typeof ROUTES

/**
 * By which act a page of the desk is seen, so that nobody is shown a link that leads to a page of another role.
 *
 * @returns undefined when there is no such page, or none that takes an act
 */
export function actOf(path: string): Act | undefined {
  const parts = path.split('/')
  const isOf = (route: string) => {
    const shape = route.replace('GET ', '').split('/')
    return (
      shape.length === parts.length && shape.every((part, n) => part.startsWith(':') || part === parts[n])
    )
  }
  const [, rule] = Object.entries(ROUTES).find(([route]) => isOf(route)) ?? []
  return rule === undefined || rule === 'anybody' || rule === 'half way' ? undefined : rule
}

/**
 * The page of the desk to which somebody goes once they are signed in, from an address or a form that they themselves brought.
 * Ids at the most: nothing of what was typed, and no other site.
 *
 *     wayBack('/console/talks/0191-3f2a')  // '/console/talks/0191-3f2a'
 *     wayBack('https://evil.example/')     // undefined
 *     wayBack('//evil.example/console')    // undefined
 *
 * @returns undefined when there is no such page, or it is the first one
 */
export function wayBack(path: string | undefined): string | undefined {
  if (path === undefined || path.length > 200 || !/^\/console(\/[\w-]+)+$/.test(path)) return undefined
  return actOf(path) === undefined || QUIET.has(`GET ${path}` as Route) ? undefined : path
}

/** The page on which a form stands that was sent to this path. */
export function pageOfForm(path: string, referer: string | undefined): string | undefined {
  const from = referer !== undefined && URL.canParse(referer) ? wayBack(new URL(referer).pathname) : undefined
  if (from !== undefined) return from
  const parts = path.split('/')
  for (let n = parts.length; n > 2; n--) {
    const page = wayBack(parts.slice(0, n).join('/'))
    if (page !== undefined) return page
  }
  return undefined
}

/** What an open page asks for by itself: it is no sign that somebody sits there, and keeps no session alive. */
export const QUIET: ReadonlySet<Route> = new Set(['GET /console/alarm'])
