import { clean } from '../platform/vietnamese/index.ts'
import type { Held } from './deputy.ts'
import type { Post } from './roles.ts'

/** Somebody who works at the desk. */
export interface Officer {
  readonly id: string
  readonly name: string
  readonly email: string
  /** What they hold now, as deputies too. */
  readonly posts: readonly Held[]
  /** What they will hold as deputies on days to come. */
  readonly coming: readonly Post[]
}

const NAME_MAX = 80
const EMAIL_MAX = 200

/** An address in the one spelling by which it is found. Undefined: it is none. */
export function readEmail(typed: string): string | undefined {
  const email = typed.normalize('NFC').trim().toLowerCase()
  return email.length <= EMAIL_MAX && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email) ? email : undefined
}

/** A name as shown to colleagues. Undefined: there is nothing in it, or too much. */
export function readName(typed: string): string | undefined {
  const name = clean(typed, NAME_MAX + 1).trim()
  return name === '' || [...name].length > NAME_MAX ? undefined : name
}

const BROWSERS = [
  [/\bEdg/, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bcoc_coc/i, 'Cốc Cốc'],
  [/\bFirefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const
const SYSTEMS = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const

/** A browser as its owner knows it again: `Chrome, Android`. Empty when it says nothing that we know. */
export function browserOf(agent: string): string {
  const first = (list: readonly (readonly [RegExp, string])[]) => list.find(([sign]) => sign.test(agent))?.[1]
  return [first(BROWSERS), first(SYSTEMS)].filter(Boolean).join(', ')
}
