import type { Expression } from './expression.ts'
import type { IdleRule, IdleSource } from './idle.ts'
import type { Path } from './path.ts'
import type { ProblemCode } from './problem-code.ts'
import type { ActionSignature } from './source.ts'
import type { Text } from './template.ts'
import type { Value } from './value.ts'
import type { Declaration, VariableType } from './variable.ts'

/**
 * What a node's compile function sees of the flow around it, and where it reports. Every path is inside the node.
 * A function that reports a problem still answers something of the right shape, so that all problems are found at once.
 */
export interface NodeBuild {
  text(source: string, path: Path): Text
  /** Logic that must yield a value fitting `wants`; `any` takes whatever it yields. */
  logic(source: string, path: Path, wants: LogicWants, withResult?: ActionSignature): Expression
  /** Milliseconds. */
  duration(source: string, path: Path): number
  idle(rules: readonly IdleSource[], path: Path): readonly IdleRule[]
  /** The locale stated at `path`, otherwise the flow's, otherwise `null`. */
  locale(stated: string | undefined, path: Path): string | null
  /** Notes that the node sets a variable; answers its type, `null` (and a problem) when it is not declared. */
  writes(variable: string, path: Path): VariableType | null
  isSensitive(variable: string): boolean
  /** How the variable is declared, `null` when it is not. */
  declared(variable: string): Declaration | null
  /** Ids of the choices that questions store in the variable. */
  choiceIds(variable: string): readonly string[]
  /** The action's signature, `null` (and a problem) when the solution has no such action. */
  action(name: string, path: Path): ActionSignature | null
  /** Whether an edge leaves by `port`. */
  routed(port: string): boolean
  problem(code: ProblemCode, path: Path, reason: string, repair: string): void
  badLimit(path: Path, min: Value, max: Value): void
  badPattern(path: Path, reason: string): void
}

/** What logic is for: a condition, a value for a variable of that type, or anything. */
export type LogicWants = 'condition' | 'any' | VariableType
