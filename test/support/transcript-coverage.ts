import type { Book } from '../../src/engine/index.ts'

/** A way onwards that a flow file writes: an option, an outcome, a case, a `then`. */
export interface Way {
  readonly flow: string
  readonly step: string
  readonly line: number
  readonly to: string
}

type Goto = { to: string; line: number }

/**
 * Notes which ways of all flows are really taken. The engine reads where a way leads at the moment it goes there, so
 * each is replaced by one that notes the reading. Timeouts are left out.
 *
 * @returns the ways that nobody has taken since
 */
export function watchWays(book: Book): () => Way[] {
  const ways = new Map<Goto, { way: Way; taken: boolean }>()
  for (const { flow, definition } of book.flows) {
    for (const step of definition?.steps.values() ?? []) {
      const { verb } = step
      // Where a flow ends with the one that it calls, nothing is left to be taken.
      if (verb.kind === 'call' && verb.next.to === 'end') continue
      for (const goto of gotosOf(verb)) {
        if (ways.has(goto)) continue
        const { to, line } = goto
        const entry = { way: { flow, step: step.name, line, to }, taken: false }
        ways.set(goto, entry)
        Object.defineProperty(goto, 'to', {
          get() {
            entry.taken = true
            return to
          },
        })
      }
    }
  }
  for (const entry of ways.values()) entry.taken = false
  return () => [...ways.values()].filter(({ taken }) => !taken).map(({ way }) => way)
}

/** Every place in a verb that says where to go on, but for its timeout. */
function gotosOf(value: unknown): Goto[] {
  if (typeof value !== 'object' || value === null) return []
  if (value instanceof Map) return [...value.values()].flatMap(gotosOf)
  if (Array.isArray(value)) return value.flatMap(gotosOf)
  const { to, line } = value as Partial<Goto>
  if (typeof to === 'string' && typeof line === 'number') return [value as Goto]
  return Object.entries(value).flatMap(([name, inner]) => (name === 'timeout' ? [] : gotosOf(inner)))
}
