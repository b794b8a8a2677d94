/** Waits that many milliseconds, or until its owner is closed. */
export type Pause = (ms: number) => Promise<void>

/** Pauses that all end at once when `close` is called; later ones do not begin. */
export function createPauses(): { readonly pause: Pause; close(): void } {
  const waking = new Set<() => void>()
  let closed = false
  return {
    pause: (ms) =>
      new Promise((resolve) => {
        if (closed) return resolve()
        const wake = () => {
          clearTimeout(timer)
          waking.delete(wake)
          resolve()
        }
        const timer = setTimeout(wake, ms)
        waking.add(wake)
      }),
    close() {
      closed = true
      for (const wake of [...waking]) wake()
    },
  }
}
