import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startParley } from './child.ts'
import { median, type Row } from './figures.ts'

/** From the command to "ready": with an empty home, and later. */
export async function startup(): Promise<readonly Row[]> {
  const first: number[] = []
  const later: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const home = await mkdtemp(join(tmpdir(), 'parley-startup-'))
    for (const into of [first, later]) {
      const platform = await startParley('examples/braze-signup', home)
      into.push(platform.startedMs)
      await platform.close()
    }
    await rm(home, { recursive: true, force: true })
  }
  const seconds = (value: number): string => `${(value / 1000).toFixed(1)} s`
  return [
    { what: 'start-up, first time', figure: seconds(median(first)), target: '10 s', reached: median(first) < 10_000 },
    { what: 'start-up, later', figure: seconds(median(later)), target: '5 s', reached: median(later) < 5_000 },
  ]
}
