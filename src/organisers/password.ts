import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { fold } from '../platform/vietnamese/index.ts'
import { COMMON_PASSWORDS } from './common-passwords.ts'

/** In characters. NIST SP 800-63B and ASVS 6.2: at least 8, better 15, and no rules about which. */
const SHORTEST = 8
const LONGEST = 200

/**
 * Why a password is not taken. Undefined: it is.
 *
 * @param own what others know of its owner: address, name. A password that is little more than that is no secret
 */
export function refusedPassword(
  password: string,
  own: readonly string[],
): 'short' | 'long' | 'common' | undefined {
  const { length } = [...password]
  if (length < SHORTEST) return 'short'
  if (length > LONGEST) return 'long'
  const bare = squeezed(password)
  // The longest first: a whole name before a part of it.
  const known = own
    .flatMap((one) => [squeezed(one), squeezed(one.split('@')[0]!)])
    .filter((one) => one.length > 2)
    .toSorted((a, b) => b.length - a.length)
  const rest = known.reduce((left, one) => left.replaceAll(one, ''), bare)
  if (COMMON_PASSWORDS.has(bare) || new Set(bare).size < 4 || (rest !== bare && rest.length < 6))
    return 'common'
  return undefined
}

const squeezed = (text: string): string => fold(text).toLowerCase().replace(/\s/g, '')

/** Hashes and checks passwords. Each takes a third of a second and 128 MB, so few go at once and others wait. */
export interface Passwords {
  /** @throws TooBusy */
  hash(password: string): Promise<string>
  /**
   * @param kept undefined when there is no such account: that takes just as long, and is false
   * @param who `known`: from a browser in which this account has signed in. They wait apart, and come first: however many
   *   strangers try, nobody is kept out of the office's computer
   * @throws TooBusy
   */
  check(password: string, kept: string | undefined, who?: Lane): Promise<boolean>
}

type Lane = 'known' | 'strange'

/** So many wait already that one more would wait too long. */
export class TooBusy extends Error {}

const AT_ONCE = 2
const WAITING = 40
const SALT = 16
const KEY = 32
const BLOCK = 8

/** @param cost log2 of scrypt's N; OWASP's least is 17. Tests take less */
export function passwords(cost = 17): Passwords {
  const gate = turnstile()
  const derive = (password: string, salt: Buffer, log2: number, lane: Lane = 'strange') =>
    gate(
      lane,
      () =>
        new Promise<Buffer>((resolve, reject) => {
          const options = { N: 2 ** log2, r: BLOCK, p: 1, maxmem: 2 ** log2 * BLOCK * 256 }
          // Vietnamese letters are typed as one character or as letter and mark: both are the same password.
          scrypt(password.normalize('NFKC'), salt, KEY, options, (error, key) =>
            error ? reject(error) : resolve(key),
          )
        }),
    )
  const nobody = randomBytes(SALT)
  return {
    async hash(password) {
      const salt = randomBytes(SALT)
      const key = await derive(password, salt, cost)
      return ['scrypt', cost, salt.toString('base64url'), key.toString('base64url')].join('$')
    },
    async check(password, kept, who) {
      if (kept === undefined) {
        await derive(password, nobody, cost, who)
        return false
      }
      const [, log2, salt, key] = kept.split('$')
      const found = await derive(password, Buffer.from(salt!, 'base64url'), Number(log2), who)
      return timingSafeEqual(found, Buffer.from(key!, 'base64url'))
    },
  }
}

function turnstile() {
  let inside = 0
  const queues: Record<Lane, (() => void)[]> = { known: [], strange: [] }
  return async <T>(lane: Lane, work: () => Promise<T>): Promise<T> => {
    const queue = queues[lane]
    if (inside >= AT_ONCE) {
      if (queue.length >= WAITING) throw new TooBusy('too many passwords are being checked')
      await new Promise<void>((resolve) => queue.push(resolve))
    } else inside++
    try {
      return await work()
    } finally {
      // Whoever waited longest takes the place over.
      const next = queues.known.shift() ?? queues.strange.shift()
      if (next) next()
      else inside--
    }
  }
}
