import type { Values } from './value.ts'

/** What a solution's action declares. `input` and `outputs` are JSON Schemas of objects. */
export interface ActionSignature {
  /** `success` and `error` are always outcomes, named here or not. */
  readonly outcomes: readonly string[]
  readonly input?: Values
  readonly outputs?: Values
}

/** A solution's flows as their files have them, with the signatures of its actions. */
export interface SolutionSource {
  readonly name: string
  /** The flow that conversations begin with. */
  readonly start: string
  /** By flow name; `file` is the path inside the solution folder. */
  readonly flows: { readonly [name: string]: { readonly file: string; readonly text: string } }
  readonly actions: { readonly [name: string]: ActionSignature }
}
