/**
 * What people read of an intent, in files of understanding: labels and answers, each a text in the file's own language or texts by language,
 * beside the examples or below `labels:`.
 *
 * NT1 a text is changed where it stands, and stands nowhere twice: the platform refuses an intent that has two labels in one language
 */
import { type Document, isMap, isScalar, Scalar, YAMLMap } from 'yaml'
import { tagOf } from '../texts/language.ts'
import { editFile, editFiles, intentsIn, type NluFiles, nameOf, parseNlu, partsOf } from './nlu-yaml.ts'

export const textKinds = ['label', 'answer'] as const
export type TextKind = (typeof textKinds)[number]
/** By language. */
export type Texts = { readonly [language: string]: string }

export interface ToldText {
  readonly intent: string
  readonly what: TextKind
  /** `''`: the solution's own. */
  readonly language: string
  readonly text: string
}

/** Every label and answer of a file, in the order in which the platform reads them. */
export function textsIn(document: Document): readonly ToldText[] {
  const own = languageOf(document) ?? ''
  const labels = document.get('labels')
  const named = intentsIn(document).flatMap(({ name, body }) =>
    textKinds.map((what) => ({ intent: name, what, holder: { map: body, key: what } })),
  )
  const listed = isMap(labels)
    ? labels.items.map(({ key }) => ({
        intent: nameOf(key),
        what: 'label' as const,
        holder: { map: labels, key: nameOf(key) },
      }))
    : []
  return [...named, ...listed].flatMap(({ intent, what, holder }) =>
    [...textsAt(holder, own)].map(([language, text]) => ({ intent, what, language, text })),
  )
}

/**
 * An empty text is taken out.
 *
 * @param told `own`: the solution's language, of files that do not say theirs
 */
export function setIntentText(
  files: NluFiles,
  intent: string,
  what: TextKind,
  told: { readonly language: string; readonly text: string; readonly own: string },
): NluFiles {
  const said = told.text.trim() === '' ? null : told.text.trim()
  let isSaid = false
  const after = editFiles(files, (document) => {
    const own = languageOf(document) ?? told.own
    for (const holder of holdersOf(document, intent, what)) {
      if (!textsAt(holder, own).has(told.language)) continue
      put(holder, own, told.language, isSaid ? null : said) // NT1
      isSaid = true
    }
  })
  if (isSaid || said === null) return after
  const path = placeFor(files, intent, what, told.language)
  return path === null
    ? after
    : editFile(after, path, (document) => {
        const holders = holdersOf(document, intent, what)
        const holder = holders.find(isTold) ?? holders[0]
        if (holder !== undefined) put(holder, languageOf(document) ?? told.own, told.language, said)
      })
}

/** Takes away what another intent, that this one becomes, says already. NT1 */
export function dropTexts(document: Document, intent: string, known: (what: TextKind) => Texts, own: string): void {
  const language = languageOf(document) ?? own
  for (const what of textKinds)
    for (const holder of holdersOf(document, intent, what))
      for (const told of textsAt(holder, language).keys())
        if (Object.hasOwn(known(what), told)) put(holder, language, told, null)
}

/** Gives what one part of a file says of an intent to another one. */
export function moveTexts(document: Document, from: YAMLMap, into: YAMLMap, own: string): void {
  const language = languageOf(document) ?? own
  for (const what of textKinds)
    for (const [told, text] of textsAt({ map: from, key: what }, language)) {
      const holder = { map: into, key: what }
      if (!textsAt(holder, language).has(told)) put(holder, language, told, text)
    }
}

/** Gives what `labels:` says of an intent to another one. */
export function moveLabels(document: Document, from: string, to: string, own: string): void {
  const labels = document.get('labels')
  if (!isMap(labels) || !labels.has(from)) return
  const language = languageOf(document) ?? own
  for (const [told, text] of textsAt({ map: labels, key: from }, language))
    put({ map: labels, key: to }, language, told, text)
  labels.delete(from)
}

/** A member that holds a text or texts by language. */
interface Holder {
  readonly map: YAMLMap
  readonly key: string
}

function holdersOf(document: Document, intent: string, what: TextKind): readonly Holder[] {
  const labels = document.get('labels')
  const own = partsOf(document, intent).map(({ body }) => ({ map: body, key: what as string }))
  return what === 'label' && isMap(labels) && labels.has(intent) ? [...own, { map: labels, key: intent }] : own
}

const isTold = ({ map, key }: Holder): boolean => map.has(key)

/** What the file is written in; `null`: it does not say. */
const languageOf = (document: Document): string | null => tagOf(String(document.get('language') ?? ''))

function textsAt({ map, key }: Holder, own: string): ReadonlyMap<string, string> {
  const node: unknown = map.get(key, true)
  if (isScalar(node)) return new Map(node.value === null ? [] : [[own, String(node.value)]])
  if (!isMap(node)) return new Map()
  return new Map(
    node.items.map(({ key: tag, value }) => [
      tagOf(nameOf(tag)) ?? nameOf(tag),
      String(isScalar(value) ? (value.value ?? '') : ''),
    ]),
  )
}

/** `null`: it is taken out. A text that is alone and in the file's own language stands by itself. */
function put({ map, key }: Holder, own: string, language: string, text: string | null): void {
  const texts = new Map(textsAt({ map, key }, own))
  const node = map.get(key, true)
  if (text === null) texts.delete(language)
  else texts.set(language, text)
  const [only, ...others] = texts
  if (only === undefined) map.delete(key)
  else if (others.length === 0 && only[0] === own) say(map, key, only[1])
  else if (isMap(node)) {
    const pair = node.items.find((each) => (tagOf(nameOf(each.key)) ?? nameOf(each.key)) === language)
    if (text === null) node.items = node.items.filter((each) => each !== pair)
    else say(node, pair?.key ?? language, text)
  } else {
    const made = new YAMLMap()
    for (const [tag, each] of texts) say(made, tag, each)
    map.set(key, made)
  }
}

/** The scalar that is there stays, in its form and with its comment. */
function say(map: YAMLMap, key: unknown, text: string): void {
  const node: unknown = map.get(key, true)
  if (isScalar(node)) node.value = text
  else map.set(key, new Scalar(text))
}

/** Where a text that is nowhere yet belongs: a file of its language, or else where the intent has others, or is. */
function placeFor(files: NluFiles, intent: string, what: TextKind, language: string): string | null {
  const found = Object.keys(files).flatMap((path) => {
    const document = parseNlu(files[path] ?? '')
    const holders = document === null ? [] : holdersOf(document, intent, what)
    if (document === null || holders.length === 0) return []
    return [{ path, rank: languageOf(document) === language ? 0 : holders.some(isTold) ? 1 : 2 }]
  })
  return found.sort((one, other) => one.rank - other.rank)[0]?.path ?? null
}
