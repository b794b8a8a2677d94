import type { Queryable } from './database.ts'
import { RuntimeError } from './error.ts'
import { fingerprint } from './fingerprint.ts'
import type { Ports } from './ports.ts'
import { dropDraft, dropDraftBuilds } from './sql/drop-draft-builds.ts'
import { listDraftBuilds } from './sql/list-draft-builds.ts'
import { draftBuildId } from './sql/load-build.ts'
import { putDraftBuild } from './sql/put-draft-build.ts'
import type { Draft, DraftId, Drafts } from './version.ts'
import { asked } from './versions.ts'

export interface DraftsParts {
  readonly db: Queryable
  readonly workspace: string
  readonly ports: Pick<Ports, 'readProgram'>
  now(): number
}

/** Of one solution: more than the people who work on it. */
const mostDrafts = 200

export type DraftStore = Drafts & {
  /** Removes what has expired. */
  sweep(): Promise<void>
}

export function createDrafts({ db, workspace, ports, now }: DraftsParts): DraftStore {
  return {
    async put({ solution, name, author, build, keepMs }) {
      ports.readProgram(build)
      const id: DraftId = `draft_${fingerprint([solution, author, name])}`
      const version = draftBuildId(fingerprint([solution, build]))
      const draft: Draft = { id, solution, name, author, version, changedAt: now(), expiresAt: now() + keepMs }
      if (await asked(putDraftBuild(db, workspace, draft, build, mostDrafts))) return draft
      throw new RuntimeError(
        'too-many-drafts',
        `${solution} has ${mostDrafts} drafts already. Remove some, or wait until they expire.`,
      )
    },
    async find(id) {
      const [draft] = await asked(listDraftBuilds(db, workspace, { id }, now()))
      if (draft !== undefined) return draft
      throw new RuntimeError(
        'unknown-draft',
        'The draft is not there any more: it was removed, or has expired. Upload it again.',
      )
    },
    list: (solution) => asked(listDraftBuilds(db, workspace, { solution }, now())),
    remove: (id) => asked(dropDraft(db, workspace, id)),
    sweep: () => dropDraftBuilds(db, workspace, now()),
  }
}
