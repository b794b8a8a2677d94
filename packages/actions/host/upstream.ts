/** The server, as the action host's process sees it: what only the server can say, because it knows the other nodes. */
import type { FromHost, Need } from './letter.ts'

export interface Upstream {
  /** Resolves when one request may go within a limit that all nodes share. */
  takeBudget(name: string, window: BudgetWindow, signal?: AbortSignal): Promise<void>
  /** Nothing may go for so long, on any node. */
  pauseBudget(name: string, ms: number): void
  /** An action is about to change these profiles in Braze, or just did. */
  changeProfiles(deployment: string, profiles: readonly string[]): Promise<void>
}

export interface BudgetWindow {
  readonly requests: number
  readonly windowMs: number
}

export interface UpstreamLine extends Upstream {
  /** The server's answer to a need. */
  answer(need: number, met: boolean): void
}

interface Open {
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

export function createUpstream(send: (letter: FromHost) => void): UpstreamLine {
  const open = new Map<number, Open>()
  let last = 0

  function ask(what: Need, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new Error('cancelled'))
      last += 1
      const need = last
      const cancel = (): void => {
        open.delete(need)
        send({ kind: 'needless', need })
        reject(new Error('cancelled'))
      }
      const settled = (): void => signal?.removeEventListener('abort', cancel)
      signal?.addEventListener('abort', cancel, { once: true })
      open.set(need, {
        resolve: () => {
          settled()
          resolve()
        },
        reject: (error) => {
          settled()
          reject(error)
        },
      })
      send({ kind: 'need', need, what })
    })
  }

  return {
    takeBudget: (name, window, signal) => ask({ kind: 'budget', name, window }, signal),
    pauseBudget: (name, ms) => send({ kind: 'pause', name, ms }),
    changeProfiles: (deployment, profiles) => ask({ kind: 'change', deployment, profiles }),
    answer(need, met) {
      const asked = open.get(need)
      open.delete(need)
      if (met) asked?.resolve()
      else asked?.reject(new Error('The server could not be asked.'))
    },
  }
}
