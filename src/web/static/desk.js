// What the desk does beyond plain HTML. Without it every page works: numbers are read on home, answers are put in by the server.
import { copyOnTap } from './copy.js'
import { listenForAlarms } from './desk-alarm.js'

copyOnTap(document, () => {})
listenForAlarms()

// What was just done is said once: a page that is loaded again, or kept as a bookmark, does not greet with it anew.
const here = new URL(location.href)
if (here.searchParams.has('said') || here.searchParams.has('done')) {
  here.searchParams.delete('said')
  here.searchParams.delete('done')
  history.replaceState(history.state, '', here)
}

// A second tap is the same press. The server knows it too; but what is shown once would be lost.
const TWICE_MS = 3_000
/** @type {WeakMap<EventTarget, number>} */
const sent = new WeakMap()
document.addEventListener('submit', (event) => {
  if (!event.target) return
  if (event.timeStamp - (sent.get(event.target) ?? -TWICE_MS) < TWICE_MS) return event.preventDefault()
  sent.set(event.target, event.timeStamp)
})

// A ready answer goes in where the cursor stands, and nothing that was typed is lost.
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element && event.target.closest('[data-insert]')
  if (!(button instanceof HTMLElement)) return
  const field = document.getElementById(button.dataset.insert ?? '')
  const list = button.closest('form')?.querySelector('[data-ready]')
  if (!(field instanceof HTMLTextAreaElement) || !(list instanceof HTMLSelectElement)) return
  event.preventDefault()
  const text = list.selectedOptions[0]?.dataset.text
  if (!text) return list.focus()
  field.setRangeText(text.trim(), field.selectionStart, field.selectionEnd, 'end')
  field.focus()
})
