import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db.ts'
import type { Ids } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { audit } from './audit-store.ts'
import { readEmail } from './officer.ts'
import type { OfficerKeys } from './officer-keys.ts'
import {
  accountByEmail,
  accountById,
  enrol,
  keepTotp,
  noteSignedIn,
  officerById,
  useRecoveryCode,
  useStep,
} from './officer-store.ts'
import { type Passwords, TooBusy } from './password.ts'
import { newRecoveryCodes, newTotpSecret, readRecoveryCode, stepOf, totpUri } from './second-factor.ts'
import { endSession, openSession, proveSession, type Session, type Stage } from './session-store.ts'
import { giveBackTry, takeTry } from './try-store.ts'

/** What signing in works with. */
export interface Gate {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly keys: OfficerKeys
  readonly passwords: Passwords
}

/** From where somebody signs in. */
interface Whence {
  /** Network of the caller, as limits count it. */
  readonly network: string
  /** What a cookie says of earlier times (`markBrowser`), or nothing. */
  readonly mark: string | undefined
  readonly browser: string
}

/** The new session's secret, and what is still asked before it opens anything. */
export interface Opened {
  readonly kind: 'opened'
  readonly token: string
  readonly stage: Stage
}

/** Whether somebody has signed in with this browser by this address before, as its cookie says. */
export function knownBrowser(keys: OfficerKeys, email: string, mark: string | undefined): boolean {
  const account = keys.digest('email', readEmail(email) ?? '')
  return mark !== undefined && keys.knowsBrowser(account, mark)
}

/**
 * The first factor. Who does not exist, who has ended and who is mistaken get the same answer after the same time.
 *
 * `wrong`: address or password. `wait`: the tries of this quarter of an hour are used up. `busy`: too many at once.
 */
export async function signIn(
  gate: Gate,
  typed: { readonly email: string; readonly password: string },
  { network, mark, browser }: Whence,
): Promise<Opened | { readonly kind: 'wrong' | 'wait' | 'busy' }> {
  const { db, ids, keys, passwords } = gate
  const email = readEmail(typed.email) ?? ''
  const account = keys.digest('email', email)
  const kind = knownBrowser(keys, email, mark) ? 'known' : 'strange'
  const from = keys.digest('network', network)
  const attempt = await db.transaction((tx) => takeTry(tx, ids, { account, network: from, kind }))
  if (attempt === undefined) return { kind: 'wait' }
  const found = await accountByEmail(db.prisma, keys, email)
  try {
    if (!(await passwords.check(typed.password, found?.password, kind)) || !found) return { kind: 'wrong' }
  } catch (error) {
    if (!(error instanceof TooBusy)) throw error
    await giveBackTry(db.prisma, attempt)
    return { kind: 'busy' }
  }
  return db.transaction(async (tx) => {
    await giveBackTry(tx, attempt)
    const stage = found.enrolled ? 'code' : 'enrol'
    return { kind: 'opened', token: await openSession(tx, ids, { officer: found.id, stage, browser }), stage }
  })
}

/** What an authenticator app is shown: the address for its QR code, and the same to type. */
export async function totpToShow(
  { db, clock, keys }: Pick<Gate, 'db' | 'clock' | 'keys'>,
  officer: string,
): Promise<{ readonly uri: string; readonly secret: string }> {
  await keepTotp(db.prisma, keys, officer, newTotpSecret())
  const { totp } = (await accountById(db.prisma, keys, officer))!
  const { email } = await officerById(db.prisma, keys, officer, clock.now())
  return { uri: totpUri(totp!, email), secret: totp! }
}

/** Signed in. `mark` is for a cookie of this browser; `codes` are to be shown once. */
interface Entered {
  readonly kind: 'entered'
  readonly token: string
  readonly mark: string
  readonly codes?: readonly string[]
}

/**
 * The second factor: a code of the app, or a recovery code; the first right code of the app sets it up. The session gets a
 * new secret.
 *
 * `wrong`: it is no code of now, or was used. `wait`: the tries of this quarter of an hour are used up.
 */
export async function giveCode(
  gate: Gate,
  session: Session,
  typed: string,
  { network, mark }: Pick<Whence, 'network' | 'mark'>,
): Promise<Entered | { readonly kind: 'wrong' | 'wait' }> {
  const { db, clock, ids, keys } = gate
  const { email } = await officerById(db.prisma, keys, session.officer, clock.now())
  const account = keys.digest('email', email)
  const from = keys.digest('network', network)
  // A transaction of its own: a wrong code is counted for good.
  const kind = knownBrowser(keys, email, mark) ? 'code_known' : 'code'
  const attempt = await db.transaction((tx) => takeTry(tx, ids, { account, network: from, kind }))
  if (attempt === undefined) return { kind: 'wait' }
  return db.transaction(async (tx) => {
    const found = await accountById(tx, keys, session.officer)
    const now = clock.now()
    if (!found || !(await isRight(tx, keys, found, session.stage, typed, now))) return { kind: 'wrong' }
    // Two answers at once end one session once.
    if (!(await endSession(tx, found.id, session.id))) return { kind: 'wrong' }
    await giveBackTry(tx, attempt)
    const codes = session.stage === 'enrol' ? newRecoveryCodes() : undefined
    if (codes) {
      await enrol(
        tx,
        keys,
        found.id,
        codes.map((code) => readRecoveryCode(code)!),
        now,
      )
      await audit(tx, { actor: found.id, act: 'officer.enrolled', object: `officer/${found.id}` }, now)
    }
    await noteSignedIn(tx, found.id, now)
    await audit(tx, { actor: found.id, act: 'officer.signed_in', object: `officer/${found.id}` }, now)
    const token = await openSession(tx, ids, { officer: found.id, stage: 'full', browser: session.browser })
    return { kind: 'entered', token, mark: keys.markBrowser(account), ...(codes ? { codes } : {}) }
  })
}

/**
 * The second factor once more, in a session that is open, before a grave act (roles.ts, FRESH). Its tries are those of a
 * browser that is known: who is signing in elsewhere does not use them up.
 */
export async function proveAgain(
  { db, clock, ids, keys }: Gate,
  { id, officer }: Session,
  typed: string,
  network: string,
): Promise<'proven' | 'wrong' | 'wait'> {
  const { email } = await officerById(db.prisma, keys, officer, clock.now())
  const account = keys.digest('email', email)
  const from = keys.digest('network', network)
  const attempt = await db.transaction((tx) =>
    takeTry(tx, ids, { account, network: from, kind: 'code_known' }),
  )
  if (attempt === undefined) return 'wait'
  return db.transaction(async (tx) => {
    const found = await accountById(tx, keys, officer)
    const now = clock.now()
    if (!found || !(await isRight(tx, keys, found, 'code', typed, now))) return 'wrong'
    if (!(await proveSession(tx, id))) return 'wrong'
    await giveBackTry(tx, attempt)
    await audit(tx, { actor: officer, act: 'officer.proven', object: `officer/${officer}` }, now)
    return 'proven'
  })
}

async function isRight(
  tx: Tx,
  keys: OfficerKeys,
  { id, totp }: { readonly id: string; readonly totp: string | null },
  stage: Stage,
  typed: string,
  now: Date,
): Promise<boolean> {
  const step = totp === null ? undefined : stepOf(totp, typed, now)
  if (step !== undefined) return useStep(tx, id, step)
  const code = stage === 'code' ? readRecoveryCode(typed) : undefined
  return code !== undefined && useRecoveryCode(tx, keys, id, code)
}
