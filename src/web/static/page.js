// What the public pages do beyond plain HTML. Without it every page can still be read and every code copied by hand.
import { copyOnTap } from './copy.js'
import { keepLooking } from './news.js'

const said = document.querySelector('[data-announce]')
/** @param {string} text */
const announce = (text) => {
  if (said) said.textContent = text
}
copyOnTap(document, announce)
keepLooking(announce)
