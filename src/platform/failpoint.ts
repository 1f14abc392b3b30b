/**
 * The places where a test may kill this process, to prove that a crash there loses nothing (docs/durability.md). Each
 * lies between two steps of a message's way that must not depend on both being done.
 */
export const FAILPOINTS = [
  'batch.before_commit',
  'batch.committed',
  'batch.settled',
  'send.before',
  'send.done',
  'act.acted',
  'act.committed',
  'slow.claimed',
  'slow.acted',
  'slow.committed',
  'notice.kept',
  'booking.before_commit',
  'booking.committed',
  'papers.drawn',
  'papers.put',
  'sweep.midway',
  'sweep.taken_over',
] as const
export type Failpoint = (typeof FAILPOINTS)[number]

let armed: { readonly name: string; left: number; readonly signal: NodeJS.Signals } | undefined

/**
 * Arms one place. Only main.ts calls it, and only in a test.
 *
 * @param where `<name>`, `<name>:<n>` to die at the n-th pass, or `<name>:<n>:stop` to fall asleep there (SIGSTOP)
 */
export function armFailpoint(where: string | undefined): void {
  const [, name, nth = '1', stop] = /^([a-z._]+)(?::(\d+)(:stop)?)?$/.exec(where ?? '') ?? []
  armed = name === undefined ? undefined : { name, left: Number(nth), signal: stop ? 'SIGSTOP' : 'SIGKILL' }
}

/** Ends this process as kill -9 does, if a test wants it to die here. */
export function failpoint(name: Failpoint): void {
  if (armed === undefined) return
  if (armed.name === name && --armed.left === 0) process.kill(process.pid, armed.signal)
}
