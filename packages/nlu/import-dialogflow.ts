/**
 * An agent that was exported from Dialogflow ES (`intents/<name>.json` with `<name>_usersays_<language>.json`, `entities/` alike)
 * or Dialogflow CX in its JSON form (`intents/<name>/trainingPhrases/<language>.json`, `entityTypes/`). What an agent does
 * besides understanding stays behind, and is told.
 */
import { readTag } from '@parley/flow'
import { counted } from './counted.ts'
import { itemsOf, type Members, membersOf, readJson, textOf } from './files/json-value.ts'
import { entityName, type Imported, Importing, joinPieces } from './import-result.ts'
import type { Mark } from './nlu-content.ts'
import { whyNoPattern } from './rasa-file.ts'

type Files = { readonly [path: string]: string }

/** What Dialogflow finds of itself, by what it is here. */
const systemEntities: { readonly [name: string]: string } = {
  ...{ date: 'date', 'date-time': 'date', 'date-period': 'date', time: 'time', 'time-period': 'time' },
  ...{ duration: 'duration', number: 'number', 'number-integer': 'number', cardinal: 'number', ordinal: 'number' },
  ...{ 'unit-currency': 'money', email: 'email', 'phone-number': 'phone', url: 'url', 'geo-city': 'city' },
  ...{ 'geo-country': 'country', 'geo-city-us': 'city', 'geo-city-gb': 'city', 'given-name': 'given_name' },
  ...{ person: 'given_name', 'last-name': 'family_name' },
}

/** Whether these are the files of an exported agent. */
export function isDialogflow(paths: readonly string[]): boolean {
  return paths.some((path) => /(^|\/)agent\.json$/.test(path) || /(^|\/)intents\/.+\.json$/.test(path))
}

/** @param own the solution's language: what the agent says in it needs no name of a language */
export function importDialogflow(files: Files, own = ''): Imported {
  const root = rootOf(Object.keys(files))
  const inside = Object.fromEntries(Object.entries(files).map(([path, text]) => [path.slice(root.length), text]))
  const isCx = Object.keys(inside).some((path) => /^intents\/[^/]+\/[^/]+\.json$|^(flows|entityTypes)\//.test(path))
  const importing = new Importing()
  const agent = new Agent(importing, inside, isCx ? 'defaultLanguageCode' : 'language', own)
  if (isCx) readCx(importing, agent)
  else readEs(importing, agent)
  return importing.done(`Taken in from Dialogflow ${isCx ? 'CX' : 'ES'}.`)
}

/** A zip may have everything below one folder. */
function rootOf(paths: readonly string[]): string {
  const agent =
    paths.find((path) => /(^|\/)agent\.json$/.test(path)) ?? paths.find((path) => /(^|\/)intents\//.test(path))
  return agent === undefined ? '' : (/^(.*?)(agent\.json|intents\/)/.exec(agent)?.[1] ?? '')
}

/** The files of an agent, and which languages it speaks. */
class Agent {
  readonly files: Files
  readonly settings: Members
  /** What has no language is in this one. */
  readonly home: string
  readonly #importing: Importing
  readonly #own: string

  constructor(importing: Importing, files: Files, member: string, own: string) {
    this.files = files
    this.#importing = importing
    this.#own = own
    this.settings = membersOf(readJson(files['agent.json'] ?? '{}'))
    const code = textOf(this.settings[member])
    this.home = code === '' ? '' : (this.languageIn('agent.json', code) ?? '')
  }

  /** Under which an import has it; `null`: it is no language, which is told. */
  languageIn(path: string, code: string): string | null {
    const tag = readTag(code)
    if (tag === null) this.#importing.lose(path, `"${code.slice(0, 40)}" is no language.`)
    return tag === this.#own ? '' : tag
  }

  /** What a file holds; `undefined`: it is no JSON, which is told. */
  valueIn(path: string): unknown {
    const value = readJson(this.files[path] ?? '')
    if (value === undefined) this.#importing.lose(path, 'It is no JSON.')
    return value
  }
}

function readEs(importing: Importing, agent: Agent): void {
  const { files, settings } = agent
  if (typeof settings.mlMinConfidence === 'number') importing.threshold = settings.mlMinConfidence
  const custom = readEsEntities(importing, agent)
  for (const path of Object.keys(files)) {
    const [, stem = '', code] = /^intents\/(.+?)(?:_usersays_([A-Za-z-]+))?\.json$/.exec(path) ?? []
    if (stem === '') continue
    const value = agent.valueIn(path)
    if (value === undefined) continue
    if (code === undefined) {
      readEsIntent(importing, path, membersOf(value), agent)
      continue
    }
    const language = agent.languageIn(path, code)
    const name = textOf(membersOf(readJson(files[`intents/${stem}.json`] ?? '')).name) || stem
    if (language !== null) readUserSays(importing, path, name, language, itemsOf(value), custom)
  }
}

function readEsIntent(importing: Importing, path: string, intent: Members, agent: Agent): void {
  const name = textOf(intent.name)
  if (intent.fallbackIntent === true) {
    importing.lose(path, 'What is said when nothing was understood is the port "else" here.')
    return
  }
  if (name === '') {
    importing.lose(path, 'The intent has no name.')
    return
  }
  if (itemsOf(intent.contexts).length > 0)
    importing.lose(path, 'It waits for a context; where it counts is for flows to say.')
  if (textOf(intent.parentId) !== '')
    importing.lose(path, 'It follows another intent; where it counts is for flows to say.')
  if (intent.webhookUsed === true) importing.lose(path, 'It calls a webhook, which is an action here.')
  if (itemsOf(intent.events).length > 0) importing.lose(path, 'It is started by an event.')
  const [response = {}] = itemsOf(intent.responses).map(membersOf)
  const required = itemsOf(response.parameters)
    .map(membersOf)
    .filter((each) => each.required === true)
  if (required.length > 0)
    importing.lose(path, `It asks for ${counted(required.length, 'parameter')}, which a flow does here.`)
  for (const message of itemsOf(response.messages).map(membersOf)) {
    const [answer = '', ...more] = Array.isArray(message.speech) ? message.speech.map(textOf) : [textOf(message.speech)]
    const code = textOf(message.lang)
    const language = code === '' ? agent.home : agent.languageIn(path, code)
    if (String(message.type) !== '0') importing.lose(path, 'An answer is no text, which flows say.')
    else if (answer.trim() === '' || language === null) continue
    else if (/[$#]\w/.test(answer)) importing.lose(path, `"${answer.slice(0, 60)}" needs parameters, which flows say.`)
    else {
      importing.intent(language, name, { answer: liquid(answer) })
      if (more.length > 0) importing.lose(path, `Of ${more.length + 1} answers the first was taken.`)
    }
  }
}

/** Braces would be read as Liquid. */
const liquid = (text: string): string => text.trim().replace(/\{(?=[{%])/g, '{ ')

function readUserSays(
  importing: Importing,
  path: string,
  intent: string,
  language: string,
  phrases: readonly unknown[],
  custom: ReadonlySet<string>,
): void {
  importing.intent(language, intent, {})
  for (const phrase of phrases.map(membersOf)) {
    if (phrase.isTemplate === true) {
      importing.lose(path, 'A template of a phrase was left out; write the sentences that it stands for.')
      continue
    }
    const pieces = itemsOf(phrase.data)
      .map(membersOf)
      .map(({ text, meta, alias }) => {
        const mark = markFor(textOf(meta), textOf(alias), custom, (reason) => importing.lose(path, reason))
        return { text: textOf(text), ...(mark === null ? {} : { mark }) }
      })
    importing.example(language, intent, joinPieces(pieces), path)
  }
}

/** `meta` is `@sys.date` or `@size`; `alias` the parameter, which tells the part where it is no name of the entity. */
function markFor(
  meta: string,
  alias: string,
  custom: ReadonlySet<string>,
  lose: (reason: string) => void,
): Omit<Mark, 'start' | 'end'> | null {
  const name = meta.replace(/^@/, '')
  if (name === '' || name === 'sys.ignore') return null
  const system = /^sys\.(.+)$/.exec(name)?.[1]
  const entity = system === undefined ? name : systemEntities[system]
  if (entity === undefined || (system === undefined && !custom.has(name))) {
    lose(`Words that were marked as @${name} are not marked any more: there is no such entity.`)
    return null
  }
  const bare = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')
  const isPart = alias !== '' && bare(alias) !== bare(system ?? name) && bare(alias) !== bare(entity)
  return { entity: entityName(entity), ...(isPart ? { role: entityName(alias) } : {}) }
}

function readEsEntities(importing: Importing, agent: Agent): ReadonlySet<string> {
  const { files } = agent
  const names = new Set<string>()
  for (const path of Object.keys(files)) {
    const [, stem = '', code] = /^entities\/(.+?)(?:_entries_([A-Za-z-]+))?\.json$/.exec(path) ?? []
    if (stem === '') continue
    const head = membersOf(readJson(files[`entities/${stem}.json`] ?? ''))
    const name = textOf(head.name) || stem
    names.add(name)
    const language = code === undefined ? null : agent.languageIn(path, code)
    if (code === undefined) importing.entity(agent.home, entityName(name))
    const entries = itemsOf(agent.valueIn(path))
    if (language !== null) takeEntries(importing, path, language, name, entries, head.isRegexp === true)
  }
  return names
}

function takeEntries(
  importing: Importing,
  path: string,
  language: string,
  name: string,
  entries: readonly unknown[],
  isPattern: boolean,
): void {
  for (const entry of entries.map(membersOf)) {
    const words = [textOf(entry.value), ...itemsOf(entry.synonyms).map(textOf)]
    takeEntry(importing, path, language, name, words, isPattern)
  }
}

function takeEntry(
  importing: Importing,
  path: string,
  language: string,
  name: string,
  [value = '', ...words]: readonly string[],
  isPattern: boolean,
): void {
  if (value === '') return
  if (words.some((word) => word.startsWith('@')) || value.startsWith('@')) {
    importing.lose(path, `"${value.slice(0, 60)}" is made of other entities.`)
    return
  }
  if (!isPattern) {
    importing.value(language, entityName(name), value, words)
    return
  }
  const wrong = whyNoPattern(value)
  if (wrong === null) importing.pattern(language, entityName(name), value)
  else importing.lose(path, `The pattern ${value.slice(0, 60)} cannot be taken: ${wrong}.`)
}

function readCx(importing: Importing, agent: Agent): void {
  const { files } = agent
  const custom = readCxEntities(importing, agent)
  const seen = new Set<string>()
  for (const path of Object.keys(files)) {
    const [, folder = '', code = ''] = /^intents\/([^/]+)\/trainingPhrases\/([A-Za-z-]+)\.json$/.exec(path) ?? []
    if (folder === '') continue
    seen.add(folder)
    const language = agent.languageIn(path, code)
    const phrases = itemsOf(membersOf(agent.valueIn(path)).trainingPhrases)
    if (language !== null) readPhrases(importing, path, folder, language, phrases, agent, custom)
  }
  for (const path of Object.keys(files)) {
    const folder = /^intents\/([^/]+)\/[^/]+\.json$/.exec(path)?.[1]
    if (folder !== undefined && !seen.has(folder)) importing.lose(path, 'The intent has no training phrases.')
  }
  const flows = Object.keys(files).filter((path) => /^flows\/[^/]+\/[^/]+\.json$/.test(path)).length
  if (flows > 0) importing.lose('flows', `${counted(flows, 'flow')} with pages and answers: that is not understanding.`)
}

function readPhrases(
  importing: Importing,
  path: string,
  folder: string,
  language: string,
  phrases: readonly unknown[],
  { files }: Agent,
  custom: ReadonlySet<string>,
): void {
  const intent = membersOf(readJson(files[`intents/${folder}/${folder}.json`] ?? ''))
  const name = textOf(intent.displayName) || folder
  const parameters = new Map(
    itemsOf(intent.parameters)
      .map(membersOf)
      .map(({ id, entityType }) => [textOf(id), textOf(entityType)]),
  )
  const note = textOf(intent.description)
  importing.intent(language, name, note === '' ? {} : { note })
  for (const phrase of phrases.map(membersOf)) {
    const pieces = itemsOf(phrase.parts)
      .map(membersOf)
      .map(({ text: part, parameterId }) => {
        const id = textOf(parameterId)
        const type = (parameters.get(id) ?? '').replace(/^.*\/entityTypes\//, '')
        const mark = id === '' ? null : markFor(`@${type}`, id, custom, (reason) => importing.lose(path, reason))
        return { text: textOf(part), ...(mark === null ? {} : { mark }) }
      })
    importing.example(language, name, joinPieces(pieces), path)
  }
}

function readCxEntities(importing: Importing, agent: Agent): ReadonlySet<string> {
  const { files, home } = agent
  const names = new Set<string>()
  for (const [path, text] of Object.entries(files)) {
    const [, folder = ''] = /^entityTypes\/([^/]+)\/[^/]+\.json$/.exec(path) ?? []
    if (folder !== '') {
      const name = textOf(membersOf(readJson(text)).displayName) || folder
      names.add(name)
      importing.entity(home, entityName(name))
    }
    const [, of = '', code = ''] = /^entityTypes\/([^/]+)\/entities\/([A-Za-z-]+)\.json$/.exec(path) ?? []
    if (of === '') continue
    const head = membersOf(readJson(files[`entityTypes/${of}/${of}.json`] ?? ''))
    const language = agent.languageIn(path, code)
    const entries = itemsOf(membersOf(agent.valueIn(path)).entities)
    const name = textOf(head.displayName) || of
    if (language !== null) takeEntries(importing, path, language, name, entries, head.kind === 'KIND_REGEXP')
  }
  return names
}
