import { memoryOf, type ProcessMemory, runScript, startParley, startScript, stop } from './child.ts'
import { commitFloor } from './commit-floor.ts'
import { count, median, ms, type Row } from './figures.ts'
import type { LoadOptions, LoadReport } from './load.ts'

const clients = [1, 16, 64] as const
const rounds = 3
const seconds = 5

const load = (options: LoadOptions): Promise<LoadReport> => runScript<LoadReport>('load.ts', options)

/** A six-question flow over HTTP, everything durable, interleaved with the two floors it stands on. */
export async function turns(): Promise<readonly Row[]> {
  const platform = await startParley('bench/solutions/six-questions')
  const echo = await startScript<{ readonly url: string }>('echo.ts', {})
  const measured = new Map<string, LoadReport[]>()
  const keep = (name: string, report: LoadReport): void =>
    void measured.set(name, [...(measured.get(name) ?? []), report])
  let memory: readonly ProcessMemory[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const each of clients) {
        keep(`turns ${each}`, await load({ url: platform.url, clients: each, seconds }))
        keep(`echo ${each}`, await load({ url: echo.first.url, clients: each, seconds: 2, echo: true }))
      }
    }
    memory = await memoryOf(platform.pid)
  } finally {
    await stop(echo.child)
    await platform.close()
  }
  const floors = await commitFloor(clients, 3)
  const middle = (name: string, field: 'perSecond' | 'p50' | 'p99'): number =>
    median((measured.get(name) ?? []).map((report) => report[field]))
  return [...clients.flatMap((each) => turnRows(each, middle, floors)), ...memoryRows(memory)]
}

type Middle = (name: string, field: 'perSecond' | 'p50' | 'p99') => number

function turnRows(each: number, middle: Middle, floors: Awaited<ReturnType<typeof commitFloor>>): readonly Row[] {
  const perSecond = middle(`turns ${each}`, 'perSecond')
  const p50 = middle(`turns ${each}`, 'p50')
  const p99 = middle(`turns ${each}`, 'p99')
  const echoed = middle(`echo ${each}`, 'perSecond')
  const floor = floors.find((report) => report.clients === each)
  const targets: Partial<Row> =
    each === 64
      ? { target: '3,000 turns/s, p99 under 60 ms', reached: perSecond >= 3000 && p99 < 60 }
      : each === 1
        ? { target: 'p50 4 ms', reached: p50 <= 4 }
        : {}
  return [
    {
      what: `${each} client${each === 1 ? '' : 's'}: turns`,
      figure: `${count(perSecond)}/s, p50 ${ms(p50)}, p99 ${ms(p99)}`,
      ...targets,
    },
    {
      what: `${each}: bare HTTP echo`,
      figure: `${count(echoed)}/s (turns ÷ echo = ${(perSecond / echoed).toFixed(2)})`,
    },
    {
      what: `${each}: bare set-based commit`,
      figure: `${count(floor?.perSecond ?? 0)}/s, p50 ${ms(floor?.p50 ?? 0)} (turns ÷ commit = ${(perSecond / (floor?.perSecond ?? 1)).toFixed(2)})`,
    },
  ]
}

function memoryRows(memory: readonly ProcessMemory[]): readonly Row[] {
  const sum = (field: 'rssMb' | 'pssMb', among = memory): number =>
    among.reduce((total, each) => total + each[field], 0)
  const kinds: readonly (readonly [string, RegExp])[] = [
    ['server', /main\.ts start/],
    ['action host', /actions\/host/],
    ['Deno workers', /deno/],
    ['PostgreSQL', /postgres/],
  ]
  const shares = kinds.map(([name, pattern], index) => {
    const among = memory.filter(
      (each) => pattern.test(each.name) && !kinds.slice(0, index).some(([, earlier]) => earlier.test(each.name)),
    )
    return `${name} ${Math.round(sum('pssMb', among))} (${among.length})`
  })
  const total = sum('pssMb')
  return [
    {
      what: 'memory of all processes after the load (PSS: shared pages once)',
      figure: `${Math.round(total)} MB: ${shares.join(', ')}; sum of RSS ${Math.round(sum('rssMb'))} MB`,
      target: '450 MB',
      reached: total <= 450,
    },
  ]
}
