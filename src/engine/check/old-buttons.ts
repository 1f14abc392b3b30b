import { type Definition, isQuestion } from '../definition.ts'
import { fileOf, hint, type Problem, reporter } from '../source.ts'

/** Each name of an old button leads to one flow, and is that of an option somewhere. */
export function checkOldButtons(flows: ReadonlyMap<string, Definition>, problems: Problem[]): void {
  const options = new Set([...flows.values()].flatMap(namesOfOptions))
  const taken = new Map<string, string>()
  for (const { flow, oldButtons } of flows.values()) {
    const report = reporter(fileOf(flow, 'flow'), problems)
    for (const [name, line] of oldButtons) {
      const other = taken.get(name)
      if (other !== undefined) report(line, `"old_buttons": "${name}" leads to "${other}" already. Keep one.`)
      else if (!options.has(name))
        report(
          line,
          `"old_buttons": no option is called "${name}". ${hint(name, options, 'Name one that is.')}`,
        )
      taken.set(name, flow)
    }
  }
}

const namesOfOptions = ({ steps }: Definition): string[] =>
  [...steps.values()].flatMap(({ verb }) => (isQuestion(verb) ? verb.options.map(({ name }) => name) : []))
