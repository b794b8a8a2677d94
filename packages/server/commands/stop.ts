/** How often to look whether the parent is still there, milliseconds. */
const parentCheck = 500

/**
 * Resolves when somebody wants this program to stop: Ctrl-C, SIGTERM, SIGHUP, or the end of the npm that started it (npm
 * passes signals to a shell between us, which does not pass them on). A second Ctrl-C exits at once.
 */
export function untilStopped(): Promise<string> {
  return new Promise((resolve) => {
    const stop = (reason: string): void => {
      clearInterval(watch)
      for (const signal of signals) {
        process.removeListener(signal, stop)
        process.once(signal, () => process.exit(130))
      }
      resolve(reason)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
    for (const signal of signals) process.once(signal, stop)

    const parent = process.ppid
    const watch = setInterval(() => {
      if (process.env.npm_lifecycle_event !== undefined && process.ppid !== parent) stop('the parent process ended')
    }, parentCheck)
    watch.unref()
  })
}
