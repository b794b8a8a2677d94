import { memoryOf, runScript, startParley } from './child.ts'
import { count, type Row } from './figures.ts'
import type { LoadReport } from './load.ts'

const slice = 50_000
const slices = 10

/** Memory of the server's process over half a million turns. The first fifth is warm-up: V8 grows its heap to its working size. */
export async function soak(): Promise<readonly Row[]> {
  const platform = await startParley('bench/solutions/six-questions')
  const taken: { readonly server: number; readonly all: number }[] = []
  let turns = 0
  try {
    for (let index = 0; index < slices; index += 1) {
      turns += (await runScript<LoadReport>('load.ts', { url: platform.url, clients: 64, seconds: 0, turns: slice }))
        .turns
      const memory = await memoryOf(platform.pid)
      const server = memory.find((each) => each.pid === platform.pid)?.rssMb ?? 0
      taken.push({ server, all: memory.reduce((total, each) => total + each.pssMb, 0) })
      console.log(
        `  ${count(turns)} turns: server ${Math.round(server)} MB, all ${Math.round(taken.at(-1)?.all ?? 0)} MB`,
      )
    }
  } finally {
    await platform.close()
  }
  const early = Math.max(...taken.slice(1, 4).map((each) => each.server))
  const late = Math.max(...taken.slice(-3).map((each) => each.server))
  return [
    {
      what: `server memory over ${count(turns)} turns`,
      figure: `${taken.map((each) => Math.round(each.server)).join(', ')} MB; all processes at the end ${Math.round(taken.at(-1)?.all ?? 0)} MB`,
      target: 'no growth (last third within 15 % of the second to fourth tenth)',
      reached: late <= early * 1.15,
    },
  ]
}
