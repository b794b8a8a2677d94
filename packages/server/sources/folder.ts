/**
 * Solutions whose folder lies on this machine: what changed on either side since both were the same, file by file, and taking one over
 * to the other.
 *
 * FO1 nothing outside of the folder is read or written, and no link is followed
 * FO2 a file that changed on both sides is touched on neither without being told which one is to stay
 * FO3 files that did not change are not written; of a flow, what did not change stays as it is written in the folder
 */
import type { SourceFiles } from '@parley/studio/source'
import type { Logger } from 'pino'
import { pointer } from '../http/pointer.ts'
import { Refusal } from '../http/refusal.ts'
import { loggable } from '../loggable.ts'
import { readFolder, removeFile, writeFile } from './folder-files.ts'
import { baseOf, compareFolder, type FolderChange, type Side } from './folder-state.ts'
import { refuseFiles } from './refuse-files.ts'
import type { SourceRows } from './rows.ts'
import type { SourceAuthor, Sources } from './sources.ts'
import { writtenAs } from './written-as.ts'

export interface FolderState {
  readonly folder: string
  /** Files that are not the same on both sides, by path. */
  readonly changes: readonly FolderChange[]
  /** Files of the folder that the Studio leaves alone, and why. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[]
}

/** Which side is to stay of a file that changed on both. */
export type Choices = { readonly [path: string]: Side }

export interface FolderDone {
  /** Paths that were written to, or removed from, the folder. */
  readonly saved: readonly string[]
  /** Paths that were taken over from the folder. */
  readonly taken: readonly string[]
}

export interface FolderWork {
  /**
   * Makes a folder known. A solution that is not in the Studio yet is taken over from it.
   * @returns whether it was
   */
  add(solution: string, folder: string, by: string): Promise<boolean>
  folderOf(solution: string): string | undefined
  /** @throws Refusal `no-folder` */
  state(solution: string): Promise<FolderState>
  /** Writes what changed here. @throws Refusal `folder-changed` when a file changed on both sides and nobody says which one stays */
  save(solution: string, choices: Choices, by: SourceAuthor): Promise<FolderDone>
  /** Takes over what changed in the folder. @throws Refusal `folder-changed` */
  take(solution: string, choices: Choices, by: SourceAuthor): Promise<FolderDone>
}

export interface FolderParts {
  readonly rows: SourceRows
  readonly sources: () => Sources
  readonly log: Logger
}

export function createFolderWork({ rows, sources, log }: FolderParts): FolderWork {
  const folders = new Map<string, string>()

  async function look(solution: string) {
    const folder = folders.get(solution)
    if (folder === undefined) throw new Refusal('no-folder')
    const row = await rows.find(solution)
    if (row === null) throw new Refusal('unknown-source')
    const [there, here] = await Promise.all([readFolder(folder), sources().read(solution)])
    // What was agreed on with another folder says nothing about this one.
    const base = row.folder === folder ? (row.folderBase ?? {}) : {}
    return { folder, there, here, base, changes: compareFolder(base, here, there.files) }
  }

  /** After work both ways: what is the same now is what both have in common. */
  async function agree(solution: string): Promise<void> {
    const { folder, there, here, base } = await look(solution)
    await rows.setFolder(solution, folder, { ...base, ...baseOf(here, there.files) })
  }

  function choose(changes: readonly FolderChange[], choices: Choices, side: Side): readonly string[] {
    const unsure = changes.filter(({ path, changed }) => changed === 'both' && choices[path] === undefined)
    if (unsure.length > 0) {
      throw new Refusal('folder-changed', undefined, {
        errors: unsure
          .slice(0, 50)
          .map(({ path }) => ({ pointer: pointer(['choices', path]), detail: 'It changed here and in the folder.' })),
      }) // FO2
    }
    return changes.flatMap(({ path, changed }) =>
      (changed === 'both' ? choices[path] : changed) === side ? [path] : [],
    )
  }

  async function takeOver(solution: string, paths: readonly string[], there: SourceFiles, by: SourceAuthor) {
    if (paths.length === 0) return
    const files = Object.fromEntries(paths.map((path) => [path, there[path] ?? null]))
    await sources().change(solution, files, by)
  }

  async function work(
    solution: string,
    choices: Choices,
    by: SourceAuthor,
    ways: { readonly save: boolean; readonly take: boolean },
  ) {
    const { folder, there, here, changes } = await look(solution)
    const saved = ways.save ? choose(changes, choices, 'here') : []
    const taken = choose(changes, choices, 'folder').filter((path) => ways.take || choices[path] === 'folder')
    for (const path of saved) {
      const text = here[path]
      if (text === undefined) await removeFile(folder, path)
      else await writeFile(folder, path, writtenAs(path, there.files[path], text))
    }
    await takeOver(solution, taken, there.files, by)
    await agree(solution)
    return { saved, taken }
  }

  return {
    async add(solution, folder, by) {
      folders.set(solution, folder)
      try {
        if ((await rows.find(solution)) !== null) return false
        const { files, wrong } = await readFolder(folder)
        if (wrong.length > 0) throw refuseFiles(wrong)
        await sources().create(solution, files, by)
        await agree(solution)
        return true
      } catch (error) {
        // Another server on the same database was faster.
        if (error instanceof Refusal && error.code === 'source-exists') return false
        log.warn({ solution, error: loggable(error) }, 'the folder could not be opened in the Studio')
        return false
      }
    },
    folderOf: (solution) => folders.get(solution),
    async state(solution) {
      const { folder, there, changes } = await look(solution)
      return { folder, changes, skipped: there.skipped }
    },
    save: (solution, choices, by) => work(solution, choices, by, { save: true, take: false }),
    take: (solution, choices, by) => work(solution, choices, by, { save: false, take: true }),
  }
}
