// Every page of the desk asks every ten seconds whether somebody must be called, and shows, sounds and notifies it.

const EVERY_MS = 10_000
/** A child in danger, or somebody in despair, sounds again until somebody answers. */
const AGAIN_MS = 60_000
/** So often in a row it may fail before the page says that it hears nothing. */
const FAILS = 3
const ON = 'desk-ring'

/** @typedef {{ danger: number, despair: number, late: number, soon: number, first: string | null, mark: string }} Ringing */

/** @type {AudioContext | undefined} */
let sound
/** Sounded last, and when. */
let rung = { mark: '', at: 0 }

export function listenForAlarms() {
  const found = document.querySelector('[data-alarm]')
  if (!(found instanceof HTMLElement)) return
  const band = found
  const title = document.title
  let failed = 0
  offerRinging()

  async function look() {
    try {
      const answer = await fetch(band.dataset.alarm ?? '', { cache: 'no-store' })
      // Who is signed out is led to the entrance.
      if (answer.redirected) return show(band, band.dataset.gone ?? '', '/console', 'late', title)
      if (!answer.ok) throw new Error(String(answer.status))
      failed = 0
      tell(band, await answer.json(), title)
    } catch {
      failed += 1
      if (failed >= FAILS) show(band, band.dataset.away ?? '', location.href, 'late', title)
    }
    setTimeout(look, EVERY_MS)
  }
  void look()
}

/**
 * @param {HTMLElement} band
 * @param {Ringing} ringing
 * @param {string} title of the page
 */
function tell(band, ringing, title) {
  const kind = /** @type {const} */ (['danger', 'despair', 'late', 'soon']).find((one) => ringing[one] > 0)
  if (!kind) {
    band.hidden = true
    document.title = title
    return
  }
  const { danger, despair } = ringing
  const both = danger > 0 && despair > 0
  const text = (band.dataset[both ? 'both' : kind] ?? '')
    .replace('{n}', String(ringing[kind]))
    .replace('{danger}', String(danger))
    .replace('{despair}', String(despair))
  const one = !both && ringing[kind] === 1 && ringing.first
  const link = new URL(one ? `/console/talks/${ringing.first}` : '/console', location.href)
  const lang = new URLSearchParams(location.search).get('lang')
  if (lang) link.searchParams.set('lang', lang)
  show(band, text, link.href, kind, title)
  const anew = ringing.mark !== '' && ringing.mark !== lastMark()
  const again = isGrave(kind) && Date.now() - rung.at > AGAIN_MS
  if (kind === 'soon' || (!anew && !again)) return
  rung = { mark: ringing.mark, at: Date.now() }
  keep('desk-rung', ringing.mark)
  if (read(ON) === '') return
  ring(isGrave(kind) ? 6 : 2)
  notify(text, link.href)
}

/** @param {string} kind */
const isGrave = (kind) => kind === 'danger' || kind === 'despair'

/** What any page of this browser has sounded. */
const lastMark = () => rung.mark || read('desk-rung')

/**
 * @param {HTMLElement} band
 * @param {string} text
 * @param {string} href
 * @param {string} kind
 * @param {string} title
 */
function show(band, text, href, kind, title) {
  const link = band.querySelector('a')
  if (!link) return
  // What is said already is not said again to who hears the page.
  if (link.textContent !== text) link.textContent = text
  link.href = href
  band.dataset.kind = kind
  band.hidden = false
  document.title = kind === 'soon' ? title : `(!) ${title}`
}

/** The switch on the page of alarms: sound and notifications need a tap of the officer, on each device. */
function offerRinging() {
  const place = document.querySelector('[data-ring]')
  const button = place?.querySelector('button')
  const said = place?.querySelector('[data-ringing]')
  // A browser lets a page sound only after somebody has touched it.
  addEventListener('pointerdown', () => void (read(ON) && wake()), { once: true })
  if (!(place instanceof HTMLElement) || !button || !(said instanceof HTMLElement)) return
  place.hidden = false
  document.querySelector('[data-needs-script]')?.remove()
  const paint = () => {
    const on = read(ON) !== ''
    button.textContent = (on ? button.dataset.off : button.dataset.on) ?? ''
    said.textContent = on ? (said.dataset.ringing ?? '') : ''
  }
  button.addEventListener('click', () => {
    const on = read(ON) === ''
    keep(ON, on ? 'on' : '')
    if (on) {
      wake()
      ring(1)
      if ('Notification' in window) void Notification.requestPermission()
    }
    paint()
  })
  paint()
}

function wake() {
  sound ??= new AudioContext()
  void sound.resume()
}

/** @param {number} times */
function ring(times) {
  if (sound?.state === 'closed') return
  wake()
  if (!sound) return
  for (let n = 0; n < times; n++) {
    const at = sound.currentTime + n * 0.5
    const tone = sound.createOscillator()
    const loudness = sound.createGain()
    tone.frequency.value = n % 2 === 0 ? 880 : 660
    loudness.gain.setValueAtTime(0.25, at)
    loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.4)
    tone.connect(loudness).connect(sound.destination)
    tone.start(at)
    tone.stop(at + 0.4)
  }
}

/**
 * @param {string} text
 * @param {string} href
 */
function notify(text, href) {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  try {
    const shown = new Notification(text, { tag: 'desk-alarm' })
    shown.addEventListener('click', () => {
      focus()
      location.href = href
    })
  } catch {
    // Some phones show none from a page: the band and the sound are there.
  }
}

/** @param {string} name */
function read(name) {
  try {
    return localStorage.getItem(name) ?? ''
  } catch {
    return ''
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
function keep(name, value) {
  try {
    localStorage.setItem(name, value)
  } catch {
    // Without a memory it rings on every page anew.
  }
}
