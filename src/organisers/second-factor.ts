import { randomBytes } from 'node:crypto'
import { Secret as OtpSecret, TOTP } from 'otpauth'
import { crockford } from '../platform/ids.ts'

/** Seconds for which a code stands. */
const PERIOD = 30

/** What an authenticator app is given, as it calls itself there. */
const totp = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: 'Chung Tay', label, period: PERIOD, digits: 6, secret: OtpSecret.fromBase32(secret) })

/** 160 random bits in base 32. */
export const newTotpSecret = (): string => new OtpSecret({ size: 20 }).base32

/** What the QR code for an authenticator app holds. */
export const totpUri = (secret: string, label: string): string => totp(secret, label).toString()

/**
 * The step whose code this is; one step early or late is taken, since clocks differ. Whoever takes it keeps it: no code of
 * that step or one before is good again (RFC 6238, 5.2).
 *
 * @returns undefined when it is no code of now
 */
export function stepOf(secret: string, typed: string, now: Date): bigint | undefined {
  const token = typed.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const timestamp = now.getTime()
  const delta = totp(secret).validate({ token, timestamp, window: 1 })
  return delta === null ? undefined : BigInt(Math.floor(timestamp / 1000 / PERIOD) + delta)
}

const CODES = 8

/** For the day on which the phone is lost: each is good once. 50 random bits, as `7K3QD-8XM2P`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: CODES }, () => {
    const text = crockford(randomBytes(7)).slice(0, 10)
    return `${text.slice(0, 5)}-${text.slice(5)}`
  })

/** A recovery code as typed, in the one spelling that is hashed. Undefined: it cannot be one. */
export function readRecoveryCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return /^[0-9A-Z]{10}$/.test(code) ? code : undefined
}
