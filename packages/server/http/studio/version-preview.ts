import type { Draft, DraftId } from '@parley/runtime'
import type { PreviewEntry, PreviewList } from '@parley/studio/api'
import type { FastifyInstance } from 'fastify'
import { originOf } from '../../access/place.ts'
import { Refusal } from '../refusal.ts'
import { createPreviewToken } from '../solution-preview.ts'
import type { OfSolution, SolutionDoors } from './solution-parts.ts'
import { readBody, solutionOf } from './solution-request.ts'
import { publishable } from './version-publish.ts'

interface OfPreview {
  readonly Params: OfSolution['Params'] & { readonly id: string }
}

const dayMs = 86_400_000

/** `…/previews`: links to conversations on the document as it was when the link was made. They run in the sandbox. */
export function addPreviewRoutes(app: FastifyInstance, parts: SolutionDoors): void {
  const { guard, solutions, tokenKey } = parts
  const { drafts } = solutions
  const path = '/studio/api/solutions/:solution/previews'
  // Whoever has a link may talk: that is for those who work on the solution to give away.
  const editors = { onRequest: guard.requires('solution:edit') }

  app.get<OfSolution>(path, editors, async (request): Promise<PreviewList> => {
    const listed = await drafts.list(solutionOf(request))
    return { previews: listed.map(entryOf), origin: originOf(request.raw, parts.place) }
  })

  app.post<OfSolution>(path, editors, async (request, reply): Promise<PreviewEntry> => {
    const solution = solutionOf(request)
    const { name, days } = readBody('preview', request.body)
    const build = await publishable(parts, solution)
    const author = guard.callerOf(request).name
    const draft = await drafts.put({ solution, name, author, build, keepMs: days * dayMs })
    await solutions.prepare(draft.version, 'sandbox', build)
    await parts.audit(request, 'preview.made', solution, { name, expires: new Date(draft.expiresAt).toISOString() })
    reply.code(201)
    return entryOf(draft)
  })

  app.delete<OfPreview>(`${path}/:id`, editors, async (request, reply) => {
    const solution = solutionOf(request)
    const { id } = request.params
    if (!/^draft_[0-9a-f]{32}$/.test(id)) throw new Refusal('unknown-draft')
    const draft = await drafts.find(id as DraftId)
    if (draft.solution !== solution || !(await drafts.remove(draft.id))) throw new Refusal('unknown-draft')
    await parts.audit(request, 'preview.revoked', solution, { name: draft.name })
    return reply.code(204).send()
  })

  function entryOf({ id, solution, name, author, changedAt, expiresAt }: Draft): PreviewEntry {
    const preview = createPreviewToken(tokenKey, id, expiresAt)
    return {
      id,
      name,
      by: author,
      changed_at: new Date(changedAt).toISOString(),
      expires_at: new Date(expiresAt).toISOString(),
      link: `/?${new URLSearchParams({ solution, preview })}`,
    }
  }
}
