/** A YAML file as nodes whose lines are known, so that every problem says where it is. Total: any text can be walked. */
import type { Problem } from '@parley/flow'
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml'
import { shown } from './shown.ts'
import { tooDeep, yamlMistakes } from './yaml-mistakes.ts'

export type ProblemKind =
  | 'broken-intents'
  | 'bad-example'
  | 'repeated-example'
  | 'contradicting-examples'
  | 'few-examples'

type Severity = Problem['severity']

/** Severity of what can be wrong in files of understanding, where nothing else is said. */
const severities: Readonly<Record<ProblemKind, Severity>> = {
  'broken-intents': 'error',
  'bad-example': 'error',
  'repeated-example': 'warning',
  'contradicting-examples': 'warning',
  'few-examples': 'warning',
}

/** Of one kind; the rest is counted. */
export const mostOfKind = 20
/** What a few bytes of aliases may unfold to, in nodes and pieces of text. */
const mostUnfolded = 100_000
const pieceOfText = 50

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
  readonly #counts = new Map<string, { readonly code: ProblemKind; readonly severity: Severity; count: number }>()

  add(code: ProblemKind, place: Problem['place'], reason: string, repair: string, severity = severities[code]): void {
    const key = `${code} ${severity}`
    const kind = this.#counts.get(key) ?? { code, severity, count: 0 }
    this.#counts.set(key, kind)
    kind.count++
    if (kind.count <= mostOfKind) this.#all.push({ code, severity, place, reason, repair })
  }

  get hasErrors(): boolean {
    return this.#all.some(({ severity }) => severity === 'error')
  }

  all(): readonly Problem[] {
    const more = [...this.#counts.values()].flatMap(({ code, severity, count }): readonly Problem[] => {
      if (count <= mostOfKind) return []
      const reason = `${count - mostOfKind} more like this were found.`
      return [{ code, severity, place: { file: 'nlu' }, reason, repair: 'Mend those above first.' }]
    })
    return [...this.#all, ...more]
  }
}

export class YamlFile {
  readonly file: string
  readonly #problems: ProblemList
  readonly #lines = new LineCounter()
  readonly #document: Document.Parsed | null
  #targets: ReadonlyMap<Alias, Node> | null = null
  #unfolded = 0

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

  problem(code: ProblemKind, at: Node | null | number, reason: string, repair: string, severity?: Severity): void {
    const line = typeof at === 'number' ? at : this.lineOf(at)
    this.#problems.add(code, { file: this.file, line }, reason, repair, severity)
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

  /** Whether it is a block whose lines become one, though each of them is meant. */
  isFolded(given: Node | null): boolean {
    const node = this.#resolved(given)
    return isScalar(node) && foldsLines(node)
  }

  #resolved(node: Node | null): Node | null {
    if (!isAlias(node)) return node
    if (this.#document === null || this.#unfolded > mostUnfolded) return null
    this.#targets ??= this.#findTargets(this.#document)
    const target = this.#targets.get(node) ?? null
    this.#unfolded += sizeOf(target)
    if (this.#unfolded <= mostUnfolded) return target
    const reason = 'What its aliases stand for is too much, all together.'
    this.problem('broken-intents', node, reason, 'Write what is meant in place of some of them.')
    return null
  }

  /** What every alias stands for: the last anchor of its name before it. */
  #findTargets(document: Document.Parsed): ReadonlyMap<Alias, Node> {
    const anchors = new Map<string, Node>()
    const targets = new Map<Alias, Node>()
    visit(document, {
      Node: (_, node) => {
        if (!isAlias(node)) {
          if (node.anchor !== undefined) anchors.set(node.anchor, node)
          return
        }
        const target = anchors.get(node.source)
        if (target !== undefined) targets.set(node, target)
        else {
          const reason = `Nothing before it is called "&${shown(node.source)}".`
          this.problem('broken-intents', node, reason, 'Write what is meant; a text that begins with "*" needs quotes.')
        }
      },
    })
    return targets
  }

  #parse(text: string): Document.Parsed | null {
    try {
      // Whether keys repeat is looked at above: the parser compares each with each.
      const document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, uniqueKeys: false })
      for (const { line, column, reason, repair } of yamlMistakes(document.errors, text, this.#lines))
        this.#problems.add('broken-intents', { file: this.file, line, column }, reason, repair)
      return document.errors.length === 0 ? document : null
    } catch {
      // Nothing else makes the parser throw.
      this.#problems.add('broken-intents', { file: this.file, line: 1 }, tooDeep.reason, tooDeep.repair)
      return null
    }
  }
}

/** `examples: >` makes one sentence of lines that each begin with a dash. */
export const foldsLines = ({ type, value }: Scalar): boolean =>
  type === 'BLOCK_FOLDED' && typeof value === 'string' && /\S\s+-\s/.test(value)

function sizeOf(node: Node | null): number {
  if (isMap(node) || isSeq(node)) return 1 + node.items.length
  return 1 + (isScalar(node) && typeof node.value === 'string' ? node.value.length / pieceOfText : 0)
}
