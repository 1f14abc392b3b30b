// What the public pages do beyond plain HTML. Without it every page can still be read and every code copied by hand.
import { copyOnTap } from './copy.js'

const said = document.querySelector('[data-announce]')
copyOnTap(document, (text) => {
  if (said) said.textContent = text
})

// She pays in her bank's app and comes back: if the money has been seen meanwhile, the page says so at once.
// It is replaced only when there is news, because a failed reload would take the QR away from her.
const main = document.querySelector('main[data-state]')
if (main instanceof HTMLElement) {
  document.addEventListener('visibilitychange', async () => {
    if (document.hidden) return
    try {
      const answer = await fetch(location.href, { cache: 'no-store' })
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main')
      if (answer.ok && fresh && fresh.dataset.state !== main.dataset.state) location.reload()
    } catch {
      // No network: she keeps the page that she has.
    }
  })
}
