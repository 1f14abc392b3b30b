import { closeSync, openSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { FlowsError } from '../conversation/index.ts'
import { StartError } from '../platform/data-dir.ts'
import { HELP, talk } from './chat-talk.ts'
import { chatWorld } from './chat-world.ts'

const USAGE = `npm run chat -- [--flow <name>] [--lang vi|en] [--record <file.chat>]
  Talk to the flows in this terminal: no tokens, no Docker, nothing left behind.`

const print = (line: string) => void process.stdout.write(`${line}\n`)

async function main() {
  const { values: asked } = parseArgs({
    options: {
      flow: { type: 'string' },
      lang: { type: 'string', default: 'vi' },
      record: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const { flow, lang } = asked
  if (asked.help || (lang !== 'vi' && lang !== 'en')) return print(`${USAGE}\n${HELP}`)
  let file = asked.record
  const refusal = file && unwritable(file)
  if (refusal) throw new StartError(refusal)
  const record = (name: string) => {
    const why = unwritable(name)
    if (why) print(`  ${why}`)
    else file = name
  }
  const here = talk({ print, record })
  print(`${HELP}\n`)
  const world = await chatWorld({ lang, log: here.log, heard: here.heard })
  const began = world.now()
  const write = () => {
    if (file) writeFileSync(file, here.transcript(began))
  }

  const people = process.stdin.isTTY
  const input = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: '› ',
    terminal: people,
  })
  input.on('SIGINT', () => input.close())
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => input.close())
  // Before anything is waited for: lines that nobody asked for yet would be lost.
  const lines = input[Symbol.asyncIterator]()
  try {
    let goesOn = await here.does(world, flow === undefined ? '/start' : `:flow ${flow}`)
    for (;;) {
      write()
      if (!goesOn) break
      if (people) input.prompt()
      const { done, value } = await lines.next()
      if (done) break
      goesOn = await here.does(world, value)
    }
  } finally {
    input.close()
    await world.close()
  }
  if (file)
    print(`  Written: ${file}. Put it into test/transcripts/<flow>/ and run npm run transcripts -- -u.`)
}

/** @returns why nothing can be written there, before a whole talk was for nothing */
function unwritable(file: string): string | undefined {
  try {
    closeSync(openSync(file, 'a'))
    return undefined
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return `${file} cannot be written (${code}). Name a file in a folder that is there, and that you may write.`
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(isMendable(error) ? `${error.message}` : error)
    process.exit(1)
  },
)

/** Flows that cannot be spoken, an unknown option, a file that cannot be written: told without a stack trace. */
function isMendable(error: unknown): error is Error {
  const { code = '', syscall } = error as { code?: string; syscall?: string }
  return (
    error instanceof FlowsError ||
    error instanceof StartError ||
    code.startsWith('ERR_PARSE_ARGS') ||
    syscall !== undefined
  )
}
