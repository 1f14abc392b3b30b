import { z } from 'zod'
import { type Action, action } from '../conversation/action.ts'
import { checkUrl } from '../giving/index.ts'
import { paperName, sayName } from '../people/index.ts'
import { file, nothing } from '../platform/shapes.ts'
import { checkText } from './checking.ts'
import { type Issuing, issueCertificate } from './issuing.ts'

const paperOf = (publicId: string, number: string, ending: 'png' | 'pdf') => ({
  file: `certificate/${publicId}.${ending}`,
  name: `${number}.${ending}`,
  mime: ending === 'png' ? 'image/png' : 'application/pdf',
})

export function certificateActions(issuing: Issuing): readonly Action[] {
  return [
    action({
      name: 'certificate.issue',
      input: z.object({ donation: z.object({ id: z.uuid() }), name: z.string().nullish() }),
      outcomes: {
        issued: z.object({
          image: file,
          pdf: file,
          url: z.string(),
          number: z.string(),
          name: z.string().nullable(),
        }),
        not_yet: nothing,
        returned: nothing,
        none: nothing,
      },
      async run({ tx, clock, contact, address, lang }, { donation, name: typed }) {
        const name = paperName(typed ?? null)
        const asked = { donation: donation.id, contact, name, lang, now: clock.now() }
        const result = await issueCertificate(tx, issuing, asked)
        if (result.kind !== 'issued') return { outcome: result.kind }
        // A company's name is its own, and not what its papers call somebody from now on.
        if (name !== null && !result.ofOthers) await sayName(tx, issuing.keys, contact, name, address)
        const { publicId, number } = result.certificate
        return {
          outcome: 'issued' as const,
          image: paperOf(publicId, number, 'png'),
          pdf: paperOf(publicId, number, 'pdf'),
          url: checkUrl(issuing.site, publicId),
          number,
          name,
        }
      },
    }),
    action({
      name: 'account.check',
      input: z.object({ text: z.string() }),
      outcomes: {
        ours: z.object({
          account: z.object({ number: z.string(), holder: z.string(), bank: z.string() }),
          /** Titles of those that receive on it, and of those that are over; null where there are none. */
          campaign: z.string().nullable(),
          over: z.string().nullable(),
        }),
        /** The fund's, and not in use any more. */
        former_account: z.object({ number: z.string() }),
        paper: z.object({ kind: z.enum(['certificate', 'receipt']), number: z.string(), valid: z.boolean() }),
        code: z.object({ code: z.string() }),
        /** The telephone on which the fund is reached. */
        hotline: z.object({ hotline: z.string() }),
        unknown_paper: nothing,
        not_ours: nothing,
        unreadable: nothing,
      },
      async run({ tx, clock }, { text }) {
        const found = await checkText(tx, text, clock.now())
        switch (found.kind) {
          case 'ours':
            return {
              outcome: 'ours' as const,
              account: found.account,
              campaign: found.campaigns.join(', ') || null,
              over: found.over.join(', ') || null,
            }
          case 'former_account':
            return { outcome: 'former_account' as const, number: found.number }
          case 'paper': {
            const { kind, number, valid } = found.paper
            return { outcome: 'paper' as const, kind, number, valid }
          }
          case 'code':
            return { outcome: 'code' as const, code: found.code }
          case 'hotline':
            return { outcome: 'hotline' as const, hotline: found.hotline }
          default:
            return { outcome: found.kind }
        }
      },
    }),
  ]
}
