/** The steps of a long flow lie in several files, which `steps: [opening, places]` at the end of its flow.yaml names. */

const NAMES = /^steps:[ \t]*\[([^\]]*)\]\s*(?![\s\S])/m
const HEAD = /^steps:[ \t\r]*$/m
const BEGINS = '# ── steps of '

/**
 * Puts the files of a flow's steps together: what a revision is, is one text.
 *
 * @param flowYaml its flow.yaml
 * @param read a file of the same folder, by name; empty where there is none
 * @returns the text as it is where no files are named, or one of them has no steps: whoever reads it on says so
 */
export function joinSteps(flowYaml: string, read: (file: string) => string): string {
  const named = NAMES.exec(flowYaml)?.[1]
  if (named === undefined) return flowYaml
  const files = named.split(',').map((name) => `${name.trim()}.yaml`)
  const parts = files.map((file) => ({ file, text: read(file) }))
  if (!parts.every(({ text }) => HEAD.test(text))) return flowYaml
  // Not one line is left out, so that what is wrong can be said by the line of its own file.
  const joined = parts.map(({ file, text }) => `${BEGINS}${file}\n${text.replace(HEAD, '# steps:')}`)
  return [flowYaml.replace(NAMES, 'steps:').trimEnd(), ...joined].join('\n')
}

/**
 * Says lines by the file they stand in: `flow.yaml:484` becomes `places.yaml:4`.
 *
 * @param steps as `joinSteps` put them together
 */
export function byFile(steps: string, message: string): string {
  return message.replace(/\bflow\.yaml:(\d+)/g, (as, line: string) => {
    const above = steps.split('\n', Number(line))
    const begin = above.findLastIndex((one) => one.startsWith(BEGINS))
    return begin < 0 ? as : `${above[begin]!.slice(BEGINS.length)}:${Number(line) - begin - 1}`
  })
}
