import { readKeep } from '@parley/actions/privacy'
import type { Keep } from '@parley/runtime'
import type { LiveSolutions } from './live-solutions.ts'
import type { Environment } from './solution/build.ts'

/** How long the version that runs there keeps what it stores. */
export async function keepOf(live: LiveSolutions, solution: string, environment: Environment): Promise<Keep | null> {
  const { conversations, files, page_events } = (await live.find(solution, environment))?.build.privacy?.keep ?? {}
  return {
    ...(conversations === undefined ? {} : { conversationsMs: readKeep(conversations) }),
    ...(files === undefined ? {} : { filesMs: readKeep(files) }),
    ...(page_events === undefined ? {} : { pageEventsMs: readKeep(page_events) }),
  }
}
