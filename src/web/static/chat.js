// The web chat: sends what the person writes, waits for what the bot says.
// What she writes is kept in this browser until the service has it, and a resend carries the same id, so it arrives once.

import { composer } from './chat-composer.js'
import { pause, pauseAfter, wake } from './chat-pauses.js'
import { draft, inOrder, openStore } from './chat-store.js'
import { createView, find } from './chat-view.js'
import { bodyOf, post, read, withoutStart } from './chat-wire.js'
import { copyOnTap } from './copy.js'

/** @typedef {import('./chat-store.js').Own} Own */
/** @typedef {import('./chat-wire.js').BotMessage} BotMessage */

/** Seconds; the service answers at once when there is something. */
const LONG_POLL = 25
/** After this the dots stop: the answer comes later, and dots that never end look broken. */
const TYPING_FOR = 20_000
/** A deep link opened again within this time leads back into the talk; later it begins anew. */
const WARM = 6 * 3_600_000

const page = find('chat')
/** @type {Record<string, string>} */
const words = JSON.parse(page.dataset.words ?? '{}')
const store = openStore()
const view = createView(words, { choose, rewrite })
const compose = composer({ sendText, sendFile, maxBytes: Number(page.dataset.maxBytes) })

/** @type {string | undefined} */
let cursor
/** @type {string | null} */
let lastBot = null
/** @type {Own[]} not yet with the service, in order */
const waiting = []
/** @type {Map<string, string>} bytes of files by message id; too big for localStorage, so a reload loses them */
const files = new Map()
let loaded = false
let sending = false
let readFailures = 0
let typingTimer = 0
/** Of the fetch that is under way. @type {AbortController | undefined} */
let fetching
/** What stands in the way of each direction, and that the talk before was erased; the notice shows one. */
const trouble = { read: '', send: '', past: '' }

run()

async function run() {
  copyOnTap(view.log, (text) => {
    find('chat-said').textContent = text
  })
  addEventListener('offline', () => say('read', 'network'))
  addEventListener('online', wake)
  document.addEventListener('visibilitychange', wake)
  find('chat-lang').addEventListener('click', (event) => {
    // The link changes the page's own labels; the word asks the bot. It leaves now or, kept here, after the page has changed.
    if (event.currentTarget instanceof HTMLElement) enqueue({ text: event.currentTarget.dataset.say ?? '' })
  })
  const history = await readHistory()
  showHistory(history)
  view.ready()
  store.onChange(showOtherTabs, beginAnew)
  greet(history)
  drain()
  for (;;) await poll()
}

/** Reads until the service has nothing more to tell. @returns {Promise<BotMessage[]>} */
async function readHistory() {
  /** @type {BotMessage[]} */
  const history = []
  for (let failures = 0; ; ) {
    const answer = await read(talk(), cursor, 0)
    // So says, too, a service that was wiped, as demos are.
    if (answer.kind === 'erased') {
      store.forgetTalk()
      cursor = undefined
      return []
    }
    if (answer.kind === 'messages') {
      failures = 0
      say('read', '')
      if (answer.messages.length === 0) return history
      history.push(...answer.messages)
      cursor = answer.cursor
    } else {
      failures += 1
      say('read', answer.kind === 'later' ? answer.why : 'trouble')
      await pauseAfter(failures, answer)
    }
  }
}

/** Draws the whole talk, and takes up what still waits to be sent. @param {BotMessage[]} history */
function showHistory(history) {
  view.clear()
  const own = store.all()
  const past = own.filter((message) => message.state !== 'waiting')
  for (const message of inOrder(history, past)) 'state' in message ? showOwn(message) : showBot(message)
  for (const mine of own.filter((message) => message.state === 'waiting')) {
    mine.after = lastBot
    if (mine.file && !files.has(mine.id)) refuse(mine, 'lost')
    else waiting.push(mine)
    store.put(mine)
    showOwn(mine)
  }
  loaded = true
}

/** A first visit says /start by itself, with the parameter of the link if there is one. @param {BotMessage[]} history */
function greet(history) {
  const param = page.dataset.start
  // So that a reload does not greet again.
  if (param) window.history.replaceState(null, '', location.pathname + withoutStart(location.search))
  const start = param ? `/start ${param}` : '/start'
  const own = store.all()
  const before = own.filter((message) => message.text?.startsWith('/start')).pop()
  if (history.length === 0 && !before) return enqueue({ text: start })
  const newest = Math.max(
    ...own.map((message) => message.at),
    ...history.map((message) => Date.parse(message.at)),
  )
  if (param && (before?.text !== start || Date.now() - newest > WARM)) enqueue({ text: start })
}

/** One long poll, or one pause. Nothing runs while the tab is hidden. */
async function poll() {
  if (document.hidden) return pause(Number.POSITIVE_INFINITY)
  const control = new AbortController()
  fetching = control
  const stop = () => control.abort()
  document.addEventListener('visibilitychange', stop, { once: true })
  addEventListener('online', stop, { once: true }) // the old connection is often dead without saying so
  const began = Date.now()
  const asked = talk()
  const answer = await read(asked, cursor, LONG_POLL, control.signal)
  document.removeEventListener('visibilitychange', stop)
  removeEventListener('online', stop)
  // It was forgotten while this was under way.
  if (asked.contact !== store.contact) return
  if (answer.kind === 'erased') return beginAnew()
  if (answer.kind === 'messages') {
    readFailures = 0
    cursor = answer.cursor
    say('read', '')
    for (const message of answer.messages) showBot(message)
    // A service that is stopping answers at once; asking again at once would spin.
    if (answer.messages.length === 0 && Date.now() - began < 1000) await pause(1000)
    return
  }
  if (control.signal.aborted) return
  readFailures += 1
  // A refused cursor is one that this service never gave: read again from the start, known messages are not repeated.
  if (answer.kind === 'refused') cursor = undefined
  // One dropped poll is ordinary on a phone and heals unseen.
  if (readFailures > 1 || !navigator.onLine) say('read', answer.kind === 'later' ? answer.why : 'trouble')
  await pauseAfter(readFailures, answer)
}

/** Sends what waits, one at a time and in order, until all of it has been accepted or refused. */
async function drain() {
  if (sending) return
  sending = true
  let failures = 0
  for (let own = waiting[0]; own; own = waiting[0]) {
    const answer = await post(talk(), bodyOf(own, files.get(own.id)))
    if (answer.kind === 'erased') {
      beginAnew()
      continue
    }
    if (answer.kind === 'later') {
      failures += 1
      say('send', answer.why)
      view.typing(false)
      await pauseAfter(failures, answer)
      continue
    }
    failures = 0
    say('send', '')
    waiting.shift()
    files.delete(own.id)
    if (answer.kind === 'accepted') {
      trouble.past = ''
      own.state = 'sent'
      expectAnswer()
    } else refuse(own, answer.why)
    store.put(own)
    showOwn(own)
  }
  sending = false
}

function talk() {
  const goesOn = lastBot !== null || store.all().some((own) => own.state === 'sent')
  return { contact: store.contact, goesOn }
}

/**
 * The talk was erased, here or on another channel: nothing of it stays in this browser. What she has just written begins
 * another one; buttons of the old one lead nowhere.
 */
function beginAnew() {
  const written = waiting.filter((own) => !own.choice)
  store.forgetTalk()
  view.clear()
  waiting.splice(0, waiting.length, ...written)
  for (const id of files.keys()) if (!written.some((own) => own.id === id)) files.delete(id)
  cursor = undefined
  lastBot = null
  expectNothing()
  for (const own of written) {
    own.after = null
    store.put(own)
    showOwn(own)
  }
  trouble.past = 'erased'
  say('read', '')
  fetching?.abort()
  wake()
}

/** @param {Pick<Own, 'text' | 'choice' | 'file'>} content @param {string} [base64] */
function enqueue(content, base64) {
  const own = draft(content, lastBot)
  if (base64 !== undefined) files.set(own.id, base64)
  store.put(own)
  showOwn(own)
  if (!loaded) return // the history takes it up with what else waits
  waiting.push(own)
  drain()
}

/** @param {string} text */
function sendText(text) {
  enqueue({ text })
}

/** @param {{ id: string, label: string }} choice */
function choose(choice) {
  enqueue({ choice })
}

/** @param {string} name @param {string | undefined} base64  undefined when it is larger than the service takes */
function sendFile(name, base64) {
  if (base64 !== undefined) return enqueue({ file: { name } }, base64)
  const own = draft({ file: { name } }, lastBot)
  refuse(own, 'tooLarge')
  showOwn(own)
}

/** @param {Own} own @param {'unreadable' | 'unfit' | 'tooLarge' | 'noRoom' | 'lost'} why */
function refuse(own, why) {
  own.state = 'refused'
  own.why = why
  store.put(own)
}

/** Puts a refused text back into the field. @param {Own} own */
function rewrite(own) {
  store.drop(own.id)
  view.remove(own.id)
  compose.write(own.text ?? '')
}

/** @param {BotMessage} message */
function showBot(message) {
  lastBot = message.id
  expectNothing()
  view.showBot(message)
}

/** @param {Own} own */
function showOwn(own) {
  if (!own.text?.startsWith('/start')) view.showOwn(own) // the greeting is ours, not her words
}

function showOtherTabs() {
  for (const own of store.all().slice(-20)) showOwn(own)
}

function expectAnswer() {
  clearTimeout(typingTimer)
  view.typing(true)
  typingTimer = setTimeout(() => view.typing(false), TYPING_FOR)
}

function expectNothing() {
  clearTimeout(typingTimer)
  view.typing(false)
}

/** @param {'read' | 'send'} direction @param {'' | 'network' | 'busy' | 'trouble'} why  empty when all is well */
function say(direction, why) {
  trouble[direction] = why
  view.notice(words[trouble.send || trouble.read || trouble.past])
}
