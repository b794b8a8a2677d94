/** Numbers from 0 up to 1 that look random and are the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Fisher–Yates, in place. */
export function shuffle(list: Int32Array, length: number, random: () => number): void {
  for (let last = length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const kept = list[last] ?? 0
    list[last] = list[other] ?? 0
    list[other] = kept
  }
}
