import type { Ground } from '../part.ts'
import type { Profile } from '../profile.ts'
import { type CanvasStep, type Criteria, EVERYONE_ELSE, fulfils, pathsOf, type StepPath } from './canvas-step.ts'
import { endOfPause } from './pause.ts'
import { pickShare, shareOf } from './share.ts'

/** What comes of a person's arrival at a step. */
export type Turn =
  | { readonly kind: 'go'; readonly path: StepPath }
  /** Epoch milliseconds. */
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'leave'; readonly reason: string }

/** Where the step sends a person who comes to it `at`, epoch milliseconds. */
export function takeTurn(step: CanvasStep, profile: Profile, at: number, ground: Ground): Turn {
  const meets = (criteria: Criteria) => fulfils(profile, criteria, ground)
  switch (step.kind) {
    case 'message':
      return step.delaySeconds > 0 ? { kind: 'wait', until: at + step.delaySeconds * 1000 } : go(step, 0)
    case 'delay': {
      // As in Braze, a delay with nothing behind it holds nobody.
      if (step.next === null) return go(step, 0)
      const until = endOfPause(step.pause, at, profile)
      return until === undefined ? { kind: 'leave', reason: 'the date of the delay was past' } : { kind: 'wait', until }
    }
    case 'decision_split':
      return go(step, meets(step.criteria) ? 0 : 1)
    case 'audience_paths':
      return go(
        step,
        indexOr(
          step.paths.length,
          step.paths.findIndex(({ criteria }) => meets(criteria)),
        ),
      )
    case 'experiment_paths': {
      const picked = pickShare(step.paths, shareOf(step.id, profile.brazeId))
      // Percentages such as 33.3 do not add up to the last digit.
      return go(step, picked === undefined ? step.paths.length - 1 : step.paths.indexOf(picked))
    }
    case 'action_paths':
      return { kind: 'wait', until: at + step.windowSeconds * 1000 }
    case 'user_update':
      return go(step, 0)
  }
}

/** Where a person goes who has waited for the end of the step; `path` is what a deed had opened. */
export function pathAfterWait(step: CanvasStep, path: number | undefined): StepPath {
  const paths = pathsOf(step)
  const found = step.kind === 'action_paths' ? paths[path ?? paths.length - 1] : paths[0]
  return found ?? { name: EVERYONE_ELSE, next: null }
}

function go(step: CanvasStep, index: number): Turn {
  return { kind: 'go', path: pathsOf(step)[index] ?? { name: EVERYONE_ELSE, next: null } }
}

function indexOr(otherwise: number, index: number): number {
  return index === -1 ? otherwise : index
}
