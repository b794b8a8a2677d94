import type { IdleRule } from './idle.ts'
import type { Languages } from './language.ts'
import type { MenuEntry } from './menu.ts'
import type { NodeBody } from './nodes/index.ts'
import type { Recognizer } from './recognizer.ts'
import type { Reporting } from './reporting.ts'
import type { Resume } from './resume.ts'
import type { IntentTexts } from './understanding/intent-texts.ts'
import type { Asker, Slot } from './understanding/slot.ts'
import type { Understanding } from './understanding/understanding.ts'
import type { Declaration } from './variable.ts'

/** A node in its place: what it does, and where its ports lead. */
export interface FlowNode {
  readonly id: string
  readonly body: NodeBody
  /** Port → node id. */
  readonly exits: ReadonlyMap<string, string>
}

/** A flow without problems, texts and logic prepared. */
export interface Flow {
  readonly name: string
  readonly start: string
  readonly variables: ReadonlyMap<string, Declaration>
  readonly idle: readonly IdleRule[]
  readonly nodes: ReadonlyMap<string, FlowNode>
  /** Ids of the nodes that leave results. */
  readonly actionNodes: readonly string[]
  readonly menu: readonly MenuEntry[]
  /** `null`: an abandoned conversation stays abandoned. */
  readonly resume: Resume | null
  /** What free words may mean anywhere in it; `null`: nothing but an answer. */
  readonly understanding: Understanding | null
  /** Variables that words fill without being asked for, and what fills them. */
  readonly slots: ReadonlyMap<string, Slot>
  /** The question that asks for a variable, for those that words may fill or correct. */
  readonly askers: ReadonlyMap<string, Asker>
  readonly languages: Languages
}

/** A solution's flows, ready to run. Holds functions: keep the source, and compile it again elsewhere. */
export interface Program {
  readonly name: string
  /** The flow that conversations begin with. */
  readonly start: string
  readonly flows: ReadonlyMap<string, Flow>
  /** The fields of a person's Braze profile that the conversation sees; none: it is not looked up. */
  readonly profile: readonly string[]
  /** Names of the webhooks that some node waits for. */
  readonly webhooks: ReadonlySet<string>
  /** What is told to Braze without a node asking for it; `null`: nothing. */
  readonly reporting: Reporting | null
  /** Tells what people mean. */
  readonly recognizer: Recognizer
  /** What intents are called and answered by, wherever the flows do not say it themselves. */
  readonly intentTexts: ReadonlyMap<string, IntentTexts>
  /** Whether words at a question may be more than its answer: in all other programs nothing looks. */
  readonly understands: boolean
  /** Whether a node may read what the person said last. */
  readonly keepsWords: boolean
}
