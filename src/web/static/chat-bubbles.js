// One turn of the conversation as DOM. All text goes in as text, never as markup.
import { hour } from './chat-time.js'

/** @typedef {import('./chat-wire.js').BotMessage} BotMessage */
/** @typedef {import('./chat-store.js').Own} Own */

/** Only digits, or a code with a digit in it: the person will want to copy it, so it gets a bubble that does. */
const CODE = /^(?=.*\d)[0-9A-Z][0-9A-Z .-]{2,38}[0-9A-Z]$/
const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g

/**
 * @param {Record<string, string>} words
 * @param {{ choose(choice: { id: string, label: string }): void, rewrite(own: Own): void }} act
 * @param {(url: string, name: string) => void} openPhoto
 */
export function bubbles(words, act, openPhoto) {
  /** @param {BotMessage} message */
  function bot(message) {
    const turn = make('div', { class: 'turn bot', 'data-testid': 'bot-message', 'data-id': message.id })
    turn.append(make('span', { class: 'unseen' }, `${words.bot}: `))
    for (const medium of message.media ?? []) {
      const url = webAddress(medium.url)
      if (!url) continue
      if (medium.decoration) turn.append(decoration(url))
      else turn.append(medium.kind === 'image' ? picture(url, medium.name) : paper(url, medium.name))
    }
    const text = message.text?.trim()
    if (text)
      turn.append(message.copy || CODE.test(text) ? copyBubble(text, message.label) : textBubble(text))
    const choices = message.choices?.length ? choiceRow(message.choices) : undefined
    turn.append(make('time', { datetime: message.at }, hour(Date.parse(message.at))))
    if (choices) turn.append(choices)
    return { turn, choices }
  }

  /** @param {Own} own */
  function own(own) {
    const turn = make('div', {
      class: `turn own ${own.state}`,
      'data-testid': 'own-message',
      'data-id': own.id,
    })
    turn.append(make('span', { class: 'unseen' }, `${words.you}: `))
    const text = own.text ?? own.choice?.label
    turn.append(own.file ? make('div', { class: 'bubble paper' }, own.file.name) : textBubble(text ?? ''))
    if (own.state === 'refused') {
      turn.append(make('p', { class: 'refusal' }, words[own.why ?? 'unreadable'] ?? ''))
      if (own.text) {
        const again = make(
          'button',
          { type: 'button', class: 'quiet', 'data-testid': 'rewrite' },
          words.rewrite,
        )
        again.addEventListener('click', () => act.rewrite(own))
        turn.append(again)
      }
      return turn
    }
    const stamp = own.state === 'waiting' ? words.sending : hour(own.at)
    turn.append(make('time', { datetime: new Date(own.at).toISOString() }, stamp))
    return turn
  }

  /** @param {{ id: string, label: string }[]} choices */
  function choiceRow(choices) {
    const row = make('div', { class: 'choices', role: 'group', 'aria-label': words.choices ?? '' })
    for (const choice of choices) {
      const button = make(
        'button',
        { type: 'button', 'data-testid': 'choice', 'data-choice': choice.id },
        choice.label,
      )
      button.addEventListener('click', () => act.choose(choice))
      row.append(button)
    }
    return row
  }

  /** @param {string} text @param {string} [label] */
  function copyBubble(text, label) {
    const button = make('button', { type: 'button', class: 'bubble copy', 'data-testid': 'copy' })
    button.dataset.copy = text
    button.dataset.copied = words.copied
    const value = make('span', { class: 'value' })
    if (label) value.append(make('span', { class: 'label' }, label))
    value.append(make('span', { class: 'code' }, text))
    button.append(value, make('span', { 'data-copy-word': '' }, words.copy))
    return button
  }

  /** @param {string} url @param {string} name */
  function picture(url, name) {
    const figure = make('figure', { class: 'bubble picture', 'data-testid': 'image' })
    const button = make('button', { type: 'button', 'aria-label': `${words.enlarge}: ${name}` })
    button.append(make('img', { src: url, alt: name }))
    button.addEventListener('click', () => openPhoto(url, name))
    const save = make(
      'a',
      { href: url, download: name, class: 'save', 'data-testid': 'save' },
      words.saveImage,
    )
    figure.append(button, save)
    return figure
  }

  /** Nothing to read in it, and nothing to keep. @param {string} url */
  function decoration(url) {
    const figure = make('figure', { class: 'bubble picture', 'data-testid': 'image' })
    figure.append(make('img', { src: url, alt: '' }))
    return figure
  }

  /** @param {string} url @param {string} name */
  function paper(url, name) {
    const link = make('a', {
      class: 'bubble paper',
      href: url,
      target: '_blank',
      rel: 'noopener',
      'data-testid': 'document',
    })
    link.append(
      make('span', { class: 'paper-name' }, name),
      make('span', { class: 'paper-open' }, words.openDocument),
    )
    return link
  }

  return {
    bot,
    own,
    /** @param {string} name */
    day: (name) => make('div', { class: 'day', 'data-testid': 'day' }, name),
    /** The service has it now. @param {Element} turn @param {Own} own */
    sent(turn, own) {
      turn.classList.replace('waiting', 'sent')
      const stamp = turn.querySelector('time')
      if (stamp) stamp.textContent = hour(own.at)
    },
    /** @param {HTMLElement} row */
    reopen(row) {
      row.classList.remove('past')
      for (const button of row.querySelectorAll('button')) {
        button.disabled = false
        button.classList.remove('chosen')
      }
    },
    /** Leaves the choices readable but no longer to be pressed. @param {HTMLElement} row @param {string} [chosen] */
    close(row, chosen) {
      row.classList.add('past')
      for (const button of row.querySelectorAll('button')) {
        button.disabled = true
        if (chosen !== undefined && button.dataset.choice === chosen) button.classList.add('chosen')
      }
    },
  }
}

/** @param {string} text */
function textBubble(text) {
  const bubble = make('div', { class: 'bubble' })
  let from = 0
  for (const match of text.matchAll(LINK)) {
    const link = make('a', { href: match[0], target: '_blank', rel: 'noopener noreferrer' }, match[0])
    bubble.append(text.slice(from, match.index), link)
    from = match.index + match[0].length
  }
  bubble.append(text.slice(from))
  return bubble
}

/** @param {string} url @returns {string | undefined} undefined for anything that a browser would run instead of fetch */
function webAddress(url) {
  const { protocol, href } = new URL(url, location.href)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {string} [text]
 */
function make(tag, attributes, text) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  if (text !== undefined) element.textContent = text
  return element
}
