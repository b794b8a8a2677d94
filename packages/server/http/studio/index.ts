import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Access, Audit } from '../../access/access.ts'
import { refuseUnguarded } from '../../access/guard.ts'
import type { Reports } from '../../reports/reports.ts'
import type { Sources } from '../../sources/sources.ts'
import { createDocumentStories } from '../../story/document-stories.ts'
import type { StudioActions } from '../../studio-actions/studio-actions.ts'
import type { StudioFiles } from '../../studio-files.ts'
import type { OidcParts } from './access-oidc-routes.ts'
import { addAccessRoutes } from './access-routes.ts'
import { addActionRoutes } from './action-routes.ts'
import { addBrazeRoutes } from './braze-routes.ts'
import { addCodeEditorRoutes } from './code-editor-routes.ts'
import type { StudioGuard } from './guard.ts'
import { addNluImportRoutes } from './nlu-import-routes.ts'
import { addInboxRoutes, type UnderstandingParts } from './nlu-inbox-routes.ts'
import { addStudioPageRoutes } from './page-routes.ts'
import { addReportRoutes } from './report-routes.ts'
import type { SolutionDoors } from './solution-parts.ts'
import { addStudioSolutionRoutes } from './solution-routes.ts'
import { addSourceRoutes } from './source-routes.ts'
import { addStoryRoutes } from './story-routes.ts'
import { refuseUnstorable } from './unstorable.ts'
import { addStudioVersionRoutes } from './version-routes.ts'

/** What the Studio needs of the rest of the server. */
export interface StudioParts {
  readonly files: StudioFiles
  readonly guard: StudioGuard
  /** Accounts, sessions, API keys. */
  readonly access: Access
  /** Writes down what somebody did; see {@link Audit}. */
  readonly audit: Audit
  /** Signing in with an OpenID provider; without it there are passwords only. */
  readonly oidc?: OidcParts
  /** The solutions that people work on. */
  readonly sources?: Sources
  /** What is read of conversations; without it there is nothing to read. */
  readonly reports?: Reports
  /** Sentences that were not understood, and what live versions were taught. */
  readonly understanding?: UnderstandingParts
  /** Trying code, and what goes to Braze. */
  readonly actions?: StudioActions
  /** Solutions, their versions and what runs where. */
  readonly work?: Omit<SolutionDoors, 'guard' | 'audit'>
}

/** `/studio` and everything below it. */
export function addStudioRoutes(app: FastifyInstance, parts: StudioParts, log: Logger): void {
  refuseUnguarded(app)
  keepPrivate(app)
  refuseUnstorable(app)
  addStudioPageRoutes(app, parts.files, log)
  addAccessRoutes(app, parts.access, parts.oidc)
  addCodeEditorRoutes(app)
  if (parts.actions !== undefined) {
    const { trials } = parts.actions
    addActionRoutes(app, { trials, guard: parts.guard, audit: parts.audit })
    addBrazeRoutes(app, { ...parts.actions, guard: parts.guard, audit: parts.audit, now: Date.now })
  }
  const { reports, work, guard, audit, sources, understanding } = parts
  if (sources !== undefined) {
    addSourceRoutes(app, { sources, guard, audit })
    addNluImportRoutes(app, { sources, guard })
    addStoryRoutes(app, { stories: createDocumentStories(sources), guard, audit })
  }
  if (reports !== undefined) addReportRoutes(app, { reports, guard, audit })
  if (understanding !== undefined) addInboxRoutes(app, { ...understanding, guard, audit })
  if (work !== undefined) {
    addStudioSolutionRoutes(app, { ...work, guard, audit })
    addStudioVersionRoutes(app, { ...work, guard, audit })
  }
}

/** What the API answers is one person's, and nothing between here and their screen keeps it. */
function keepPrivate(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/studio/api')) reply.header('cache-control', 'no-store')
    done()
  })
}
