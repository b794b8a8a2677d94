import { readTag } from '@parley/flow'
import { type Imported, Importing } from './import-result.ts'

/** A row of a table, or an object of a list, by names of columns. */
export interface ImportedRow {
  readonly where: string
  readonly cells: { readonly [column: string]: unknown }
}

const columns = {
  text: ['text', 'utterance', 'example', 'sentence', 'phrase', 'query', 'question', 'message'],
  intent: ['intent', 'label', 'category', 'class', 'intent_name'],
  language: ['language', 'lang', 'locale'],
  answer: ['answer', 'response', 'reply'],
  type: ['type'],
} as const

/** What a table has to say what people may mean: the names of its columns; `null`: it lacks one. */
export function columnsOf(names: readonly string[]): { readonly [column in keyof typeof columns]?: string } | null {
  const found = Object.entries(columns).flatMap(([column, spellings]) => {
    const name = spellings.map((spelling) => names.find((each) => plain(each) === spelling)).find(Boolean)
    return name === undefined ? [] : [[column, name] as const]
  })
  const named = Object.fromEntries(found)
  return named.text === undefined || named.intent === undefined ? null : named
}

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

/**
 * From Pypestream's `Utterance,Intent(,Type)`, and any other table or list of objects with a text and an intent.
 *
 * @param own language of the rows that name none; `''`: the solution's own
 */
export function importRows(rows: readonly ImportedRow[], own = ''): Imported {
  const importing = new Importing()
  const types = new Map<string, string | null>()
  const named = columnsOf([...new Set(rows.slice(0, 50).flatMap(({ cells }) => Object.keys(cells)))])
  if (named === null) {
    const reason = 'No columns are named "text" (or "utterance") and "intent".'
    importing.lose(rows[0]?.where ?? '', rows.length === 0 ? 'There are no rows.' : reason)
    return importing.done('')
  }
  for (const { where, cells } of rows) {
    const cell = (name: string | undefined) => {
      const value = name === undefined ? '' : cells[name]
      return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
    }
    const [text, intent, tag] = [cell(named.text), cell(named.intent), cell(named.language)]
    if (text === '' || intent === '') {
      importing.lose(where, `The ${text === '' ? 'text' : 'intent'} is missing.`)
      continue
    }
    const language = tag === '' ? own : readTag(tag)
    if (language === null) {
      importing.lose(where, `"${tag.slice(0, 40)}" is no language.`)
      continue
    }
    importing.example(language, intent, { text: text.replace(/\s+/g, ' '), marks: [] }, where)
    if (cell(named.answer) !== '') importing.intent(language, intent, { answer: cell(named.answer) })
    const type = cell(named.type)
    types.set(intent, types.has(intent) && types.get(intent) !== type ? null : type)
  }
  // As "parley export pypestream" reads it.
  for (const [intent, type] of types) {
    const lines = [
      ...(importing.nameOf(intent) === intent || named.type === undefined ? [] : [`Pypestream name: ${intent}`]),
      ...(type === null || type === '' ? [] : [`Pypestream type: ${type}`]),
    ]
    if (lines.length > 0) importing.note(intent, lines.join('\n'))
    if (type === null) importing.lose(intent, 'Its examples are of several types, which are left out.')
  }
  return importing.done('')
}
