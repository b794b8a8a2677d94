import type { Lost } from '@parley/nlu'
import type { NluImport } from '@parley/studio/api'
import { tableTextIn, textIn } from '../../solution/decoded-text.ts'
import { type Chosen, filesOfZip, importLimits, unreadable } from '../../solution/imported-nlu.ts'
import { unpackZip } from '../../solution/zip-files.ts'
import { type ImportSettings, importedNlu } from './nlu-imported.ts'

/** A file as somebody sent it. */
export interface GivenFile {
  readonly name: string
  readonly content: Uint8Array
}

/** What would become of a file; a list: why nothing can be taken of it. */
export async function importGiven(given: GivenFile, settings: ImportSettings): Promise<NluImport | readonly Lost[]> {
  const read = await readGiven(given)
  if ('reason' in read) return [read]
  const imported = importedNlu(read.chosen, settings)
  return 'files' in imported ? { ...imported, isGuess: read.isGuess } : imported
}

interface Read {
  readonly chosen: Chosen
  readonly isGuess: boolean
}

async function readGiven({ name, content }: GivenFile): Promise<Read | Lost> {
  if (/\.zip$/i.test(name)) return readZip(name, content)
  const found = /\.(csv|tsv)$/i.test(name) ? tableTextIn(content) : textIn(content)
  if (found === null) return { where: name, reason: unreadable }
  const { text, isGuess } = typeof found === 'string' ? { text: found, isGuess: false } : found
  return { chosen: { kind: 'file', name, text }, isGuess }
}

async function readZip(name: string, content: Uint8Array): Promise<Read | Lost> {
  const unpacked = await unpackZip(content, importLimits)
  if (unpacked.kind === 'refused') {
    const [first] = unpacked.errors
    return { where: first?.file || name, reason: first?.reason ?? unreadable }
  }
  return { chosen: { kind: 'files', name, ...filesOfZip(unpacked) }, isGuess: false }
}
