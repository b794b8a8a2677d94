import { isBuiltIn } from '../declare.ts'
import { isFreeName } from '../expression.ts'
import { idForm } from '../id.ts'
import type { VariableType } from '../variable.ts'

/** Pypestream's own form of a name. */
export const globalForm = /^[A-Z0-9_]+$/

/** What texts and logic see besides names that cannot be had, in places: see `scope.ts`. */
const taken = new Set(['payload'])

/** The variable that holds a global: the same name in lower case, unless that means something else. */
function variableOf(global: string): string {
  const lower = global.toLowerCase()
  const named = /^[a-z]/.test(lower) ? lower : `v_${lower}`
  const short = named.length <= 60 ? named : `${named.slice(0, 50)}_${checksum(named)}`
  return idForm.test(short) && isFreeName(short) && !isBuiltIn(short) && !taken.has(short) ? short : `${short}_v`
}

/** Tells long names apart that begin alike. */
function checksum(text: string): string {
  let sum = 0
  for (let index = 0; index < text.length; index++) sum = (sum * 31 + text.charCodeAt(index)) % 2_147_483_647
  return sum.toString(36)
}

/** A bot's globals: which there are, the variables that hold them, and of which type these are. */
export class Globals {
  readonly #variables = new Map<string, string>()
  readonly #globals = new Map<string, string>()
  readonly #types = new Map<string, VariableType>()

  constructor(names: Iterable<string>) {
    for (const name of names) {
      if (this.#variables.has(name)) continue
      const variable = variableOf(name)
      this.#variables.set(name, variable)
      this.#globals.set(variable, name)
    }
  }

  get names(): readonly string[] {
    return [...this.#variables.keys()]
  }

  get size(): number {
    return this.#variables.size
  }

  has(global: string): boolean {
    return this.#variables.has(global)
  }

  /** The variable of a global; `null` when nothing declares it. */
  variable(global: string): string | null {
    return this.#variables.get(global) ?? null
  }

  /** The global that the variable holds; `null` when it is one of the import's own. */
  global(variable: string): string | null {
    return this.#globals.get(variable) ?? null
  }

  /** A name for a variable of the import's own that no global has. */
  free(name: string): string {
    let free = name
    while (this.#globals.has(free)) free += '_'
    return free
  }

  type(variable: string): VariableType {
    return this.#types.get(variable) ?? 'text'
  }

  setType(variable: string, type: VariableType): void {
    this.#types.set(variable, type)
  }
}
