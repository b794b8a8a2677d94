/**
 * The texts of a solution as translators get and give them: one row per text, with its original and what is there already.
 * The formats (`texts-csv.ts`, `texts-xliff.ts`) write and read rows; what a row may say is `texts-import.ts`'s concern.
 */
import { type Compiled, readTag } from '@parley/flow'
import {
  flowItself,
  hasWords,
  idOf,
  missingWords,
  type Original,
  platformText,
  platformWords,
  readTextsFile,
  type TextPlace,
  type TextsFile,
  wordNames,
} from '@parley/flow/texts'
import type { SolutionBuild } from './build.ts'
import { isStale, type Translated } from './texts-record.ts'

export interface Row extends TextPlace {
  /** `main.first_name.text`: the same for people, programs and problems. */
  readonly id: string
  readonly original: string
  /** Empty where there is none. */
  readonly translation: string
  /** `changed`: the original is another one since it was translated. */
  readonly state: 'new' | 'changed' | 'done'
  /** For the translator: what the text is, what its author noted. */
  readonly note: string
  /** Whether translators are to see it: it is words for people, or has a translation. */
  readonly asked: boolean
}

export interface Sheet {
  /** What the originals are written in. */
  readonly own: string
  readonly language: string
  readonly rows: readonly Row[]
}

/** A row as a translator's file gives it back. */
export interface GivenRow {
  readonly id: string
  readonly original: string
  readonly translation: string
  /** 1-based: the row of a spreadsheet, the line of an XLIFF file. */
  readonly line: number
}

/** What the flow files are written in when nobody says. */
const usualLanguage = 'en'

/** Every text of the solution as it is in `language`, in the order of the flows. */
export function sheetOf(
  build: SolutionBuild,
  texts: Compiled['texts'],
  language: string,
  translated: Translated,
): Sheet {
  const own = readTag(build.language ?? usualLanguage) ?? usualLanguage
  const file = build.texts[language]
  const there = file === undefined ? null : readTextsFile(language, file.file, file.text)
  const notes = notesOf(build)
  const rows = inOrder(texts).map((text): Row => {
    const entry = there?.flows.get(text.flow)?.nodes.get(text.node ?? flowItself)?.texts
    const translation = entry?.get(text.key)?.text ?? entry?.get(`${text.key}.label`)?.text ?? ''
    const asked = text.use !== 'address' && hasWords(text.text)
    return rowOf(text, { original: text.text, translation, note: noteOf(text, notes), asked }, translated[language])
  })
  return { own, language, rows: [...rows, ...wordRows(build, own, language, there, translated[language])] }
}

function rowOf(
  { flow, node, key }: TextPlace,
  texts: Pick<Row, 'original' | 'translation' | 'note' | 'asked'>,
  record: Translated[string] | undefined,
): Row {
  const { original, translation } = texts
  const id = idOf({ flow, node, key })
  const state = translation === '' ? 'new' : isStale(record?.[id], original, translation) ? 'changed' : 'done'
  return { flow, node, key, id, state, ...texts, asked: texts.asked || translation !== '' }
}

/** What the platform says; asked for where it does not have the language or the solution says it differently. */
function wordRows(
  build: SolutionBuild,
  own: string,
  language: string,
  there: TextsFile | null,
  record: Translated[string] | undefined,
): readonly Row[] {
  const file = build.texts[own]
  const said = file === undefined ? null : readTextsFile(own, file.file, file.text)
  const missing = new Set(missingWords(language, [language], {}))
  return wordNames.map((word) => {
    const translation = there?.words.get(word)?.text ?? ''
    const different = said?.words.get(word)?.text
    const original = different ?? platformText(own, word) ?? platformWords[word]
    const note = 'Said by the platform itself.'
    const asked = missing.has(word) || different !== undefined
    return rowOf({ flow: null, node: null, key: word }, { original, translation, note, asked }, record)
  })
}

/** Of each node what it says first; what is offered and typed comes after it. */
function inOrder(texts: Compiled['texts']): readonly Original[] {
  const nodes = Map.groupBy(texts, ({ flow, node }) => `${flow}.${node ?? flowItself}`)
  return [...nodes.values()].flatMap((of) => of.toSorted((a, b) => Number(a.key !== 'text') - Number(b.key !== 'text')))
}

interface Notes {
  readonly [flow: string]: { readonly [node: string]: { readonly kind?: unknown; readonly note?: unknown } }
}

function notesOf(build: SolutionBuild): Notes {
  return Object.fromEntries(
    Object.entries(build.flows).map(([name, { text }]) => {
      try {
        return [name, (JSON.parse(text) as { readonly nodes?: Notes[string] }).nodes ?? {}]
      } catch {
        return [name, {}]
      }
    }),
  )
}

const kinds: { readonly [kind: string]: string } = {
  say: 'The bot says it.',
  ask: 'A question.',
  end: 'The last words of the conversation.',
  'hand-over': 'Before a person takes over.',
}

function noteOf(original: Original, notes: Notes): string {
  const { flow, node, text } = original
  const { kind, note } = (node === null ? undefined : notes[flow]?.[node]) ?? {}
  const parts = [whatIs(original, String(kind))]
  const variables = [...new Set(text.match(/\{\{.*?\}\}/gs) ?? [])]
  if (variables.length > 0) parts.push(`Keep ${variables.join(' and ')}.`)
  if (typeof note === 'string') parts.push(note)
  return parts.filter((part) => part !== undefined).join(' ')
}

function whatIs({ key, use }: Original, kind: string): string | undefined {
  if (use === 'typed') return 'What people may type for this choice; several with commas.'
  if (key === 'text') return kinds[kind]
  return key.includes('choices.') ? 'A choice of a question.' : undefined
}
