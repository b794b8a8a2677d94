/** Solutions as the Studio lists, makes, takes in and gives out: paths below `/studio/api`. */
import type { Problem } from '@parley/flow'
import type { HistoryDiff } from './source.ts'

export type EnvironmentName = 'sandbox' | 'prod'
export const environmentNames: readonly EnvironmentName[] = ['sandbox', 'prod']

/** What an environment runs, in short. */
export interface RunningVersion {
  readonly environment: EnvironmentName
  /** Its number. */
  readonly version: number
  readonly canary: { readonly version: number; readonly share: number } | null
}

/** One of `GET /solutions`. */
export interface SolutionEntry {
  readonly name: string
  /** Being worked on in the Studio; `null`: there are only versions of it. */
  readonly source: {
    readonly created_at: string
    readonly changed_at: string
    readonly changed_by: string
    /** Where it is kept on the server's machine. */
    readonly folder: string | null
  } | null
  readonly live: readonly RunningVersion[]
  /** Conversations that began in the last seven days, by environment. */
  readonly conversations: { readonly sandbox: number; readonly prod: number }
}

/** `GET /solutions` */
export interface SolutionList {
  readonly solutions: readonly SolutionEntry[]
  readonly templates: readonly TemplateEntry[]
}

/** Something to begin with. */
export interface TemplateEntry {
  readonly id: string
  readonly title: { readonly en: string; readonly ko: string }
  readonly text: { readonly en: string; readonly ko: string }
}

/** `GET /solutions/:solution/problems`: how many mistakes are in what is there now. */
export interface ProblemCount {
  readonly errors: number
  readonly warnings: number
}

/** `POST /solutions` */
export interface NewSolution {
  readonly name: string
  readonly from:
    | { readonly kind: 'empty' }
    | { readonly kind: 'template'; readonly template: string }
    | { readonly kind: 'copy'; readonly solution: string }
    /** The newest version of the name, or that one. */
    | { readonly kind: 'version'; readonly version?: number }
}

/** A solution came to be, of `POST /solutions` and `POST /imports`. */
export interface SolutionMade {
  readonly solution: string
  readonly files: number
  /** Left out, with the reason: what could not be taken is said. */
  readonly left_out: readonly { readonly file: string; readonly reason: string }[]
  /** Warnings of what came in. */
  readonly problems: readonly Problem[]
}

/**
 * `POST /solutions/:solution/imports?look=&remove=&point=`: files brought into a solution that there is. `look=1` only tells; `remove=1` removes what
 * is not among them; `point` names the state before, to be brought back.
 */
export interface ImportInto {
  readonly solution: string
  /** Files that change, are added or removed by it. */
  readonly changed: readonly string[]
  /** Files that are in the solution alone. */
  readonly others: readonly string[]
  /** What it would be, when it was only looked at. */
  readonly changes: HistoryDiff | null
  readonly left_out: SolutionMade['left_out']
  readonly problems: readonly Problem[]
}

/** `GET /solutions/:solution/export/pypestream` */
export interface PypestreamFilesAnswer {
  /** By name, `bot.csv`; `null` when the flow cannot go out. */
  readonly files: { readonly [name: string]: string } | null
  readonly problems: readonly Problem[]
}

/** How much may come in at once, bytes: what is sent, and what it unfolds to. */
export const importBytes = 20 * 1024 * 1024

/** What a solution may be called. */
export const solutionNamePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
export const longestSolutionName = 64

/** `GET /solutions/:solution/secrets` */
export interface SecretList {
  readonly secrets: readonly SecretEntry[]
}

/** A secret by name; its value stays on the server. */
export interface SecretEntry {
  readonly name: string
  /** Whether the server has a value for it there. */
  readonly sandbox: boolean
  readonly prod: boolean
  /** The environment variables of the server that hold the values. */
  readonly variable: { readonly sandbox: string; readonly prod: string }
}

/** `PUT /solutions/:solution/settings`: one member of `solution.ts`. Without a value it is taken out. */
export interface SettingChange {
  /** From the outside in: `['web', 'title']`. */
  readonly path: readonly string[]
  readonly value?: unknown
  /** What was seen there, `null` for nothing: when it is something else by now, the change is refused as `setting-changed`. Absent: whatever it is. */
  readonly before?: unknown
}
