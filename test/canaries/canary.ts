/**
 * What a person of these tests has that nobody may ever find where it does not belong: a word in all that they write and in
 * their name, a phone, the secret by which their browser is known. No two have the same, and no text of ours has any.
 */
export interface Canary {
  readonly word: string
  readonly phone: string
}

export const canary = (n: number): Canary => ({
  word: `zqx${lettered(n)}qz`,
  phone: `0977${String(n).padStart(6, '0')}`,
})

/** In letters that make no number word and join into none. */
const lettered = (n: number): string =>
  [...n.toString(LETTERS.length).padStart(4, '0')]
    .map((digit) => LETTERS[Number.parseInt(digit, 24)])
    .join('')
const LETTERS = 'abcdefghijklmnoprstuvwxy'

/**
 * All canaries in a text or file, however it is encoded: as it is, in hex (as dumps write bytes), in base64 (as signed papers
 * are), phones with spaces or dots.
 *
 * @param secrets are looked for too
 */
export function sightings(found: string, secrets: Iterable<string> = []): Set<string> {
  const seen = new Set<string>()
  for (const text of decoded(found)) {
    for (const [word] of text.toLowerCase().matchAll(/zqx[a-z]+?qz/g)) seen.add(word)
    for (const [phone] of text.replaceAll(/[ .]/g, '').matchAll(/(?<!\d)0977\d{6}(?!\d)/g)) seen.add(phone)
    for (const secret of secrets) if (text.includes(secret)) seen.add(secret)
  }
  return seen
}

function decoded(text: string): string[] {
  const hex = [...text.matchAll(/(?:[0-9a-f]{2}){10,}/gi)].map(([run]) => Buffer.from(run, 'hex'))
  // A word may begin at any of three places of a group.
  const base64 = [...text.matchAll(/[A-Za-z0-9+/_-]{16,}/g)].flatMap(([run]) =>
    [0, 1, 2, 3].map((from) => Buffer.from(run.slice(from), 'base64')),
  )
  return [text, ...[...hex, ...base64].map((bytes) => bytes.toString('latin1'))]
}
