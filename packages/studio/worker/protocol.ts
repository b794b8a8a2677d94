/** What the page and its worker say to each other. The worker compiles, plays and recognises; the page never waits for it. */
import type {
  ActionSignature,
  Contact,
  Content,
  DataPoints,
  FlowScope,
  Page,
  Problem,
  Value,
  Values,
} from '@parley/flow'
import type {
  Deviation,
  FlowCoverage,
  Happening,
  Line,
  Moment,
  OriginalTurn,
  PlayedTurn,
  Story,
} from '@parley/flow/story'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import type { Quality } from './quality.ts'
import type { SentenceTrial } from './try-sentence.ts'

/** What the compiler knows of one flow. */
export interface Analysis {
  /** Node id → its ports in order, and whether each must lead somewhere. */
  readonly ports: { readonly [node: string]: readonly Port[] }
  /** Nodes that nothing leads to. */
  readonly unreachable: readonly string[]
}

export interface Port {
  readonly name: string
  readonly required: boolean
}

/** What the compiler needs besides the files: what is known of the code without running it in the browser. */
export interface Surroundings {
  readonly name: string
  readonly start: string
  readonly actions: { readonly [name: string]: ActionSignature }
  readonly language?: string
  /** The rest of `SolutionSource` that comes from `solution.ts`. */
  readonly more?: { readonly [member: string]: unknown }
  /** What is wrong with `solution.ts` and the actions. */
  readonly problems?: readonly Problem[]
}

export interface Checked {
  /** `null`: as before. */
  readonly problems: readonly Problem[] | null
  /** Flows that have changed since last time; `null`: it is gone. */
  readonly analyses: { readonly [flow: string]: Analysis | null }
  /** Counts what can be played: another number is another program. */
  readonly version: number
}

/** How the document changed. Nodes come without `meta`, which changes nothing. */
export interface SourceEdit {
  /** Everything is new; what was there before is gone. */
  readonly fresh?: boolean
  /** Whole flows; `null`: it is gone. */
  readonly flows: { readonly [name: string]: FlowFile | null }
  /** Single nodes; `null`: it is gone. */
  readonly nodes: readonly { readonly flow: string; readonly node: string; readonly value: NodeFile | null }[]
  /** Files that are no flows, by path; `null`: it is gone. */
  readonly texts: { readonly [path: string]: string | null }
  /** `null`: not known yet. */
  readonly surroundings?: Surroundings | null
}

/** How a simulated conversation begins. */
export interface Beginning {
  /** Absent: the solution's start. */
  readonly flow?: string
  /** Absent: the flow's start. */
  readonly node?: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly contact: Contact
  readonly variables: Values
  readonly page: Page | null
  readonly profile?: Values
  readonly language?: string
  readonly channelLanguages?: readonly string[]
}

/** One event of a simulated conversation, everything that it did, and where the conversation is then. */
export interface SimulatedTurn extends PlayedTurn {
  readonly moment: Moment
  /** Its messages in order, as a channel without controls says them. */
  readonly plain: readonly string[]
}

/** `stale`: the program has changed; replay first. `stuck`: nothing can be played, and why. */
export type PlayAnswer =
  | {
      readonly kind: 'played'
      readonly turns: readonly SimulatedTurn[]
      readonly moment: Moment
      readonly version: number
    }
  | { readonly kind: 'stale' }
  | { readonly kind: 'stuck'; readonly reason: string }

export interface ReplayAnswer {
  readonly turns: readonly SimulatedTurn[]
  readonly version: number
  /** Why it does not go on as it did; `null`: it does. */
  readonly stuck: string | null
}

/** What was wrong in a flow and is played around. */
export interface Unfinished {
  readonly flow: string
  readonly node: string
  readonly reason: string
}

export interface StoryFileText {
  readonly path: string
  readonly text: string
}

/**
 * `real`: its actions really run, which a server can do. `file`: it sends a file of the solution, which a server looks into. `unknown-file`:
 * it sends a file that the document does not have, because it is no text or not there; only who has the folder can tell.
 */
export type StoryNeed = 'real' | 'file' | 'unknown-file'

/** One story, played. */
export interface StoryResult {
  readonly file: string
  /** Of the story in its file. */
  readonly index: number
  readonly name: string
  readonly line: number
  /** `elsewhere`: a browser cannot play it. */
  readonly verdict: 'passed' | 'failed' | 'elsewhere'
  /** What keeps a browser from playing it; absent: nothing. */
  readonly needs?: StoryNeed
  readonly deviation: Deviation | null
  /** Line of the file at which it went another way. */
  readonly failedLine: number | null
  /** Where the conversation stood then. */
  readonly stands: { readonly flow: string; readonly node: string } | null
  readonly lines: readonly Line[]
}

export interface StoriesAnswer {
  /** `null`: the solution has errors, nothing can be played. */
  readonly results: readonly StoryResult[] | null
  readonly problems: readonly Problem[]
  readonly coverage: readonly FlowCoverage[]
}

export type Previewed =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'logic'; readonly type: string; readonly value?: Value }
  | { readonly kind: 'broken'; readonly reason: string; readonly at: number | null }

export interface PreviewAsk {
  readonly flow: string
  readonly source: string
  /** `markdown`: words of the bot; `plain`: labels and addresses; `logic`: CEL. */
  readonly as: 'markdown' | 'plain' | 'logic'
  /** What else logic sees. */
  readonly more?: 'result' | 'payload' | null
  readonly values: Values
  readonly language?: string
}

export interface ShownContent {
  readonly content: Content
  /** As a channel without controls says it. */
  readonly plain: string
}

/** A repair of a file that is no flow: it holds as long as the file is what it was. */
export interface TextRepair {
  readonly id: string
  readonly words: { readonly en: string; readonly ko: string }
  readonly path: string
  readonly before: string
  readonly after: string
  /** What is put where; `null`: it is taken away. */
  readonly changes: readonly { readonly at: string; readonly after: string | null }[]
}

/** Every call, with what is asked and answered. */
export interface Calls {
  readonly sync: { readonly ask: SourceEdit; readonly answer: Checked }
  /** Learns the intents; the model comes back, for the other worker. `null`: there are none. */
  readonly train: { readonly ask: Record<string, never>; readonly answer: Uint8Array | null }
  readonly model: { readonly ask: { readonly model: Uint8Array | null }; readonly answer: Checked }
  /** What a sentence is taken for. `at`: when it is said, epoch milliseconds. */
  readonly trySentence: {
    readonly ask: { readonly text: string; readonly language: string; readonly at: number }
    readonly answer: SentenceTrial
  }
  /** How well the examples tell intents apart; `live`: other examples, to be compared with. Takes long. `null`: as the examples are, nothing can be learned. */
  readonly quality: {
    readonly ask: { readonly live: { readonly [intent: string]: readonly string[] } | null }
    readonly answer: Quality | null
  }
  /** Which texts belong together, as their places. */
  readonly cluster: {
    readonly ask: { readonly texts: readonly string[] }
    readonly answer: readonly (readonly number[])[]
  }
  readonly scope: {
    readonly ask: { readonly flow: string; readonly node: string | null }
    readonly answer: FlowScope | null
  }
  readonly preview: { readonly ask: PreviewAsk; readonly answer: Previewed }
  /** What a node shows first, with these variables; `null`: it shows nothing, or cannot be played. */
  readonly content: {
    readonly ask: { readonly flow: string; readonly node: string; readonly values: Values; readonly language?: string }
    readonly answer: ShownContent | null
  }
  readonly dataPoints: { readonly ask: Record<string, never>; readonly answer: DataPoints | null }
  readonly begin: { readonly ask: { readonly beginning: Beginning }; readonly answer: PlayAnswer }
  readonly advance: {
    readonly ask: {
      readonly beginning: Beginning
      readonly version: number
      readonly moment: Moment
      readonly happening: Happening
    }
    readonly answer: PlayAnswer
  }
  /** Lets time pass, epoch milliseconds; timers fire on the way. */
  readonly pass: {
    readonly ask: {
      readonly beginning: Beginning
      readonly version: number
      readonly moment: Moment
      readonly until: number
    }
    readonly answer: PlayAnswer
  }
  readonly replay: {
    readonly ask: { readonly beginning: Beginning; readonly turns: readonly OriginalTurn[] }
    readonly answer: ReplayAnswer
  }
  /** Which repairs of a problem mend it, by their ids; the page knows what they do. */
  readonly repairs: {
    readonly ask: { readonly problem: Problem }
    readonly answer: { readonly ids: readonly string[]; readonly texts: readonly TextRepair[] }
  }
  /** What keeps the present flows from being played as they are. */
  readonly unfinished: { readonly ask: Record<string, never>; readonly answer: readonly Unfinished[] }
  /** The conversation as a file of stories, or added to one. */
  readonly record: {
    readonly ask: {
      readonly name: string
      readonly flow?: string
      /** Where it began, if not at the flow's start. */
      readonly node?: string
      readonly turns: readonly PlayedTurn[]
      /** The file as it is; `null`: a new one. */
      readonly present: string | null
    }
    readonly answer: {
      readonly story: Story
      readonly text: string
      readonly leftOut: readonly string[]
      /** Why the recorded story does not pass; `null`: it does. */
      readonly deviation: Deviation | null
    }
  }
  readonly runStories: {
    readonly ask: {
      readonly files: readonly StoryFileText[]
      /** All paths of the document: stories may send files that lie beside them. */
      readonly paths: readonly string[]
      readonly only?: { readonly file: string; readonly index: number }
    }
    readonly answer: StoriesAnswer
  }
  readonly generate: {
    readonly ask: { readonly files: readonly StoryFileText[] }
    readonly answer: {
      /** `null`: nothing can be played. */
      readonly text: string | null
      readonly count: number
      readonly coverage: readonly FlowCoverage[]
      readonly exhausted: boolean
    }
  }
}

export type CallName = keyof Calls
export type Ask<Name extends CallName> = Calls[Name]['ask']
export type Answer<Name extends CallName> = Calls[Name]['answer']

/** From the page. */
export interface Letter<Name extends CallName = CallName> {
  readonly id: number
  readonly call: Name
  readonly ask: Ask<Name>
}

/** From the worker. */
export type Reply =
  | { readonly id: number; readonly kind: 'answer'; readonly answer: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly reason: string }
  /** From 0 to 1. */
  | { readonly id: number; readonly kind: 'progress'; readonly done: number }

export type { FlowScope, Moment }
