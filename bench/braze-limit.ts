import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@parley/runtime/postgres'
import { startScript, stop } from './child.ts'
import type { Row } from './figures.ts'
import type { LimitNodeOptions } from './limit-node.ts'

const nodes = 4
const limit = { requests: 100, windowMs: 3000 }
const windows = 6

/** Four processes compete for a limit; the service counts what reaches it. */
export async function brazeLimit(): Promise<readonly Row[]> {
  const home = await mkdtemp(join(tmpdir(), 'parley-limit-'))
  const postgres = await startPostgres({ home })
  const service = await startScript<{ readonly url: string }>('limit-braze.ts', {})
  try {
    const options: LimitNodeOptions = {
      databaseUrl: postgres.url,
      brazeUrl: service.first.url,
      ...limit,
      // One window to warm up, one to be cut in the middle.
      seconds: ((windows + 2) * limit.windowMs) / 1000,
    }
    const started = await Promise.all(Array.from({ length: nodes }, () => startScript('limit-node.ts', options)))
    const ended = Promise.all(started.map(({ child }) => once(child, 'exit')))
    for (const { child } of started) child.send('go')
    await ended
    service.child.send('report')
    const [{ arrivals }] = (await once(service.child, 'message')) as [{ arrivals: number[] }]
    return rowsOf(arrivals)
  } finally {
    await stop(service.child)
    await postgres.stop()
    await rm(home, { recursive: true, force: true })
  }
}

/** From the first request on, when code is yet to be compiled and connections are yet to be made; the share that is used, after that. */
function rowsOf(all: readonly number[]): readonly Row[] {
  const most = Math.max(...all.map((from) => all.filter((at) => at >= from && at < from + limit.windowMs).length))
  const over = most / limit.requests - 1
  const arrivals = all.filter((at) => at >= (all[0] ?? 0) + limit.windowMs * 0.9)
  // How long so many full windows took.
  const took = (arrivals[windows * limit.requests] ?? Number.POSITIVE_INFINITY) - (arrivals[0] ?? 0)
  const used = (windows * limit.windowMs) / took
  return [
    {
      what: `${nodes} nodes, ${limit.requests} requests / ${limit.windowMs / 1000} s: most in any such span, the first included`,
      figure: `${most} (${percent(over)} over)`,
      target: 'at most 3 % over',
      reached: over <= 0.03,
    },
    {
      what: `${nodes} nodes: share of the limit that was used once warm`,
      figure: percent(used),
      target: 'at least 95 %',
      reached: used >= 0.95,
    },
  ]
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
