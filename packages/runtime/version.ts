import type { Lack, MappingProblem, StateMapping } from '@parley/flow'
import type { ConversationId, VersionId } from './ids.ts'
import type { Environment } from './runtime.ts'

/** Who does something to versions, and why. */
export interface Authored {
  /** As they call themselves. */
  readonly by?: string
  readonly note?: string
}

export interface StoredVersion {
  readonly version: VersionId
  readonly solution: string
  /** Counts from 1 in each solution. */
  readonly number: number
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly by: string | null
  readonly note: string | null
  /** No environment runs it and none can be made to; `null` when it is not archived. */
  readonly archived: { readonly at: number; readonly by: string | null } | null
}

/** A second version that runs beside the first, for some of those who begin a conversation. */
export interface Canary {
  readonly version: VersionId
  /** The version's number. */
  readonly number: number
  /** Of the contacts, above 0 and below 1. */
  readonly share: number
  /** The deployment with which it began: as long as it goes on, a larger share keeps everyone who has it. */
  readonly since: number
}

/** How an environment came to run what it runs. */
export type DeploymentKind = 'deploy' | 'rollback' | 'canary' | 'promote' | 'abort'

/** What an environment runs from then on. Kept for ever; the newest counts. */
export interface Deployment {
  readonly solution: string
  readonly environment: Environment
  /** Counts from 1 in each environment of a solution. */
  readonly deployment: number
  readonly kind: DeploymentKind
  readonly version: VersionId
  /** The version's number. */
  readonly number: number
  readonly canary: Canary | null
  /** Epoch milliseconds. */
  readonly deployedAt: number
  readonly by: string | null
  readonly note: string | null
}

export interface Deployed {
  readonly deployment: Deployment
  /** False when the environment ran just that already: nothing was added to the history. */
  readonly changed: boolean
}

export interface LiveOptions extends Authored {
  /** The deployment that the caller has seen (0: none). When another one came since, it is refused as `deployment-changed`. */
  readonly after?: number
}

/** Conversations that began in this process. */
export interface StartCount {
  readonly solution: string
  readonly environment: Environment
  /** The version's number, `null`: a draft. */
  readonly number: number | null
  readonly conversations: number
}

/** Immutable builds of solutions, and which of them each environment runs. */
export interface Versions {
  /** Stores a build, any JSON value that `Ports.readProgram` reads. The same build gives the same version. */
  put(
    solution: string,
    build: unknown,
    authored?: Authored,
  ): Promise<{ readonly version: VersionId; readonly number: number; readonly created: boolean }>
  /** The build as it was put; drafts' builds too. Fails with `unknown-version`. */
  load(version: VersionId): Promise<unknown>
  /** Fails with `unknown-version`. */
  find(solution: string, number: number): Promise<StoredVersion>
  /** Newest first; `before` that number. `limit` defaults to 1,000. */
  list(
    solution: string,
    range?: { readonly before?: number; readonly limit?: number },
  ): Promise<readonly StoredVersion[]>
  /** Names of all solutions that have a version, in their order. */
  solutions(): Promise<readonly string[]>
  /**
   * Puts a version away: it cannot be deployed any more. Fails with `version-live` when an environment runs it and, unless
   * `force`, with `version-in-use` when conversations do. Those go on, whatever.
   */
  archive(
    solution: string,
    number: number,
    options?: Pick<Authored, 'by'> & { readonly force?: boolean },
  ): Promise<StoredVersion>
  unarchive(solution: string, number: number): Promise<StoredVersion>
  /** Conversations of a version that are not over, by environment. */
  running(version: VersionId): Promise<readonly { readonly environment: Environment; readonly conversations: number }[]>

  /**
   * From now on new conversations of the environment run this version, with `canary` only that share of them. Earlier
   * deployments are kept. Fails with `unknown-version`, `version-archived`, `nothing-live` (a canary beside nothing).
   */
  deploy(
    solution: string,
    environment: Environment,
    version: VersionId,
    options?: LiveOptions & { readonly canary?: number },
  ): Promise<Deployed>
  /**
   * Back to the version `to`; without it, to what was live before: a running canary is ended, otherwise the version before
   * the present one comes back. Fails with `nothing-before`.
   */
  rollback(
    solution: string,
    environment: Environment,
    options?: LiveOptions & { readonly to?: number },
  ): Promise<Deployed>
  /** Changes the share of the canary that runs, makes it the version for all, or ends it. Fails with `no-canary`. */
  canary(
    solution: string,
    environment: Environment,
    change: { readonly share: number } | 'promote' | 'abort',
    options?: LiveOptions,
  ): Promise<Deployed>
  current(solution: string, environment: Environment): Promise<Deployment | null>
  /** Newest first. `limit` defaults to 1,000, which is also the most. */
  history(solution: string, environment: Environment, limit?: number): Promise<readonly Deployment[]>
  readonly starts: readonly StartCount[]
}

export type DraftId = `draft_${string}`

/** A build that is not a version yet: its owner replaces it as often as they like, and it expires. */
export interface Draft {
  readonly id: DraftId
  readonly solution: string
  /** With the author, what tells it from the solution's other drafts. */
  readonly name: string
  readonly author: string
  /** Its present build. Conversations stay on the build they began with. R6 */
  readonly version: VersionId
  /** Epoch milliseconds. */
  readonly changedAt: number
  readonly expiresAt: number
}

/** Drafts run in the environment `sandbox` only. */
export interface Drafts {
  /** Makes or replaces the draft of that name and author. Fails with `too-many-drafts`. */
  put(draft: {
    readonly solution: string
    readonly name: string
    readonly author: string
    readonly build: unknown
    /** How long it is kept from now on, milliseconds. */
    readonly keepMs: number
  }): Promise<Draft>
  /** Fails with `unknown-draft` when it was removed or has expired. */
  find(id: DraftId): Promise<Draft>
  /** Those of a solution that have not expired, last changed first. */
  list(solution: string): Promise<readonly Draft[]>
  /** False when there is none. */
  remove(id: DraftId): Promise<boolean>
}

export type MigrationId = `move_${string}`

/** Conversations moved from one version to another, on an operator's word. */
export interface Migration {
  readonly id: MigrationId
  readonly solution: string
  /** Numbers of versions. */
  readonly from: number
  readonly to: number
  /** `null`: both. */
  readonly environment: Environment | null
  readonly mapping: StateMapping
  readonly by: string | null
  readonly note: string | null
  /** Epoch milliseconds. */
  readonly at: number
  readonly moved: number
  /** Looked at and left where they are. */
  readonly stayed: number
  readonly done: boolean
}

/** A conversation that cannot go to the other version as it is. */
export interface Stay {
  readonly conversation: ConversationId
  readonly reason: string
  /** What the mapping would have to name. */
  readonly lacks?: Lack
}

export interface MigrationBatch {
  readonly migration: Migration
  /** Of this batch. */
  readonly stays: readonly Stay[]
}

export interface MigrationPlan {
  readonly solution: string
  /** Numbers of versions. */
  readonly from: number
  readonly to: number
  /** Only the conversations of this environment; `null`: of both. */
  readonly environment: Environment | null
  readonly mapping: StateMapping
}

export interface Migrations {
  /** What is wrong with a mapping, whatever the conversations. Fails with `unknown-version`, `unknown-solution`. */
  check(plan: MigrationPlan): Promise<readonly MappingProblem[]>
  /**
   * What would become of the running conversations, at most `limit` of them, after that one. Changes nothing. The mapping
   * has no problems.
   */
  preview(
    plan: MigrationPlan,
    range: { readonly after?: ConversationId; readonly limit: number },
  ): Promise<{
    readonly moved: number
    readonly stays: readonly Stay[]
    /** The last one looked at; `null` when there are no more. */
    readonly last: ConversationId | null
  }>
  /** Places of the other version that what a mapping lacks could be mapped to. */
  places(plan: MigrationPlan, lack: Lack): Promise<readonly string[]>
  /** Writes down what is to be done and moves nothing yet. The mapping has no problems. */
  begin(plan: MigrationPlan, authored?: Authored): Promise<Migration>
  /**
   * Moves the next conversations, at most `limit`, each as a turn of its own. Called until it is `done`, by whomever and
   * whenever; what was done stays done. Fails with `unknown-migration`.
   */
  go(id: MigrationId, limit: number): Promise<MigrationBatch>
  list(solution: string): Promise<readonly Migration[]>
}
