import { readFile } from 'node:fs/promises'
import { runScript, startParley, startScript, stop } from './child.ts'
import { count, median, type Row } from './figures.ts'
import type { PageLoadOptions, PageLoadReport } from './page-load.ts'

const clients = 32
const rounds = 3
const seconds = 4

interface Measured {
  readonly perSecond: number
  /** Events for each second that the process computed: what a core of its own would take. */
  readonly perCore: number
}

/** Page events over HTTP, durable, in reports of 20 as the listener sends them, beside a server that only parses and echoes them. */
export async function pageEvents(): Promise<readonly Row[]> {
  const platform = await startParley('bench/solutions/six-questions')
  const echo = await startScript<{ readonly url: string }>('echo.ts', {})
  const ours: Measured[] = []
  const floor: Measured[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await measure(`${platform.url}/v1/page-events`, platform.pid))
      floor.push(await measure(`${echo.first.url}/`, echo.child.pid ?? 0))
    }
  } finally {
    await stop(echo.child)
    await platform.close()
  }
  const middle = (among: readonly Measured[], field: keyof Measured) => median(among.map((each) => each[field]))
  const perCore = middle(ours, 'perCore')
  return [
    {
      what: 'page events, one core of the server',
      figure: `${count(perCore)}/s`,
      target: '20,000/s',
      reached: perCore >= 20_000,
    },
    {
      what: 'the same, all on this machine: server, PostgreSQL, load',
      figure: `${count(middle(ours, 'perSecond'))}/s`,
    },
    {
      what: 'bare HTTP echo of the same reports, one core',
      figure: `${count(middle(floor, 'perCore'))}/s (events ÷ echo = ${(perCore / middle(floor, 'perCore')).toFixed(2)})`,
    },
  ]
}

async function measure(url: string, pid: number): Promise<Measured> {
  const before = await computedSeconds(pid)
  const options: PageLoadOptions = { url, clients, seconds }
  const { perSecond, events } = await runScript<PageLoadReport>('page-load.ts', options)
  return { perSecond, perCore: events / ((await computedSeconds(pid)) - before) }
}

/** Ticks of the kernel's clock, Linux. */
const ticksPerSecond = 100

async function computedSeconds(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}
