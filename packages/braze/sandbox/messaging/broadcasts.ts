import { z } from 'zod'
import { createShelf, type Keepable } from '../assets/shelf.ts'
import type { Clock } from '../clock.ts'
import type { Agenda } from './agenda.ts'

const planned = z.object({ kind: z.enum(['campaign', 'canvas']), id: z.string(), time: z.number() }).readonly()
/** A campaign or Canvas with a time of its own, epoch milliseconds. */
export type Planned = z.output<typeof planned>

/** The broadcasts that campaigns and Canvases have planned for themselves. Each goes once, also when the sandbox is restarted before. */
export interface Broadcasts extends Keepable {
  /** In the place of what the campaign or Canvas had planned before; a time that is past is none. */
  plan(one: Pick<Planned, 'kind' | 'id'>, time: number | undefined): void
  /** Goes on with what was planned before a restart. */
  resume(): void
}

export interface BroadcastNeeds {
  readonly clock: Clock
  readonly agenda: Agenda
  readonly fire: (one: Planned) => void
  readonly changed: () => void
}

export function createBroadcasts({ clock, agenda, fire, changed }: BroadcastNeeds): Broadcasts {
  const shelf = createShelf<Planned>(planned, changed)
  const cancels = new Map<string, () => void>()

  function arm(one: Planned): void {
    const key = keyOf(one)
    cancels.set(
      key,
      agenda.at(one.time, () => {
        shelf.remove(key)
        fire(one)
      }),
    )
  }

  return {
    plan(one, time) {
      const key = keyOf(one)
      cancels.get(key)?.()
      shelf.remove(key)
      if (time === undefined || time <= clock.now()) return
      const made = { ...one, time }
      shelf.put(key, made)
      arm(made)
    },
    resume() {
      for (const one of shelf.all()) arm(one)
    },
    save: shelf.save,
    load: shelf.load,
  }
}

function keyOf({ kind, id }: Pick<Planned, 'kind' | 'id'>): string {
  return `${kind} ${id}`
}
