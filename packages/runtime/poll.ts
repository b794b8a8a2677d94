import type { Pause } from './pause.ts'
import type { Log } from './ports.ts'

/**
 * Does something again and again, that long after it was last done, until `isClosed`. What fails is tried again at the
 * next round and reported once, until it works again.
 */
export async function poll(options: {
  readonly name: string
  readonly everyMs: number
  readonly pause: Pause
  readonly log: Log
  readonly isClosed: () => boolean
  readonly look: () => Promise<unknown>
}): Promise<void> {
  let failing = false
  while (!options.isClosed()) {
    try {
      await options.look()
      if (failing) options.log.info({ poll: options.name }, 'works again')
      failing = false
    } catch (error) {
      if (!failing && !options.isClosed())
        options.log.warn(
          { poll: options.name, error: error instanceof Error ? error.message : 'unknown' },
          'failed, is tried again',
        )
      failing = true
    }
    await options.pause(options.everyMs)
  }
}
