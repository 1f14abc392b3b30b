/** What came first goes first. Both ends cost the same however much waits, which Array.shift() does not promise. */
export interface Fifo<T> {
  push(one: T): void
  shift(): T | undefined
}

// What has gone is let go of in pieces of at least this size.
const PIECE = 1_024

export function fifo<T>(): Fifo<T> {
  let items: T[] = []
  let gone = 0
  return {
    push: (one) => void items.push(one),
    shift() {
      const one = items[gone]
      if (gone < items.length) gone += 1
      if (gone >= PIECE && gone * 2 >= items.length) {
        items = items.slice(gone)
        gone = 0
      }
      return one
    },
  }
}
