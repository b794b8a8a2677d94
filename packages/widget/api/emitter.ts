import type { ParleyEvents } from './command.ts'
import { complain } from './complain.ts'

type Listener = (detail: never) => void

export interface Emitter {
  on(event: keyof ParleyEvents, listener: Listener): void
  off(event: keyof ParleyEvents, listener: Listener): void
  emit<Event extends keyof ParleyEvents>(event: Event, detail: ParleyEvents[Event]): void
  clear(): void
}

/** A listener that throws is told of and keeps nothing else from happening. */
export function createEmitter(): Emitter {
  const listeners = new Map<keyof ParleyEvents, Set<Listener>>()
  return {
    on(event, listener) {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener))
    },
    off: (event, listener) => void listeners.get(event)?.delete(listener),
    emit(event, detail) {
      for (const listener of [...(listeners.get(event) ?? [])]) {
        try {
          listener(detail as never)
        } catch (error) {
          complain(`a listener of "${event}" failed`, error)
        }
      }
    },
    clear: () => listeners.clear(),
  }
}
