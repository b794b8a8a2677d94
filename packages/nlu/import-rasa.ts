/** Training data of Rasa: YAML of 2 and 3, Markdown and JSON of 1, and the answers of FAQ that its domain has. */
import { readTag } from '@parley/flow'
import { isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { counted } from './counted.ts'
import { itemsOf, type Members, membersOf, readJson, textOf } from './files/json-value.ts'
import { readMarked } from './files/marked-text.ts'
import { foldsLines } from './files/yaml-file.ts'
import { entityName, type Imported, Importing, joinPieces } from './import-result.ts'
import { entityForm, type Mark } from './nlu-content.ts'
import { whyNoPattern } from './rasa-file.ts'

/** What belongs to flows. */
const dialogue = ['stories', 'rules', 'slots', 'forms', 'actions', 'pipeline', 'policies', 'e2e_actions']
const kinds = ['intent', 'synonym', 'regex', 'lookup'] as const
type Kind = (typeof kinds)[number]

/** @param files by path. @param language of those that name none; `''`: the solution's own. */
export function importRasa(files: { readonly [path: string]: string }, language = ''): Imported {
  const importing = new Importing()
  for (const [path, text] of Object.entries(files)) {
    if (/\.md$/i.test(path)) readMarkdown(importing, path, text, language)
    else if (/\.json$/i.test(path)) readData(importing, path, readJson(text), language)
    else if (/\.ya?ml$/i.test(path)) readYaml(importing, path, text, language)
    else importing.lose(path, 'It is no file of Rasa.')
  }
  return importing.done('Taken in from Rasa.')
}

function readYaml(importing: Importing, path: string, text: string, given: string): void {
  const value = yamlOf(text, (line) => importing.lose(`${path}:${line}`, folded))
  if (value === undefined) {
    importing.lose(path, 'It is no YAML that can be read.')
    return
  }
  const members = membersOf(value)
  const language = readTag(textOf(members.language)) ?? given
  for (const item of itemsOf(members.nlu)) {
    const fields = membersOf(item)
    const kind = kinds.find((each) => fields[each] !== undefined)
    const name = kind === undefined ? '' : textOf(fields[kind]).trim()
    if (kind === undefined || name === '') importing.lose(path, 'An item is no intent, synonym, regex or lookup.')
    else
      for (const line of linesIn(fields.examples, (reason) => importing.lose(`${path}: ${name}`, reason)))
        take(importing, path, kind, name, line, language)
    if (kind === 'intent') importing.intent(language, name, {})
  }
  readResponses(importing, path, membersOf(members.responses), language)
  for (const name of dialogue)
    if (members[name] !== undefined) importing.lose(path, `"${name}" is what flows are here.`)
}

const folded = '`examples: >` makes one sentence of all its lines. Write `examples: |`.'

/** Examples whose lines the file itself folds into one are left out and told. */
function yamlOf(text: string, tellFolded: (line: number) => void): unknown {
  try {
    const lines = new LineCounter()
    const document = parseDocument(text, { uniqueKeys: false, lineCounter: lines })
    visit(document, {
      Pair(_, pair) {
        const { key, value } = pair
        if (!isScalar(key) || key.value !== 'examples' || !isScalar(value) || !foldsLines(value)) return
        tellFolded(lines.linePos(key.range?.[0] ?? 0).line)
        pair.value = null
      },
    })
    return document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 100 })
  } catch {
    return undefined
  }
}

/** A block of lines with dashes, a list, or a list of `{ text }`. */
function linesIn(examples: unknown, lose: (reason: string) => void): readonly string[] {
  if (Array.isArray(examples))
    return examples.map((each) =>
      textOf(typeof each === 'object' ? membersOf(each).text : each)
        .trim()
        .replace(/^- /, ''),
    )
  return textOf(examples)
    .split('\n')
    .map((line) => line.trim())
    .flatMap((line): readonly string[] => {
      if (line.startsWith('-')) return [line.slice(1).trim()]
      if (line !== '') lose(`"${line.slice(0, 60)}" does not begin with "- ".`)
      return []
    })
}

function take(importing: Importing, path: string, kind: Kind, name: string, line: string, language: string): void {
  if (line === '') return
  if (kind === 'synonym') importing.synonyms(language, name, [line])
  else if (kind === 'lookup') importing.value(language, entityName(name), line, [])
  else if (kind === 'regex') takePattern(importing, path, name, line, language)
  else {
    const marked = readMarked(line)
    if ('reason' in marked) importing.lose(`${path}: ${line.slice(0, 60)}`, marked.reason)
    else importing.example(language, name, marked, `${path}: ${name}`)
  }
}

function takePattern(importing: Importing, path: string, name: string, pattern: string, language: string): void {
  const wrong = whyNoPattern(pattern)
  if (wrong === null) importing.pattern(language, entityName(name), pattern)
  else importing.lose(`${path}: ${name}`, `The pattern ${pattern.slice(0, 60)} cannot be taken: ${wrong}.`)
}

/** `utter_faq/ask_name` answers the intent `faq/ask_name`; all others are said by stories. */
function readResponses(importing: Importing, path: string, responses: Members, language: string): void {
  let said = 0
  for (const [name, variations] of Object.entries(responses)) {
    const intent = /^utter_([^/]+\/.+)$/.exec(name)?.[1]
    const answer = textOf(membersOf(itemsOf(variations)[0]).text).trim()
    if (intent === undefined || answer === '') said++
    else {
      importing.intent(language, intent, { answer })
      if (itemsOf(variations).length > 1) importing.lose(`${path}: ${name}`, 'Of several answers the first was taken.')
    }
  }
  if (said > 0) importing.lose(path, `${counted(said, 'response')} of stories and rules, which flows say.`)
}

/** `## intent:greet`, then lines with dashes. */
function readMarkdown(importing: Importing, path: string, text: string, language: string): void {
  let kind: Kind | null = null
  let name = ''
  for (const line of text.replace(/<!--[\s\S]*?-->/g, '').split('\n')) {
    const [, found, named = ''] = /^##\s*(\w+)\s*:\s*(.+?)\s*$/.exec(line) ?? []
    if (found !== undefined) {
      kind = kinds.find((each) => each === found) ?? null
      name = named
      if (kind === null) importing.lose(path, `"${found}:${named}" is no intent, synonym, regex or lookup.`)
      if (kind === 'intent') importing.intent(language, name, {})
    } else if (kind !== null && /^\s*[-*+]\s+/.test(line))
      take(importing, path, kind, name, line.replace(/^\s*[-*+]\s+/, '').trim(), language)
  }
}

/** `{ "rasa_nlu_data": { "common_examples": [ … ] } }` */
function readData(importing: Importing, path: string, value: unknown, language: string): void {
  if (value === undefined) {
    importing.lose(path, 'It is no JSON.')
    return
  }
  const data = membersOf(membersOf(value).rasa_nlu_data)
  const examples = itemsOf(data.common_examples)
  if (examples.length === 0) {
    importing.lose(path, 'It has no "rasa_nlu_data" with "common_examples".')
    return
  }
  for (const example of examples.map(membersOf)) {
    const text = textOf(example.text)
    const found = itemsOf(example.entities).map(membersOf)
    const marks = found.flatMap((entity) => markOf(entity, text)).sort((one, other) => one.start - other.start)
    const apart = marks.filter(({ start }, index) => start >= (marks[index - 1]?.end ?? 0))
    if (apart.length < found.length)
      importing.lose(path, `"${text.slice(0, 60)}" has marks that overlap or lie outside, which are left out.`)
    if (textOf(example.intent) === '') importing.lose(path, `"${text.slice(0, 60)}" has no intent.`)
    else importing.example(language, textOf(example.intent), joinPieces(piecesOf(text, apart)), path)
  }
  for (const feature of itemsOf(data.regex_features).map(membersOf))
    takePattern(importing, path, textOf(feature.name), textOf(feature.pattern), language)
  for (const table of itemsOf(data.lookup_tables).map(membersOf)) {
    if (!Array.isArray(table.elements))
      importing.lose(path, `The words of the lookup "${textOf(table.name)}" are in another file.`)
    for (const element of itemsOf(table.elements))
      take(importing, path, 'lookup', textOf(table.name), textOf(element), language)
  }
  for (const synonym of itemsOf(data.entity_synonyms).map(membersOf))
    importing.synonyms(language, textOf(synonym.value), itemsOf(synonym.synonyms).map(textOf))
}

function piecesOf(text: string, marks: readonly Mark[]): Parameters<typeof joinPieces>[0] {
  const ends = [0, ...marks.map(({ end }) => end)]
  return [
    ...marks.flatMap(({ start, end, ...mark }, index) => [
      { text: text.slice(ends[index], start) },
      { text: text.slice(start, end), mark },
    ]),
    { text: text.slice(ends.at(-1)) },
  ]
}

function markOf({ start, end, entity, value, role, group }: Members, text: string): readonly Mark[] {
  const name = entityName(textOf(entity))
  if (typeof start !== 'number' || typeof end !== 'number' || start < 0 || end > text.length || start >= end) return []
  const named = (given: unknown): given is string => typeof given === 'string' && entityForm.test(given)
  const differs = textOf(value) !== '' && textOf(value) !== text.slice(start, end)
  return [
    {
      entity: name,
      start,
      end,
      ...(named(role) ? { role } : {}),
      ...(named(group) ? { group } : {}),
      ...(differs ? { value: textOf(value) } : {}),
    },
  ]
}
