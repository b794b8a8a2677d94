/** The items below `nlu:`, in the form of Rasa 2 and 3: intents, synonyms, patterns and lists of words. */
import { RE2JS } from 're2js'
import type { Node } from 'yaml'
import { linesOf, readExamples } from './files/example-lines.ts'
import { entityIn, examplesIn, type Gathered } from './files/file-part.ts'
import { nearestOf } from './files/nearest.ts'
import { shown } from './files/shown.ts'
import { readByLanguage } from './files/texts-by-language.ts'
import { type Member, mostOfKind, type YamlFile } from './files/yaml-file.ts'
import { entityForm, intentForm, reservedIntent } from './nlu-content.ts'

const kinds = ['intent', 'synonym', 'regex', 'lookup'] as const
const intentMembers = ['intent', 'examples', 'label', 'answer', 'note', 'metadata']
const otherMembers = ['examples', 'metadata']

/** `language`: of the file; `''`: the solution's own. */
export function readItems(file: YamlFile, node: Node | null, language: string, gathered: Gathered): void {
  const items = file.items(node)
  if (items === null) {
    file.problem('broken-intents', node, 'This is no list.', 'Write `- intent: <name>` with `examples: |` below it.')
    return
  }
  for (const item of items) readItem(file, item, language, gathered)
}

function readItem(file: YamlFile, item: Node | null, language: string, gathered: Gathered): void {
  const members = file.members(item)
  const kind = kinds.find((each) => members?.some(({ name }) => name === each))
  if (members === null || kind === undefined) {
    file.problem('broken-intents', item, 'This is neither an intent nor a synonym, regex or lookup.', itemRepair)
    return
  }
  const named = members.find(({ name }) => name === kind)
  const name = file.text(named?.value ?? null)?.trim() ?? ''
  const line = named?.line ?? file.lineOf(item)
  checkMembers(file, members, kind === 'intent' ? intentMembers : [kind, ...otherMembers])
  const examples = members.find((each) => each.name === 'examples')?.value ?? null
  if (kind === 'intent') readIntent(file, name, members, language, gathered)
  else if (kind === 'synonym') readSynonym(file, name, line, examples, gathered)
  else if (!entityForm.test(name)) file.problem('broken-intents', line, badEntity(name), entityRepair)
  else if (kind === 'regex') readPatterns(file, name, linesOf(file, examples), gathered)
  else readWords(file, name, examples, gathered)
}

const itemRepair = 'Begin the item with `- intent: <name>`, `- synonym:`, `- regex:` or `- lookup:`.'

export function checkMembers(file: YamlFile, members: readonly Member[], known: readonly string[]): void {
  const strange = members.filter(({ name }) => !known.includes(name))
  for (const [index, { name, line }] of strange.entries()) {
    const near = index < mostOfKind ? nearestOf(name, known) : ''
    const repair = `${near}The members are ${known.join(', ')}.`
    file.problem('broken-intents', line, `There is no "${shown(name)}" here.`, repair)
  }
}

/** An intent with what belongs to it, named by `members` or before them. */
export function readIntent(
  file: YamlFile,
  name: string,
  members: readonly Member[],
  language: string,
  gathered: Gathered,
): void {
  const line = members.find((each) => each.name === 'intent')?.line ?? members[0]?.line ?? 1
  if (!isIntentName(file, name, line)) return
  const member = (wanted: string) => members.find((each) => each.name === wanted)
  const examples = examplesIn(gathered, name, { file: file.file, line })
  const written = member('examples')
  if (written !== undefined) for (const example of readExamples(file, written.value)) examples.push(example)
  const note = file.text(member('note')?.value ?? null)?.trim() ?? ''
  if (note !== '') gathered.notes.set(name, note)
  for (const [wanted, texts] of [
    ['label', gathered.labels],
    ['answer', gathered.answers],
  ] as const) {
    const told = member(wanted)
    if (told === undefined) continue
    for (const text of readByLanguage(file, told, language)) texts.push({ ...text, intent: name })
  }
}

export function isIntentName(file: YamlFile, name: string, line: number): boolean {
  if (intentForm.test(name) && name !== reservedIntent) return true
  const reason =
    name === reservedIntent
      ? '"else" is what none of the intents is meant by, no intent.'
      : `"${shown(name)}" is no name of an intent.`
  const repair =
    'An intent is named by letters, digits, "_", "-" and ".", at most 64; `faq/hours` would be `faq.hours`.'
  file.problem('broken-intents', line, reason, repair)
  return false
}

function readSynonym(file: YamlFile, name: string, line: number, examples: Node | null, gathered: Gathered): void {
  if (name === '') {
    file.problem(
      'broken-intents',
      line,
      'The synonym does not say what the words come to.',
      'Write `synonym: <value>`.',
    )
    return
  }
  const known = gathered.synonyms.get(name) ?? []
  gathered.synonyms.set(name, known)
  for (const { text } of linesOf(file, examples)) if (text !== '') known.push(text)
}

export function readPatterns(
  file: YamlFile,
  name: string,
  lines: readonly { readonly text: string; readonly line: number }[],
  gathered: Gathered,
): void {
  const { patterns } = entityIn(gathered, name)
  for (const { text, line } of lines) {
    const wrong = whyNoPattern(text)
    if (wrong === null) patterns.push(text)
    else file.problem('broken-intents', line, `"${shown(text)}" is no pattern: ${wrong}.`, patternRepair)
  }
}

const longestPattern = 1000
const patternRepair = 'Write it in the syntax of RE2, which has no look-around and no back references.'

/** RE2 alone: it takes time linear in the text, whatever the pattern. */
export function whyNoPattern(source: string): string | null {
  if (source === '') return 'it is empty'
  if (source.length > longestPattern) return `it has ${source.length} characters and may have ${longestPattern}`
  try {
    return RE2JS.compile(source).matches('') ? 'it matches the empty text' : null
  } catch (error) {
    return error instanceof Error ? error.message.replace(/\.$/, '') : 'it cannot be read'
  }
}

function readWords(file: YamlFile, name: string, examples: Node | null, gathered: Gathered): void {
  const { values } = entityIn(gathered, name)
  for (const { text } of linesOf(file, examples)) if (text !== '' && !values.has(text)) values.set(text, [])
}

export const badEntity = (name: string): string => `"${shown(name)}" is no name of an entity.`
export const entityRepair = 'A name begins with a letter and has letters, digits, "_", "-" and ".".'
