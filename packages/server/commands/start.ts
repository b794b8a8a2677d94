import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createPlatform, type Platform } from '../platform.ts'
import { readSettings } from '../settings.ts'
import { type LoadedSolution, loadSolution } from '../solution/load.ts'
import { modelsFolder } from '../solution/model-cache.ts'
import { hasErrors, showProblems } from './problem.ts'
import { untilStopped } from './stop.ts'

/** A part that hangs while it starts must not keep the program from ending. */
const abandonWithinMs = 5000

/** `parley start` and `parley dev`: runs until it is told to stop. 1 when a solution has errors and nothing watches it. */
export async function start(folders: readonly string[], options: { readonly watch: boolean }): Promise<number> {
  const began = performance.now()
  const settings = readSettings()
  const stopped = untilStopped()
  // The solutions are bundled while the database starts.
  const loading = Promise.all(folders.map((folder) => load(folder)))
  const starting = createPlatform(settings, (part, tookMs) =>
    console.log(`  ${part.padEnd(16)} ready in ${Math.round(tookMs)} ms`),
  )
  const platform = await Promise.race([starting, stopped])
  if (typeof platform === 'string') return abandon(starting, platform)
  const closers: (() => Promise<void>)[] = [() => platform.close()]
  try {
    const solutions = await loading
    for (const [index, solution] of solutions.entries()) {
      await openInStudio(platform, folders[index] ?? '', solution)
      const published = await publish(platform, folders[index] ?? '', solution, options.watch)
      if (!published && !options.watch) return 1
    }
    if (options.watch) closers.push(await reload(platform, folders))
    const url = await platform.listen()
    announce({
      url,
      sandboxUrl: platform.sandboxUrl,
      welcome: await platform.welcome(),
      tookMs: performance.now() - began,
    })
    const reason = await Promise.race([stopped, platform.failed])
    if (reason instanceof Error) throw reason
    console.log(`\nStopping (${reason}) …`)
    return 0
  } finally {
    for (const closer of closers.reverse()) await closer()
  }
}

const load = (folder: string): Promise<LoadedSolution> =>
  loadSolution(resolve(folder), { models: modelsFolder(), onProgress: console.log })

/** Told to stop before everything was ready: closes what comes up in time, and ends in any case. */
async function abandon(starting: Promise<Platform>, reason: string): Promise<number> {
  console.log(`\nStopping (${reason}) …`)
  const closed = starting.then(
    (platform) => platform.close(),
    () => {},
  )
  await Promise.race([closed, delay(abandonWithinMs, undefined, { ref: false })])
  process.exit(0)
}

async function publish(
  platform: Platform,
  folder: string,
  solution: LoadedSolution,
  follow: boolean,
): Promise<boolean> {
  showProblems(solution.problems)
  if (solution.build === null || hasErrors(solution.problems)) {
    console.error(`${folder} has errors and was not published.`)
    return false
  }
  const { number, live } = await platform.publish(solution.build, 'sandbox', { follow })
  const left = live === number ? '' : `, as it was deployed; the folder holds version ${number}`
  console.log(`  ${solution.build.name.padEnd(16)} version ${live} runs in sandbox${left}`)
  return true
}

/** A solution of a folder can be worked on in the Studio; one that is there already stays as it is. */
async function openInStudio(platform: Platform, folder: string, { build }: LoadedSolution): Promise<void> {
  const name = build?.name ?? (await nameIn(folder))
  if (name !== null) await platform.sources.folders.add(name, resolve(folder), 'parley start')
}

/** The name in a `solution.ts` that cannot be run yet. */
async function nameIn(folder: string): Promise<string | null> {
  const text = await readFile(join(folder, 'solution.ts'), 'utf8').catch(() => '')
  return /\bname:\s*['"`]([a-z][a-z0-9-]*)['"`]/.exec(text)?.[1] ?? null
}

/** Publishes a solution again whenever one of its files changed. Changes that come while it builds are built afterwards. */
async function reload(platform: Platform, folders: readonly string[]): Promise<() => Promise<void>> {
  const queue = new Map<string, Promise<void>>()
  const { watch } = await import('chokidar')
  const watcher = watch([...folders], {
    ignoreInitial: true,
    ignored: /(^|[/\\])(node_modules|\.git|\.parley)([/\\]|$)/,
  })
  watcher.on('all', (_event, path) => {
    const folder = folders.find((each) => resolve(path).startsWith(resolve(each)))
    if (folder === undefined || queue.has(folder)) return
    // Editors write a file in several steps; what settles within this time is one change.
    const settled = new Promise((done) => setTimeout(done, 50))
    queue.set(
      folder,
      settled.then(() => rebuild(folder)),
    )
  })
  const rebuild = async (folder: string): Promise<void> => {
    queue.delete(folder)
    const began = performance.now()
    const solution = await load(folder)
    const published = await publish(platform, folder, solution, true)
    if (published) console.log(`  reloaded in ${Math.round(performance.now() - began)} ms`)
  }
  await new Promise<void>((ready) => void watcher.once('ready', () => ready()))
  return async () => {
    await watcher.close()
    await Promise.allSettled(queue.values())
  }
}

function announce(started: {
  readonly url: string
  readonly sandboxUrl: string
  readonly welcome: string | null
  readonly tookMs: number
}): void {
  const { url, sandboxUrl, welcome, tookMs } = started
  const studio = welcome === null ? `${url}/studio` : `${url}/studio/welcome#${welcome}`
  console.log(`
Parley is ready after ${(tookMs / 1000).toFixed(1)} s.

  Chat             ${url}/
  Studio           ${studio}
  API              ${url}/v1/conversations
  Health, metrics  ${url}/healthz  ${url}/readyz  ${url}/metrics
  Braze sandbox    ${sandboxUrl}/
${welcome === null ? '' : '\nThe link to the Studio makes its first owner, once, within a day.\n'}
Ctrl-C stops everything.`)
}
