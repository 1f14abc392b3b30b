// Draws the conversation. Knows nothing of the network: it is handed messages, and calls back when something is pressed.
import { bubbles } from './chat-bubbles.js'
import { dayKey, dayName } from './chat-time.js'

/** @typedef {import('./chat-wire.js').BotMessage} BotMessage */
/** @typedef {import('./chat-store.js').Own} Own */
/** @typedef {Record<string, string>} Words */

/** Bubbles of one side closer than this stand together and share a time. */
const TOGETHER = 5 * 60_000
/** Bubbles of ours closer than this are one answer. */
const ONE_ANSWER = 3_000

/**
 * @param {Words} words
 * @param {{ choose(choice: { id: string, label: string }): void, rewrite(own: Own): void }} act
 */
export function createView(words, act) {
  const log = find('chat-log')
  const typing = find('chat-typing')
  const notice = find('chat-notice')
  const newer = find('chat-newer')
  const draw = bubbles(words, act, openPhoto)

  let following = true // the newest answer is in sight; someone reading elsewhere is never pulled away
  /** @type {HTMLElement | undefined} where the newest answer begins: one taller than the screen is read from there */
  let answer
  let lastDay = ''
  /** @type {{ side: string, at: number, turn: HTMLElement } | undefined} */
  let last
  /** @type {HTMLElement | undefined} the only choices that can be pressed */
  let open
  /** @type {{ by: string, row: HTMLElement } | undefined} what was written last, and the choices that it put away */
  let put

  const toEnd = () => {
    log.scrollTop = log.scrollHeight
  }
  const below = () => log.scrollHeight - log.scrollTop - log.clientHeight
  const follow = () => {
    const end = log.scrollHeight - log.clientHeight
    log.scrollTop = answer ? Math.min(end, answer.offsetTop - 8) : end
    newer.hidden = below() < 60
    // Nothing that she has not been shown: an arrow beside the bubbles, out of the way of what is to be copied.
    newer.classList.toggle('arrow', answer !== undefined)
  }
  const leave = () => {
    answer = undefined
    if (below() >= 60) following = false
  }
  // Her own hand on the page: what is still loading no longer moves it.
  for (const touch of ['wheel', 'touchmove', 'keydown']) log.addEventListener(touch, leave, { passive: true })
  let top = 0
  log.addEventListener('scroll', () => {
    const atEnd = below() < 60
    // Only moving up is leaving: a picture that has just loaded also puts the end out of sight.
    if (atEnd) following = true
    else if (log.scrollTop < top) following = false
    top = log.scrollTop
    if (atEnd) newer.hidden = true
  })
  newer.addEventListener('click', () => {
    answer = undefined
    toEnd()
  })
  // Pictures load late and the keyboard opens: both move the end away without anyone having scrolled.
  const resized = new ResizeObserver(() => {
    if (following) follow()
  })
  resized.observe(log)

  /** @param {'bot' | 'own'} side @param {number} at @param {HTMLElement} turn */
  function append(side, at, turn) {
    const day = dayKey(at)
    if (day !== lastDay) {
      log.insertBefore(draw.day(dayName(at, words)), typing)
      lastDay = day
      last = undefined
    }
    if (last && last.side === side && at - last.at < TOGETHER) last.turn.classList.add('joined')
    if (side === 'own') answer = undefined
    else if (last?.side !== 'bot' || at - last.at > ONE_ANSWER) answer = turn
    last = { side, at, turn }
    if (!log.hasAttribute('aria-busy')) turn.classList.add('new')
    log.insertBefore(turn, typing)
    resized.observe(turn)
    if (side === 'own') toEnd()
    else if (following) follow()
    else {
      newer.hidden = false
      newer.classList.remove('arrow')
    }
  }

  /** @param {string | undefined} [chosen] */
  function closeChoices(chosen) {
    if (!open) return
    const held = open.contains(document.activeElement)
    draw.close(open, chosen)
    open = undefined
    if (held) log.focus({ preventScroll: true }) // a disabled button would drop the keyboard's place
  }

  /** What put the choices away was never taken: they can be pressed again. @param {string} id */
  function reopen(id) {
    if (put?.by !== id) return
    draw.reopen(put.row)
    open = put.row
    put = undefined
  }

  const dialog = /** @type {HTMLDialogElement} */ (find('chat-photo'))
  /** @param {string} url @param {string} name */
  function openPhoto(url, name) {
    const image = /** @type {HTMLImageElement} */ (find('chat-photo-image'))
    image.src = url
    image.alt = name
    const save = /** @type {HTMLAnchorElement} */ (find('chat-photo-save'))
    save.href = url
    save.download = name
    dialog.showModal()
  }
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
  })

  return {
    /** @param {BotMessage} message */
    showBot(message) {
      if (log.querySelector(`[data-id="${CSS.escape(message.id)}"]`)) return
      const { turn, choices } = draw.bot(message)
      append('bot', Date.parse(message.at), turn)
      put = undefined
      if (!choices) return
      closeChoices()
      open = choices
    },
    /** Shows what the person wrote, or how it stands now. @param {Own} own */
    showOwn(own) {
      const old = log.querySelector(`[data-id="${CSS.escape(own.id)}"]`)
      // Read out once: not again when it has been sent, nor when another tab tells of it.
      if (old?.classList.contains(own.state)) return
      if (old && own.state === 'sent') return draw.sent(old, own)
      if (own.state === 'refused') reopen(own.id)
      const turn = draw.own(own)
      if (old) {
        if (old.classList.contains('joined')) turn.classList.add('joined')
        if (last?.turn === old) last.turn = turn
        old.replaceWith(turn)
        return
      }
      append('own', own.at, turn)
      if (own.state === 'refused') return // nothing was sent, so what was offered is still open
      if (open) put = { by: own.id, row: open }
      closeChoices(own.choice?.id)
    },
    /** What was written before the history came is drawn again in its place. */
    clear() {
      for (const part of log.querySelectorAll('.turn, .day')) part.remove()
      last = undefined
      answer = undefined
      lastDay = ''
    },
    /** @param {string} id */
    remove(id) {
      log.querySelector(`[data-id="${CSS.escape(id)}"]`)?.remove()
    },
    /** @param {boolean} on */
    typing(on) {
      if (typing.hidden !== on) return
      typing.hidden = !on
      if (following) follow()
    },
    /** @param {string | undefined} text */
    notice(text) {
      if (notice.textContent === (text ?? '')) return
      notice.textContent = text ?? ''
      notice.hidden = !text
    },
    /** From here on screen readers hear new messages; the history is not read out. */
    ready() {
      log.setAttribute('aria-live', 'polite')
      log.removeAttribute('aria-busy')
      typing.hidden = true
      follow()
    },
    log,
  }
}

/** @param {string} id @returns {HTMLElement} */
export function find(id) {
  const element = document.getElementById(id)
  if (!element) throw new Error(`The page has no #${id}`)
  return element
}
