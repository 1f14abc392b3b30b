// Pauses between tries, that may be cut short.
import { pauseBefore } from './chat-wire.js'

/** Cuts the pauses short that may be. @type {Set<() => void>} */
const wakers = new Set()

/** @param {number} failures @param {{ kind: string, seconds?: number }} answer */
export function pauseAfter(failures, answer) {
  const asked = answer.seconds ?? 0
  return pause(pauseBefore(failures, asked), asked > 0)
}

/** @param {number} ms @param {boolean} [firm]  the service asked for it: not cut short @returns {Promise<void>} */
export function pause(ms, firm = false) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      wakers.delete(end)
      resolve()
    }
    const timer = ms === Number.POSITIVE_INFINITY ? 0 : setTimeout(end, ms)
    if (!firm) wakers.add(end)
  })
}

export function wake() {
  for (const end of wakers) end()
}
