import { expect } from 'vitest'
import type { Box } from '../../../src/platform/paper/paper.ts'

/** All text within the margin, and no ink of one line on the ink of another. */
export function expectTidy(
  boxes: readonly Box[],
  page: { width: number; height: number },
  margin: number,
): void {
  expect(boxes.length).toBeGreaterThan(5)
  const faults = boxes.flatMap((box, i) => [
    ...(box.text === '' ? ['an empty text'] : []),
    ...(isWithin(box, page, margin) ? [] : [`"${box.text}" leaves the page`]),
    ...boxes
      .slice(i + 1)
      .filter((other) => overlap(box, other))
      .map((other) => `"${box.text}" lies on "${other.text}"`),
  ])
  expect(faults).toEqual([])
}

function isWithin(
  { x, y, width, height }: Box,
  page: { width: number; height: number },
  margin: number,
): boolean {
  return Math.min(x, y, page.width - x - width, page.height - y - height) >= margin
}

/** Ink is measured in whole pixels, outwards: neighbours may seem to share two. */
function overlap(a: Box, b: Box): boolean {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return across > 2 && down > 2
}
