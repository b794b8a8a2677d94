import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** What somebody might ask a company or an assistant, and what they mean by it. */
export interface Request {
  readonly text: string
  /** One name for all that mean the same, with its domain. */
  readonly intent: string
  readonly domain: string
  /** The places of its words in the list of words; a word said twice is here twice. */
  readonly words: Int32Array
}

/** Reads the requests of `folder`: a file for each domain, in it `# intent`, and below that a sentence a line. */
export async function readRequests(folder: string, words: readonly string[]): Promise<readonly Request[]> {
  const places = new Map(words.map((word, place) => [word, place]))
  const files = (await readdir(folder)).filter((file) => file.endsWith('.txt')).sort()
  const read = await Promise.all(
    files.map(async (file) => {
      const domain = basename(file, '.txt')
      return requestsIn(await readFile(join(folder, file), 'utf8'), domain, places)
    }),
  )
  return read.flat()
}

function requestsIn(text: string, domain: string, places: ReadonlyMap<string, number>): readonly Request[] {
  const requests: Request[] = []
  let intent = ''
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line.startsWith('#')) intent = `${domain}/${line.slice(1).trim()}`
    else if (line !== '') requests.push({ text: line, intent, domain, words: wordsIn(line, places) })
  }
  return requests
}

function wordsIn(text: string, places: ReadonlyMap<string, number>): Int32Array {
  const found = text.toLowerCase().match(/[a-z]+/g) ?? []
  return Int32Array.from(found.flatMap((word) => places.get(word) ?? []))
}
