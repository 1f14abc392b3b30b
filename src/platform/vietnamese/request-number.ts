/** “R-0042”, as people name what they have asked of us or complained of: wherever it stands in a message. */
export const REQUEST_NUMBER = /(?<![\p{L}\d])r(?: ?[-–] ?)?(\d{4,6})(?![\p{L}\d])/giu

/**
 * The number that somebody names.
 *
 *     readRequestNumber('cho hỏi r0031 sao rồi')  // 31
 *     readRequestNumber('biên nhận TET27-000413')  // undefined
 */
export function readRequestNumber(text: string): number | undefined {
  const [found] = text.matchAll(REQUEST_NUMBER)
  return found && Number(found[1])
}
