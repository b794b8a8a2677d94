import { createBraze } from '@parley/braze'
import { startScript, stop } from './child.ts'
import { count, median, ms, quantile, type Row } from './figures.ts'

const objects = 100_000
const concurrent = 2_000

/** Objects per second through the micro-batcher against a server that does nothing. */
export async function braze(): Promise<readonly Row[]> {
  const server = await startScript<{ readonly url: string }>('null-braze.ts', {})
  const client = createBraze({ url: server.first.url, apiKey: 'bench' })
  let next = 0
  const track = (): Promise<unknown> => {
    next += 1
    return client.users.track({
      attributes: [{ external_id: `user-${next}`, first_name: 'Ada', home_city: 'London', plan: 'free' }],
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
    await burst(10_000)
    const rates: number[] = []
    for (let round = 0; round < 3; round += 1) rates.push(await burst(objects))
    const idle: number[] = []
    for (let index = 0; index < 200; index += 1) {
      const began = performance.now()
      await track()
      idle.push(performance.now() - began)
    }
    const rate = median(rates)
    return [
      {
        what: 'Braze objects through the micro-batcher',
        figure: `${count(rate)}/s`,
        target: '20,000/s',
        reached: rate >= 20_000,
      },
      {
        what: 'one awaited call when idle',
        figure: `p50 ${ms(
          quantile(
            idle.sort((a, b) => a - b),
            0.5,
          ),
        )}`,
      },
    ]
  } finally {
    await client.close()
    await stop(server.child)
  }
}
