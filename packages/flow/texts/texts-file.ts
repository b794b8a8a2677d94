/**
 * One file of texts, `texts/<language>.yaml`, read with the place of every text.
 *
 * Owns the shape: `<flow>` → `<node>` → path inside the node → text, `(flow)` in place of a node for the flow's own texts, and
 * `words`. What the names lead to is `localisation.ts`'s concern.
 *
 * FW8 a file is data and bounded: aliases are refused, so that a few bytes never unfold into many
 */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type Scalar,
} from 'yaml'
import type { Position } from '../json-text.ts'
import type { Place, Problem } from '../problem.ts'
import type { ProblemCode } from '../problem-code.ts'
import { problemCodes } from '../problem-code.ts'

/** A text as its file has it. */
export interface Entry {
  readonly text: string
  readonly position: Position
  /** Where the character at this offset of the text is. */
  positionAt(offset: number): Position
}

/** The texts of one node, by their path inside it. */
export interface NodeTexts {
  readonly position: Position
  readonly texts: ReadonlyMap<string, Entry>
}

export interface FlowTexts {
  readonly position: Position
  readonly nodes: ReadonlyMap<string, NodeTexts>
}

export interface TextsFile {
  readonly language: string
  /** Path inside the solution folder. */
  readonly file: string
  readonly flows: ReadonlyMap<string, FlowTexts>
  readonly words: ReadonlyMap<string, Entry>
  readonly problems: readonly Problem[]
}

/** In place of a node's id: the texts of the flow itself. No node can be called that. */
export const flowItself = '(flow)'
/** At the top: what the platform itself says. */
export const wordsKey = 'words'

/** Characters and lines of a file; the texts of 50,000 nodes fit. */
const largest = 4_000_000
const mostLines = 250_000
/** Files kept as they were read: the same ones are read again with every edit of a flow. */
const mostKept = 16
/** Levels below a node. A path has a handful of parts. */
const deepest = 16

const kept: { readonly text: string; readonly read: TextsFile }[] = []

/** Reads a file. Total: whatever the text holds, what can be understood is there and the rest is a problem. */
export function readTextsFile(language: string, file: string, text: string): TextsFile {
  const known = kept.find((each) => each.read.language === language && each.read.file === file && each.text === text)
  if (known !== undefined) return known.read
  const reader = new Reader(file)
  const lines = text.length > largest ? 0 : text.split('\n', mostLines + 2).length
  if (text.length > largest)
    reader.broken(null, `The file has ${text.length} characters; it may have ${largest}.`, 'Split the solution.')
  else if (lines > mostLines) reader.broken(null, `The file has more than ${mostLines} lines.`, 'Split the solution.')
  else reader.read(text)
  const read = { language, file, flows: reader.flows, words: reader.words, problems: reader.problems }
  if (kept.push({ text, read }) > mostKept) kept.shift()
  return read
}

type MapNode = { readonly items: readonly Pair[]; readonly range?: readonly [number, number, number] | null }

class Reader {
  readonly flows = new Map<string, FlowTexts>()
  readonly words = new Map<string, Entry>()
  readonly problems: Problem[] = []
  readonly #file: string
  readonly #lines = new LineCounter()

  constructor(file: string) {
    this.#file = file
  }

  read(text: string): void {
    const document = this.#parse(text)
    if (document === null) return
    const { contents } = document
    if (contents === null || (isScalar(contents) && contents.value === null)) return
    if (!isMap(contents))
      this.broken(contents, 'The file is not a mapping.', 'Write the name of a flow, then its nodes.')
    else
      this.#each(contents as MapNode, '', (name, value) => {
        if (name === wordsKey) this.#words(value)
        else this.#flow(name, value)
      })
  }

  broken(node: unknown, reason: string, repair: string): void {
    this.#add('broken-texts', node === null ? null : this.#positionOf(node), reason, repair)
  }

  #add(code: ProblemCode, position: Position | null, reason: string, repair: string): void {
    const place: Place = { file: this.#file, ...(position ?? {}) }
    this.problems.push({ code, severity: problemCodes[code], place, reason, repair })
  }

  #parse(text: string): Document | null {
    let document: Document
    try {
      // Names that are there twice are found below: the parser would compare each name with all others.
      document = parseDocument(text, {
        lineCounter: this.#lines,
        prettyErrors: false,
        uniqueKeys: false,
        logLevel: 'error',
      }) as Document
    } catch {
      // The parser is recursive.
      this.broken(
        null,
        'The file cannot be read: it is nested too deeply.',
        'Write flow, node, path and text, no deeper.',
      )
      return null
    }
    for (const error of document.errors.slice(0, 20)) {
      const words = error.message.split('\n')[0] ?? 'It cannot be read.'
      // The parser is recursive.
      const reason = words.startsWith('Maximum call stack') ? 'It is nested too deeply.' : words
      this.#add(
        'broken-texts',
        this.#at(error.pos[0]),
        `This is not YAML: ${reason}`,
        'Mend the YAML at this place; a text that holds ": " or begins with a special character is written in quotes.',
      )
    }
    return document.errors.length === 0 ? document : null
  }

  /** Every pair of a mapping whose name is a plain word and there once. */
  #each(map: MapNode, inside: string, take: (name: string, value: unknown, at: unknown) => void): void {
    const seen = new Set<string>()
    for (const { key, value } of map.items) {
      const name = isScalar(key) ? wordsOf(key) : null
      if (name === null) this.broken(key, 'A name here is not a plain word.', 'Write a name, a colon and its text.')
      else if (seen.has(name))
        this.broken(key, `"${inside}${name}" is there twice.`, 'Remove or rename one of the two.')
      else take(name, value, key)
      if (name !== null) seen.add(name)
    }
  }

  #flow(flow: string, value: unknown): void {
    const map = this.#mapOf(value, `the flow "${flow}"`)
    if (map === null) return
    const nodes = new Map<string, NodeTexts>()
    this.flows.set(flow, { position: this.#positionOf(value), nodes })
    this.#each(map, `${flow}.`, (node, inner, at) => {
      const fields = this.#mapOf(inner, `"${flow}.${node}"`)
      if (fields === null) return
      const texts = new Map<string, Entry>()
      nodes.set(node, { position: this.#positionOf(at), texts })
      this.#fields(fields, '', texts, 0)
    })
  }

  /** Nested names and names with dots are the same path. */
  #fields(map: MapNode, before: string, texts: Map<string, Entry>, depth: number): void {
    this.#each(map, before, (name, value, at) => {
      const path = `${before}${name}`
      if (isMap(value) && depth < deepest) return this.#fields(value as MapNode, `${path}.`, texts, depth + 1)
      const entry = this.#entry(path, value)
      if (entry === null) return
      if (texts.has(path)) this.broken(at, `"${path}" is there twice.`, 'Remove one of the two.')
      else texts.set(path, entry)
    })
  }

  #words(value: unknown): void {
    const map = this.#mapOf(value, '"words"')
    if (map === null) return
    this.#each(map, `${wordsKey}.`, (name, inner) => {
      const entry = this.#entry(`${wordsKey}.${name}`, inner)
      if (entry !== null) this.words.set(name, entry)
    })
  }

  /** The text there, a list as one text; `null` where there is none yet. */
  #entry(path: string, value: unknown): Entry | null {
    if (isSeq(value) && value.items.every((item) => isScalar(item))) {
      const words = value.items.map((item) => wordsOf(item as Scalar) ?? '').filter((word) => word !== '')
      const position = this.#positionOf(value)
      return words.length === 0 ? null : { text: words.join(', '), position, positionAt: () => position }
    }
    if (isScalar(value)) {
      const text = wordsOf(value)
      if (text === null || text.trim() === '') return null
      const position = this.#positionOf(value)
      return { text, position, positionAt: (offset) => this.#inside(value, position, offset) }
    }
    if (value === null) return null
    if (isAlias(value))
      this.broken(value, `"${path}" is an alias.`, 'Write the text itself; aliases are not read.') // FW8
    else this.broken(value, `"${path}" is not a text.`, 'Write one text here.')
    return null
  }

  #mapOf(value: unknown, what: string): MapNode | null {
    if (isMap(value)) return value as MapNode
    if (value === null || (isScalar(value) && value.value === null)) return null
    if (isAlias(value))
      this.broken(value, `What stands for ${what} is an alias.`, 'Write the texts themselves.') // FW8
    else this.broken(value, `What stands for ${what} is not a mapping.`, 'Write names with their texts, indented.')
    return null
  }

  #positionOf(node: unknown): Position {
    const range = (node as { readonly range?: readonly number[] | null } | null)?.range
    return this.#at(range?.[0] ?? 0)
  }

  #at(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }

  /** Exact for plain and quoted texts without escapes; for blocks, the line. */
  #inside(node: Scalar, start: Position, offset: number): Position {
    const before = String(node.value).slice(0, offset)
    if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')
      return { line: start.line + before.split('\n').length, column: 1 }
    if (before.includes('\n')) return start
    const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE'
    return { line: start.line, column: start.column + (quoted ? 1 : 0) + offset }
  }
}

/** What stands there, also where YAML would take it for a number or a truth value. */
function wordsOf(scalar: Scalar): string | null {
  if (scalar.value === null || scalar.value === undefined) return null
  return typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value))
}
