import { createBraze } from '@parley/braze'
import { brazeLimit } from './braze-limit.ts'
import { brazeNode } from './braze-node.ts'
import { startScript, stop } from './child.ts'
import { count, median, ms, quantile, type Row } from './figures.ts'

const concurrent = 2_000
const rounds = 3

/** The way to Braze: the micro-batcher against a server that does nothing, the sandbox, a limit shared by nodes. */
export async function braze(): Promise<readonly Row[]> {
  const batcher = await measure('null-braze.ts', {
    objects: 100_000,
    target: 30_000,
    what: 'through the micro-batcher',
  })
  const sandbox = await measure('sandbox-braze.ts', { objects: 20_000, target: 5_000, what: 'applied by the sandbox' })
  return [...batcher.rows, ...sandbox.rows, idleRow(batcher.idle), ...(await brazeNode()), ...(await brazeLimit())]
}

interface Goal {
  /** In one round. */
  readonly objects: number
  /** Objects per second. */
  readonly target: number
  readonly what: string
}

/** Objects per second to a server in its own process, and how long a call alone takes. */
async function measure(script: string, goal: Goal): Promise<{ rows: readonly Row[]; idle: readonly number[] }> {
  const server = await startScript<{ readonly url: string }>(script, {})
  const client = createBraze({ url: server.first.url, apiKey: 'sandbox-key', patienceMs: 60_000 })
  let next = 0
  const track = (): Promise<unknown> => {
    next += 1
    return client.users.track({
      attributes: [{ external_id: `user-${next % 50_000}`, first_name: 'Ada', home_city: 'London', plan: `p${next}` }],
    })
  }
  const burst = async (total: number): Promise<number> => {
    const began = performance.now()
    let left = total
    const worker = async (): Promise<void> => {
      while (left > 0) {
        left -= 1
        await track()
      }
    }
    await Promise.all(Array.from({ length: concurrent }, worker))
    return total / ((performance.now() - began) / 1000)
  }
  try {
    await burst(goal.objects / 10)
    const rates: number[] = []
    for (let round = 0; round < rounds; round += 1) rates.push(await burst(goal.objects))
    const idle = await measureIdle(server.first.url)
    const rate = median(rates)
    const row: Row = {
      what: `Braze objects ${goal.what}`,
      figure: `${count(rate)}/s`,
      target: `${count(goal.target)}/s`,
      reached: rate >= goal.target,
    }
    return { rows: [row], idle }
  } finally {
    await client.close()
    await stop(server.child)
  }
}

/** Milliseconds of each of 200 calls, one after the other, of a client that has used nothing of its rate limit. */
async function measureIdle(url: string): Promise<readonly number[]> {
  const client = createBraze({ url, apiKey: 'sandbox-key' })
  const taken: number[] = []
  for (let index = 0; index < 200; index += 1) {
    const began = performance.now()
    await client.users.track({ attributes: [{ external_id: `user-${index}`, first_name: 'Ada' }] })
    taken.push(performance.now() - began)
  }
  await client.close()
  return taken.sort((a, b) => a - b)
}

function idleRow(idle: readonly number[]): Row {
  const p99 = quantile(idle, 0.99)
  return {
    what: 'one awaited call of the client when idle',
    figure: `p50 ${ms(quantile(idle, 0.5))}, p99 ${ms(p99)}`,
    target: 'under 25 ms',
    reached: p99 < 25,
  }
}
