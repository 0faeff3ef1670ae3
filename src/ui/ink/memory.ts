/** Remembers what was asked for lately: at least `size` values, at most twice as many, the oldest forgotten together. */
export class Memory<K, V> {
  #young = new Map<K, V>();
  #old = new Map<K, V>();

  constructor(private readonly size: number) {}

  get(key: K, make: (key: K) => V): V {
    let value = this.#young.get(key);
    if (value === undefined) {
      value = this.#old.get(key) ?? make(key);
      if (this.#young.size >= this.size) {
        this.#old = this.#young;
        this.#young = new Map();
      }
      this.#young.set(key, value);
    }
    return value;
  }
}
