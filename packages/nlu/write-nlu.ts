/** Files of `nlu/` as tools write new ones. */
import { stringify } from 'yaml'
import { printMarked } from './files/marked-text.ts'
import type { EntityDefinition, MarkedText } from './nlu-content.ts'

export interface WrittenIntent {
  readonly examples: readonly MarkedText[]
  readonly label?: string
  readonly answer?: string
  readonly note?: string
}

/** What is written into one file. */
export interface WrittenNlu {
  /** BCP 47; `''`: the solution's own. */
  readonly language: string
  readonly intents: ReadonlyMap<string, WrittenIntent>
  readonly entities?: ReadonlyMap<string, EntityDefinition>
  readonly synonyms?: ReadonlyMap<string, readonly string[]>
  readonly threshold?: number
  /** Lines at the top, for people. */
  readonly comment?: string
}

/** In the form of Rasa 3, examples in the order that they come in. */
export function printNlu({ language, intents, entities, synonyms, threshold, comment }: WrittenNlu): string {
  const lines: string[] = (comment ?? '').split('\n').flatMap((line) => (line === '' ? [] : [`# ${oneLine(line)}`]))
  lines.push('version: "3.1"')
  if (language !== '') lines.push(`language: ${scalar(language)}`)
  if (threshold !== undefined) lines.push(`out_of_scope: { threshold: ${threshold} }`)
  if (intents.size > 0 || (synonyms?.size ?? 0) > 0) lines.push('nlu:')
  for (const [name, { examples, label, answer, note }] of intents) {
    lines.push(`- intent: ${scalar(name)}`)
    if (note !== undefined) lines.push(...member('note', note))
    if (label !== undefined) lines.push(...member('label', label))
    if (answer !== undefined) lines.push(...member('answer', answer))
    if (examples.length > 0)
      lines.push('  examples: |', ...examples.map((each) => `    - ${oneLine(printMarked(each))}`))
    lines.push('')
  }
  for (const [value, words] of synonyms ?? []) {
    lines.push(`- synonym: ${scalar(value)}`)
    if (words.length > 0) lines.push('  examples: |', ...words.map((word) => `    - ${oneLine(word)}`))
    lines.push('')
  }
  if (entities !== undefined && entities.size > 0)
    lines.push(stringify({ entities: plain(entities) }, { lineWidth: 0 }))
  return `${lines.join('\n').trimEnd()}\n`
}

function plain(entities: ReadonlyMap<string, EntityDefinition>) {
  return Object.fromEntries([...entities].map(([name, definition]) => [name, definition]))
}

const member = (name: string, text: string): readonly string[] =>
  stringify({ [name]: text }, { lineWidth: 0 })
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))

const scalar = (text: string): string => stringify(text, { lineWidth: 0 }).trimEnd()

/** What YAML cannot hold in a line: breaks, and characters that control. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\ufeff]+/gu, ' ').trim()
