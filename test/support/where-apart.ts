/** Where a recording is not what was played, and the lines of both from there on: to be opened at that line. Undefined: it is. */
export function whereApart(file: string, recorded: string, played: string): string | undefined {
  if (recorded === played) return undefined
  const [was, is] = [recorded.split('\n'), played.split('\n')]
  const at = is.findIndex((line, n) => line !== was[n])
  const from = at < 0 ? is.length : at
  const some = (lines: readonly string[], sign: string) =>
    lines.slice(from, from + 4).map((line) => `  ${sign} ${line}`)
  return [
    `${file}:${from + 1} the bot says something else than is recorded (- recorded, + said now):`,
    ...some(was, '-'),
    ...some(is, '+'),
    'If it is right so, `npm run transcripts -- -u` writes it down.',
  ].join('\n')
}
