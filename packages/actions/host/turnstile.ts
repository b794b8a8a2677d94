import { Refusal } from './refusal.ts'

export interface Turnstile {
  /** Waits for a place; answers the way to give it back. */
  enter(signal: AbortSignal): Promise<() => void>
}

/** Lets so many in at once, keeps so many more waiting in order, and refuses the rest. */
export function createTurnstile(atOnce: number, waiting: number): Turnstile {
  let inside = 0
  const line = new Set<() => void>()
  const leave = (): void => {
    inside -= 1
    const [next] = line
    next?.()
  }
  const once = (): (() => void) => {
    inside += 1
    let left = false
    return () => {
      if (left) return
      left = true
      leave()
    }
  }
  return {
    enter: (signal) =>
      new Promise((resolve, reject) => {
        if (inside < atOnce) return resolve(once())
        if (line.size >= waiting) return reject(new Refusal('denied', 'Too many requests are waiting.'))
        const go = (): void => {
          line.delete(go)
          signal.removeEventListener('abort', stop)
          resolve(once())
        }
        const stop = (): void => {
          line.delete(go)
          reject(signal.reason)
        }
        signal.addEventListener('abort', stop, { once: true })
        line.add(go)
      }),
  }
}
