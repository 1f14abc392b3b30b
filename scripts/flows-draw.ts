// npm run flows:draw -- <flow>: prints a Mermaid diagram of a flow. With --all it writes one page a flow into docs/flows.
import { mkdirSync, writeFileSync } from 'node:fs'
import { readFlows } from '../src/conversation/index.ts'
import { draw } from './flow-drawing.ts'

// A voice has no steps.
const flows = readFlows('flows').filter(({ steps }) => /^steps:/m.test(steps))
const wanted = process.argv[2]

if (wanted === '--all') {
  mkdirSync('docs/flows', { recursive: true })
  for (const { flow, steps, words } of flows) {
    writeFileSync(`docs/flows/${flow}.md`, `# ${flow}\n\n\`\`\`mermaid\n${draw(steps, words.vi)}\n\`\`\`\n`)
  }
  console.log(`Wrote ${flows.length} diagrams into docs/flows.`)
} else {
  const one = flows.find(({ flow }) => flow === wanted)
  if (one) console.log(draw(one.steps, one.words.vi))
  else {
    console.error(`Name a flow: ${flows.map(({ flow }) => flow).join(', ')}; or --all for docs/flows.`)
    process.exitCode = 1
  }
}
