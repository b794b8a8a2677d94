/** Versions, and what each environment runs: paths below `/studio/api/solutions/:solution`. */
import type { Problem, SolutionDiff } from '@parley/flow'
import type { EnvironmentName } from './solutions.ts'

export interface VersionEntry {
  readonly number: number
  readonly hash: string
  readonly created_at: string
  readonly by: string | null
  readonly note: string | null
  readonly archived: { readonly at: string; readonly by: string | null } | null
  readonly live: readonly { readonly environment: EnvironmentName; readonly share: number; readonly canary: boolean }[]
}

/** `GET …/versions` */
export interface VersionList {
  readonly versions: readonly VersionEntry[]
}

export interface DeploymentEntry {
  /** Counts from 1 in each environment: what `after` names. */
  readonly deployment: number
  readonly environment: EnvironmentName
  readonly kind: 'deploy' | 'rollback' | 'canary' | 'promote' | 'abort'
  readonly version: number
  readonly canary: { readonly version: number; readonly share: number } | null
  readonly by: string | null
  readonly note: string | null
  readonly at: string
}

/** One of `GET …/environments`. */
export interface EnvironmentState {
  readonly environment: EnvironmentName
  /** `null`: it runs nothing yet. */
  readonly deployment: DeploymentEntry | null
  /** What was there before: where a rollback goes. */
  readonly before: DeploymentEntry | null
  /** Conversations that are not over, by version. */
  readonly running: readonly { readonly version: number; readonly conversations: number }[]
  /** Of the version that runs. */
  readonly missing_secrets: readonly { readonly name: string; readonly variable: string }[]
  readonly params: { readonly [name: string]: unknown }
}

export interface EnvironmentList {
  readonly environments: readonly EnvironmentState[]
}

/** `GET …/deployments?environment=` */
export interface DeploymentList {
  readonly deployments: readonly DeploymentEntry[]
}

/** `GET …/diff?from=&to=`: each a number, `live:prod`, `canary:prod` or `document`. */
export interface DiffAnswer {
  readonly diff: SolutionDiff
  /** Flow files that differ, as they were and as they are; `null`: there was or is none. */
  readonly flows: { readonly [flow: string]: { readonly from: string | null; readonly to: string | null } }
}

/** `POST …/environments/:environment/check`: what publishing the document there would be. Nothing is changed by it. */
export interface PublishCheck {
  readonly problems: readonly Problem[]
  /** Whether there is something to publish: no problem is an error. */
  readonly ready: boolean
  /** The version that has just this content, if there is one. */
  readonly same_as: number | null
  /** What runs there now; the deployment is what `after` names. */
  readonly live: DeploymentEntry | null
  /** Against what runs there now; `null` when nothing does, or nothing can be published. */
  readonly changes: DiffAnswer | null
  readonly missing_secrets: readonly { readonly name: string; readonly variable: string }[]
  /** Braze data points per thousand conversations, at most. */
  readonly data_points: number | null
}

/** `POST …/environments/:environment/publish`: makes a version of the document and runs it. */
export interface PublishRequest {
  readonly note?: string
  /** Of the contacts, between 0 and 1. Absent: all. */
  readonly canary?: number
  /** The deployment that was seen; when another came since, it is refused as `deployment-changed`. */
  readonly after: number
}

/** Of publish, deployments, rollback and canary. */
export interface Deployed {
  readonly deployment: DeploymentEntry
  /** False: it ran just that already. */
  readonly changed: boolean
}

export interface Published extends Deployed {
  /** The number of the version. */
  readonly version: number
  /** False: there was one of the same content. */
  readonly created: boolean
}

/** `POST …/environments/:environment/migrations` */
export interface MigrationRequest {
  readonly from: number
  readonly to: number
  readonly dry_run?: boolean
  /** `<flow>.<node>` → `<flow>.<node>` */
  readonly nodes?: { readonly [from: string]: string }
  /** `<flow>.<variable>` → `<flow>.<variable>`; `null`: its value is given up */
  readonly variables?: { readonly [from: string]: string | null }
}

export interface MigrationResult {
  readonly moved: number
  readonly stayed: number
  /** False: there are more of them; asked again, it goes on. */
  readonly done: boolean
  /** Why some stay, and how many. */
  readonly reasons: readonly { readonly reason: string; readonly conversations: number }[]
  /** Nodes and variables that some of them need a choice for, when it was tried. */
  readonly choices: readonly MigrationChoice[]
}

export interface MigrationChoice {
  readonly member: 'nodes' | 'variables'
  /** `<flow>.<name>` of the version that they are on. */
  readonly name: string
  readonly conversations: number
  /** Where they could go on, the likely ones first. */
  readonly places: readonly string[]
  /** What seems to be the same under another name. */
  readonly proposed: string | null
}

/** `POST …/versions/:number/restore`: makes the document say what the version says, as an edit. */
export interface RestoreRequest {
  /** With `solution.ts` and the actions; needs `action:edit` where they differ. */
  readonly code: boolean
}

export interface Restored {
  readonly changed: readonly string[]
  readonly left_out: readonly { readonly file: string; readonly reason: string }[]
}

/** A link to a conversation on a draft, in the sandbox. */
export interface PreviewEntry {
  readonly id: string
  readonly name: string
  readonly by: string
  readonly changed_at: string
  readonly expires_at: string
  /** Path and query on this server. */
  readonly link: string
}

/** `GET …/previews`. `origin`: what people reach the server under, as far as it knows. */
export interface PreviewList {
  readonly previews: readonly PreviewEntry[]
  readonly origin: string | null
}
