import { relative, resolve, sep } from 'node:path'
import { watch } from 'chokidar'
import { untilStopped } from './stop.ts'

/** Editors write a file in several steps; what settles within this time is one change. */
const settledMs = 50

/** Whether a change of this file means anything to the stories. `tests/generated.test.yaml` is written by ourselves. */
function isSource(path: string): boolean {
  const [top = ''] = path.split(sep)
  return ['flows', 'texts', 'tests', 'actions', 'nlu'].includes(top) || /^[^/\\]+\.(ts|py|json)$/.test(path)
}

/** Runs once, and again whenever a file of the solution changes, until it is told to stop. 0 when the last run was fine. */
export async function watchStories(folder: string, run: () => Promise<number>): Promise<number> {
  const stopped = untilStopped()
  const home = resolve(folder)
  let code = 0
  let wanted = true
  let wake: (() => void) | null = null
  const watcher = watch(home, { ignoreInitial: true, ignored: /(^|[/\\])(node_modules|\.git|\.parley)([/\\]|$)/ })
  watcher.on('all', (_event, path) => {
    if (!isSource(relative(home, path))) return
    wanted = true
    wake?.()
  })
  try {
    await new Promise<void>((ready) => void watcher.once('ready', () => ready()))
    for (;;) {
      while (wanted) {
        wanted = false
        code = await run().catch(report)
        console.log(`\nWaiting for changes in ${folder} …`)
      }
      const change = new Promise<'change'>((resolve) => {
        wake = () => setTimeout(resolve, settledMs, 'change')
      })
      if ((await Promise.race([stopped, change])) !== 'change') return code
      console.log('')
    }
  } finally {
    await watcher.close()
  }
}

/** A file that is being written may be anything: the next change may be better. */
function report(error: unknown): number {
  console.error(error instanceof Error ? error.message : String(error))
  return 1
}
