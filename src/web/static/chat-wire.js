// The two requests of the web chat, and how long to wait before trying again.

/**
 * A message from the bot.
 * @typedef {object} BotMessage
 * @property {string} id
 * @property {string} cursor
 * @property {string} at  ISO 8601
 * @property {string} [text]
 * @property {boolean} [copy]
 * @property {string} [label]  what the value is that is to be copied
 * @property {{ id: string, label: string }[]} [choices]
 * @property {{ kind: 'image' | 'document', url: string, name: string, decoration?: boolean }[]} [media]
 */

/**
 * Nothing was lost: try again. `network` is no answer at all, `busy` is 429, `trouble` is the service's own fault.
 * @typedef {{ kind: 'later', why: 'network' | 'busy' | 'trouble', seconds: number }} Later
 */

/**
 * Whose the talk is, and whether the service has answered in it before: then it says `erased` when it knows it no more.
 * @typedef {{ contact: string, goesOn: boolean }} Talk
 */

/** Longer than the longest poll; without an answer by then the line is dead, as after a change of Wi-Fi. */
const PATIENCE = 40_000
/** The talk was erased, here or on another channel. */
const GONE = 410
/** Seconds that nobody waits for one message. */
const LONG = 60

/** @param {Talk} talk @returns {Record<string, string>} */
const whose = ({ contact, goesOn }) => ({
  'x-chat-contact': contact,
  ...(goesOn ? { 'x-chat-goes-on': '1' } : {}),
})

/**
 * @param {Talk} talk
 * @param {{ id: string } & ({ text: string } | { choice: string } | { file: { name: string, base64: string } })} body
 * @returns {Promise<{ kind: 'accepted' } | { kind: 'erased' } | { kind: 'refused', why: 'unreadable' | 'unfit' | 'tooLarge' | 'noRoom' } | Later>}
 */
export async function post(talk, body) {
  const answer = await ask('/chat/api/messages', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...whose(talk),
      // Who has not spoken yet is greeted in the page's language.
      'x-chat-lang': document.documentElement.lang,
    },
    body: JSON.stringify(body),
  })
  if ('kind' in answer) return answer
  if (answer.status < 300) return { kind: 'accepted' }
  if (answer.status === GONE) return { kind: 'erased' }
  const why = { 413: 'tooLarge', 429: 'noRoom', 507: 'noRoom' }[answer.status]
  // "Put it another way" helps whoever wrote something; of a file, it has to be said what is taken.
  const other = 'file' in body ? 'unfit' : 'unreadable'
  return { kind: 'refused', why: /** @type {'tooLarge' | 'noRoom' | undefined} */ (why) ?? other }
}

/**
 * Waits up to `wait` seconds for messages after the cursor.
 * @param {Talk} talk
 * @param {string | undefined} cursor  undefined is from the start
 * @param {number} wait
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ kind: 'messages', messages: BotMessage[], cursor: string | undefined } | { kind: 'refused' | 'erased' } | Later>}
 */
export async function read(talk, cursor, wait, signal) {
  const query = new URLSearchParams({ wait: String(wait) })
  if (cursor !== undefined) query.set('after', cursor)
  const answer = await ask(`/chat/api/messages?${query}`, { headers: whose(talk) }, signal)
  if ('kind' in answer) return answer
  if (answer.status === GONE) return { kind: 'erased' }
  if (answer.status >= 300) return { kind: 'refused' }
  const { messages, cursor: next } = JSON.parse(answer.text)
  return { kind: 'messages', messages, cursor: next ?? cursor }
}

/**
 * @param {string} url
 * @param {RequestInit} request
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ status: number, text: string } | Later>}
 */
async function ask(url, request, signal) {
  const control = new AbortController()
  const stop = () => control.abort()
  const timer = setTimeout(stop, PATIENCE)
  signal?.addEventListener('abort', stop)
  try {
    const answer = await fetch(url, { ...request, cache: 'no-store', signal: control.signal })
    const text = await answer.text()
    const seconds = Number(answer.headers.get('retry-after')) || 0
    // No room for a file, now or for long: what is written behind it must not wait for that.
    const noRoom = answer.status === 507 || (answer.status === 429 && seconds > LONG)
    if (noRoom || (answer.status !== 429 && answer.status < 500)) return { status: answer.status, text }
    return { kind: 'later', why: answer.status === 429 ? 'busy' : 'trouble', seconds }
  } catch {
    return { kind: 'later', why: 'network', seconds: 0 }
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

/**
 * How long to wait before the next try: doubling up to 30 seconds, spread at random so that a thousand phones do not
 * come back in the same instant; never sooner than the service asked.
 * @param {number} failures  in a row, from 1
 * @param {number} seconds   what the service asked for, 0 if nothing
 * @returns {number} milliseconds
 */
export function pauseBefore(failures, seconds) {
  const ceiling = Math.min(30_000, 1000 * 2 ** (failures - 1))
  return seconds * 1000 + ceiling * (0.5 + Math.random() / 2)
}

/** What is sent of a message. @param {import('./chat-store.js').Own} own @param {string} [base64] of its file */
export function bodyOf(own, base64) {
  if (own.choice) return { id: own.id, choice: own.choice.id }
  if (own.file) return { id: own.id, file: { name: own.file.name, base64: base64 ?? '' } }
  return { id: own.id, text: own.text ?? '' }
}

/** The query of this page without a deep link's parameter. @param {string} search */
export function withoutStart(search) {
  const query = new URLSearchParams(search)
  query.delete('start')
  return query.size > 0 ? `?${query}` : ''
}
