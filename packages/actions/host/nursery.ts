/**
 * Starts Deno children and keeps one ready in advance, so that the first call of a solution does not wait for a start.
 * Goes down the list of launches until one works here, and stays with it.
 */
import { type Child, type ChildEnd, type ChildHandlers, createChild } from './child.ts'
import { ActionHostError } from './failure.ts'
import type { Launch, Level } from './launch.ts'
import type { HostLog } from './log.ts'

const readyWithinMs = 15_000

/** A child that is ready and belongs to nobody yet. */
export interface Fresh {
  readonly child: Child
  readonly launch: Launch
  /** Takes the child over: frames and its end go to the new owner. */
  adopt(handlers: ChildHandlers): void
}

export interface Nursery {
  take(): Promise<Fresh>
  /** Starts the next spare, when there is none. */
  refill(): void
  level(): Level
  /** Resolves when every child it still holds is gone. */
  close(): Promise<void>
}

interface Nursling {
  readonly fresh: Promise<Fresh>
  readonly gone: Promise<void>
  readonly dead: () => boolean
  readonly kill: (reason: string) => void
}

function startChild(launch: Launch): Nursling {
  const ready = Promise.withResolvers<Fresh>()
  const gone = Promise.withResolvers<void>()
  const nurse: ChildHandlers = {
    onFrame: (frame) => {
      if (frame.kind !== 'ready') return
      clearTimeout(timer)
      ready.resolve({ child, launch, adopt })
    },
    onEnd: (end) =>
      ready.reject(new ActionHostError('host-gone', `Deno ended before it was ready: ${end.detail}.`, 'later')),
  }
  let owner = nurse
  let ended: ChildEnd | null = null
  const adopt = (handlers: ChildHandlers): void => {
    owner = handlers
    // It may have died between getting ready and now.
    if (ended) owner.onEnd(ended)
  }
  const end = (how: ChildEnd): void => {
    ended = how
    clearTimeout(timer)
    owner.onEnd(how)
    gone.resolve()
  }
  const child = createChild(launch, { onFrame: (frame) => owner.onFrame(frame), onEnd: end })
  const timer = setTimeout(() => child.kill('it did not become ready'), readyWithinMs)
  ready.promise.catch(() => {})
  return { fresh: ready.promise, gone: gone.promise, dead: () => ended !== null, kill: child.kill }
}

export function createNursery(launches: readonly Launch[], log: HostLog): Nursery {
  const held = new Set<Nursling>()
  let place = 0
  let spare: Nursling | null = null
  let closed = false

  const start = (launch: Launch): Nursling => {
    const nursling = startChild(launch)
    held.add(nursling)
    void nursling.gone.then(() => held.delete(nursling))
    return nursling
  }

  const startReady = async (): Promise<Fresh> => {
    for (;;) {
      const tried = place
      const launch = launches[tried]
      if (!launch || closed) throw new ActionHostError('host-gone', 'No Deno process could be started.', 'later')
      try {
        return await start(launch).fresh
      } catch (error) {
        // Another attempt may have gone down the list meanwhile; the last launch is tried again by later calls.
        if (place === tried && tried + 1 >= launches.length) throw error
        if (place === tried) place += 1
        log(
          'warn',
          { level: launch.level, reason: String(error) },
          'This way to start Deno does not work here; trying the next.',
        )
      }
    }
  }

  const refill = (): void => {
    const launch = launches[place]
    if (!spare && launch && !closed) spare = start(launch)
  }

  return {
    async take() {
      const mine = spare
      spare = null
      if (mine && !mine.dead()) {
        try {
          return await mine.fresh
        } catch {
          // The spare did not come up: the search below finds out which launch does.
        }
      }
      return startReady()
    },
    refill,
    level: () => launches[place]?.level ?? 'deno',
    async close() {
      closed = true
      const all = [...held]
      for (const one of all) one.kill('the host closes')
      await Promise.all(all.map((one) => one.gone))
    },
  }
}
