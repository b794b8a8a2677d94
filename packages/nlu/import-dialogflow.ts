/**
 * An agent that was exported from Dialogflow ES (`intents/<name>.json` with `<name>_usersays_<language>.json`, `entities/` alike)
 * or Dialogflow CX in its JSON form (`intents/<name>/trainingPhrases/<language>.json`, `entityTypes/`). What an agent does
 * besides understanding stays behind, and is told.
 */
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

export function importDialogflow(files: Files): Imported {
  const root = rootOf(Object.keys(files))
  const inside = Object.fromEntries(Object.entries(files).map(([path, text]) => [path.slice(root.length), text]))
  const isCx = Object.keys(inside).some((path) => /^intents\/[^/]+\/[^/]+\.json$|^(flows|entityTypes)\//.test(path))
  const importing = new Importing()
  if (isCx) readCx(importing, inside)
  else readEs(importing, inside)
  return importing.done(`Taken in from Dialogflow ${isCx ? 'CX' : 'ES'}.`)
}

/** A zip may have everything below one folder. */
function rootOf(paths: readonly string[]): string {
  const agent =
    paths.find((path) => /(^|\/)agent\.json$/.test(path)) ?? paths.find((path) => /(^|\/)intents\//.test(path))
  return agent === undefined ? '' : (/^(.*?)(agent\.json|intents\/)/.exec(agent)?.[1] ?? '')
}

function readEs(importing: Importing, files: Files): void {
  const agent = membersOf(readJson(files['agent.json'] ?? '{}'))
  const own = textOf(agent.language)
  const languageOf = (code: string) => (code === own ? '' : code)
  if (typeof agent.mlMinConfidence === 'number') importing.threshold = agent.mlMinConfidence
  const custom = readEsEntities(importing, files, languageOf)
  for (const [path, text] of Object.entries(files)) {
    const [, stem = '', language] = /^intents\/(.+?)(?:_usersays_([A-Za-z-]+))?\.json$/.exec(path) ?? []
    if (stem === '') continue
    const value = readJson(text)
    if (value === undefined) importing.lose(path, 'It is no JSON.')
    else if (language !== undefined) {
      const name = textOf(membersOf(readJson(files[`intents/${stem}.json`] ?? '')).name) || stem
      readUserSays(importing, path, name, languageOf(language), itemsOf(value), custom)
    } else readEsIntent(importing, path, membersOf(value), languageOf)
  }
}

function readEsIntent(importing: Importing, path: string, intent: Members, languageOf: (code: string) => string): void {
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
    importing.lose(path, `It asks for ${required.length} parameters, which are questions of a flow here.`)
  for (const message of itemsOf(response.messages).map(membersOf)) {
    const [answer = '', ...more] = Array.isArray(message.speech) ? message.speech.map(textOf) : [textOf(message.speech)]
    const language = languageOf(textOf(message.lang))
    if (String(message.type) !== '0') importing.lose(path, 'An answer is no text, which flows say.')
    else if (answer.trim() === '') continue
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

function readEsEntities(importing: Importing, files: Files, languageOf: (code: string) => string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [path, text] of Object.entries(files)) {
    const [, stem = '', language] = /^entities\/(.+?)(?:_entries_([A-Za-z-]+))?\.json$/.exec(path) ?? []
    if (stem === '') continue
    const head = membersOf(readJson(files[`entities/${stem}.json`] ?? ''))
    const name = textOf(head.name) || stem
    names.add(name)
    if (language === undefined) {
      importing.entity('', entityName(name))
      continue
    }
    for (const entry of itemsOf(readJson(text)).map(membersOf)) {
      const words = [textOf(entry.value), ...itemsOf(entry.synonyms).map(textOf)]
      takeEntry(importing, path, languageOf(language), name, words, head.isRegexp === true)
    }
  }
  return names
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

function readCx(importing: Importing, files: Files): void {
  const agent = membersOf(readJson(files['agent.json'] ?? '{}'))
  const own = textOf(agent.defaultLanguageCode)
  const languageOf = (code: string) => (code === own ? '' : code)
  const custom = readCxEntities(importing, files, languageOf)
  const seen = new Set<string>()
  for (const [path, text] of Object.entries(files)) {
    const [, folder = '', language = ''] = /^intents\/([^/]+)\/trainingPhrases\/([A-Za-z-]+)\.json$/.exec(path) ?? []
    if (folder === '') continue
    const intent = membersOf(readJson(files[`intents/${folder}/${folder}.json`] ?? ''))
    const name = textOf(intent.displayName) || folder
    const parameters = new Map(
      itemsOf(intent.parameters)
        .map(membersOf)
        .map(({ id, entityType }) => [textOf(id), textOf(entityType)]),
    )
    const note = textOf(intent.description)
    importing.intent(languageOf(language), name, note === '' ? {} : { note })
    for (const phrase of itemsOf(membersOf(readJson(text)).trainingPhrases).map(membersOf)) {
      const pieces = itemsOf(phrase.parts)
        .map(membersOf)
        .map(({ text: part, parameterId }) => {
          const id = textOf(parameterId)
          const type = (parameters.get(id) ?? '').replace(/^.*\/entityTypes\//, '')
          const mark = id === '' ? null : markFor(`@${type}`, id, custom, (reason) => importing.lose(path, reason))
          return { text: textOf(part), ...(mark === null ? {} : { mark }) }
        })
      importing.example(languageOf(language), name, joinPieces(pieces), path)
    }
    seen.add(folder)
  }
  for (const path of Object.keys(files)) {
    const folder = /^intents\/([^/]+)\/[^/]+\.json$/.exec(path)?.[1]
    if (folder !== undefined && !seen.has(folder)) importing.lose(path, 'The intent has no training phrases.')
  }
  const flows = Object.keys(files).filter((path) => /^flows\/[^/]+\/[^/]+\.json$/.test(path)).length
  if (flows > 0) importing.lose('flows', `${flows} flows with their pages and answers are not understanding.`)
}

function readCxEntities(importing: Importing, files: Files, languageOf: (code: string) => string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [path, text] of Object.entries(files)) {
    const [, folder = ''] = /^entityTypes\/([^/]+)\/[^/]+\.json$/.exec(path) ?? []
    if (folder !== '') {
      const name = textOf(membersOf(readJson(text)).displayName) || folder
      names.add(name)
      importing.entity('', entityName(name))
    }
    const [, of = '', language = ''] = /^entityTypes\/([^/]+)\/entities\/([A-Za-z-]+)\.json$/.exec(path) ?? []
    if (of === '') continue
    const head = membersOf(readJson(files[`entityTypes/${of}/${of}.json`] ?? ''))
    for (const entry of itemsOf(membersOf(readJson(text)).entities).map(membersOf)) {
      const words = [textOf(entry.value), ...itemsOf(entry.synonyms).map(textOf)]
      const name = textOf(head.displayName) || of
      takeEntry(importing, path, languageOf(language), name, words, head.kind === 'KIND_REGEXP')
    }
  }
  return names
}
