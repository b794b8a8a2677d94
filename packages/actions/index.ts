export { z } from 'zod'
export type {
  ActionArguments,
  ActionContext,
  ActionDefinition,
  ActionLog,
  ActionReturn,
  Environment,
  Params,
  Secrets,
} from './action.ts'
export { defineAction } from './action.ts'
export type { ActionBraze, BrazeFailure } from './braze.ts'
export { brazeSandbox, isBrazeFailure } from './braze.ts'
export { error, success } from './outcome.ts'
export type { SolutionConfig, SolutionDefinition } from './solution.ts'
export { defineSolution } from './solution.ts'
