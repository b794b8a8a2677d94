/** One file of `nlu/`: items in the form of Rasa, the simple form, or both. */
import { readTag } from '@parley/flow'
import type { Node } from 'yaml'
import { entityForm } from '../nlu-content.ts'
import {
  badEntity,
  checkMembers,
  entityRepair,
  isIntentName,
  readIntent,
  readItems,
  readPatterns,
} from '../rasa-file.ts'
import { linesOf, readExamples } from './example-lines.ts'
import { entityIn, type Gathered } from './file-part.ts'
import { shown } from './shown.ts'
import { readByLanguage } from './texts-by-language.ts'
import { type Member, type ProblemList, YamlFile } from './yaml-file.ts'

const tops = ['version', 'language', 'nlu', 'intents', 'faq', 'labels', 'entities', 'heard', 'out_of_scope'] as const
const simpleMembers = ['examples', 'note', 'label', 'answer']
/** Of Rasa's other files. */
const notHere = ['stories', 'rules', 'responses', 'slots', 'actions', 'forms', 'session_config', 'pipeline', 'policies']

/** Adds what the file says; what is wrong with it is told to `problems`. */
export function readNluFile(path: string, text: string, gathered: Gathered, problems: ProblemList): void {
  const file = new YamlFile(path, text, problems)
  if (file.isBroken) return
  const members = file.members(file.root)
  if (members === null) {
    const repair = 'Begin with `nlu:` and a list of intents, or with `intents:` and their names.'
    if (file.root !== null || text.trim() === '')
      file.problem('broken-intents', file.root, 'It says no intents.', repair)
    return
  }
  if (isTable(members)) return
  const misplaced = members.filter(({ name }) => notHere.includes(name))
  for (const { name, line } of misplaced) {
    const repair = 'Take the file in with "parley nlu import", or remove this part: flows say what is answered.'
    file.problem('broken-intents', line, `"${name}" is no part of what is understood.`, repair)
  }
  checkMembers(
    file,
    members.filter((each) => !misplaced.includes(each)),
    tops,
  )
  const member = (wanted: (typeof tops)[number]) => members.find(({ name }) => name === wanted)
  const language = readLanguage(file, member('language'))
  readVersion(file, member('version'))
  const items = member('nlu')
  if (items !== undefined) readItems(file, items.value, language, gathered)
  const faq = member('faq')
  if (faq !== undefined) readItems(file, faq.value, language, gathered)
  const simple = member('intents')
  if (simple !== undefined) readSimple(file, simple, language, gathered)
  const labels = member('labels')
  if (labels !== undefined) readLabels(file, labels, language, gathered)
  const entities = member('entities')
  if (entities !== undefined) readEntities(file, entities, gathered)
  const heard = member('heard')
  if (heard !== undefined) for (const { text } of readExamples(file, heard.value)) gathered.heard.add(text)
  const scope = member('out_of_scope')
  if (scope !== undefined) readScope(file, scope, gathered)
}

/** Pypestream's `entity.csv` as it is taken in: nobody says what its columns mean. */
function isTable(members: readonly Member[]): boolean {
  return members.length === 2 && members.every(({ name }) => name === 'columns' || name === 'rows')
}

function readLanguage(file: YamlFile, member: Member | undefined): string {
  if (member === undefined) return ''
  const tag = readTag(file.text(member.value) ?? '')
  if (tag === null) {
    const reason = `"${shown(file.text(member.value) ?? '')}" is no language.`
    file.problem('broken-intents', member.line, reason, 'Write languages like en, ko or pt-BR.')
  }
  return tag ?? ''
}

function readVersion(file: YamlFile, member: Member | undefined): void {
  const version = member === undefined ? '3.1' : (file.text(member.value) ?? '')
  if (member === undefined || /^[23](\.\d{1,3})?$/.test(version)) return
  const reason = `"${shown(version)}" is no version of these files.`
  file.problem('broken-intents', member.line, reason, 'Write `version: "3.1"`, or leave it out.')
}

/** `intents: { <name>: { examples: […] } }` */
function readSimple(file: YamlFile, { value, line }: Member, language: string, gathered: Gathered): void {
  const intents = file.members(value)
  if (intents === null) {
    file.problem('broken-intents', line, '"intents" is no map.', 'Write `intents: { <name>: { examples: [ … ] } }`.')
    return
  }
  for (const intent of intents) {
    const members = file.members(intent.value)
    if (members === null) {
      const repair = `Write \`${shown(intent.name)}: { examples: [ … ] }\`.`
      file.problem('broken-intents', intent.line, `"${shown(intent.name)}" does not say its examples.`, repair)
      continue
    }
    checkMembers(file, members, simpleMembers)
    if (!members.some(({ name }) => name === 'examples')) {
      const repair = 'Write `examples:` with a list of what people say.'
      file.problem('broken-intents', intent.line, `"${shown(intent.name)}" has no examples.`, repair)
    }
    readIntent(file, intent.name, [{ name: 'intent', value: null, line: intent.line }, ...members], language, gathered)
  }
}

function readLabels(file: YamlFile, { value, line }: Member, language: string, gathered: Gathered): void {
  const labels = file.members(value)
  if (labels === null)
    file.problem('broken-intents', line, '"labels" is no map.', 'Write `labels: { <intent>: <text> }`.')
  for (const label of labels ?? []) {
    if (!isIntentName(file, label.name, label.line)) continue
    for (const text of readByLanguage(file, label, language)) gathered.labels.push({ ...text, intent: label.name })
  }
}

/** `entities: { size: { values: { large: [big] } }, order: { patterns: ["A-[0-9]+"] } }` */
function readEntities(file: YamlFile, { value, line }: Member, gathered: Gathered): void {
  const entities = file.members(value)
  if (entities === null)
    file.problem('broken-intents', line, '"entities" is no map.', 'Write `entities: { <name>: { values: [ … ] } }`.')
  for (const { name, value: inner, line: at } of entities ?? []) {
    if (!entityForm.test(name)) {
      file.problem('broken-intents', at, badEntity(name), entityRepair)
      continue
    }
    const { values } = entityIn(gathered, name)
    const members = file.isNothing(inner) ? [] : file.members(inner)
    if (members === null) {
      const repair = 'Write `values:` or `patterns:` below it, or nothing where it is learned from marked examples.'
      file.problem('broken-intents', at, `"${name}" does not say what it is.`, repair)
      continue
    }
    checkMembers(file, members, ['values', 'patterns', 'note'])
    for (const member of members) {
      if (member.name === 'patterns') readPatterns(file, name, linesOf(file, member.value), gathered)
      if (member.name === 'values') readValues(file, member.value, values)
    }
  }
}

function readValues(file: YamlFile, node: Node | null, values: Map<string, string[]>): void {
  const members = file.members(node)
  const named = members ?? linesOf(file, node).map(({ text, line }) => ({ name: text, value: null, line }))
  for (const { name, value, line } of named) {
    if (name.trim() === '') {
      file.problem('broken-intents', line, 'A value has no name.', 'Write what people say, or remove it.')
      continue
    }
    const words = values.get(name) ?? []
    values.set(name, words)
    for (const { text } of linesOf(file, value)) if (text !== '') words.push(text)
  }
}

function readScope(file: YamlFile, { value, line }: Member, gathered: Gathered): void {
  const members = file.members(value)
  if (members === null) {
    file.problem('broken-intents', line, '"out_of_scope" is no map.', 'Write `out_of_scope: { threshold: 0.5 }`.')
    return
  }
  checkMembers(file, members, ['threshold'])
  for (const { value: given, line: at } of members.filter(({ name }) => name === 'threshold')) {
    const threshold = Number(file.text(given)?.trim() || 'none')
    if (!(threshold >= 0 && threshold <= 1))
      file.problem('broken-intents', at, 'The threshold is no number from 0 to 1.', 'Write `threshold: 0.5`.')
    else if (gathered.threshold !== null && gathered.threshold.value !== threshold) {
      const { file: other, line: before } = gathered.threshold.place
      const reason = `Another threshold is written in ${other}:${before}.`
      file.problem('broken-intents', at, reason, 'Keep one of them.')
    } else gathered.threshold = { value: threshold, place: { file: file.file, line: at } }
  }
}
