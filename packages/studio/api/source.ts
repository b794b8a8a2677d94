import type { SolutionDiff } from '@parley/flow'

/** What one person did without a longer pause. */
export interface SittingEntry {
  /** Numbers of its first and its last edit. */
  readonly first: number
  readonly last: number
  /** Epoch milliseconds. */
  readonly from: number
  readonly to: number
  readonly author: { readonly id: string; readonly name: string }
  readonly updates: number
  /** `flows/main.flow.json#email`, `texts/ko.yaml`; the most recent ones. */
  readonly touched: readonly string[]
}

/** A point that somebody gave a name. */
export interface PointEntry {
  readonly number: number
  readonly at: number
  readonly name: string
  readonly by: string
}

/** `GET …/history?before=`: newest first. */
export interface HistoryPage {
  readonly sittings: readonly SittingEntry[]
  /** There are earlier ones: ask with `before`, the first number of the last sitting. */
  readonly more: boolean
  readonly points: readonly PointEntry[]
}

/** `GET …/history/:number/diff`: from then to now. */
export interface HistoryDiff {
  readonly diff: SolutionDiff
  readonly flows: { readonly [flow: string]: { readonly from: string | null; readonly to: string | null } }
}

export type FolderSide = 'here' | 'folder'

/** `GET …/folder`: 404 `no-folder` when the server was not started with it. */
export interface FolderAnswer {
  readonly folder: string
  readonly changes: readonly {
    readonly path: string
    readonly changed: FolderSide | 'both'
    readonly only?: FolderSide
  }[]
  readonly skipped: readonly { readonly path: string; readonly reason: string }[]
}

/** `POST …/folder/save` and `…/folder/take`; body `{ choices: { path: side } }` for files that changed on both sides. */
export interface FolderDoneAnswer {
  readonly saved: readonly string[]
  readonly taken: readonly string[]
}
