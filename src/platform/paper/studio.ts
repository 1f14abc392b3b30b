/** A drawing in each of its forms: `{ png, pdf }`. */
type Drawn = Readonly<Record<string, Buffer>>

/** Where pictures are drawn: few at a time, and never the same one twice at once. */
export interface Studio {
  /** Draws; whoever asks for the same key meanwhile gets the same drawing. */
  draw<T extends Drawn>(key: string, work: () => Promise<T>): Promise<T>
  /** The same, and remembers it for a while. The key must say all that is on it. */
  remember<T extends Drawn>(key: string, work: () => Promise<T>): Promise<T>
}

/**
 * @param atOnce drawings under way; each takes tens of milliseconds of a processor
 * @param bytes remembered at most; what was asked for longest ago goes first
 */
export function studio({ atOnce = 2, bytes = 32_000_000 } = {}): Studio {
  const underWay = new Map<string, Promise<Drawn>>()
  const remembered = new Map<string, Drawn>()
  const queue: (() => void)[] = []
  let held = 0
  let busy = 0

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (busy < atOnce) busy += 1
    // Whoever ends hands their place over.
    else await new Promise<void>((go) => queue.push(go))
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else busy -= 1
    }
  }

  async function draw<T extends Drawn>(key: string, work: () => Promise<T>): Promise<T> {
    const already = underWay.get(key)
    if (already) return already as Promise<T>
    const drawing = inTurn(work).finally(() => underWay.delete(key))
    underWay.set(key, drawing)
    return drawing
  }

  function keep(key: string, drawn: Drawn): void {
    forget(key)
    remembered.set(key, drawn)
    held += weigh(drawn)
    for (const oldest of remembered.keys()) {
      if (held <= bytes) return
      forget(oldest)
    }
  }

  function forget(key: string): void {
    const drawn = remembered.get(key)
    if (drawn && remembered.delete(key)) held -= weigh(drawn)
  }

  return {
    draw,
    async remember<T extends Drawn>(key: string, work: () => Promise<T>): Promise<T> {
      const drawn = (remembered.get(key) as T | undefined) ?? (await draw(key, work))
      keep(key, drawn)
      return drawn
    },
  }
}

const weigh = (drawn: Drawn): number => Object.values(drawn).reduce((all, one) => all + one.length, 0)
