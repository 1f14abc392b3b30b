// The field at the foot: grows with the text, sends on Enter, takes a picture or a PDF.
import { smaller } from './chat-picture.js'
import { find } from './chat-view.js'

/**
 * @param {{
 *   sendText(text: string): void,
 *   sendFile(name: string, base64: string | undefined): void,
 *   maxBytes: number,
 * }} to  maxBytes is what the service takes; a larger picture is made smaller, another larger file is handed on without its bytes
 */
export function composer({ sendText, sendFile, maxBytes }) {
  const form = find('chat-form')
  const field = /** @type {HTMLTextAreaElement} */ (find('chat-input'))

  const grow = () => {
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px` // the ceiling is in the stylesheet
  }
  const send = () => {
    const text = field.value.normalize('NFC').trim()
    field.value = ''
    grow()
    if (text) sendText(text)
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    send()
    field.focus()
  })
  field.addEventListener('input', grow)
  field.addEventListener('keydown', (event) => {
    // Vietnamese keyboards compose (Telex, VNI): their Enter ends a word, it does not send.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    send()
  })

  const picker = document.getElementById('chat-file')
  if (picker instanceof HTMLInputElement) {
    picker.addEventListener('change', async () => {
      const file = picker.files?.[0]
      picker.value = ''
      if (!file) return
      const fit = file.size > maxBytes ? await smaller(file) : file
      sendFile(file.name, fit && fit.size <= maxBytes ? await base64Of(fit) : undefined)
    })
  }

  // iOS lays its keyboard over the page instead of shrinking it; the page follows what can be seen.
  const seen = window.visualViewport
  seen?.addEventListener('resize', () => {
    if (seen.scale === 1) document.documentElement.style.setProperty('--seen', `${seen.height}px`)
  })

  return {
    /** @param {string} text */
    write(text) {
      field.value = text
      grow()
      field.focus()
    },
  }
}

/** @param {Blob} file @returns {Promise<string>} */
function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
