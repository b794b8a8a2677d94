import type { JsonDocument } from './json-text.ts'
import { dotted, type Path } from './path.ts'
import type { Place, Problem } from './problem.ts'
import { type ProblemCode, problemCodes } from './problem-code.ts'

/** What is wrong with a flow file, before it is known where in the text that is. */
export interface Find {
  readonly code: ProblemCode
  /** From the top of the file. */
  readonly path: Path
  readonly reason: string
  readonly repair: string
  /** Offset inside the string at `path`; `null`: the value as a whole. */
  readonly inText: number | null
}

/** Collects what is wrong with a flow file or a part of it. */
export class Report {
  readonly #finds = new Map<string, Find>()
  #hasErrors = false

  get finds(): readonly Find[] {
    return [...this.#finds.values()]
  }

  get hasErrors(): boolean {
    return this.#hasErrors
  }

  get count(): number {
    return this.#finds.size
  }

  /** `path` from the top of the file; `inText` is an offset inside the string there. */
  add(code: ProblemCode, path: Path, reason: string, repair: string, inText: number | null = null): void {
    // A text that names the same missing thing twice has one problem.
    const key = `${code} ${inText} ${dotted(path)} ${reason}`
    if (this.#finds.has(key)) return
    this.#finds.set(key, { code, path, reason, repair, inText })
    if (problemCodes[code] === 'error') this.#hasErrors = true
  }
}

/** A find with its place in the text of its file. */
export function locate(
  { code, path, reason, repair, inText }: Find,
  file: string,
  flow: string,
  document: JsonDocument,
): Problem {
  const { line, column } = document.position(path)
  const [top, node, ...rest] = path
  const inNode = top === 'nodes' && typeof node === 'string'
  const field = dotted(inNode ? rest : path)
  const place: Place = {
    file,
    flow,
    ...(inNode ? { node } : {}),
    ...(field === '' ? {} : { field }),
    line,
    // The string starts after its quote. Escapes before the offset shift it; then the column is a little early.
    column: inText === null ? column : column + 1 + inText,
  }
  return { code, severity: problemCodes[code], place, reason, repair }
}
