import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** Beyond these a file is told apart by its size only: nobody reads a difference of that length. */
const fileBytes = 256 * 1024
const allBytes = 2 * 1024 * 1024

const map = z.object({ sources: z.array(z.string()) })

/**
 * The solution's own code that a bundle was made of, by its path in the folder: kept with a version, so that people can read
 * what became of an action. Nothing is run from it.
 */
export async function readSources(folder: string, sourceMap: string): Promise<{ readonly [file: string]: string }> {
  const { sources } = map.parse(JSON.parse(sourceMap))
  const own = sources.filter((file) => !file.startsWith('..') && !file.split('/').includes('node_modules')).sort()
  const texts: { [file: string]: string } = {}
  let left = allBytes
  for (const file of own) {
    const entry = await stat(join(folder, file)).catch(() => null)
    // Not every source is a file: the bundle's entry is made up.
    if (entry === null || !entry.isFile()) continue
    const isShown = entry.size <= Math.min(fileBytes, left)
    texts[file] = isShown ? await readFile(join(folder, file), 'utf8') : `(${entry.size} bytes)`
    if (isShown) left -= entry.size
  }
  return texts
}
