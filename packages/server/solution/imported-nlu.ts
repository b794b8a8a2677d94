/**
 * Intents of other programs out of what somebody chose: which format it has, what the new files are called, and which of them say
 * anything. Nothing is written here; how the new files stand beside those of a solution is up to whoever asks.
 */
import { basename, extname } from 'node:path'
import {
  type Imported,
  importDialogflow,
  importRasa,
  importRows,
  isDialogflow,
  type Lost,
  type WrittenNlu,
} from '@parley/nlu'
import { wrongPath } from '@parley/studio/source'
import { readRows, UnreadableError } from './nlu-rows.ts'
import type { UnpackedZip, ZipLimits } from './zip-files.ts'

/** Of a zip or a folder. An agent of two thousand intents in four languages has ten thousand files. */
export const importLimits: ZipLimits = { files: 20_000, bytes: 100 * 1024 * 1024, what: 'what is taken in' }

/** One file, or all of a zip or folder. `name`: what it is called where it comes from, with or without its folder. */
export type Chosen =
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | {
      readonly kind: 'files'
      readonly name: string
      readonly files: { readonly [path: string]: string }
      /** That might have been taken, and could not be read. */
      readonly unread: readonly Lost[]
    }

/** Of a file that is text of no kind that is known here. */
export const unreadable = 'It is no text in UTF-8. Save it as UTF-8.'

/** Files that something might be taken of. */
export const isImportable = (path: string): boolean => /\.(ya?ml|json|md|csv|tsv|jsonl|ndjson)$/i.test(path)

/** All of a zip that was unpacked, and what of it could not be read. */
export function filesOfZip({
  files,
  leftOut,
}: Extract<UnpackedZip, { kind: 'unpacked' }>): Pick<Several, 'files' | 'unread'> {
  const lost = leftOut.filter(({ file }) => isImportable(file))
  return { files: Object.fromEntries(files), unread: lost.map(({ file }) => ({ where: file, reason: unreadable })) }
}

export const importFormats = ['rasa', 'dialogflow', 'table'] as const
export type ImportFormat = (typeof importFormats)[number]

export interface ReadSettings {
  /** Absent: by what is chosen. */
  readonly format?: ImportFormat
  /** What the new files are to be called; absent: as what is chosen. */
  readonly title?: string
  /** Where the source does not say; `''`: the solution's own. */
  readonly language: string
  /** The solution's own. */
  readonly own: string
}

export interface ImportedNlu extends Imported {
  /** What all new files are called: letters and digits of any script, and "-". */
  readonly stem: string
  /** What the name of each file has besides: its language, `''` for the one without. */
  readonly parts: readonly string[]
}

type One = Extract<Chosen, { kind: 'file' }>
type Several = Extract<Chosen, { kind: 'files' }>

/** `files` are those that say anything; there may be none. @throws UnreadableError */
export function readChosen(chosen: Chosen, settings: ReadSettings): ImportedNlu {
  const imported = chosen.kind === 'file' ? readFile(chosen, settings) : readFiles(chosen, settings)
  const files = imported.files.filter(saysAnything)
  const plain = ['', settings.language].find((language) => files.some((file) => file.language === language))
  return {
    files,
    lost: chosen.kind === 'file' ? imported.lost : [...chosen.unread, ...imported.lost],
    renamed: imported.renamed,
    stem: stemOf(settings.title ?? basename(chosen.name, extname(chosen.name))),
    parts: files.map(({ language }) => (language === plain ? '' : language)),
  }
}

function readFile({ name, text }: One, { format, language }: ReadSettings): Imported {
  const kind = extname(name).toLowerCase()
  const isJson = kind === '.json'
  const isTable = ['.csv', '.tsv', '.jsonl', '.ndjson'].includes(kind) || isJson
  const isRasa = ['.yaml', '.yml', '.md'].includes(kind) || isJson
  if (format === 'dialogflow')
    throw new UnreadableError(`An agent of Dialogflow is a zip or a folder; ${name} is neither.`)
  if (format === 'table' && !isTable)
    throw new UnreadableError(`A table is CSV, TSV, JSON or JSON lines, by the name of the file; ${name} is none.`)
  if (format === 'rasa' && !isRasa)
    throw new UnreadableError(`A file of Rasa is YAML, Markdown or JSON, by its name; ${name} is none.`)
  // Where nothing is stated, a list in JSON is a table, and an object is Rasa's.
  if (format === 'table' || (format === undefined && isTable && (!isJson || /^\s*\[/.test(text))))
    return importRows(readRows(name, text), language)
  if (isRasa) return importRasa({ [basename(name)]: text }, language)
  throw new UnreadableError(
    `${name} is none of what can be taken in: a table (CSV, TSV, JSON, JSON lines), a file of Rasa (YAML, Markdown, JSON), or a zip of Dialogflow or Rasa.`,
  )
}

function readFiles({ name, files }: Several, { format, language, own }: ReadSettings): Imported {
  if (format === 'dialogflow' || (format === undefined && isDialogflow(Object.keys(files))))
    return importDialogflow(files, own)
  const rasa = Object.entries(files).filter(
    ([path]) => /\.(ya?ml|md|json)$/i.test(path) && !/(^|\/)readme\.md$/i.test(path),
  )
  const tables = Object.entries(files).filter(([path]) => /\.(csv|tsv|jsonl|ndjson)$/i.test(path))
  if (format !== 'table' && rasa.length > 0) {
    const imported = importRasa(Object.fromEntries(rasa), language)
    const reason = 'It is a table beside files of Rasa. Take it in by itself.'
    return { ...imported, lost: [...imported.lost, ...tables.map(([where]) => ({ where, reason }))] }
  }
  if (format === 'rasa') throw new UnreadableError(`There is no file of Rasa in ${name}.`)
  const [table, another] = tables
  if (table === undefined)
    throw new UnreadableError(
      format === 'table'
        ? `A table is one file: CSV, TSV, JSON or JSON lines. Unpack ${name} first.`
        : `There is neither an agent of Dialogflow nor a file of Rasa nor a table in ${name}.`,
    )
  if (another !== undefined)
    throw new UnreadableError(
      `There are several tables in ${name}, as ${table[0]} and ${another[0]}. Take them in one by one.`,
    )
  return importRows(readRows(...table), language)
}

const saysAnything = ({ intents, entities, synonyms }: WrittenNlu): boolean =>
  intents.size + (entities?.size ?? 0) + (synonyms?.size ?? 0) > 0

/** Longer names would be none that every file system takes, with a number and a language behind them. */
const longestStem = 60

/** Of the letters and digits of every script: what stands apart by its name is not taken for the same file. */
function stemOf(title: string): string {
  const stem = title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .slice(0, longestStem)
    // A letter may have been cut in half.
    .replace(/^[-\p{M}]+|[-\uD800-\uDBFF]+$/gu, '')
    .normalize('NFC')
  if (stem === '') return 'imported'
  return wrongPath(`${stem}.yaml`) === null ? stem : `imported-${stem}`
}
