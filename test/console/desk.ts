import { Secret as OtpSecret, TOTP } from 'otpauth'
import { insertInvite, type Role } from '../../src/organisers/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import type { World } from '../support/world.ts'

export const SITE = 'http://chungtay.test'

/** The day so many days from now, as a form has it. */
export const day = (w: World, ahead: number): string =>
  new Date(w.clock.now().getTime() + ahead * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10)

/** Who is new at the desk approves nothing for a day: all who are there came the day before yesterday. */
export async function cameEarlier(w: World): Promise<void> {
  const earlier = new Date(w.clock.now().getTime() - 48 * 3_600_000)
  await w.db.prisma.officerRole.updateMany({ data: { givenAt: earlier } })
  await w.db.prisma.officer.updateMany({ data: { totpSince: earlier } })
}

/** The form of a new campaign, filled in, on the account of another one. */
export const campaignForm = (
  w: World,
  { unitId, accountId }: { readonly unitId: string; readonly accountId: string },
  more: Record<string, string> = {},
): Record<string, string> => ({
  unit: unitId,
  account: accountId,
  title: 'Đồ ấm mùa đông',
  purpose: 'Áo ấm cho trẻ em vùng cao trước đợt rét.',
  what: 'áo ấm, mũ, tất',
  for_whom: 'trẻ em 3–10 tuổi ở các xã vùng cao',
  legal_basis: '',
  event: 'winter',
  flow: 'winter',
  series: 'DA27',
  prefix: 'DAM',
  min: '2.000',
  most: '20.000.000',
  hold: '15',
  days: '7',
  opens: day(w, 0),
  gift_by: day(w, 20),
  until: day(w, 30),
  distribute: day(w, 60),
  ...more,
})

/** A browser at the desk: it keeps cookies, and says where its forms come from. */
export interface Browser {
  readonly cookies: Map<string, string>
  get(path: string): Promise<Page>
  /** Sends a form with the token that the last page of this browser had, and what its own page had shown. */
  post(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Page>
}

export interface Page {
  readonly status: number
  readonly to: string | null
  readonly text: string
}

export function browser(w: World, from = '198.51.100.7'): Browser {
  const cookies = new Map<string, string>()
  let form = ''
  const seen = new Map<string, string>()
  const was = new Map<string, string>()
  /** `/console/talks/<id>` of anything below it. */
  const pageOf = (path: string) => /^\/console\/\w+\/[\w-]+/.exec(path)?.[0] ?? path
  async function ask(path: string, init: RequestInit): Promise<Page> {
    const answer = await w.service.web.request(path, {
      ...init,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'x-forwarded-for': from,
        'user-agent': 'Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile',
        ...(init.headers as Record<string, string>),
      },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0]!.split('=')
      if (/max-age=0/i.test(line)) cookies.delete(name!)
      else cookies.set(name!, decodeURIComponent(value!))
    }
    const text = await answer.text()
    form = /name="form" value="([^"]+)"/.exec(text)?.[1] ?? form
    const shown = /name="seen" value="([^"]+)"/.exec(text)?.[1]
    if (shown !== undefined) seen.set(pageOf(path), shown)
    const held = /name="was" value="([^"]*)"/.exec(text)?.[1]
    if (held !== undefined) was.set(pageOf(path), held.replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
    return { status: answer.status, to: answer.headers.get('location'), text }
  }
  return {
    cookies,
    get: (path) => ask(path, {}),
    post: (path, fields = {}, headers = {}) =>
      ask(path, {
        method: 'POST',
        body: new URLSearchParams({
          form,
          seen: seen.get(pageOf(path)) ?? '',
          was: was.get(pageOf(path)) ?? '',
          ...fields,
        }),
        headers: { origin: SITE, 'sec-fetch-site': 'same-origin', ...headers },
      }),
  }
}

export interface Someone {
  readonly id: string
  readonly email: string
  readonly password: string
  readonly secret: string
  readonly codes: readonly string[]
  readonly at: Browser
  /** What the phone shows now. */
  code(): string
}

let count = 0

/** Somebody who has taken up an invitation, and is signed in. */
export async function officer(w: World, role: Role, unit?: string): Promise<Someone> {
  const where = unit ?? (await w.db.prisma.unit.findFirstOrThrow({ where: { parentId: null } })).id
  const link = await insertInvite(w.db.prisma, ids, { post: { unit: where, role } })
  const email = `officer${++count}@quy.example`
  const password = 'ba con vịt bơi qua sông Đà'
  const at = browser(w)
  await at.post(`/console/invite/${link}`, { name: `Thu ${count}`, email, password })
  const page = await at.get('/console/code')
  const secret = /class="key">([A-Z2-7 ]+)</.exec(page.text)![1]!.replaceAll(' ', '')
  const code = () => codeAt(secret, w.clock.now())
  const done = await at.post('/console/code', { code: code() })
  const codes = [...done.text.matchAll(/<code>([0-9A-Z]{5}-[0-9A-Z]{5})<\/code>/g)].map((found) => found[1]!)
  const session = await w.db.prisma.officerSession.findFirstOrThrow({ orderBy: { id: 'desc' } })
  return { id: session.officerId, email, password, secret, codes, at, code }
}

export const codeAt = (secret: string, now: Date): string =>
  new TOTP({ secret: OtpSecret.fromBase32(secret) }).generate({ timestamp: now.getTime() })
