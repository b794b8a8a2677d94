import { extname } from 'node:path'
import { columnsOf, readNlu } from '@parley/nlu'
import { readRows } from '../solution/nlu-rows.ts'
import { readOne } from './nlu-given.ts'

/** A sentence whose meaning is known; `null`: nothing that any intent is for. */
export interface KnownSentence {
  readonly text: string
  readonly intent: string | null
}

/** What data sets call it. */
const outside = ['', 'out_of_scope', 'oos', 'none']

/**
 * Sentences to test with: YAML as in `nlu/`, CSV or TSV whose first line names the columns, JSON lines or a JSON list. Throws in
 * words for the person at the terminal.
 */
export async function readSentences(path: string): Promise<readonly KnownSentence[]> {
  const text = await readOne(path)
  return ['.yaml', '.yml'].includes(extname(path).toLowerCase()) ? fromYaml(path, text) : fromRows(path, text)
}

function fromYaml(path: string, text: string): readonly KnownSentence[] {
  const { nlu, problems } = readNlu({ [path]: text })
  const [problem] = problems.filter(({ severity }) => severity === 'error')
  if (nlu === null)
    throw new Error(`${path}:${problem?.place.line ?? 1} cannot be read: ${problem?.reason} ${problem?.repair}`)
  return Object.entries(nlu.intents).flatMap(([intent, texts]) => texts.map((each) => sentence(each, intent)))
}

function fromRows(path: string, text: string): readonly KnownSentence[] {
  const rows = readRows(path, text)
  const named = columnsOf([...new Set(rows.slice(0, 50).flatMap(({ cells }) => Object.keys(cells)))])
  if (rows.length === 0) throw new Error(`${path} has no sentences.`)
  if (named === null) throw new Error(`${path} cannot be read: it has no columns "text" and "intent".`)
  const { text: textColumn = '', intent: intentColumn = '' } = named
  return rows.map(({ cells, where }) => {
    const [said, meant] = [cells[textColumn], cells[intentColumn]]
    if (typeof said !== 'string' || said.trim() === '' || (meant != null && typeof meant !== 'string'))
      throw new Error(`${path} cannot be read: ${where} needs a text, and an intent or nothing.`)
    return sentence(said, meant ?? '')
  })
}

const sentence = (text: string, intent: string): KnownSentence => ({
  text: text.trim(),
  intent: outside.includes(intent.trim().toLowerCase()) ? null : intent.trim(),
})
