/**
 * A map of what was set last: beyond `most` entries the one that was set longest ago goes out. For what can be fetched
 * or worked out again.
 */
export class Recent<K, V> extends Map<K, V> {
  readonly #most: number

  constructor(most: number) {
    super()
    this.#most = most
  }

  /** Sets an entry, new or old, as the youngest. */
  override set(key: K, value: V): this {
    this.delete(key)
    if (this.size >= this.#most) this.delete(this.keys().next().value!)
    return super.set(key, value)
  }
}
