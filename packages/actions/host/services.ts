import type { ActionHostOptions } from './action-host.ts'
import type { Need } from './letter.ts'

/** What the server does for the action host's process. */
export interface Services {
  readonly serves: readonly Need['kind'][]
  /** Resolves when the need is met, or with false when it cannot be. Never rejects. */
  meet(id: number, need: Need): Promise<boolean>
  /** Nobody waits for it any more. */
  drop(id: number): void
  dropAll(): void
  pause(name: string, ms: number): void
}

export function createServices({ budget, onChange, log }: ActionHostOptions): Services {
  const open = new Map<number, AbortController>()

  async function meet(need: Need, signal: AbortSignal): Promise<void> {
    if (need.kind === 'budget') await budget?.take(need.name, need.window, signal)
    else await onChange?.(need.deployment, need.profiles)
  }

  const drop = (id: number): void => {
    open.get(id)?.abort()
    open.delete(id)
  }

  return {
    serves: [...(budget ? ['budget' as const] : []), ...(onChange ? ['change' as const] : [])],
    async meet(id, need) {
      const stop = new AbortController()
      open.set(id, stop)
      try {
        await meet(need, stop.signal)
        return true
      } catch {
        return false
      } finally {
        open.delete(id)
      }
    },
    drop,
    dropAll() {
      for (const id of [...open.keys()]) drop(id)
    },
    pause(name, ms) {
      budget?.pause(name, ms).catch((error: unknown) => {
        log?.(
          'warn',
          { reason: error instanceof Error ? error.message : 'unknown' },
          'A pause could not be told to the other nodes.',
        )
      })
    },
  }
}
