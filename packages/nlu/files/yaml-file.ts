/** A YAML file as nodes whose lines are known, so that every problem says where it is. Total: any text can be walked. */
import type { Problem } from '@parley/flow'
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
} from 'yaml'

export type ProblemKind =
  | 'broken-intents'
  | 'bad-example'
  | 'repeated-example'
  | 'contradicting-examples'
  | 'few-examples'

/** Severity of what can be wrong in files of understanding. */
const severities: Readonly<Record<ProblemKind, Problem['severity']>> = {
  'broken-intents': 'error',
  'bad-example': 'error',
  'repeated-example': 'warning',
  'contradicting-examples': 'warning',
  'few-examples': 'warning',
}

/** Of one kind; the rest is counted. */
export const mostOfKind = 20
/** What a few bytes of aliases may unfold to. */
const mostAliases = 500

export interface Member {
  readonly name: string
  readonly value: Node | null
  readonly line: number
}

export interface Line {
  readonly text: string
  readonly line: number
}

/** Gathers problems: of each kind so many, the rest as a number. */
export class ProblemList {
  readonly #all: Problem[] = []
  readonly #counts = new Map<ProblemKind, number>()

  add(code: ProblemKind, place: Problem['place'], reason: string, repair: string): void {
    const count = (this.#counts.get(code) ?? 0) + 1
    this.#counts.set(code, count)
    if (count <= mostOfKind) this.#all.push({ code, severity: severities[code], place, reason, repair })
  }

  get hasErrors(): boolean {
    return this.#all.some(({ severity }) => severity === 'error')
  }

  all(): readonly Problem[] {
    const more = [...this.#counts].flatMap(([code, count]): readonly Problem[] => {
      if (count <= mostOfKind) return []
      const reason = `${count - mostOfKind} more like this were found.`
      return [{ code, severity: severities[code], place: { file: 'nlu' }, reason, repair: 'Mend those above first.' }]
    })
    return [...this.#all, ...more]
  }
}

export class YamlFile {
  readonly file: string
  readonly #problems: ProblemList
  readonly #lines = new LineCounter()
  readonly #document: Document.Parsed | null
  #aliases = 0

  constructor(file: string, text: string, problems: ProblemList) {
    this.file = file
    this.#problems = problems
    this.#document = this.#parse(text)
  }

  /** `null`: it is no YAML, which is a problem already. */
  get root(): Node | null {
    return this.#document?.contents ?? null
  }

  get isBroken(): boolean {
    return this.#document === null
  }

  problem(code: ProblemKind, at: Node | null | number, reason: string, repair: string): void {
    const line = typeof at === 'number' ? at : this.lineOf(at)
    this.#problems.add(code, { file: this.file, line }, reason, repair)
  }

  lineOf(node: Node | null): number {
    return this.#lines.linePos(node?.range?.[0] ?? 0).line || 1
  }

  /** The members of a map; `null`: it is none. */
  members(given: Node | null): readonly Member[] | null {
    const node = this.#resolved(given)
    if (!isMap(node)) return null
    const names = new Set<string>()
    return node.items.flatMap(({ key, value }): readonly Member[] => {
      const name = this.text(key as Node | null)
      const line = this.lineOf(key as Node | null)
      if (name === null || names.has(name)) {
        const reason = name === null ? 'A name is not a plain text.' : `"${shown(name)}" is written twice.`
        this.problem('broken-intents', line, reason, 'Give each member a name of its own.')
        return []
      }
      names.add(name)
      return [{ name, value: value as Node | null, line }]
    })
  }

  items(given: Node | null): readonly (Node | null)[] | null {
    const node = this.#resolved(given)
    return isSeq(node) ? (node.items as readonly (Node | null)[]) : null
  }

  /** A scalar as it is written, so that `5` and `true` are texts too; `null`: it is none, or empty. */
  text(given: Node | null): string | null {
    const node = this.#resolved(given)
    if (!isScalar(node)) return null
    if (typeof node.value === 'string') return node.value
    return node.value === null ? null : (node.source ?? String(node.value))
  }

  /** Whether there is nothing, or a name with nothing behind it. */
  isNothing(given: Node | null): boolean {
    const node = this.#resolved(given)
    return node === null || (isScalar(node) && (node.value === null || node.value === ''))
  }

  /** The lines of a block of text, each with its place in the file. */
  textLines(given: Node | null): readonly Line[] {
    const node = this.#resolved(given)
    const text = this.text(node)
    if (text === null) return []
    const first = this.lineOf(node)
    const isBlock = (node as Scalar).type === 'BLOCK_LITERAL'
    return text.split('\n').map((line, index) => ({ text: line, line: isBlock ? first + 1 + index : first }))
  }

  #resolved(node: Node | null): Node | null {
    if (!isAlias(node)) return node
    this.#aliases++
    if (this.#aliases > mostAliases || this.#document === null) return null
    return node.resolve(this.#document) ?? null
  }

  #parse(text: string): Document.Parsed | null {
    const repair = 'Mend the YAML at this place.'
    try {
      // Whether keys repeat is looked at above: the parser compares each with each.
      const document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: true, uniqueKeys: false })
      for (const { message, linePos } of document.errors) {
        const { line = 1, col: column = 1 } = linePos?.[0] ?? {}
        const reason = message.split('\n')[0] ?? 'This is not YAML.'
        this.#problems.add('broken-intents', { file: this.file, line, column }, reason, repair)
      }
      return document.errors.length === 0 ? document : null
    } catch (error) {
      const reason = error instanceof Error ? `${error.message.split('\n')[0]}.` : 'This is not YAML.'
      this.#problems.add('broken-intents', { file: this.file, line: 1 }, reason, 'Nest it less deeply.')
      return null
    }
  }
}

export const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
