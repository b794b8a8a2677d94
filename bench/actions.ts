import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { buildActions, createActionHost } from '@parley/actions/host'
import { median, ms, quantile, type Row } from './figures.ts'

const folder = fileURLToPath(new URL('solutions/echo-action', import.meta.url))

/** What an action costs above its own work: from this process through the host and Deno and back. */
export async function actions(): Promise<readonly Row[]> {
  const { build, problems } = await buildActions(folder)
  if (build === null) throw new Error(problems.map((problem) => problem.reason).join('\n'))
  const host = await createActionHost({})
  const context = {
    solution: 'echo-action',
    environment: 'sandbox' as const,
    conversation_id: 'conv_bench',
    contact: { id: 'cont_bench' },
    idempotency_key: 'conv_bench.1.0',
    at: '2026-01-05T12:00:00.000Z',
    attempt: 1,
  }
  const run = async (deployment: string): Promise<number> => {
    const began = performance.now()
    const report = await host.run({ deployment, action: 'echo', payload: { text: 'Ada' }, context })
    if (report.result.outcome !== 'success') throw new Error(JSON.stringify(report.result))
    return performance.now() - began
  }
  try {
    const cold: number[] = []
    for (let index = 0; index < 10; index += 1) {
      await host.load({
        id: `cold-${index}`,
        bundle: build.bundle,
        sourceMap: build.sourceMap,
        params: {},
        secrets: {},
        egress: [],
      })
      // Until the spare process that the last one used up has been replaced, as it is between two deploys.
      await delay(500)
      cold.push(await run(`cold-${index}`))
      await host.unload(`cold-${index}`)
    }
    await host.load({
      id: 'warm',
      bundle: build.bundle,
      sourceMap: build.sourceMap,
      params: {},
      secrets: {},
      egress: [],
    })
    for (let index = 0; index < 500; index += 1) await run('warm')
    const warm = await Promise.all([sample(2000, () => run('warm'))])
    const sorted = (warm[0] ?? []).sort((a, b) => a - b)
    const began = performance.now()
    await Promise.all(Array.from({ length: 32 }, () => sample(200, () => run('warm'))))
    const perSecond = 6400 / ((performance.now() - began) / 1000)
    const p50 = quantile(sorted, 0.5)
    return [
      {
        what: 'action overhead, warm, one at a time',
        figure: `p50 ${ms(p50)}, p99 ${ms(quantile(sorted, 0.99))}`,
        target: 'p50 1.5 ms',
        reached: p50 <= 1.5,
      },
      { what: 'action calls, warm, 32 at a time', figure: `${Math.round(perSecond)}/s` },
      { what: 'action overhead, cold (first call of a version)', figure: `median ${ms(median(cold))}` },
    ]
  } finally {
    await host.close()
  }
}

async function sample(times: number, run: () => Promise<number>): Promise<number[]> {
  const taken: number[] = []
  for (let index = 0; index < times; index += 1) taken.push(await run())
  return taken
}
