import { campaign } from './words/campaign.ts'
import { certificate } from './words/certificate.ts'
import { chat } from './words/chat.ts'
import { check } from './words/check.ts'
import { home } from './words/home.ts'
import { needs } from './words/needs.ts'
import { pay } from './words/pay.ts'
import { site } from './words/site.ts'
import { voucher } from './words/voucher.ts'

export type Lang = 'vi' | 'en'

const wordsIn = (lang: Lang) => ({
  ...site[lang],
  home: home[lang],
  campaign: campaign[lang],
  needs: needs[lang],
  pay: pay[lang],
  certificate: certificate[lang],
  check: check[lang],
  voucher: voucher[lang],
  ...chat[lang],
})

export type Words = ReturnType<typeof wordsIn>

/**
 * Every sentence of the public pages and of the web chat's own labels, a file a page. Vietnamese first; English follows
 * it and lacks nothing. What /privacy says is in privacy-words.ts.
 */
export const words: Record<Lang, Words> = { vi: wordsIn('vi'), en: wordsIn('en') }
