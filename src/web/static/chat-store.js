// What this browser remembers of the chat: the contact's secret, and what the person wrote.
// The bot's own messages are not kept here; the service has them.

/**
 * A message from the person.
 * @typedef {object} Own
 * @property {string} id            the client message id; a resend carries the same one
 * @property {number} at            milliseconds since 1970, by this device's clock
 * @property {string | null} after  id of the bot message that it followed, to find its place after a reload
 * @property {string} [text]
 * @property {{ id: string, label: string }} [choice]
 * @property {{ name: string }} [file]
 * @property {'waiting' | 'sent' | 'refused'} state
 * @property {'unreadable' | 'unfit' | 'tooLarge' | 'noRoom' | 'lost'} [why]  set when refused
 */

const CONTACT = 'chungtay.contact'
const OWN = 'chungtay.own'
/** Enough for years of talk, and far below the 5 MB that browsers give. */
const KEPT = 500

/** 128 random bits as base64url. @returns {string} */
export function secret() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** A message id. crypto.randomUUID is missing over plain http, as on a test server in the office. */
export const messageId = () => crypto.randomUUID?.() ?? secret()

/**
 * @param {Pick<Own, 'text' | 'choice' | 'file'>} content
 * @param {string | null} after
 * @returns {Own}
 */
export const draft = (content, after) => ({
  id: messageId(),
  at: Date.now(),
  after,
  state: 'waiting',
  ...content,
})

export function openStore() {
  const box = storage()
  let contact = box.getItem(CONTACT) ?? renewed()

  /** A secret that nobody knows yet. @returns {string} */
  function renewed() {
    const fresh = secret()
    box.setItem(CONTACT, fresh)
    return fresh
  }

  /** @returns {Own[]} in the order of sending */
  function all() {
    try {
      const list = JSON.parse(box.getItem(OWN) ?? '[]')
      return Array.isArray(list) ? list : []
    } catch {
      return []
    }
  }

  return {
    get contact() {
      return contact
    },
    all,
    /** Adds the message, or replaces the one with its id. Reads first: another tab may have written. @param {Own} own */
    put(own) {
      const list = all()
      const place = list.findIndex((other) => other.id === own.id)
      if (place < 0) list.push(own)
      else list[place] = own
      box.setItem(OWN, JSON.stringify(list.slice(-KEPT)))
    },
    /** @param {string} id */
    drop(id) {
      box.setItem(OWN, JSON.stringify(all().filter((own) => own.id !== id)))
    },
    /** The words of the talk go, and so does the secret that it was known by: under a new one she is somebody else. */
    forgetTalk() {
      const theirs = box.getItem(CONTACT)
      // Another tab has been told before, and what lies there now is of the talk that it began.
      if (theirs && theirs !== contact) contact = theirs
      else {
        box.removeItem(OWN)
        contact = renewed()
      }
    },
    /**
     * Calls back when another tab of this browser wrote something, or forgot the talk.
     * @param {() => void} changed @param {() => void} forgotten
     */
    onChange(changed, forgotten) {
      addEventListener('storage', (event) => {
        if (event.key === OWN && event.newValue !== null) changed()
        if (event.key === CONTACT && event.newValue !== contact) forgotten()
      })
    },
  }
}

/**
 * The whole talk: each own message behind the bot message that it followed. One that followed nothing we still know
 * stands by its time, though two clocks made those times.
 * @param {import('./chat-wire.js').BotMessage[]} history
 * @param {Own[]} own
 */
export function inOrder(history, own) {
  const known = new Set(history.map((message) => message.id))
  const loose = own.filter((mine) => mine.after === null || !known.has(mine.after))
  const talk = []
  for (const message of history) {
    const earlier = loose.filter((mine) => mine.at < Date.parse(message.at))
    loose.splice(0, earlier.length)
    talk.push(...earlier, message, ...own.filter((mine) => mine.after === message.id))
  }
  return [...talk, ...loose]
}

/**
 * Some private windows refuse localStorage. Then the talk lasts as long as the page.
 * @returns {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>}
 */
function storage() {
  try {
    localStorage.setItem('chungtay.try', '1')
    localStorage.removeItem('chungtay.try')
    return localStorage
  } catch {
    const kept = new Map()
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    }
  }
}
