/**
 * Starts children of one language and keeps one ready in advance, so that the first call of a solution does not wait for a start.
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
  /** What holds its children; `null` while none was started. */
  level(): Level | null
  /** Resolves when every child it still holds is gone. */
  close(): Promise<void>
}

interface Nursling {
  readonly fresh: Promise<Fresh>
  readonly gone: Promise<void>
  readonly dead: () => boolean
  readonly kill: (reason: string) => void
}

/** What a nursery raises: the name of the program, and the ways to start it. */
export interface Breed {
  readonly program: string
  /** Strongest first; asked once. @throws ActionHostError when the program is not there */
  launches(): Promise<readonly Launch[]>
}

function startChild(launch: Launch, program: string): Nursling {
  const ready = Promise.withResolvers<Fresh>()
  const gone = Promise.withResolvers<void>()
  const nurse: ChildHandlers = {
    onFrame: (frame) => {
      if (frame.kind !== 'ready') return
      clearTimeout(timer)
      ready.resolve({ child, launch, adopt })
    },
    onEnd: (end) =>
      ready.reject(new ActionHostError('host-gone', `${program} ended before it was ready: ${end.detail}.`, 'later')),
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

export function createNursery(breed: Breed, log: HostLog): Nursery {
  const { program } = breed
  const held = new Set<Nursling>()
  let found: Promise<readonly Launch[]> | null = null
  let launches: readonly Launch[] = []
  let place = 0
  let spare: Nursling | null = null
  let closed = false

  const find = (): Promise<readonly Launch[]> => {
    found ??= breed.launches().then(
      (all) => {
        launches = all
        return all
      },
      (error: unknown) => {
        // Looked for again next time: it may be installed meanwhile.
        found = null
        throw error
      },
    )
    return found
  }

  const start = (launch: Launch): Nursling => {
    const nursling = startChild(launch, program)
    held.add(nursling)
    void nursling.gone.then(() => held.delete(nursling))
    return nursling
  }

  const startReady = async (): Promise<Fresh> => {
    const ways = await find()
    for (;;) {
      const tried = place
      const launch = ways[tried]
      if (!launch || closed) throw new ActionHostError('host-gone', `No ${program} process could be started.`, 'later')
      try {
        return await start(launch).fresh
      } catch (error) {
        // Another attempt may have gone down the list meanwhile; the last launch is tried again by later calls.
        if (place === tried && tried + 1 >= ways.length) throw error
        if (place === tried) place += 1
        log(
          'warn',
          { level: launch.level, reason: String(error) },
          `This way to start ${program} does not work here; trying the next.`,
        )
      }
    }
  }

  const refill = async (): Promise<void> => {
    // Whoever takes a child is told why there is none.
    const ways = await find().catch(() => [])
    const launch = ways[place]
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
    refill: () => void refill(),
    level: () => launches[place]?.level ?? null,
    async close() {
      closed = true
      const all = [...held]
      for (const one of all) one.kill('the host closes')
      await Promise.all(all.map((one) => one.gone))
    },
  }
}
