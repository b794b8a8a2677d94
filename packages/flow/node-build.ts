import type { Expression } from './expression.ts'
import type { IdleRule, IdleSource } from './idle.ts'
import type { LogicMore } from './logic-more.ts'
import type { Path } from './path.ts'
import type { ProblemCode } from './problem-code.ts'
import type { Recognizer } from './recognizer.ts'
import type { ActionSignature } from './source.ts'
import type { FlowSignature } from './surroundings.ts'
import type { Text } from './template.ts'
import type { Value } from './value.ts'
import type { Declaration, VariableType } from './variable.ts'

/**
 * What a node's compile function sees of the flow around it, and where it reports. Every path is inside the node.
 * A function that reports a problem still answers something of the right shape, so that all problems are found at once.
 */
export interface NodeBuild {
  /** Words of the bot, Markdown: what values hold is shown as it is. FT7 */
  text(source: string, path: Path): Text
  /** A text that is no Markdown: a label, an address, a name. */
  plain(source: string, path: Path): Text
  /** A plain text that people do not read, an address or the name of a thing: it needs no translation, and may have one. */
  address(source: string, path: Path): Text
  /** Words that people may type for something, with those in the solution's other languages. */
  synonyms(source: readonly string[], path: Path): readonly string[]
  /** The translations of the text at `path`, as they are written, by language: for what people may say instead of an id. */
  wordings(path: Path): ReadonlyMap<string, string>
  /** Logic that must yield a value fitting `wants`; `any` takes whatever it yields. */
  logic(source: string, path: Path, wants: LogicWants, more?: LogicMore): Expression
  /** Logic whose value goes into the variable, which is noted as set; it must not carry a sensitive answer into a plain one. */
  assigns(variable: string, source: string, path: Path, more?: LogicMore): Expression
  /** The same for a variable of another flow, which need not exist. */
  passes(flow: string, variable: string, source: string, path: Path): Expression
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
  /** What the flow is to its callers, `null` (and, when there is none of the name, a problem) when that cannot be told. */
  flow(name: string, path: Path): FlowSignature | null
  /** Notes that the node may set any variable. */
  mayWriteAny(): void
  /** The node's name in the whole solution, `<flow>.<node>`. */
  readonly place: string
  readonly recognizer: Recognizer
  /** Names of the solution's intents; `null` when nobody says which there are. */
  readonly intents: readonly string[] | null
  /** Whether the flow or the solution has a label for the intent. */
  isLabelled(intent: string): boolean
  /** The fields of the Braze profile that the conversation sees. */
  readonly profile: readonly string[]
  /** Whether an edge leaves by `port`. */
  routed(port: string): boolean
  problem(code: ProblemCode, path: Path, reason: string, repair: string): void
  badLimit(path: Path, min: Value, max: Value): void
  badPattern(path: Path, reason: string): void
}

/** What logic is for: a condition, a value for a variable of that type, or anything. */
export type LogicWants = 'condition' | 'any' | VariableType

/** What a flow's own settings see. Every path is from the top of the file. */
export type TopBuild = Pick<NodeBuild, 'text' | 'plain' | 'duration' | 'problem'>
