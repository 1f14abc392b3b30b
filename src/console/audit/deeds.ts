/** Kinds of deeds that can be looked for, each with what its acts begin with. */
export const DEEDS = {
  money: ['money.', 'notice.'],
  account: ['account.'],
  approval: ['approval.'],
  campaign: ['campaign.', 'need.', 'name.', 'names.'],
  spending: ['purchase.', 'delivery.', 'voucher.'],
  offer: ['offer.'],
  slot: ['slot.', 'monthly.'],
  talk: ['talk.', 'picture.', 'request.', 'answer.', 'alarm.', 'aside.'],
  people: ['people.', 'person.'],
  officer: ['officer.', 'role.', 'deputy.', 'session.'],
  audit: ['audit.'],
} as const satisfies Record<string, readonly string[]>
export type DeedKind = keyof typeof DEEDS

export const isDeedKind = (text: string): text is DeedKind => Object.hasOwn(DEEDS, text)
