/** What somebody at the desk can be. A role is held in a unit, and counts for that unit and all below it. */
export const ROLES = [
  'administrator',
  'campaign_manager',
  'treasurer',
  'coordinator',
  'unit_officer',
  'auditor',
] as const
export type Role = (typeof ROLES)[number]

/**
 * What can be done at the desk, and which roles may. This is the only such table: every page names one of these acts, and
 * what is not in it nobody may.
 */
export const ACTS = {
  /** Sees what needs somebody now, as numbers. */
  'desk.see': ROLES,
  /** Sees and ends the sessions in which they are signed in themselves. */
  'sessions.own': ROLES,
  /** Reads conversations that wait for a person. */
  'talks.read': ['administrator', 'campaign_manager', 'coordinator', 'unit_officer'],
  /** Answers in them, and hands them back to the bot. */
  'talks.answer': ['administrator', 'campaign_manager', 'coordinator', 'unit_officer'],
  /** Reads what people complain of, and ask about their own data. */
  'requests.read': ['administrator', 'campaign_manager'],
  /** Answers them, and closes complaints. */
  'requests.answer': ['administrator', 'campaign_manager'],
  /** Hears of a child in danger and of promised hours, on every page of the desk and in a chat of their own. */
  'alarms.own': ['administrator', 'campaign_manager', 'coordinator', 'unit_officer'],
  /** Writes the answers that lie ready for conversations. */
  'answers.edit': ['administrator', 'campaign_manager'],
  /** Looks somebody up, who need not have asked for a person. Each look with a reason. */
  'people.see': ['administrator', 'campaign_manager', 'coordinator', 'unit_officer'],
  /** Sees whether messages come and go. */
  'channels.see': ['administrator', 'coordinator', 'auditor'],
  /** Sees what waits for a second person. */
  'approvals.see': ['administrator', 'treasurer', 'auditor'],
  /** Refuses it, or takes back what they asked for themselves. */
  'approvals.decide': ['administrator', 'treasurer'],
  /** Is the second person; what exactly they may approve, and where, each kind of it says. */
  'approvals.approve': ['administrator', 'treasurer'],
  /** Sees who works at the desk. */
  'officers.see': ['administrator', 'auditor'],
  /** Invites, gives and takes roles, names deputies, ends accounts and sessions. */
  'officers.manage': ['administrator'],
  /** Asks for, and approves, what makes or changes one who approves. */
  'officers.approve': ['administrator', 'treasurer'],
  /** Says that the account of one who approves is truly theirs (knowing.ts). */
  'officers.confirm': ['administrator', 'treasurer'],
  /** Sees to which bank accounts donors' money goes. */
  'accounts.see': ['administrator', 'treasurer', 'auditor'],
  /** Asks for, and approves, another one. */
  'accounts.manage': ['administrator', 'treasurer'],
  /** Stops a change of account that two people have approved, before it counts. Needs no code: it is in a hurry. */
  'accounts.stop': ['administrator', 'treasurer'],
  /** Sees which messages were set aside. */
  'aside.see': ['administrator', 'treasurer', 'coordinator'],
  /** Looks into them, tries them again, dismisses them. */
  'aside.settle': ['administrator', 'coordinator'],
  /** Sees what money has no owner, or waits for a decision. */
  'money.see': ['administrator', 'treasurer', 'auditor'],
  /** Reads what its bank says, gives it an owner, decides of it. */
  'money.settle': ['administrator', 'treasurer'],
  /** Sees campaigns and their needs, those that are not open too. */
  'campaigns.see': ROLES,
  /** Makes, opens and closes them. */
  'campaigns.manage': ['administrator', 'campaign_manager'],
  /** Sees who is thanked by name on a campaign's page, and takes a name off it. */
  'names.hide': ['administrator', 'campaign_manager', 'coordinator'],
  /** Asks for, and approves, that one opens on another account than its unit is used to. */
  'campaigns.approve': ['administrator', 'campaign_manager', 'treasurer'],
  /** Sees sponsored places and monthly gifts. Who sponsors a place, by no whole name, is for who may see people (`people.see`). */
  'slots.see': ['administrator', 'campaign_manager', 'treasurer', 'coordinator', 'auditor'],
  /** Adds and closes places; lets a monthly gift rest, or ends it, when its giver has asked. */
  'slots.manage': ['administrator', 'campaign_manager', 'coordinator'],
  /** Sees what was bought with a campaign's money, and what came of it. */
  'spending.see': ROLES,
  /** Is told that the day of handing over has passed, and gifts are not bought or have not come. */
  'late.see': ['administrator', 'campaign_manager', 'treasurer', 'coordinator'],
  /** Asks for, and approves, purchases and their reversal. */
  'spending.manage': ['administrator', 'treasurer'],
  /** Writes down what came to where it is needed, and takes that back while nobody has confirmed it. */
  'deliveries.record': ['administrator', 'campaign_manager', 'coordinator'],
  /** Confirms what somebody else has written down. */
  'deliveries.confirm': ['administrator', 'campaign_manager', 'coordinator', 'unit_officer'],
  /** Reads what people promise other than money to an account. */
  'offers.see': ['administrator', 'campaign_manager', 'treasurer', 'coordinator', 'unit_officer'],
  /** Agrees on a day with them, asks back, declines. */
  'offers.settle': ['administrator', 'campaign_manager', 'coordinator'],
  /** Counts what was brought, and confirms what was done or given directly; the second person for large sums too. */
  'offers.confirm': ['administrator', 'campaign_manager', 'treasurer', 'coordinator', 'unit_officer'],
  /** Reads who did what, and checks that nobody has changed it. */
  'audit.read': ['administrator', 'auditor'],
} as const satisfies Record<string, readonly Role[]>
export type Act = keyof typeof ACTS

/**
 * Grave acts. They are done only by who has given a code of the second factor within these minutes: a session that was left
 * open, or taken, does none of them.
 */
export const FRESH: ReadonlySet<Act> = new Set<Act>([
  'officers.manage',
  'officers.confirm',
  'accounts.manage',
  'approvals.approve',
])
export const FRESH_MINUTES = 5

/** A role in a unit. */
export interface Post {
  readonly unit: string
  readonly role: Role
}

/** Units by id, with the one above each; null above the topmost. */
export type UnitTree = ReadonlyMap<string, string | null>

export const may = (act: Act, role: Role): boolean => (ACTS[act] as readonly Role[]).includes(role)

/** Whether who has this role can be the second person. */
export const isTrusted = (role: Role): boolean => may('officers.approve', role)

/** Whether who has this role asks for, or approves, what takes two people, or does a half of it: writes down what came, or confirms it. */
export const isOneOfTwo = (role: Role): boolean => isTrusted(role) || HALVES.some((act) => may(act, role))
const HALVES: readonly Act[] = ['campaigns.approve', 'deliveries.record', 'deliveries.confirm']

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text)

/**
 * Where an officer may do something: the units in which a post of theirs allows it, and everything below those.
 *
 * @returns ids of units; empty: nowhere
 */
export function reach(act: Act, posts: readonly Post[], tree: UnitTree): ReadonlySet<string> {
  const held = new Set(posts.filter(({ role }) => may(act, role)).map(({ unit }) => unit))
  return new Set([...tree.keys()].filter((unit) => above(unit, tree).some((one) => held.has(one))))
}

/** The lowest unit in or under which all of these lie; of units without a common one, the topmost. Undefined: there are none. */
export function commonUnit(units: readonly string[], tree: UnitTree): string | undefined {
  const [first, ...rest] = units.map((unit) => above(unit, tree))
  const common = first?.find((one) => rest.every((line) => line.includes(one)))
  return common ?? units.toSorted((a, b) => above(a, tree).length - above(b, tree).length)[0]
}

/** These units and everything above them: what is said for a unit counts for all below it. */
export const withAbove = (units: Iterable<string>, tree: UnitTree): ReadonlySet<string> =>
  new Set([...units].flatMap((unit) => above(unit, tree)))

/** A unit, what it belongs to, and so on to the top. */
function above(unit: string, tree: UnitTree): string[] {
  const line: string[] = []
  for (let at: string | null = unit; at !== null && !line.includes(at); at = tree.get(at) ?? null)
    line.push(at)
  return line
}
