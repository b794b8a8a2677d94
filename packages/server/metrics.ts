import type { Runtime, RuntimeStats } from '@parley/runtime'
import { Counter, collectDefaultMetrics, Gauge, type Registry } from 'prom-client'

const figures: readonly (readonly [keyof RuntimeStats, name: string, help: string])[] = [
  ['queue', 'parley_turns_waiting', 'Events that wait for a batch in this process.'],
  ['batches', 'parley_batches_total', 'Batches of turns committed by this process.'],
  ['turns', 'parley_turns_total', 'Turns committed by this process.'],
  ['failedTurns', 'parley_turns_failed_total', 'Turns rolled back because of a bug.'],
  ['actionsRunning', 'parley_actions_running', 'Actions that run in this process.'],
  ['outbox', 'parley_outbox_rows', 'Effects of the workspace that are not done.'],
  ['deadLetters', 'parley_dead_letters', 'Queued actions given up.'],
  ['timersDue', 'parley_timers_due', 'Timers of the workspace that are due.'],
  ['watchers', 'parley_watchers', 'Open streams on this process.'],
]

/** One scrape reads all figures at once; they are asked for together within this time, milliseconds. */
const scrape = 100

/** The platform's own figures, read when somebody asks for them. */
export function recordPlatform(registry: Registry, runtime: Runtime): void {
  collectDefaultMetrics({ register: registry })
  let latest: { readonly at: number; readonly stats: Promise<RuntimeStats> } | null = null
  const stats = (): Promise<RuntimeStats> => {
    const now = performance.now()
    if (latest === null || now - latest.at > scrape) latest = { at: now, stats: runtime.stats() }
    return latest.stats
  }
  for (const [figure, name, help] of figures) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set((await stats())[figure])
      },
    })
  }
  new Counter({
    name: 'parley_conversations_total',
    help: 'Conversations begun in this process, by the version they began on.',
    labelNames: ['solution', 'environment', 'version'],
    registers: [registry],
    collect() {
      this.reset()
      for (const { solution, environment, number, conversations: begun } of runtime.versions.starts)
        this.inc({ solution, environment, version: number === null ? 'draft' : String(number) }, begun)
    },
  })
}
