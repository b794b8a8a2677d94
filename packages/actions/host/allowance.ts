import { Refusal } from './refusal.ts'

/** Part of an allowance, held by one request. */
export interface Share {
  /** @throws Refusal when all shares together would hold more than the allowance */
  take(bytes: number): void
  /** Gives back all it took. */
  close(): void
}

/** Bounds how many bytes of answers are in memory at once. */
export function createAllowance(bytes: number): { open(): Share } {
  let held = 0
  return {
    open() {
      let own = 0
      return {
        take(more) {
          if (held + more > bytes)
            throw new Refusal('network', 'Too many large answers are read at once. Ask for fewer.')
          held += more
          own += more
        },
        close() {
          held -= own
          own = 0
        },
      }
    },
  }
}
