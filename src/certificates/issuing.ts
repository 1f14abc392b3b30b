import {
  type Behalf,
  behalfOf,
  checkUrl,
  isKept,
  lineOf,
  lockDonation,
  monthsSponsored,
  receiptsFor,
  type Use,
  unitsIn,
  useOf,
  wholeOf,
} from '../giving/index.ts'
import type { Ids } from '../platform/ids.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import type { Secret } from '../platform/secret.ts'
import type { Tx } from '../platform/tx.ts'
import { dayOf, moneyInWords } from '../platform/vietnamese/index.ts'
import type { CertificateFacts } from './certificate.ts'
import { sign, verify } from './signature.ts'
import {
  type Certificate,
  certificatesOf,
  insertCertificate,
  revokeCertificate,
  signedOf,
  signingKey,
  verifyingKeys,
} from './store.ts'

export interface Issuing {
  readonly ids: Ids
  readonly secret: Secret
  readonly keys: PersonKeys
  /** PUBLIC_URL, for the address on the paper. */
  readonly site: string
}

export type Issued =
  /** `ofOthers`: the name is a company's or a group's. */
  | { readonly kind: 'issued'; readonly certificate: Certificate; readonly ofOthers: boolean }
  /** The money is kept for a decision: it has not been given yet. */
  | { readonly kind: 'not_yet' }
  /** The money went back to who gave it. */
  | { readonly kind: 'returned' }
  | { readonly kind: 'none' }

/**
 * The certificate for a donation. The same name again gives the same certificate; another name gives a new one, and the
 * one before is revoked as replaced. It is signed here and drawn when somebody asks for the paper.
 */
export async function issueCertificate(
  tx: Tx,
  issuing: Issuing,
  asked: {
    readonly donation: string
    readonly contact: string
    readonly name: string | null
    readonly lang: 'vi' | 'en'
    readonly now: Date
  },
): Promise<Issued> {
  const { secret, site, keys, ids } = issuing
  const donation = await lockDonation(tx, asked.donation)
  if (donation?.contactId !== asked.contact) return { kind: 'none' }
  if (donation.state === 'mistaken') return { kind: 'none' }
  if (donation.state === 'returned') return { kind: 'returned' }
  if (await isKept(tx, donation)) return { kind: 'not_yet' }
  const before = await certificatesOf(tx, donation.id)
  const valid = before.find((one) => one.state === 'valid')
  const use = await useOf(tx, donation)
  const own = behalfFacts(await behalfOf(tx, keys, use.pledge), asked)
  const ofOthers = own.behalf === 'company' || own.behalf === 'group'
  if (valid && (await saysTheSame(tx, keys, valid, asked.name, own)))
    return { kind: 'issued', certificate: valid, ofOthers }

  const receipt = (await receiptsFor(tx, [donation.id])).get(donation.id)!
  const number = `GN-${receipt.number}${before.length > 0 ? `-${before.length + 1}` : ''}`
  if (valid)
    await revokeCertificate(tx, valid.publicId, { reason: 'replaced', replacedBy: number, now: asked.now })
  const publicId = ids.public()
  const months = use.pledge?.monthly ? await monthsSponsored(tx, use.pledge) : null
  const facts = factsOf(own.behalf === 'group' ? await wholeOf(tx, use) : use, months, {
    ...own,
    publicId,
    number,
    displayName: asked.name,
    date: dayOf(asked.now),
    lang: asked.lang,
    verifyUrl: checkUrl(site, publicId),
  })
  const certificate = await insertCertificate(
    tx,
    issuing,
    asked.contact,
    { publicId, donationId: donation.id, number, issuedAt: asked.now },
    {
      name: asked.name,
      token: sign(facts, await signingKey(tx, secret)),
      honours: own.dedication !== undefined,
    },
  )
  return { kind: 'issued', certificate, ofOthers }
}

type Own = Pick<CertificateFacts, 'behalf' | 'dedication'>

/** A company's or a group's paper bears their name, or is nobody's but the giver's; a tribute stands beside whatever name there is. */
function behalfFacts(
  behalf: Behalf | undefined,
  { name, lang }: { readonly name: string | null; readonly lang: 'vi' | 'en' },
): Own {
  if (!behalf) return {}
  if (behalf.kind !== 'tribute') return behalf.name === name ? { behalf: behalf.kind } : {}
  const kind = behalf.occasion === 'memory' ? 'memory' : 'honour'
  return { behalf: kind, dedication: lineOf(behalf, lang) }
}

async function saysTheSame(
  tx: Tx,
  keys: PersonKeys,
  certificate: Certificate,
  name: string | null,
  own: Own,
): Promise<boolean> {
  const signed = await signedOf(tx, keys, certificate)
  if (!signed || signed.name !== name) return false
  const verdict = verify(signed.token, await verifyingKeys(tx))
  if (verdict.kind !== 'valid') return false
  const { behalf, dedication } = verdict.facts
  return behalf === own.behalf && dedication === own.dedication
}

type About = Own &
  Pick<CertificateFacts, 'publicId' | 'number' | 'displayName' | 'date' | 'lang' | 'verifyUrl'>

/**
 * Without the amount, which nobody has agreed to show, and without anything about a child.
 *
 * @param months that were paid whole of a place that they sponsor, up to now; null where it is no such place
 */
function factsOf(use: Use, months: number | null, about: About): CertificateFacts {
  const { campaign, need } = use
  const sponsors = months !== null && months > 0
  return {
    version: 1,
    ...about,
    fundName: campaign.unit.name,
    kind: sponsors ? 'sponsorship' : 'money',
    what: sponsors ? WORDS[about.lang].months(months) : whatWasGiven(use, about.lang),
    forWhom: sponsors || (need?.place && use.share?.need) ? null : campaign.forWhom,
    campaignTitle: campaign.title,
    outcome: null,
    amount: null,
    demo: campaign.demo,
  }
}

const WORDS = {
  vi: {
    pot: 'một phần vào quỹ chung',
    part: 'một phần',
    and: 'và',
    months: (n: number) => `một suất đỡ đầu trong ${n} tháng`,
  },
  en: {
    pot: 'a share of the common pot',
    part: 'a share of',
    and: 'and',
    months: (n: number) => `one sponsored place for ${n} ${n === 1 ? 'month' : 'months'}`,
  },
} as const

/** What children need is named by the fund, in Vietnamese, on English papers too; what is done for them is said by us. */
export const langOfWhat = ({ what, kind, lang }: CertificateFacts): 'vi' | 'en' =>
  what === WORDS.en.pot || (lang === 'en' && kind !== 'money' && kind !== 'goods') ? 'en' : 'vi'

function whatWasGiven(use: Use, lang: 'vi' | 'en'): string {
  const { need, share } = use
  const units = unitsIn(use)
  if (!need || !share || share.need === 0n) return WORDS[lang].pot
  const count = units ? counted(units, lang) : WORDS[lang].part
  const what = `${count} ${need.what}`
  const there = need.place === null ? what : `${what}, ${need.place}`
  const beside = share.pot + share.surplus > 0n
  return beside ? `${there} ${WORDS[lang].and} ${WORDS[lang].pot}` : there
}

/** Small numbers are written out, as people write them by hand. */
function counted(units: bigint, lang: 'vi' | 'en'): string {
  if (lang === 'en' || units > 10n) return String(units)
  return moneyInWords(units)
    .replace(/ đồng.*$/, '')
    .toLowerCase()
}
