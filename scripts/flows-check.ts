// npm run flows:check: reads flows/ as the service would, and says what is wrong by file and line.
// With --schema it writes flows/schema.json, for editors.
import { writeFileSync } from 'node:fs'
import { factShapes } from '../src/app/facts.ts'
import { actionsOf } from '../src/app.ts'
import { readFlows, shapesOf } from '../src/conversation/index.ts'
import { compile, flowSchema } from '../src/engine/index.ts'

// Only the names and shapes of actions are read here: none is ever run.
const shapes = shapesOf(actionsOf(undefined as never))

if (process.argv.includes('--schema')) {
  writeFileSync('flows/schema.json', `${JSON.stringify(flowSchema(shapes), null, 2)}\n`)
  console.log('Wrote flows/schema.json.')
}
const flows = readFlows('flows')
const { problems } = compile(flows, shapes, { facts: factShapes })
for (const { message } of problems) console.error(`${message}`)
console.log(problems.length === 0 ? `${flows.length} flows, nothing to mend.` : `${problems.length} to mend.`)
process.exit(problems.length === 0 ? 0 : 1)
