// One-tap copy: any button with data-copy puts that text on the clipboard and says so.

/** How long a button keeps saying that it copied, in milliseconds. */
const SAID_FOR = 2500

/**
 * Listens for taps on [data-copy] inside `root`. The button's [data-copy-word] shows data-copied for a moment;
 * `announce` tells screen readers.
 * @param {Document | HTMLElement} root
 * @param {(text: string) => void} announce
 */
export function copyOnTap(root, announce) {
  root.addEventListener('click', async (event) => {
    const button = event.target instanceof Element && event.target.closest('[data-copy]')
    if (!(button instanceof HTMLElement)) return
    const text = button.dataset.copy ?? ''
    if (!(await copyText(text))) return
    const word = button.querySelector('[data-copy-word]')
    const copied = button.dataset.copied ?? ''
    announce(`${copied}: ${text}`)
    if (!word || button.dataset.state === 'copied') return
    const before = word.textContent
    word.textContent = copied
    button.dataset.state = 'copied'
    setTimeout(() => {
      word.textContent = before
      delete button.dataset.state
    }, SAID_FOR)
  })
}

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether it is on the clipboard
 */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Absent over plain http and in some apps' built-in browsers, which is where donors often open us.
    return copyBySelecting(text)
  }
}

/** @param {string} text */
function copyBySelecting(text) {
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'unseen'
  document.body.append(field)
  field.select()
  const copied = document.execCommand('copy')
  field.remove()
  return copied
}
