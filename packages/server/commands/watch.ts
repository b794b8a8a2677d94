import { relative } from 'node:path'
import { watch } from 'chokidar'

/** Editors write a file in several steps; what settles within this time, milliseconds, is one change. */
const settledWithinMs = 50

export interface Watching {
  close(): Promise<void>
}

/** Calls `changed` after files in the folder have changed, never twice at once: what changes meanwhile is one change more. */
export async function watchFolder(folder: string, changed: () => Promise<void>): Promise<Watching> {
  let open = false
  let last: Promise<void> = Promise.resolve()
  const watcher = watch(folder, {
    ignoreInitial: true,
    // Below the folder only: where it lies is nobody's concern.
    ignored: (path) => /(^|[/\\])(node_modules|\.git|\.parley)([/\\]|$)/.test(relative(folder, path)),
  })
  watcher.on('all', () => {
    if (open) return
    open = true
    const settled = new Promise((done) => setTimeout(done, settledWithinMs))
    last = Promise.all([last, settled]).then(() => {
      open = false
      return changed()
    })
  })
  await new Promise<void>((ready) => void watcher.once('ready', () => ready()))
  return {
    async close() {
      await watcher.close()
      await last
    },
  }
}
