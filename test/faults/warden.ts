import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

let warden: ChildProcess | undefined

/** From now on this child does not outlive us. A process that sleeps (SIGSTOP) hears no signal but SIGKILL. */
export function watchOver(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): void {
  const { pid } = child
  // It could not be started.
  if (pid === undefined) return
  warden ??= hire()
  const { stdin } = warden
  stdin?.write(`${pid} ${signal}\n`)
  child.once('close', () => stdin?.write(`${pid}\n`))
}

function hire(): ChildProcess {
  // A worker of vitest goes on by itself when vitest has been killed.
  if (process.connected) process.once('disconnect', () => process.exit())
  const script = fileURLToPath(new URL('warden.mjs', import.meta.url))
  // In a group of its own: Ctrl-C must not reach it before us.
  const hired = spawn(process.execPath, [script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  hired.unref()
  // A pipe is a socket here, which must not keep us alive either.
  const pipe = hired.stdin as NodeJS.WritableStream & { unref?: () => void }
  pipe.unref?.()
  pipe.on('error', () => {})
  return hired
}
