import type { JsonDocument } from './json-text.ts'
import { dotted, type Path } from './path.ts'
import type { Place, Problem } from './problem.ts'
import { type ProblemCode, problemCodes } from './problem-code.ts'

/** Collects the problems of one flow file and knows where in the text each of them is. */
export class Report {
  readonly problems: Problem[] = []
  readonly #file: string
  readonly #flow: string
  readonly #document: JsonDocument

  constructor(file: string, flow: string, document: JsonDocument) {
    this.#file = file
    this.#flow = flow
    this.#document = document
  }

  get hasErrors(): boolean {
    return this.problems.some((problem) => problem.severity === 'error')
  }

  /** `path` from the top of the file; `inText` is an offset inside the string there. */
  add(code: ProblemCode, path: Path, reason: string, repair: string, inText: number | null = null): void {
    const { line, column } = this.#document.position(path)
    const [top, node, ...rest] = path
    const inNode = top === 'nodes' && typeof node === 'string'
    const field = dotted(inNode ? rest : path)
    const place: Place = {
      file: this.#file,
      flow: this.#flow,
      ...(inNode ? { node } : {}),
      ...(field === '' ? {} : { field }),
      line,
      // The string starts after its quote. Escapes before the offset shift it; then the column is a little early.
      column: inText === null ? column : column + 1 + inText,
    }
    // A text that names the same missing thing twice has one problem.
    if (this.problems.some((known) => known.code === code && known.reason === reason && isSame(known.place, place)))
      return
    this.problems.push({ code, severity: problemCodes[code], place, reason, repair })
  }
}

function isSame(one: Place, other: Place): boolean {
  return one.line === other.line && one.column === other.column && one.field === other.field
}
