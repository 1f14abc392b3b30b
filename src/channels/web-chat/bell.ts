/** Wakes people's waiting fetches when something new lies ready for their address. */
export interface Bell {
  ring(address: string): void
  /** Resolves at the next ring for the address, or after `ms`. */
  wait(address: string, ms: number, signal: AbortSignal): Promise<void>
  /** Addresses that somebody waits on: a process that does not hear the ring looks for these. */
  waitedOn(): string[]
  /** Lets everybody go, and nobody wait again: the server is closing. */
  close(): void
  readonly closed: boolean
}

export function bell(): Bell {
  const waiting = new Map<string, Set<() => void>>()
  let closed = false
  return {
    ring(address) {
      for (const go of waiting.get(address) ?? []) go()
    },
    wait(address, ms, signal) {
      return new Promise((resolve) => {
        if (closed || signal.aborted) return resolve()
        const set = waiting.get(address) ?? new Set()
        waiting.set(address, set)
        const go = () => {
          clearTimeout(timer)
          signal.removeEventListener('abort', go)
          set.delete(go)
          if (set.size === 0) waiting.delete(address)
          resolve()
        }
        const timer = setTimeout(go, ms)
        signal.addEventListener('abort', go)
        set.add(go)
      })
    },
    waitedOn: () => [...waiting.keys()],
    get closed() {
      return closed
    },
    close() {
      closed = true
      for (const set of waiting.values()) for (const go of [...set]) go()
    },
  }
}
