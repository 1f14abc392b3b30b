import { SendError, type SendErrorKind } from '../channel.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/** What follows from an error of the Official Account's API, and what an operator should know. */
interface Meaning {
  readonly kind: SendErrorKind
  readonly said: string
  readonly waitMs?: number
}

const setting = (said: string): Meaning => ({ kind: 'misconfigured', said })
const refused = (said: string): Meaning => ({ kind: 'rejected', said })
const gone = (said: string): Meaning => ({ kind: 'blocked', said })
const closed = (said: string): Meaning => ({ kind: 'closed', said })
const later = (said: string, waitMs: number): Meaning => ({ kind: 'throttled', said, waitMs })

// https://docs.zaloplatforms.com/docs/OA/phu-luc/ma-loi (read 2026-11). Its codes come with HTTP 200.
const MEANINGS: Readonly<Record<number, Meaning>> = {
  [-32]: later('too many requests of the app in this minute', MINUTE_MS),
  [-200]: { kind: 'ambiguous', said: 'sending failed, Zalo does not say why' },
  [-201]: refused('a field is not valid'),
  [-204]: setting('the account is disabled'),
  [-205]: setting('there is no such account'),
  [-209]: setting('the app is not switched on for the API'),
  [-210]: refused('something is longer than it may be'),
  [-211]: later('the quota of this kind of message is used up', HOUR_MS),
  [-212]: setting('the app has not registered this API'),
  [-213]: closed('the person does not follow the account'),
  [-217]: gone('the person wants no invitations of the account'),
  [-218]: later('the person has had as much today as Zalo allows', 6 * HOUR_MS),
  [-219]: setting('the app is removed or disabled'),
  [-221]: setting('the account must be verified'),
  [-223]: setting('the account has not allowed the app to do this: consent again'),
  [-224]: setting('the account needs another package'),
  [-227]: closed('the person has not used Zalo for 45 days, or is banned'),
  [-230]: closed('the person has not written within seven days'),
  [-232]: closed('the person has never written, or not for long'),
  [-233]: refused('this kind of message is not supported'),
  [-234]: later('this kind of message does not go at night', HOUR_MS),
  [-235]: setting('this API is not for accounts of this type'),
  [-240]: setting('this version of the API is shut'),
  [-242]: setting('the proof of the app secret is wrong: check ZALO_OA_APP_SECRET'),
  [-244]: gone('the person wants no messages of this kind from the account'),
  [-248]: refused('Zalo says that it breaks its standards'),
  [-320]: setting('the account needs a Zalo Cloud account'),
  [-321]: setting('the Zalo Cloud account has no money left'),
}

/** The access token is not known, or over. */
export const isTokenTrouble = (code: number): boolean => [-216, -220, 216, 401, -401].includes(code)

/** An attachment id is good for seven days. */
export const isMediaGone = (code: number): boolean => code === -100

/** What an error of `/v3.0/oa/message/cs` and its neighbours means for a message. An unknown one ends it: nobody knows better. */
export function meaningOf(code: number): SendError {
  if (isTokenTrouble(code))
    return new SendError('misconfigured', `Zalo does not know the access token (${code})`)
  const { kind, said, waitMs } = MEANINGS[code] ?? refused('an error that its table does not have')
  return new SendError(kind, `${said} (${code})`, waitMs)
}
