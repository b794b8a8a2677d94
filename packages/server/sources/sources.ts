import type { SourceFiles } from '@parley/studio/source'
import type { LoadedSolution } from '../solution/load.ts'
import type { FolderWork } from './folder.ts'
import type { History } from './history.ts'
import type { Room } from './room.ts'

/** A solution that is being worked on in the Studio. */
export interface SourceRow {
  readonly solution: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly changedAt: number
  /** Who changed it last, as history shows it. */
  readonly changedBy: string
  /** The folder on this machine that it was opened from and can be saved to; absent: none. */
  readonly folder?: string
}

/** What is known of a solution's code without its flows: signatures, settings, and what is wrong with it. */
export interface LoadedCode extends Pick<LoadedSolution, 'build' | 'problems'> {
  /** Another one when the code, or what else is read with it, changes. */
  readonly hash: string
}

/** Path → what is to be there; `null`: nothing. */
export interface FileChanges {
  readonly [path: string]: string | null
}

/** Who changes something, as history shows it; `id`: of the account or key. */
export type SourceAuthor = string | { readonly id: string; readonly name: string }

/**
 * The solutions that are worked on in the Studio: documents in the database that people edit together. A solution stays a folder:
 * what goes in and comes out is files.
 */
export interface Sources {
  list(): Promise<readonly SourceRow[]>
  find(solution: string): Promise<SourceRow | null>
  /** @throws Refusal `source-exists` when there is one of that name, `source-refused` when the files are none */
  create(solution: string, files: SourceFiles, by: SourceAuthor): Promise<SourceRow>
  remove(solution: string): Promise<boolean>
  /** All files as they are now. @throws Refusal `unknown-source` */
  read(solution: string): Promise<SourceFiles>
  /** Makes these files all there are; people who have it open see the change. */
  replace(solution: string, files: SourceFiles, by: SourceAuthor): Promise<void>
  /** Changes some files, `null` removes one, and leaves the others alone. */
  change(solution: string, files: FileChanges, by: SourceAuthor): Promise<void>
  /**
   * Changes files by what is in them. Edits of one solution take turns, on all servers: `make` is asked again when one of the files that it changes was
   * changed meanwhile.
   *
   * @returns whether anything was changed
   * @throws Refusal `source-changed` when somebody goes on changing them; nothing was changed then
   */
  edit(solution: string, make: (files: SourceFiles) => FileChanges, by: SourceAuthor): Promise<boolean>
  /** Compiles and bundles what is there now, as `parley check` does with a folder. */
  load(solution: string): Promise<LoadedSolution>
  /** Bundles and describes the code alone; asked for again without a change of the code, it answers at once. */
  code(solution: string): Promise<LoadedCode>
  /** The document itself, for those who have it open. @throws Refusal `unknown-source` */
  open(solution: string): Promise<Room>
  readonly history: History
  readonly folders: FolderWork
  close(): Promise<void>
}
