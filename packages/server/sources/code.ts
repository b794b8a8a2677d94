import { createHash } from 'node:crypto'
import { isCode, type SourceFiles } from '@parley/studio/source'
import { readSolution } from '../solution/load.ts'
import { withScratch } from './scratch.ts'
import type { LoadedCode } from './sources.ts'

/** Solutions whose code is remembered. */
const mostKept = 16
/** Builds at once in this process: each starts a bundler and a worker. */
const mostAtOnce = 2

/** Bundles and describes code, each code once. */
export function createCodeReader(): (files: SourceFiles) => Promise<LoadedCode> {
  const known = new Map<string, Promise<LoadedCode>>()
  const inTurn = createTurns(mostAtOnce)

  return (files) => {
    const code = Object.fromEntries(Object.entries(files).filter(([path]) => isCode(path)))
    const hash = hashOf(code)
    const before = known.get(hash)
    if (before !== undefined) return before
    const reading = inTurn(() => withScratch(code, (folder) => readSolution(folder, { packages: 'ours' }))).then(
      ({ build, problems }) => ({ build, problems, hash }),
    )
    known.set(hash, reading)
    reading.catch(() => known.delete(hash))
    for (const oldest of known.keys()) if (known.size > mostKept) known.delete(oldest)
    return reading
  }
}

function hashOf(files: SourceFiles): string {
  const hash = createHash('sha256')
  for (const path of Object.keys(files).sort()) hash.update(JSON.stringify([path, files[path]]))
  return hash.digest('base64url')
}

/** Lets so many work at once; the others wait in line. */
export function createTurns(atOnce: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((go) => waiting.push(go))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
