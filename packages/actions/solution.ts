import type { Params } from './action.ts'

/** A solution as `solution.ts` writes it down. */
export interface SolutionDefinition {
  /** Lower-case words joined by hyphens, `braze-signup`. */
  readonly name: string
  /** The brand it is made for, as people write it. */
  readonly customer?: string
  /** Name of the flow a conversation begins with, `main`. */
  readonly start: string
  /** What differs between the environments and is no secret. */
  readonly params: { readonly sandbox: Params; readonly prod: Params }
  /** Names of the secrets its actions use; their values come from the environment, never from the folder. */
  readonly secrets: readonly string[]
  /** Hosts its actions may reach: `api.example.com`, `*.example.com`, either with `:port`. Nothing else is reachable. */
  readonly egress?: readonly string[]
}

/** A solution as the platform keeps it: plain JSON. */
export interface SolutionConfig extends SolutionDefinition {
  readonly egress: readonly string[]
}

/** Writes down what a solution is: the default export of `solution.ts`. */
export function defineSolution(definition: SolutionDefinition): SolutionDefinition {
  return definition
}
