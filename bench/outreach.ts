import { runScript, startParley, startScript, stop } from './child.ts'
import { count, median, ms, type Row } from './figures.ts'
import type { OutreachLoadOptions, OutreachReport } from './outreach-load.ts'

const key = 'the-key-of-the-bench'
const clients = [1, 64] as const
const rounds = 3
const seconds = 3

const ways = [
  { name: 'link', what: 'links acknowledged', path: '/v1/outreach', mode: 'link' },
  {
    name: 'conversation',
    what: 'conversations acknowledged, begun meanwhile',
    path: '/v1/outreach',
    mode: 'conversation',
  },
  { name: 'floor', what: 'bare HTTP with one commit each', path: '/', mode: 'link' },
] as const

/** Acknowledgements of outreach, interleaved with a bare route that commits one row. */
export async function outreach(): Promise<readonly Row[]> {
  process.env.PARLEY_SECRET_SANDBOX_OUTREACH_KEY = key
  const platform = await startParley('bench/solutions/outreach')
  const floor = await startScript<{ readonly url: string }>('commit-route.ts', {})
  const measured = new Map<string, OutreachReport[]>()
  try {
    for (let round = 0; round < rounds; round += 1)
      for (const each of clients)
        for (const { name, path, mode } of ways) {
          const url = name === 'floor' ? floor.first.url : platform.url
          const options: OutreachLoadOptions = { url, path, key, mode, clients: each, seconds }
          const report = await runScript<OutreachReport>('outreach-load.ts', options)
          measured.set(`${name} ${each}`, [...(measured.get(`${name} ${each}`) ?? []), report])
        }
  } finally {
    await stop(floor.child)
    await platform.close()
  }
  const middle = (way: string, field: keyof OutreachReport): number =>
    median((measured.get(way) ?? []).map((report) => report[field]))
  return clients.flatMap((each) =>
    ways.map(({ name, what }): Row => {
      const way = `${name} ${each}`
      const [perSecond, p99] = [middle(way, 'perSecond'), middle(way, 'p99')]
      const refused = (measured.get(way) ?? []).reduce((sum, report) => sum + report.refused, 0)
      const ratio = (perSecond / middle(`floor ${each}`, 'perSecond')).toFixed(2)
      return {
        what: `${each} caller${each === 1 ? '' : 's'}: ${what}`,
        figure: `${count(perSecond)}/s, p50 ${ms(middle(way, 'p50'))}, p99 ${ms(p99)}${name === 'floor' ? '' : ` (÷ floor = ${ratio}), ${count(refused)} refused`}`,
        ...(name !== 'floor' && { target: 'p99 under 50 ms, none refused', reached: p99 < 50 && refused === 0 }),
      }
    }),
  )
}
