import type { SharedDatabase } from '@parley/runtime'
import type { Audit } from '../../access/access.ts'
import type { Place } from '../../access/place.ts'
import type { Sources } from '../../sources/sources.ts'
import type { Solutions } from '../solution-parts.ts'
import type { Caller, StudioGuard } from './guard.ts'

/** What the Studio's doors to solutions and their versions need. */
export interface SolutionDoors {
  readonly guard: StudioGuard
  readonly audit: Audit
  readonly sources: Sources
  readonly solutions: Solutions
  readonly database: Pick<SharedDatabase, 'query' | 'workspace'>
  /** Signs links to previews. */
  readonly tokenKey: string
  readonly place: Place
  now(): number
}

/** Who changes something, as the history of a document shows it. */
export const authorOf = ({ id, name }: Caller): { readonly id: string; readonly name: string } => ({ id, name })

export interface OfSolution {
  readonly Params: { readonly solution: string }
}
