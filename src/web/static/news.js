// A page that waits for something (money that is on its way) turns by itself when it has happened.

/**
 * Pauses between two looks, in milliseconds, and for how long each is kept. Most transfers are seen within a minute; a
 * page that lies open for the rest of the day asks seldom.
 */
const PACES = [
  { pause: 3_000, until: 5 * 60_000 },
  { pause: 15_000, until: 30 * 60_000 },
  { pause: 60_000, until: Number.POSITIVE_INFINITY },
]

/**
 * How long to wait before the next look.
 *
 * @param {number} open how long the page has been looking, in milliseconds
 * @returns {number} milliseconds
 */
export const pauseAfter = (open) => PACES.find(({ until }) => open < until)?.pause ?? 60_000

/**
 * Looks again at the page while `main[data-news]` says that there may be news, and when its reader comes back to it: she
 * pays in her bank's app meanwhile. Only the page's own part is replaced, and only when there is news: a failed reload
 * would take the QR away from her.
 *
 * @param {(text: string) => void} announce tells screen readers
 */
export function keepLooking(announce) {
  const main = document.querySelector('main')
  if (!main || main.dataset.state === undefined) return
  let shown = main
  let since = Date.now()
  let looking = false
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer

  const waits = () => shown.dataset.news !== undefined

  function next() {
    clearTimeout(timer)
    if (waits() && !document.hidden) timer = setTimeout(look, pauseAfter(Date.now() - since))
  }

  async function look() {
    if (looking) return
    looking = true
    try {
      const answer = await fetch(location.href, { cache: 'no-store' })
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const fresh = page.querySelector('main')
      if (answer.ok && fresh && isNews(shown, fresh)) show(fresh, page.title)
    } catch {
      // No network: she keeps the page that she has.
    }
    looking = false
    next()
  }

  /**
   * @param {HTMLElement} fresh
   * @param {string} title
   */
  function show(fresh, title) {
    const hadFocus = shown.contains(document.activeElement)
    shown.replaceWith(fresh)
    shown = fresh
    document.title = title
    const heading = fresh.querySelector('h1')
    announce(heading?.textContent ?? title)
    if (heading && hadFocus) {
      // What she stood on is gone: she goes on from the news, not from the top of the page.
      heading.tabIndex = -1
      heading.focus()
    }
    window.scrollTo({ top: 0 })
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return clearTimeout(timer)
    since = Date.now()
    void look()
  })
  next()
}

/**
 * Whether what came differs from what is shown.
 *
 * @param {HTMLElement} shown
 * @param {HTMLElement} fresh
 */
const isNews = (shown, fresh) =>
  shown.dataset.state !== fresh.dataset.state || shown.dataset.news !== fresh.dataset.news
