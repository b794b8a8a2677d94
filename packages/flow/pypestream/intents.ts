/** Files of training phrases and of entities. */
import { parseDocument, stringify } from 'yaml'
import type { SheetReport } from './sheet-report.ts'
import { readLines, writeLines } from './table.ts'

/** The intent of what nobody understood. */
export const outOfScope = 'out_of_scope'

const idForm = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/

/** `else` is the port of what is none of the intents. */
function isId(name: string): boolean {
  return idForm.test(name) && name !== 'else'
}

/** Intents by a name that a solution may have; theirs where it can be. */
export function intentIds(names: Iterable<string>): ReadonlyMap<string, string> {
  const ids = new Map<string, string>()
  const taken = new Set<string>()
  const all = [...names]
  for (const name of all) if (isId(name)) taken.add(name)
  for (const name of all) {
    let id = name
    if (!isId(name)) {
      const words = name
        .normalize('NFKD')
        .replace(/[^A-Za-z0-9_.-]+/g, '_')
        .replace(/^[_.-]+/, '')
        .slice(0, 50)
      const base = isId(words) ? words : `intent_${words}`

      id = base
      for (let more = 2; taken.has(id); more++) id = `${base}_${more}`
      taken.add(id)
    }
    ids.set(name, id)
  }
  return ids
}

/** Training phrases by intent, and what the third column says of each where there is one. */
export interface Training {
  readonly phrases: ReadonlyMap<string, readonly string[]>
  /** Type of the phrases of an intent, where all are of one. */
  readonly types: ReadonlyMap<string, string>
}

/** What of a phrase can be learned: there it may be "…" alone, here no example is. */
const meaning = /[\p{L}\p{N}\p{Extended_Pictographic}?!$€£¥₩%]/u
const mostPhrases = 20_000
const longestPhrase = 500

export function readTraining(text: string, report: SheetReport): Training {
  const [head, ...rest] = readLines(text, report) ?? []
  const names = (head?.cells ?? []).map((cell) => cell.toLowerCase().replace(/[^a-z]/g, ''))
  const [utterance, intent, type] = ['utterance', 'intent', 'type'].map((name) => names.indexOf(name))
  const phrases = new Map<string, string[]>()
  const types = new Map<string, string | null>()
  if (utterance === undefined || intent === undefined || utterance < 0 || intent < 0) {
    if (head !== undefined)
      report.error(
        'pypestream-csv',
        { at: { row: head.row, line: head.line, node: '' }, column: null },
        'The first row does not name "Utterance" and "Intent".',
        'Keep the header row of intent.csv.',
      )
    return { phrases, types: new Map() }
  }
  if (rest.length > mostPhrases) {
    const reason = `There are ${rest.length} phrases; there may be ${mostPhrases}.`
    report.error('pypestream-csv', { at: null, column: null }, reason, 'Keep those that tell most.')
    return { phrases, types: new Map() }
  }
  for (const { cells, row, line } of rest) {
    const phrase = (cells[utterance] ?? '').trim()
    const name = (cells[intent] ?? '').trim()
    const at = { row, line, node: '' }
    if (phrase === '' || name === '' || phrase.length > longestPhrase) {
      const reason = phrase.length > longestPhrase ? 'The phrase is too long.' : 'A phrase or its intent is missing.'
      report.warn('pypestream-lost', { at, column: null }, `${reason} It is left out.`, 'Mend the row, or remove it.')
      continue
    }
    if (!meaning.test(phrase.normalize('NFKC'))) {
      const reason = `"${phrase.slice(0, 60)}" has no word in it. It is left out.`
      report.warn('pypestream-lost', { at, column: null }, reason, 'Write it as words, or remove it.')
      continue
    }
    const known = phrases.get(name)
    if (known === undefined) phrases.set(name, [phrase])
    else known.push(phrase)
    const kind = type === undefined || type < 0 ? '' : (cells[type] ?? '').trim()
    types.set(name, types.has(name) && types.get(name) !== kind ? null : kind)
  }
  for (const [name, kind] of types)
    if (kind === null) {
      const reason = `Phrases of "${name}" are of several types; the types are left out.`
      report.warn(
        'pypestream-lost',
        { at: null, column: null },
        reason,
        'Nothing is to be done unless you export again.',
      )
    }
  return { phrases, types: new Map([...types].flatMap(([name, kind]) => (kind ? [[name, kind]] : []))) }
}

/** Lines of an intent's note: what it is called there, and the type of all its phrases. */
const nameNote = 'Pypestream name: '
const typeNote = 'Pypestream type: '

/** `nlu/intents.yaml`: every intent that the bot names, with its phrases. */
export function writeIntents(
  names: Iterable<string>,
  { phrases, types }: Training,
): { readonly text: string; readonly ids: ReadonlyMap<string, string>; readonly silent: readonly string[] } {
  const all = [...new Set([...names, ...phrases.keys()])]
  const ids = intentIds(all)
  const intents = all.map((name) => {
    const id = ids.get(name) ?? name
    const type = types.get(name)
    const lines = [...(id === name ? [] : [nameNote + name]), ...(type === undefined ? [] : [typeNote + type])]
    const note = lines.length === 0 ? {} : { note: lines.join('\n') }
    return [id, { examples: [...new Set(phrases.get(name) ?? [])], ...note }] as const
  })
  const silent = all.filter((name) => (phrases.get(name) ?? []).length === 0)
  return { text: stringify({ intents: Object.fromEntries(intents) }, { lineWidth: 120 }), ids, silent }
}

/** `intent.csv` of a solution's intents; `null` when there are no phrases. */
export function exportTraining(yaml: string): string | null {
  const value = readYaml(yaml)
  const intents = memberOf(value, 'intents')
  if (typeof intents !== 'object' || intents === null) return null
  const rows = Object.entries(intents).flatMap(([id, intent]: [string, unknown]) => {
    const examples = memberOf(intent, 'examples')
    const lines = String(memberOf(intent, 'note') ?? '').split('\n')
    const said = (start: string) => lines.find((line) => line.startsWith(start))?.slice(start.length)
    const [name, type] = [said(nameNote) ?? id, said(typeNote) ?? '']
    return Array.isArray(examples) ? examples.map((phrase) => [String(phrase), name, type]) : []
  })
  const typed = rows.some(([, , type]) => type !== '')
  const head = typed ? ['Utterance', 'Intent', 'Type'] : ['Utterance', 'Intent']
  return rows.length === 0 ? null : writeLines([head, ...rows.map((row) => row.slice(0, head.length))])
}

/** What a file says; `null` when it is no YAML, or unfolds into more than it is. */
function readYaml(yaml: string): unknown {
  try {
    const document = parseDocument(yaml)
    return document.errors.length > 0 ? null : document.toJS({ maxAliasCount: 100 })
  } catch {
    return null
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}

/** `nlu/entities.yaml`: the table as it is, since nobody says what its columns mean. */
export function writeEntities(text: string, report: SheetReport): string | null {
  const lines = readLines(text, report)
  const [head, ...rest] = lines ?? []
  if (head === undefined) return null
  const rows = rest.map(({ cells }) => cells)
  return `# As Pypestream's entity.csv has them.\n${stringify({ columns: head.cells, rows }, { lineWidth: 120 })}`
}

export function exportEntities(yaml: string): string | null {
  const value = readYaml(yaml)
  const columns = memberOf(value, 'columns')
  const rows = memberOf(value, 'rows')
  if (!Array.isArray(columns) || !Array.isArray(rows)) return null
  return writeLines([columns, ...rows].map((row) => (Array.isArray(row) ? row.map(String) : [])))
}
