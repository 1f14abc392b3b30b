import { type Bubble, LIMITS } from '../../src/engine/index.ts'

/**
 * What a phone can show at once (voice.md 2.0, 3.2), the lines of a list among it: they push the question off the screen
 * like any others. Four buttons and [Khác]; the two ways out that the engine hangs below, when it has not understood,
 * are not the flow's and come on top.
 */
export function checkBubble({ text, choices = [] }: Bubble): void {
  const lines = text.split('\n')
  if (lines.length > LIMITS.lines) throw new Error(`says ${lines.length} lines at once: "${text}"`)
  const length = [...text].length
  if (length > LIMITS.text) throw new Error(`says ${length} characters at once: "${text}"`)
  const own = choices.filter(({ id }) => !/\.@(?:human|menu)$/.test(id))
  const short = own.every(({ label }) => [...label].length <= LIMITS.short)
  if (own.length > (short ? LIMITS.shortButtons : LIMITS.buttons))
    throw new Error(`offers ${own.length} buttons under "${text}"`)
  const long = choices.find(({ label }) => [...label].length > LIMITS.label)
  if (long) throw new Error(`offers a button that is too long: [${long.label}]`)
}
